/*
 * reason.h - every refusal of gitrace, as one table.
 *
 * A row: enum name, stable id (shown to users and in --json), status, Chinese text,
 * English text. {0} {1} {2} {3} stand for the values given to gi_fail. The ids are a
 * contract: texts may improve, ids stay. Adding a refusal = one row here.
 *
 * Rules for a new row, most of them tested:
 * - the id is the enum name in lower case with '-' for '_';
 * - the status says what the caller does differently, not how bad it is;
 * - both texts are one line, impersonal, and name the offending value and what would be
 *   allowed; they use the same values, in any order;
 * - no text asks for a secret as a value, quotes SQL or blames the reader;
 * - it goes to the end of its section: rows are found by their neighbours.
 */
#ifndef GI_REASON_H
#define GI_REASON_H

/*
 * What a caller can do about a failure. A tenth value needs an argument of that kind.
 *
 * "I could tell" is GI_OK even if the news is bad: a forged label is a verdict and not an
 * error (gi/lookup.h). In the comments of the headers a status is followed by the ids of the
 * reasons for which a function returns it. What to do:
 *
 * - GI_NOT_FOUND, GI_INVALID, GI_CONFLICT, GI_DENIED: change what was asked for;
 *   trying the same again gives the same answer;
 * - GI_BUSY: the same call again, after a moment, may succeed;
 * - GI_IO, GI_NO_MEMORY: the machine's trouble (disk, permission, memory, a limit), see message;
 * - GI_CORRUPT: stop writing, keep the files, run the check, restore a backup.
 *
 * Any function of its kind may also return:
 *
 * - whatever allocates: GI_NO_MEMORY (no-memory);
 * - whatever reads a registry: GI_IO (db), GI_BUSY (db-busy), GI_CORRUPT (db-corrupt);
 * - whatever writes one, besides: GI_IO (db-full, db-read-only).
 *
 * Unless its comment says otherwise a function that fails leaves its outputs as they were.
 */
typedef enum gi_status {
    GI_OK,        /* done, or: "I could tell" */
    GI_NOT_FOUND, /* the thing named does not exist */
    GI_INVALID,   /* the input is wrong; change it */
    GI_CONFLICT,  /* right in form, but the state of the registry forbids it */
    GI_DENIED,    /* wrong key, role or passphrase */
    GI_BUSY,      /* another writer; try again */
    GI_NO_MEMORY, /* memory or a size limit of this process */
    GI_IO,        /* disk, file or network; see message */
    GI_CORRUPT    /* stored data contradicts itself; stop and restore */
} gi_status;

/*
 * The table. ROW is a macro of the user's: the enum below takes the names, core/base/status.c
 * the rest, tests whatever they check. Sections follow the layers of the house:
 *
 * base     texts, numbers, JSON, limits and files, from any header
 * model    codes and names as they are typed: batch_id.h, unit_code.h, unit_number.h, uscc.h
 * crypto   keys, key files, passphrases: crypto.h
 * store    the database and the registry directory: registry.h, and whatever reads or writes
 * acts     drafts and roles; the things named; land, season and quantity; label states: act.h
 * log      notes, checkpoints, proofs, leaves, audits, witnesses: log.h and its neighbours
 * bundle   offline lists and trust: bundle.h
 * commands, labels, web   what only the programs meet, and label.h
 */
/* clang-format off */
#define GI_REASONS(ROW) \
    /* base: text, numbers, files */ \
    ROW(NO_MEMORY, "no-memory", GI_NO_MEMORY, "内存不足（{0}）", "out of memory ({0})") \
    ROW(TOO_LONG, "too-long", GI_INVALID, "{0} 过长：{1}，上限 {2}", "{0} is too long: {1}, the limit is {2}") \
    ROW(OVER_LIMIT, "over-limit", GI_NO_MEMORY, "{0} 超过上限 {1}", "{0} passes the limit of {1}") \
    ROW(BAD_UTF8, "bad-utf8", GI_INVALID, "{0} 不是有效的 UTF-8 文本", "{0} is not valid UTF-8 text") \
    ROW(CONTROL_CHARACTER, "control-character", GI_INVALID, "{0} 含有控制字符", "{0} holds a control character") \
    ROW(BAD_NUMBER, "bad-number", GI_INVALID, "“{0}”不是整数", "\"{0}\" is not a whole number") \
    ROW(OUT_OF_RANGE, "out-of-range", GI_INVALID, "{0} 为 {1}，应在 {2} 至 {3} 之间", "{0} is {1}, outside {2}..{3}") \
    ROW(BAD_DAY, "bad-day", GI_INVALID, "“{0}”不是有效日期，应为 2026-04-05 的格式", "\"{0}\" is no day; write it as 2026-04-05") \
    ROW(FUTURE_DAY, "future-day", GI_INVALID, "日期 {0} 晚于今天（{1}）", "the day {0} is after today ({1})") \
    ROW(BAD_JSON, "bad-json", GI_INVALID, "JSON 有误：{0}", "bad JSON: {0}") \
    ROW(NOT_CANONICAL, "not-canonical", GI_INVALID, "JSON 不是规范形式（RFC 8785）：{0}", "JSON is not in canonical form (RFC 8785): {0}") \
    ROW(BAD_HEX, "bad-hex", GI_INVALID, "“{0}”不是十六进制", "\"{0}\" is not hexadecimal") \
    ROW(BAD_BASE64, "bad-base64", GI_INVALID, "“{0}”不是 base64", "\"{0}\" is not base64") \
    ROW(FILE_OPEN, "file-open", GI_IO, "无法打开 {0}：{1}", "cannot open {0}: {1}") \
    ROW(FILE_READ, "file-read", GI_IO, "无法读取 {0}：{1}", "cannot read {0}: {1}") \
    ROW(FILE_WRITE, "file-write", GI_IO, "无法写入 {0}：{1}", "cannot write {0}: {1}") \
    ROW(FILE_EXISTS, "file-exists", GI_CONFLICT, "{0} 已存在，不会覆盖", "{0} already exists and is not overwritten") \
    ROW(FILE_MISSING, "file-missing", GI_NOT_FOUND, "没有文件 {0}", "there is no file {0}") \
    /* model: codes and names */ \
    ROW(BAD_LENGTH, "bad-length", GI_INVALID, "{0} 长度为 {1}，应为 {2}", "{0} has length {1}, it should be {2}") \
    ROW(BAD_CHARACTER, "bad-character", GI_INVALID, "{0} 中有不允许的字符“{1}”", "{0} holds the character \"{1}\" that may not stand there") \
    ROW(BAD_CHECK, "bad-check", GI_INVALID, "{0} 的校验位是 {1}，应为 {2}，请核对", "the check character of {0} is {1}, it should be {2}; please compare") \
    ROW(BAD_GROUP, "bad-group", GI_INVALID, "第 {0} 组数字 {1} 超出范围", "digit group {0} ({1}) is out of range") \
    ROW(UNKNOWN_VERSION, "unknown-version", GI_INVALID, "标签版本 {0} 未知", "label version {0} is unknown") \
    ROW(UNKNOWN_TYPE, "unknown-type", GI_INVALID, "标签类型 {0} 未知", "label type {0} is unknown") \
    ROW(UNKNOWN_FLAGS, "unknown-flags", GI_INVALID, "标签标志位 {0} 未知", "label flags {0} are unknown") \
    ROW(BAD_MNEMONIC, "bad-mnemonic", GI_INVALID, "产品代号“{0}”应为四个大写字母（不含 I）", "product mnemonic \"{0}\" should be four letters A-Z without I") \
    ROW(BAD_USCC, "bad-uscc", GI_INVALID, "统一社会信用代码“{0}”应为 18 位规定字符", "the USCC \"{0}\" should be 18 characters of its alphabet") \
    ROW(USCC_CHECK, "uscc-check", GI_INVALID, "统一社会信用代码 {0} 校验位不符（应为 {1}）；若证照属实请注明理由", "the check character of USCC {0} does not fit (it should be {1}); give a reason if the licence says so") \
    ROW(BAD_TOWNSHIP, "bad-township", GI_INVALID, "“{0}”不是 9 位乡镇代码", "\"{0}\" is not a 9-digit township code") \
    ROW(BAD_NET, "bad-net", GI_INVALID, "净含量 {0} 毫单位无法精确写入标签（上限 {1}）", "net content {0} milli-units cannot be written exactly on a label (limit {1})") \
    /* crypto: keys and passphrases */ \
    ROW(CRYPTO, "crypto", GI_IO, "密码运算失败：{0}", "the cryptographic library failed: {0}") \
    ROW(UNKNOWN_ALGORITHM, "unknown-algorithm", GI_INVALID, "算法“{0}”未知，可用 ed25519、p256、sm2", "algorithm \"{0}\" is unknown; use ed25519, p256 or sm2") \
    ROW(BAD_PUBLIC_KEY, "bad-public-key", GI_INVALID, "公钥 {0} 有误", "the public key {0} is malformed") \
    ROW(BAD_VKEY, "bad-vkey", GI_INVALID, "验证钥“{0}”有误", "the verifier key \"{0}\" is malformed") \
    ROW(BAD_KEY_FILE, "bad-key-file", GI_CORRUPT, "密钥文件 {0} 已损坏或不是加密的 PKCS#8：{1}", "key file {0} is damaged or not encrypted PKCS#8: {1}") \
    ROW(WRONG_PASSPHRASE, "wrong-passphrase", GI_DENIED, "密钥文件 {0} 的口令不对（或文件已损坏）", "wrong passphrase for key file {0} (or the file is damaged)") \
    ROW(NO_PASSPHRASE, "no-passphrase", GI_DENIED, "未提供 {0} 的口令（用 --passphrase-file 或 --passphrase-fd，或在终端输入）", "no passphrase for {0} (use --passphrase-file or --passphrase-fd, or a terminal)") \
    ROW(WEAK_KDF, "weak-kdf", GI_DENIED, "密钥文件 {0} 的迭代次数为 {1}，正式系统至少 {2}", "key file {0} uses {1} rounds, a live registry wants at least {2}") \
    ROW(NOT_PRIVATE, "not-private", GI_DENIED, "文件 {0} 可被他人读取（权限 {1}），应为 600", "file {0} can be read by others (mode {1}); it should be 600") \
    ROW(BAD_SEED, "bad-seed", GI_INVALID, "{0} 私钥应为 32 字节且在规定范围内，收到 {1} 字节", "a {0} private key is 32 bytes within its range; these are {1} bytes") \
    ROW(KEY_ELSEWHERE, "key-elsewhere", GI_INVALID, "密钥 {0} 的私钥不在本进程内，无法写入 {1}", "the private part of key {0} is not in this process and cannot be written to {1}") \
    ROW(BAD_HIDDEN_SECRET, "bad-hidden-secret", GI_CORRUPT, "隐藏码密钥文件 {0} 已损坏，应为 64 位十六进制和换行", "the secret of hidden codes {0} is damaged; it should be 64 hex digits and a newline") \
    ROW(HIDDEN_SECRET_LOST, "hidden-secret-lost", GI_CONFLICT, "隐藏码密钥文件 {0} 不见了，而带隐藏码的标签已打印过；请从密钥备份恢复", "the secret of hidden codes {0} is gone although labels with hidden codes were printed; bring it back from the copy of the keys") \
    /* store */ \
    ROW(DB, "db", GI_IO, "数据库出错：{0}", "the database failed: {0}") \
    ROW(DB_BUSY, "db-busy", GI_BUSY, "数据库正被另一写入者占用，等待 {0} 毫秒后放弃", "another writer holds the registry; gave up after {0} ms") \
    ROW(QUEUE_FULL, "queue-full", GI_BUSY, "已有 {0} 次扫描等待记录，请稍后再试", "{0} scans wait to be recorded already; try again in a moment") \
    ROW(DB_FULL, "db-full", GI_IO, "磁盘已满：{0}", "the disk is full: {0}") \
    ROW(DB_READ_ONLY, "db-read-only", GI_IO, "登记库为只读：{0}", "the registry is read-only: {0}") \
    ROW(DB_CORRUPT, "db-corrupt", GI_CORRUPT, "登记库已损坏：{0}", "the registry is damaged: {0}") \
    ROW(OPENINGS_CHANGED, "openings-changed", GI_CORRUPT, "隐藏码查验记录与日志不符：现有可比 {0} 次，日志记有 {1} 次", "openings of hidden codes do not fit the log: {0} are there to compare, the log tells of {1}") \
    ROW(DB_NEWER, "db-newer", GI_CONFLICT, "登记库版本 {0} 比程序支持的 {1} 新，请升级程序", "the registry has schema {0}, newer than {1} of this program; upgrade the program") \
    ROW(NOT_A_REGISTRY, "not-a-registry", GI_INVALID, "{0} 不是 gitrace 登记库", "{0} is not a gitrace registry") \
    ROW(NO_REGISTRY, "no-registry", GI_NOT_FOUND, "没有登记库 {0}；请用 gitrace init 建立", "there is no registry {0}; make one with gitrace init") \
    ROW(BAD_CONFIG, "bad-config", GI_INVALID, "配置第 {0} 行有误：{1}", "line {0} of the configuration is wrong: {1}") \
    ROW(CONFIG_TWICE, "config-twice", GI_INVALID, "配置第 {0} 行：{1} 已写过一次", "line {0} of the configuration: {1} was given before") \
    ROW(DB_OLDER, "db-older", GI_CONFLICT, "{2} 的版本 {0} 低于程序所需的 {1}：请先用写入命令打开一次（scans.db：启动一次 gitrace serve）", "{2} has schema {0}, older than {1} of this program: open it once with a writing command (scans.db: start gitrace serve once)") \
    ROW(BAD_PACK, "bad-pack", GI_INVALID, "文件 {0} 第 {1} 行不是查验记录：{2}；应为“编号 毫秒”", "line {1} of {0} is no pack: {2}; it should be NUMBER MILLISECONDS") \
    ROW(NO_INBOX, "no-inbox", GI_NOT_FOUND, "收件箱中没有第 {0} 号", "the inbox has no entry {0}") \
    ROW(INBOX_CLOSED, "inbox-closed", GI_CONFLICT, "收件箱第 {0} 号已有结论：{1}（{2}）", "entry {0} of the inbox is closed: {1} ({2})") \
    ROW(INBOX_FULL, "inbox-full", GI_BUSY, "收件箱中“{0}”已有 {1} 件待处理，请稍后再试", "{1} entries \"{0}\" wait in the inbox already; try again later") \
    ROW(CONSTRAINT, "constraint", GI_CONFLICT, "与已存数据冲突：{0}", "stored data forbids it: {0}") \
    /* acts: drafts, roles, requests */ \
    ROW(UNKNOWN_ACT, "unknown-act", GI_INVALID, "没有名为“{0}”的行为", "there is no act \"{0}\"") \
    ROW(UNKNOWN_FIELD, "unknown-field", GI_INVALID, "行为 {1} 没有字段“{0}”", "\"{0}\" is not a field of the act {1}") \
    ROW(MISSING_FIELD, "missing-field", GI_INVALID, "行为 {1} 缺少字段“{0}”", "the act {1} lacks its field \"{0}\"") \
    ROW(BAD_FIELD, "bad-field", GI_INVALID, "字段 {0} 的值“{1}”有误：应为 {2}", "field {0} holds \"{1}\"; it should be {2}") \
    ROW(DUPLICATE_FIELD, "duplicate-field", GI_INVALID, "字段“{0}”重复", "field \"{0}\" is given twice") \
    ROW(REQUEST_REUSED, "request-reused", GI_CONFLICT, "请求号 {0} 已用于另一内容的行为", "request key {0} was already used for a different draft") \
    ROW(WRONG_ROLE, "wrong-role", GI_DENIED, "密钥 {0} 的角色是 {1}，此行为要求 {2}", "key {0} has the role {1}; this act wants {2}") \
    ROW(SIGNER_MISSING, "signer-missing", GI_DENIED, "行为 {0} 还缺 {1} 的签名", "the act {0} still lacks a signature by {1}") \
    ROW(KEY_RETIRED, "key-retired", GI_DENIED, "密钥 {0} 已停用（{1}）", "key {0} is {1}") \
    ROW(OTHER_SIGNER, "other-signer", GI_DENIED, "这些标签属于密钥 {1}，密钥 {0} 不能为其签码", "these labels are of key {1}; key {0} cannot sign their codes") \
    ROW(KEY_SCOPE, "key-scope", GI_DENIED, "密钥 {0} 不得用于 {1}", "key {0} may not be used for {1}") \
    ROW(BAD_SIGNATURE, "bad-signature", GI_DENIED, "密钥 {0} 的签名不符", "the signature by key {0} does not fit") \
    ROW(DRAFT_STALE, "draft-stale", GI_CONFLICT, "草稿已过时：登记库在导出后有变化（{0}），请重新导出", "the draft is stale: the registry moved on ({0}); export it again") \
    ROW(CLOCK, "clock", GI_CONFLICT, "本机时钟 {0} 早于最后一条记录 {1}", "the clock says {0}, before the last act at {1}") \
    ROW(CLOCK_AHEAD, "clock-ahead", GI_CONFLICT, "行为时间 {0} 晚于本机时钟 {1}", "the act claims the time {0}, ahead of the clock {1}") \
    ROW(FOUNDED, "founded", GI_CONFLICT, "登记库已于 {0} 建立", "the registry was already founded ({0})") \
    ROW(NOT_FOUNDED, "not-founded", GI_CONFLICT, "登记库 {0} 尚未建立", "the registry {0} is not founded yet") \
    ROW(LEAF_TOO_BIG, "leaf-too-big", GI_INVALID, "公开记录为 {0} 字节，上限 {1}", "the public leaf has {0} bytes, the limit is {1}") \
    ROW(HEAD_DUE, "head-due", GI_DENIED, "{0} 还没有当日的日志头记录，发标前须先写；请运行 gitrace log tend，或由 registry 密钥一并签名", "there is no head leaf of {0} yet, and labels come after it; run gitrace log tend, or let a registry key sign too") \
    /* acts: the things named */ \
    ROW(NO_KEY, "no-key", GI_NOT_FOUND, "没有密钥 {0}", "there is no key {0}") \
    ROW(NO_PRODUCT, "no-product", GI_NOT_FOUND, "没有登记产品 {0}", "product {0} is not registered") \
    ROW(NO_CATALOGUE, "no-catalogue", GI_NOT_FOUND, "目录中没有 {0}", "the catalogue does not hold {0}") \
    ROW(NO_HOLDER, "no-holder", GI_NOT_FOUND, "没有登记主体 {0}", "holder {0} is not registered") \
    ROW(NO_SOURCE, "no-source", GI_NOT_FOUND, "没有登记来源 {0}", "source {0} is not registered") \
    ROW(NO_LOT, "no-lot", GI_NOT_FOUND, "没有物料批 {0}", "there is no lot {0}") \
    ROW(NO_BATCH, "no-batch", GI_NOT_FOUND, "没有批次 {0}", "there is no batch {0}") \
    ROW(NO_RUN, "no-run", GI_NOT_FOUND, "没有标签段 {0}", "there is no run {0}") \
    ROW(NO_ACT, "no-act", GI_NOT_FOUND, "没有第 {0} 号记录", "there is no act number {0}") \
    ROW(NO_SEASON, "no-season", GI_NOT_FOUND, "产品 {0} 没有产季 {1}", "product {0} has no season {1}") \
    ROW(EXISTS, "exists", GI_CONFLICT, "{0} 已登记", "{0} is already registered") \
    ROW(SUSPENDED, "suspended", GI_CONFLICT, "主体 {0} 已被暂停（{1}）", "holder {0} is suspended ({1})") \
    ROW(NOT_PRODUCER, "not-producer", GI_CONFLICT, "主体 {0} 是农户，{1} 须由生产者进行", "holder {0} is a grower; {1} is for producers") \
    ROW(NOT_OWNER, "not-owner", GI_CONFLICT, "{0} 不属于主体 {1}", "{0} does not belong to holder {1}") \
    ROW(ALREADY, "already", GI_CONFLICT, "{0} 已是“{1}”状态", "{0} is already {1}") \
    ROW(CATALOGUE_SHAPE, "catalogue-shape", GI_CORRUPT, "目录表 {0} 第 {1} 行有 {2} 列，应为 {3} 列", "row {1} of the catalogue table {0} has {2} columns, it should have {3}") \
    ROW(CATALOGUE_QUOTE, "catalogue-quote", GI_CORRUPT, "目录表 {0} 第 {1} 行的引号或换行有误", "row {1} of the catalogue table {0} has a quote or line break out of place") \
    ROW(CATALOGUE_VALUE, "catalogue-value", GI_CORRUPT, "目录表 {0} 第 {1} 行 {2} 列的值“{3}”有误", "row {1} of the catalogue table {0} may not hold \"{3}\" in column {2}") \
    ROW(CATALOGUE_TWICE, "catalogue-twice", GI_CORRUPT, "目录表 {0} 第 {1} 行的 {2}“{3}”重复", "row {1} of the catalogue table {0} repeats the {2} \"{3}\"") \
    ROW(NO_CARD, "no-card", GI_NOT_FOUND, "没有带密码的交易卡 {0}", "there is no trade card {0} with a PIN") \
    ROW(NOT_GROWER, "not-grower", GI_CONFLICT, "主体 {0} 是生产者，{1} 只用于农户", "holder {0} is a producer; {1} is for growers") \
    ROW(SAME_HOLDER, "same-holder", GI_INVALID, "主体 {0} 不能转给自己", "holder {0} cannot transfer to itself") \
    ROW(NOT_TRANSFER, "not-transfer", GI_INVALID, "第 {0} 号记录是 {1}，应为 {2}", "act {0} is a {1}; it should be a {2}") \
    ROW(CARD_NEEDED, "card-needed", GI_DENIED, "农户 {0} 转出须出示交易卡，并输入密码或一张核销码二者之一（缺 {1}）", "grower {0} sells by trade card with either its PIN or one slip (lacking: {1})") \
    ROW(CARD_REPLACED, "card-replaced", GI_DENIED, "交易卡 {0} 已于 {1} 挂失补办，不再有效", "trade card {0} was replaced on {1} and is no longer good") \
    ROW(CARD_LOCKED, "card-locked", GI_DENIED, "交易卡 {0} 连续 {1} 次密码不符，已锁定，须由登记员解锁", "trade card {0} is locked after {1} wrong secrets in a row; the clerk can reset it") \
    ROW(WRONG_PIN, "wrong-pin", GI_DENIED, "交易卡 {0} 的密码或核销码不符（连续 {1} 次即锁卡）", "the PIN or slip does not fit trade card {0} (it locks after {1} in a row)") \
    ROW(SLIP_USED, "slip-used", GI_DENIED, "交易卡 {0} 的这张核销码已于 {1} 用过", "this slip of trade card {0} was used on {1}") \
    ROW(NO_PACKAGE, "no-package", GI_NOT_FOUND, "没有箱码 {0}", "there is no package {0}") \
    ROW(NO_GTIN, "no-gtin", GI_NOT_FOUND, "生产者 {0} 的产品 {1}（净含量 {2} 毫单位）没有登记商品条码", "producer {0} registered no GTIN for product {1} of {2} milli-units") \
    /* acts: land, season, quantity */ \
    ROW(OUTSIDE_AREA, "outside-area", GI_CONFLICT, "乡镇 {0} 不在 {1} 的保护范围内", "township {0} lies outside the protected area of {1}") \
    ROW(SOURCE_KIND, "source-kind", GI_CONFLICT, "产品 {0} 不接受 {1} 类来源", "product {0} takes no source of the kind {1}") \
    ROW(ALLOTTED, "allotted", GI_CONFLICT, "来源 {0} 本期已分配给 {1}", "source {0} is already allotted this period to {1}") \
    ROW(NO_BASIS, "no-basis", GI_CONFLICT, "产品 {0} 没有定额依据（{1} 未知），不能授予", "product {0} has no basis for a grant ({1} is unknown)") \
    ROW(OUTSIDE_SEASON, "outside-season", GI_CONFLICT, "日期 {0} 不在产季 {1} 至 {2} 内", "the day {0} lies outside the season {1}..{2}") \
    ROW(SEASON_CLOSED, "season-closed", GI_CONFLICT, "产季标签已于 {1} 截止（今日 {0}）", "labels for this season ended on {1} (today is {0})") \
    ROW(DAY_ORDER, "day-order", GI_CONFLICT, "{0}（{1}）早于 {2}", "{0} ({1}) lies before {2}") \
    ROW(OVER_BALANCE, "over-balance", GI_CONFLICT, "余额不足：需 {0}，余 {1}（{2}）", "the balance is short: {0} wanted, {1} left ({2})") \
    ROW(OVER_LOT, "over-lot", GI_CONFLICT, "物料批 {2} 不足：需 {0}，余 {1}", "lot {2} is short: {0} wanted, {1} left") \
    ROW(OVER_DAILY, "over-daily", GI_CONFLICT, "来源 {2} 当日采摘将达 {0}，日上限 {1}", "source {2} would reach {0} on that day, its daily cap is {1}") \
    ROW(OVER_SOURCE, "over-source", GI_CONFLICT, "来源 {2} 本季将达 {0}，定额 {1}", "source {2} would reach {0} this season, its allotment is {1}") \
    ROW(OVER_RATIO, "over-ratio", GI_CONFLICT, "成品 {0} 超过原料可制成的 {1}（比例 {2}）", "made {0} is more than the input can give: {1} (ratio {2})") \
    ROW(OVER_BATCH, "over-batch", GI_CONFLICT, "批次 {2} 不足：需 {0}，余 {1}", "batch {2} is short: {0} wanted, {1} left") \
    ROW(BAD_COUNT, "bad-count", GI_INVALID, "数量 {0} 应在 1 至 {1} 之间", "the count {0} is outside 1..{1}") \
    ROW(BAD_QUANTITY, "bad-quantity", GI_INVALID, "“{0}”不是数量，应为数字加单位，如 {1}", "\"{0}\" is no quantity; write a number and a unit, such as {1}") \
    ROW(OVERFLOW, "overflow", GI_INVALID, "{0} 超出可计算范围", "{0} overflows") \
    ROW(NO_SERIALS, "no-serials", GI_CONFLICT, "密钥 {0} 的序号将用尽（余 {1}）", "key {0} runs out of serials ({1} left)") \
    ROW(NOT_IN_PRODUCT, "not-in-product", GI_CONFLICT, "{0} 不是产品 {1} 的规定值（{2}）", "{0} is not among the rules of product {1} ({2})") \
    ROW(NO_IMPORT, "no-import", GI_NOT_FOUND, "没有以第 {0} 号记录开始、共 {1} 条的导入", "no import begins with act {0} and has {1} acts") \
    ROW(BUILT_ON, "built-on", GI_CONFLICT, "{0} 已被使用（{1}），不能撤销", "{0} is in use already ({1}); that cannot be undone") \
    ROW(LOTS_DIFFER, "lots-differ", GI_CONFLICT, "物料批 {0} 与其余不符：{1} 为 {2}，应为 {3}", "lot {0} does not go with the others: its {1} is {2}, it should be {3}") \
    ROW(LOT_HELD, "lot-held", GI_CONFLICT, "物料批 {0} 因第 {1} 号争议暂停使用，待裁定", "lot {0} is held by the dispute of act {1} until it is settled") \
    ROW(OVER_CARD, "over-card", GI_CONFLICT, "交易卡 {2} 当日转出将达 {0}，日上限 {1}", "trade card {2} would sell {0} today, its daily cap is {1}") \
    ROW(OVER_OUTSIDE, "over-outside", GI_CONFLICT, "外来原料 {0} 超过投入 {1} 的 {2}‰", "outside material {0} is over {2} permille of the {1} that go in") \
    ROW(BAD_REGISTRATION, "bad-registration", GI_INVALID, "“{0}”不是农药登记证号，应为 {1}", "\"{0}\" is no registration number; write {1}") \
    ROW(PRE_HARVEST, "pre-harvest", GI_CONFLICT, "来源 {0} 于 {1} 施药、{2} 采摘，未过安全间隔期，{3} 起方可采摘", "source {0} was sprayed on {1} and picked on {2}, inside the interval; picking is allowed from {3}") \
    ROW(UNKNOWN_PESTICIDE, "unknown-pesticide", GI_CONFLICT, "来源 {0} 于 {1} 施用的 {2} 安全间隔期未知，{3} 前的采摘不能放行；请按登记标签补录", "source {0} was sprayed on {1} with {2}, whose interval is unknown; pickings before {3} are held back until the registered label is recorded") \
    ROW(FORBIDDEN_PESTICIDE, "forbidden-pesticide", GI_CONFLICT, "来源 {0} 于 {1} 施用禁用农药 {2}，{3} 前的采摘不能放行", "source {0} was sprayed on {1} with {2}, forbidden on this crop; pickings before {3} are held back") \
    ROW(SEASON_ENDED, "season-ended", GI_CONFLICT, "产品 {0} 的产季 {1} 已由第 {2} 号记录关闭", "season {1} of product {0} was closed by act {2}") \
    ROW(OVER_TOWNSHIP, "over-township", GI_CONFLICT, "乡镇 {2} 的额度将达 {0}，上限 {1}", "township {2} would be granted {0}, its ceiling is {1}") \
    ROW(NOT_GRANTED, "not-granted", GI_CONFLICT, "来源 {0} 在产季 {1} 没有额度", "source {0} has no grant in season {1}") \
    ROW(OVER_GRANT, "over-grant", GI_CONFLICT, "来源 {2} 的额度至多还能降低 {1}，不能降低 {0}", "the grant of source {2} can be lowered by {1} at most, not by {0}") \
    ROW(PARCEL_TAKEN, "parcel-taken", GI_CONFLICT, "此地块编码已登记为来源 {0}（主体 {1}）", "this plot number is registered as source {0} of holder {1}") \
    ROW(TAKEN_BACK, "taken-back", GI_CONFLICT, "批次 {0} 已由第 {1} 号记录（undo-import）撤回，不能再使用", "batch {0} was taken back by act {1} (undo-import); it takes no more acts") \
    /* acts: label states */ \
    ROW(OUTSIDE_RUN, "outside-run", GI_CONFLICT, "标签 {0} 不在任何已签发的标签段内", "label {0} lies in no issued run") \
    ROW(RANGE_SPENT, "range-spent", GI_CONFLICT, "标签 {0} 已是“{1}”状态", "label {0} is already {1}") \
    ROW(TOO_LATE, "too-late", GI_CONFLICT, "{0} 已超过 {1} 小时期限", "{0} is past the limit of {1} hours") \
    ROW(ACTIVATED, "activated", GI_CONFLICT, "{2} 枚标签中有 {1} 枚已启用，不能执行 {0}", "of {2} labels {1} were activated; {0} is only for labels that were not") \
    ROW(ACTIVATED_ALONE, "activated-alone", GI_DENIED, "标签 {0} 已启用，{1} 还须市场监管会签", "label {0} was activated; {1} wants the signature of the bureau as well") \
    ROW(NO_CREDIT, "no-credit", GI_CONFLICT, "标签 {0} 已启用，不再退量；可用 credit no", "label {0} was activated and gives nothing back; use credit no") \
    ROW(OVER_SPOILAGE, "over-spoilage", GI_DENIED, "批次 {2} 退量的标签将达 {0} 枚，限 {1} 枚；超出须市场监管会签，或用 credit no", "batch {2} would give back {0} labels, the limit is {1}; beyond it the bureau signs as well, or use credit no") \
    ROW(NOT_AMENDABLE, "not-amendable", GI_CONFLICT, "{0} 不能更正：{1}", "{0} cannot be amended: {1}") \
    ROW(OVER_DRAWN, "over-drawn", GI_INVALID, "图中将有 {0} 个节点，上限 {1}；请缩小范围或用 --json", "the drawing would have {0} nodes, the limit is {1}; ask for less, or use --json") \
    ROW(NOTHING_ENDED, "nothing-ended", GI_CONFLICT, "没有保存期在 {0} 之前届满的私密记录", "no private record is kept until before {0} only; there is nothing to purge") \
    ROW(NO_FINDING, "no-finding", GI_NOT_FOUND, "第 {0} 号记录不是复制认定", "act {0} finds no copies") \
    ROW(FOUND_COPIED, "found-copied", GI_CONFLICT, "标签 {0} 已由第 {1} 号记录认定被复制", "label {0} was found copied by act {1} already") \
    ROW(NO_FREEZE, "no-freeze", GI_NOT_FOUND, "第 {0} 号记录不是冻结决定", "act {0} orders no freeze") \
    ROW(NO_RECALL, "no-recall", GI_NOT_FOUND, "第 {0} 号记录不是召回决定", "act {0} orders no recall") \
    ROW(ONE_TARGET, "one-target", GI_INVALID, "给出了 {0} 个对象，须恰为 1 个：{1}", "{0} targets are given; it must be exactly 1 of {1}") \
    ROW(NO_CONFORMITY, "no-conformity", GI_NOT_FOUND, "第 {0} 号记录不是承诺达标合格证", "act {0} is no certificate of conformity") \
    ROW(CONFORMITY_WANTED, "conformity-wanted", GI_CONFLICT, "{0} 是鲜活农产品：物料批 {1} 须先开具承诺达标合格证，才能设立批次", "{0} is fresh produce: lot {1} wants a certificate of conformity before it becomes a batch") \
    ROW(CONFORMITY_MIXED, "conformity-mixed", GI_CONFLICT, "物料批 {0} 经过混合，第 {1} 号承诺达标合格证不再适用，须重新开具", "lot {0} was mixed, certificate of conformity {1} holds for it no longer; issue a new one") \
    ROW(CONFORMITY_REPACKED, "conformity-repacked", GI_CONFLICT, "批次 {0} 有标签因改包装注销，第 {1} 号承诺达标合格证不再适用，须重新开具，才能签发新标签", "packs of batch {0} were repacked, certificate of conformity {1} holds for it no longer; issue a new one before new labels") \
    ROW(CONFORMITY_SHORT, "conformity-short", GI_CONFLICT, "批次合计 {0}，第 {2} 号承诺达标合格证只载明 {1}", "batches come to {0}, certificate of conformity {2} says {1}") \
    ROW(LEFT_MIXED, "left-mixed", GI_CONFLICT, "护照未附承诺达标合格证：第 {0} 号在混合后对批次 {1} 不再适用，须重新开具", "the passport goes without a certificate of conformity: {0} holds no longer for batch {1}, material was mixed; issue a new one") \
    ROW(LEFT_REPACKED, "left-repacked", GI_CONFLICT, "护照未附承诺达标合格证：批次 {1} 有标签因改包装注销，第 {0} 号不再适用，须重新开具", "the passport goes without a certificate of conformity: {0} holds no longer for batch {1}, packs were repacked; issue a new one") \
    ROW(CONFORMITY_REF, "conformity-ref", GI_CONFLICT, "物料批 {1} 中没有第 {0} 号承诺达标合格证所载的产品", "nothing of certificate of conformity {0} went into lot {1}") \
    ROW(NOT_FRESH, "not-fresh", GI_CONFLICT, "物料批 {1} 的{0}成品不属于鲜活农产品，不开具承诺达标合格证", "lot {1} is made {0}, no fresh produce; it takes no certificate of conformity") \
    ROW(FROZEN, "frozen", GI_CONFLICT, "{0} 已被 {1} 冻结至 {2}", "{0} is frozen by {1} until {2}") \
    ROW(RECALLED, "recalled", GI_CONFLICT, "{0} 已被 {1} 召回（{2} 级）", "{0} is recalled by {1} (grade {2})") \
    ROW(SAME_OFFICER, "same-officer", GI_DENIED, "密钥 {0} 已签过第 {1} 号记录，须由另一位执法人员签署", "key {0} signed act {1}; a second officer must sign this") \
    ROW(FREEZE_OVER, "freeze-over", GI_CONFLICT, "第 {0} 号冻结已于 {1} 结束", "freeze {0} ended on {1}") \
    ROW(SHRINKS, "shrinks", GI_CONFLICT, "{0} 为 {1}，少于已报的 {2}", "{0} is {1}, less than the {2} reported before") \
    ROW(OVER_STANDARD, "over-standard", GI_CONFLICT, "检测项目 {0} 为 {1}，标准限量 {2}，结论不能为合格", "item {0} is {1}, the standard asks for {2}: the result cannot be pass") \
    ROW(OVER_STATED, "over-stated", GI_CONFLICT, "检测项目 {0} 为 {1}，报告自列限量 {2}，结论不能为合格", "item {0} is {1}, the report itself asks for {2}: the result cannot be pass") \
    ROW(OVER_ISSUED, "over-issued", GI_CONFLICT, "{0} 为 {1}，超过已签发的 {2}", "{0} is {1}, more than the {2} issued") \
    ROW(UNBALANCED, "unbalanced", GI_CORRUPT, "行为 {0} 的分录合计为 {1}，应为 0", "the postings of {0} sum to {1} instead of 0") \
    ROW(NO_PRIVATE, "no-private", GI_NOT_FOUND, "第 {0} 号记录没有私密字段“{1}”", "act {0} has no private field \"{1}\"") \
    ROW(LEDGER, "ledger", GI_CORRUPT, "台账不平：{0}", "the ledger does not balance: {0}") \
    ROW(PRINTED, "printed", GI_CONFLICT, "标签 {0} 已打印过；补打请注明原因（why）", "label {0} was printed before; to print it again give a reason (why)") \
    ROW(NOT_PRINTED, "not-printed", GI_CONFLICT, "标签 {0} 从未打印，不能补打", "label {0} was never printed and cannot be printed again") \
    ROW(IN_PACKAGE, "in-package", GI_CONFLICT, "{0} 在箱 {1} 内；须先拆开该箱", "{0} lies in package {1}; open that one first") \
    ROW(PACKAGE_DEEP, "package-deep", GI_CONFLICT, "箱 {0} 内已有 {1} 层，至多 2 层，不能再装箱", "package {0} is {1} levels deep already, 2 are the most; it goes into no other") \
    ROW(NOT_SLICED, "not-sliced", GI_INVALID, "{0} 件不能按每箱 {1} 件分完", "{0} cannot be packed by {1} without a rest") \
    ROW(ONE_RANGE, "one-range", GI_INVALID, "每箱件数（each）只用于密钥 {1} 的一段标签或一批同样的箱，此处为 {0} 段", "each is for one range of labels, or of equal packages, of key {1}; here are {0}") \
    ROW(NOT_PACKED, "not-packed", GI_CONFLICT, "标签 {0} 不在任何箱内；产品 {1} 的标签随箱启用", "label {0} lies in no package; labels of product {1} are activated with their package") \
    ROW(BY_PACKAGE, "by-package", GI_CONFLICT, "标签 {0} 在箱 {1} 内；产品 {2} 的标签随箱启用", "label {0} lies in package {1}; labels of product {2} are activated with their package") \
    ROW(BAD_GTIN, "bad-gtin", GI_INVALID, "“{0}”不是 GTIN：{1}", "\"{0}\" is no GTIN: {1}") \
    ROW(BAD_HOST, "bad-host", GI_INVALID, "“{0}”不是主机名，或在名单中重复；用小写字母、数字、“-”和“.”，中文域名写成 xn--，可带端口", "\"{0}\" is no host name, or stands in the list already; lower-case letters, digits, '-' and '.' (Chinese names as xn--), with or without a port") \
    ROW(HOST_NOT_LISTED, "host-not-listed", GI_CONFLICT, "名单缺少本登记库的网址 {0}，标签都指向它", "the list lacks {0}, this registry's own host, to which its labels point") \
    ROW(HOST_NOT_OFFICIAL, "host-not-official", GI_CONFLICT, "登记库配置的网址 {0} 不在官方名单（第 {1} 号记录）中，标签不能印它；先由根密钥登记新名单", "the configured host {0} is not in the official list (leaf {1}), so no label may carry it; first let the root sign a new list") \
    ROW(DIGITAL_SAME, "digital-same", GI_CONFLICT, "数字标签与第 {0} 版的内容完全相同，没有变更", "the digital label says the same as version {0}; nothing would change") \
    /* log */ \
    ROW(BAD_NOTE, "bad-note", GI_INVALID, "签名文书有误：{0}", "the signed note is malformed: {0}") \
    ROW(BAD_CHECKPOINT, "bad-checkpoint", GI_INVALID, "检查点有误：{0}", "the checkpoint is malformed: {0}") \
    ROW(BAD_PROOF, "bad-proof", GI_INVALID, "证明有误：{0}", "the proof does not hold: {0}") \
    ROW(BAD_LEAF, "bad-leaf", GI_INVALID, "日志记录有误：{0}", "the leaf is malformed: {0}") \
    ROW(TREE_MISMATCH, "tree-mismatch", GI_CORRUPT, "日志树与检查点不符：{0}", "the tree does not fit the checkpoint: {0}") \
    ROW(BAD_STATE, "bad-state", GI_INVALID, "审计状态文件有误：{0}", "the audit state file is malformed: {0}") \
    ROW(OTHER_LOG, "other-log", GI_CONFLICT, "状态文件属于日志 {1}，不是 {0}", "the state file belongs to the log {1}, not {0}") \
    ROW(AUDIT_FINDING, "audit-finding", GI_CORRUPT, "审计 {0}{2}：{1}：{3}", "audit {0}{2}: {1}: {3}") \
    ROW(WITNESS_CLOCK, "witness-clock", GI_CONFLICT, "见证时间 {0} 与本机时钟 {1} 或检查点不符", "the witness claims the time {0}; that fits neither our clock ({1}) nor the checkpoint") \
    ROW(NOT_OUR_WITNESS, "not-our-witness", GI_INVALID, "其中没有 {0} 所列见证方对近期检查点的签名", "no line is a cosignature of a witness of {0} over one of the newest checkpoints") \
    ROW(WITNESS_STATE, "witness-state", GI_CORRUPT, "见证状态已损坏，拒绝签名：{0}", "the state held of {0} is damaged; nothing is cosigned on it") \
    ROW(JOURNAL, "journal", GI_IO, "行为已完成，但日志副本 {0} 未能写全：{1}", "the act is done, but the journal {0} could not be kept whole: {1}") \
    ROW(RECOVER_DIFFERS, "recover-differs", GI_CONFLICT, "已公布的日志接不上本登记库：{0}；未作改动", "the published log does not go on from this registry: {0}; nothing was changed") \
    ROW(RECOVER_LOST, "recover-lost", GI_CONFLICT, "缺少的 {1} 条记录中有 {0} 条无法由公开记录重建、也不在日志副本中，首条为第 {2} 号行为（{3}）；未作改动；请用 --journal 指明副本，确已丢失的用 gitrace log new-epoch 另立", "{0} of {1} missing leaves hold private values and are in no journal; the first is act {2} ({3}); nothing was changed; name the journal with --journal FILE, or if they are lost for good: gitrace log new-epoch") \
    ROW(NOTHING_LOST, "nothing-lost", GI_CONFLICT, "没有丢失的记录：已签 {0} 条，本库有 {1} 条；仍要另立新日志的，须注明理由 {2}", "nothing was lost: {0} were signed and {1} are here; a new log all the same needs its reason, {2}") \
    ROW(LEAVES_LOST, "leaves-lost", GI_CONFLICT, "已签 {0} 条而本库只有 {1} 条：理由只能是 lost，不是 {2}", "{0} were signed and only {1} are here: the reason can only be lost, not {2}") \
    ROW(LAST_WORD, "last-word", GI_CONFLICT, "检查点不能结束本日志：{0}", "the checkpoint cannot close this log: {0}") \
    ROW(EXPORT_DIFFERS, "export-differs", GI_CONFLICT, "{0} 中的导出与本日志不符：{1}；未作改动", "the export in {0} does not fit this log: {1}; nothing was changed") \
    ROW(RESTORED_BACKUP, "restored-backup", GI_CONFLICT, "登记库 {0} 条记录接不上已签的 {1} 条（{2}），疑为旧备份，拒绝签名；请放回最新的 registry.db，或用 gitrace log recover 由已公布的日志恢复；确已丢失的，用 gitrace log new-epoch 另立新日志", "the {0} acts here do not continue the {1} signed before (mark {2}): an old copy? Nothing is signed; put the newest registry.db back, or run gitrace log recover; for acts lost for good gitrace log new-epoch") \
    ROW(BAD_MARK, "bad-mark", GI_CORRUPT, "水位标记 {0} 不可用：{1}；请运行 gitrace log mark --reset，与见证方核对后重建", "the high-water mark {0} is unusable: {1}; gitrace log mark --reset compares the log with its witnesses and makes a new one") \
    ROW(CLOCK_LEAP, "clock-leap", GI_CONFLICT, "本机时钟 {0} 比最后一条记录 {2} 晚了 {1} 天以上；请校准时钟，或调整配置 max_clock_ahead", "the clock says {0}, over {1} days after the last act at {2}; set the clock, or raise max_clock_ahead in the config") \
    ROW(WITNESS_REFUSED, "witness-refused", GI_CONFLICT, "见证方 {0} 答复 {1}：{2}", "the witness {0} answered {1}: {2}") \
    ROW(WITNESS_AHEAD, "witness-ahead", GI_CONFLICT, "见证方 {0} 称已签 {1} 条，本日志只有 {2} 条", "the witness {0} says that it cosigned {1} acts; this log has {2}") \
    ROW(WITNESS_HOLDS, "witness-holds", GI_INVALID, "见证方 {0} 所持的不是本日志签的检查点：{1}", "what the witness {0} holds is no checkpoint that this log signed: {1}") \
    ROW(WITNESSES_LINE, "witnesses-line", GI_INVALID, "见证方名单 witnesses 第 {0} 行有误，该行略过：{1}", "line {0} of the file witnesses is wrong and was left out: {1}") \
    ROW(BAD_URL, "bad-url", GI_INVALID, "网址“{0}”有误：应为 http:// 或 https:// 开头，不含用户名", "\"{0}\" is no usable URL; write http:// or https://, without a user name") \
    ROW(UNREACHABLE, "unreachable", GI_IO, "{0} 没有给出完整答复：{1}", "{0} gave no complete answer: {1}") \
    ROW(FETCH_SLOW, "fetch-slow", GI_IO, "{0} 未在 {1} 毫秒内答复完毕", "{0} did not finish its answer within {1} ms") \
    ROW(FETCH_BIG, "fetch-big", GI_IO, "{0} 的答复超过上限 {1} 字节", "the answer of {0} passes the limit of {1} bytes") \
    /* bundle and trust */ \
    ROW(BAD_BUNDLE, "bad-bundle", GI_INVALID, "离线包有误：{0}", "the bundle is malformed: {0}") \
    ROW(BUNDLE_OLDER, "bundle-older", GI_CONFLICT, "离线包序号 {0} 比已用的 {1} 旧", "the bundle has sequence {0}, older than {1} already seen") \
    ROW(WRONG_ROOT, "wrong-root", GI_DENIED, "根密钥 {0} 与已信任的 {1} 不符", "root key {0} is not the trusted {1}") \
    ROW(BAD_PASSPORT, "bad-passport", GI_INVALID, "批次护照有误：{0}", "the passport does not hold: {0}") \
    ROW(BAD_BALANCE, "bad-balance", GI_INVALID, "余额证明有误：{0}", "the proof of a balance does not hold: {0}") \
    ROW(NO_STATUS, "no-status", GI_NOT_FOUND, "主体 {0} 尚无可证明的余额；请先运行 gitrace log tend", "no status leaf holds a balance of holder {0} yet; run gitrace log tend first") \
    ROW(DELTA_BASE, "delta-base", GI_CONFLICT, "增量自序号 {0} 起，手中的离线包为 {1}；请取完整离线包", "the delta begins at {0}, the bundle held is {1}; fetch the whole bundle") \
    ROW(DELTA_MISFIT, "delta-misfit", GI_CONFLICT, "序号 {0} 加增量得不出已签名的 {1}；请取完整离线包", "bundle {0} and the delta do not give the signed {1}; fetch the whole bundle") \
    /* import */ \
    ROW(IMPORT_KIND, "import-kind", GI_INVALID, "不能导入“{0}”，可用 {1}", "\"{0}\" cannot be imported; use {1}") \
    ROW(IMPORT_FILE, "import-file", GI_INVALID, "文件不是可读的 {0}：{1}", "the file is not a readable {0}: {1}") \
    ROW(IMPORT_SHEET, "import-sheet", GI_INVALID, "没有工作表“{0}”，有：{1}", "there is no sheet \"{0}\"; there are: {1}") \
    ROW(IMPORT_HEADER, "import-header", GI_INVALID, "缺少“{0}”列，可用的表头：{1}", "the column {0} is missing; its header may be: {1}") \
    ROW(IMPORT_EMPTY, "import-empty", GI_INVALID, "没有可导入的数据行（{0}）", "there is no row to import ({0})") \
    ROW(IMPORT_COLUMN, "import-column", GI_INVALID, "未知列“{0}”，已忽略", "the column \"{0}\" is unknown and was ignored") \
    ROW(IMPORT_TWICE, "import-twice", GI_INVALID, "列“{0}”与另一列含义相同（{1}），已忽略", "the column \"{0}\" says the same as another one ({1}) and was ignored") \
    ROW(IMPORT_SKIPPED, "import-skipped", GI_INVALID, "已跳过{0}", "skipped: {0}") \
    ROW(IMPORT_ENCODING, "import-encoding", GI_INVALID, "字节 {0} 不符合编码 {1}", "the byte {0} does not fit the encoding {1}") \
    ROW(IMPORT_MANGLED, "import-mangled", GI_INVALID, "“{0}”已被电子表格改写（{1}），请以文本格式重填", "\"{0}\" was changed by a spreadsheet ({1}); enter it again as text") \
    ROW(IMPORT_DAY, "import-day", GI_INVALID, "日期“{0}”有歧义，请写成 2026-04-05", "the day \"{0}\" is ambiguous; write 2026-04-05") \
    ROW(IMPORT_UNIT, "import-unit", GI_INVALID, "“{0}”没有单位，请在表头或单元格注明，如 {1}", "\"{0}\" has no unit; say it in the header or the cell, such as {1}") \
    ROW(IMPORT_FORMULA, "import-formula", GI_INVALID, "公式“{0}”没有已算出的值，请重新计算并保存", "the formula \"{0}\" has no computed value; compute and save the file again") \
    ROW(IMPORT_ERROR_CELL, "import-error-cell", GI_INVALID, "单元格是错误值 {0}", "the cell holds the error {0}") \
    ROW(IMPORT_MERGED, "import-merged", GI_INVALID, "合并单元格的“{0}”属于多行，不能分给各行", "\"{0}\" stands in cells merged over several rows; it cannot be divided") \
    ROW(IMPORT_UNKNOWN, "import-unknown", GI_NOT_FOUND, "找不到{1}“{0}”（{2}）", "there is no {2} \"{0}\" ({1})") \
    ROW(IMPORT_MANY, "import-many", GI_CONFLICT, "“{0}”不唯一（{1} 个），请用编号", "\"{0}\" names {1} things; use the number") \
    ROW(IMPORT_AGAIN, "import-again", GI_CONFLICT, "相同内容已导入（第 {0} 至 {1} 号记录）；确需再次导入请加 --again", "the same rows were imported before (acts {0} to {1}); say --again if they are meant twice") \
    ROW(IMPORT_CHANGING, "import-changing", GI_BUSY, "{0} 行试行均可入库，正式写入却两次被拒：登记库正在变动；未作改动，请再运行一次", "{0} rows pass when they are tried and were refused twice when they were to be stored: the registry is changing; nothing was changed, run it again") \
    /* commands */ \
    ROW(USAGE, "usage", GI_INVALID, "用法：{0}", "usage: {0}") \
    ROW(NOT_TOGETHER, "not-together", GI_INVALID, "--{0} 与 --{1} 不能同时使用", "--{0} and --{1} cannot be used together") \
    ROW(DESK_FULL, "desk-full", GI_BUSY, "受理台已有 {0} 个连接，请稍后再试", "the desk has {0} connections; try again in a moment") \
    ROW(UNKNOWN_VERB, "unknown-verb", GI_INVALID, "没有命令“{0}”；见 gitrace help", "there is no verb \"{0}\"; see gitrace help") \
    ROW(UNKNOWN_OPTION, "unknown-option", GI_INVALID, "命令 {1} 没有选项“{0}”", "\"{0}\" is not an option of {1}") \
    ROW(NO_PROGRAM, "no-program", GI_NOT_FOUND, "找不到程序 {0}", "cannot find the program {0}") \
    /* labels */ \
    ROW(MODULE_TOO_SMALL, "module-too-small", GI_INVALID, "二维码模块 {0} 微米，下限 {1} 微米", "the QR module is {0} um, the limit is {1} um") \
    ROW(URL_TOO_LONG, "url-too-long", GI_INVALID, "网址前缀 {0} 字符，上限 {1}", "the URL prefix has {0} characters, the limit is {1}") \
    ROW(NO_GLYPH, "no-glyph", GI_INVALID, "字体 {1} 没有字符“{0}”", "the font {1} has no glyph for \"{0}\"") \
    ROW(TEXT_TOO_WIDE, "text-too-wide", GI_INVALID, "{0} 的文字放不下：需 {1} 毫米，可用 {2} 毫米", "the text of {0} does not fit: {1} mm wanted, {2} mm there") \
    ROW(UNKNOWN_SHEET, "unknown-sheet", GI_INVALID, "没有版式“{0}”，可用 {1}", "there is no sheet \"{0}\"; use {1}") \
    ROW(CELL_TOO_SMALL, "cell-too-small", GI_INVALID, "模板“{0}”为 {1} 毫米，版式“{2}”的格子只有 {3} 毫米", "the template \"{0}\" measures {1} mm, a cell of the sheet \"{2}\" only {3} mm") \
    ROW(DRAWING, "drawing", GI_IO, "绘图失败：{0}", "drawing failed: {0}") \
    ROW(LABEL_EMPTY, "label-empty", GI_INVALID, "标签缺少 {0}", "the label lacks its {0}") \
    ROW(NO_FONT, "no-font", GI_NOT_FOUND, "没有安装字体 {0}（Debian 软件包 {1}）", "the font {0} is not installed (Debian package {1})") \
    ROW(UNKNOWN_DPI, "unknown-dpi", GI_INVALID, "没有 {0} dpi，可用 {1}", "{0} dpi is not drawn; use {1}") \
    ROW(INTERRUPTED, "interrupted", GI_IO, "已中断，完成 {0}，没有留下文件", "interrupted after {0}; nothing was left behind") \
    ROW(NO_TEMPLATE, "no-template", GI_NOT_FOUND, "没有模板“{0}”，可用 {1}，或 .ini 文件的路径", "there is no template \"{0}\"; use {1}, or the path of an .ini file") \
    ROW(TEMPLATE_SYNTAX, "template-syntax", GI_INVALID, "模板不是 INI 格式：{0}", "the template is not in INI format: {0}") \
    ROW(TEMPLATE_UNKNOWN, "template-unknown", GI_INVALID, "模板 [{0}] 中不认识“{1}”，可用 {2}", "[{0}] of the template holds \"{1}\", which is unknown; use {2}") \
    ROW(TEMPLATE_TWICE, "template-twice", GI_INVALID, "模板第 {0} 行：“{1}”重复", "line {0} of the template gives \"{1}\" a second time") \
    ROW(TEMPLATE_MISSING, "template-missing", GI_INVALID, "模板 [{0}] 缺少 {1}", "[{0}] of the template lacks {1}") \
    ROW(TEMPLATE_VALUE, "template-value", GI_INVALID, "模板 [{0}] 的 {1} 为“{2}”，应为 {3}", "[{0}] of the template has {1} = \"{2}\"; it should be {3}") \
    ROW(TEMPLATE_OVERLAP, "template-overlap", GI_INVALID, "模板 [{0}]（{2}）压住 [{1}]（{3}）及其静区", "[{0}] ({2}) of the template lies on [{1}] ({3}) or its quiet zone") \
    ROW(NO_LABEL_FIELD, "no-label-field", GI_INVALID, "标签没有字段“{0}”，可用 {1} 等", "a label has no field \"{0}\"; it has {1} and more") \
    ROW(ART_FORMAT, "art-format", GI_INVALID, "图样 {0} 不是 {1}", "the artwork {0} is no {1}") \
    ROW(ART_REFUSED, "art-refused", GI_INVALID, "图样 {0} 含有 {1}，只画自身完整的图样", "the artwork {0} holds {1}; only self-contained artwork is drawn") \
    ROW(ART_LINK, "art-link", GI_INVALID, "图样 {0} 是符号链接，可能指向别处；请把文件本身复制到这里", "the artwork {0} is a symbolic link and could lead elsewhere; copy the file itself here") \
    ROW(BAR_TOO_THIN, "bar-too-thin", GI_INVALID, "条码模块 {0} 微米，下限 {1} 微米", "the module of the bar code is {0} um, the limit is {1} um") \
    ROW(TEXT_SMALL, "text-small", GI_INVALID, "[{0}] 的字高 {1} 毫米，中文不宜小于 {2} 毫米", "[{0}] is set at {1} mm; Chinese should be at least {2} mm high") \
    ROW(NEAR_EDGE, "near-edge", GI_INVALID, "[{0}] 距边 {1} 毫米，至少应留 {2} 毫米", "[{0}] lies {1} mm from the edge; keep at least {2} mm") \
    ROW(ART_COARSE, "art-coarse", GI_INVALID, "图样 [{0}] 每点仅 {1} 像素，至少应为 {2}", "the artwork of [{0}] has {1} pixels per dot; it should have at least {2}") \
    ROW(MARK_ABSENT, "mark-absent", GI_NOT_FOUND, "[{0}] 没有地理标志专用标志的矢量文件（{1}），该位置留空", "[{0}] has no vector file of the GI special mark ({1}); its place stays blank") \
    ROW(MARK_SMALL, "mark-small", GI_INVALID, "[{0}] 边长 {1} 毫米，专用标志不宜小于 {2} 毫米", "[{0}] is {1} mm wide; the special mark should be at least {2} mm") \
    ROW(DIGITAL_FAR, "digital-far", GI_INVALID, "“数字标签”字样 [{0}] 距二维码 {1} 毫米，应在 {2} 毫米以内", "the words of [{0}] stand {1} mm from the QR; they belong within {2} mm") \
    ROW(LOW_CONTRAST, "low-contrast", GI_INVALID, "[{0}] 是反白字，{1} 毫米高的反白字热敏打印易糊，应不小于 {2} 毫米", "[{0}] is paper on ink; at {1} mm a thermal head fills it, use at least {2} mm") \
    ROW(UNKNOWN_PRINTER, "unknown-printer", GI_NOT_FOUND, "没有打印机“{0}”，可用 {1}", "there is no printer \"{0}\"; there are {1}") \
    ROW(PRINTER_NAME, "printer-name", GI_INVALID, "打印机名“{0}”有误：须为 1 至 {1} 个小写字母、数字或连字符", "\"{0}\" is no name of a printer; write 1 to {1} of a-z, 0-9 and -") \
    ROW(PRINTER_LINE, "printer-line", GI_INVALID, "打印机 {0} 第 {1} 行“{2}”有误，应为 键 = 值", "printer {0}, line {1}: \"{2}\" is not key = value") \
    ROW(PRINTER_KEY, "printer-key", GI_INVALID, "打印机 {0} 第 {1} 行：没有“{2}”这一项", "printer {0}, line {1}: there is no \"{2}\" in a profile") \
    ROW(PRINTER_TWICE, "printer-twice", GI_INVALID, "打印机 {0} 第 {1} 行：“{2}”重复", "printer {0}, line {1}: {2} is said twice") \
    ROW(PRINTER_VALUE, "printer-value", GI_INVALID, "打印机 {0} 的 {1} 为“{2}”，应为 {3}", "printer {0}: {1} is \"{2}\", it should be {3}") \
    ROW(PRINTER_LACKS, "printer-lacks", GI_INVALID, "打印机 {0} 缺少 {1}", "printer {0} lacks {1}") \
    ROW(PRINTER_WIDE, "printer-wide", GI_INVALID, "标签需打印宽度 {0} 毫米（并排 {3} 枚），打印机 {1} 只有 {2} 毫米", "the label wants {0} mm ({3} across), the head of printer {1} prints {2} mm") \
    ROW(PRINTER_PITCH, "printer-pitch", GI_INVALID, "打印机 {1} 并排标签间距 {2} 毫米，小于标签宽 {0} 毫米", "printer {1} puts labels {2} mm apart; this one is {0} mm wide") \
    ROW(PRINTER_DOTS, "printer-dots", GI_INVALID, "打印机 {0} 的语言是 {1}，不收点阵作业，可用 {2}", "printer {0} speaks {1}, which takes no job of dots; use {2}") \
    ROW(PRINTER_SIZE, "printer-size", GI_INVALID, "标签为 {0} 点，作业所用为 {1} 点", "the label has {0} dots, the job is for {1}") \
    ROW(PRINTER_CLIPS, "printer-clips", GI_INVALID, "打印机 {0} 的偏移 {1} 毫米会使图像超出标签", "printer {0}: the offset {1} mm would push ink off the label") \
    ROW(PRINTER_EMPTY, "printer-empty", GI_INVALID, "打印机 {0} 的作业没有标签", "the job for printer {0} holds no label") \
    ROW(PRINTER_TO, "printer-to", GI_INVALID, "打印机 {0} 的去向是 {1}；去向为 file 时须给出文件，其余不得给出", "printer {0} sends to {1}; a file is named when it sends to file, and only then") \
    ROW(PRINTER_GONE, "printer-gone", GI_NOT_FOUND, "打印机 {0}（{1}）没有应答：{2}；什么也没有发出，请检查电源和连线", "printer {0} ({1}) does not answer: {2}; nothing was sent, check power and cable") \
    ROW(PRINTER_NOT_READY, "printer-not-ready", GI_BUSY, "打印机 {0} 未就绪：{1}；什么也没有发出", "printer {0} is not ready: {1}; nothing was sent") \
    ROW(SEND_BROKEN, "send-broken", GI_IO, "打印机 {0} 中断（{1}），已发 {2} 字节，至多印出 {3} 枚。先进纸或断电重启，否则下一作业会印成乱点；核对后续印", "printer {0} broke off ({1}) after {2} bytes, at most {3} labels. Feed or power-cycle it, or the next job prints as noise; look at the roll, then go on") \
    ROW(LABEL_VERB, "label-verb", GI_INVALID, "没有命令“label {0}”；见 gitrace label --help", "there is no verb \"label {0}\"; see gitrace label --help") \
    ROW(NOTHING_TO_PRINT, "nothing-to-print", GI_CONFLICT, "标签段 {0} 自序号 {1} 起没有未打印的标签；补打请用 gitrace label reprint", "run {0} has no label left to print from serial {1} on; to print again use gitrace label reprint") \
    ROW(TEST_FIRST, "test-first", GI_CONFLICT, "{0} 枚将用 {1} 打印模板 {2}，而两者尚未一起用过；请先 gitrace label test --printer {1} --template {2}（或加 --no-test）", "{0} labels of template {2} would go to {1}, which never printed it; first gitrace label test --printer {1} --template {2} (or say --no-test)") \
    ROW(NO_HIDDEN_BLOCK, "no-hidden-block", GI_CONFLICT, "标签段 {0} 带隐藏码，模板 {1} 没有隐藏码区", "run {0} has hidden codes; the template {1} has no block for them") \
    ROW(NO_HIDDEN_CODES, "no-hidden-codes", GI_CONFLICT, "标签段 {0} 不带隐藏码，模板 {1} 有隐藏码区", "run {0} has no hidden codes; the template {1} has a block for them") \
    ROW(TEMPLATE_KIND, "template-kind", GI_INVALID, "模板 {0} 用于 {1}，此处应为 {2}", "the template {0} is for {1}, wanted is {2}") \
    ROW(JOB_TOO_LARGE, "job-too-large", GI_INVALID, "{0} 枚标签约 {1} MB，一个作业至多 {2} MB；请用 --count", "{0} labels make some {1} MB, a job holds {2} MB; use --count") \
    ROW(STOPPED, "stopped", GI_IO, "已在两个作业之间停止：打印 {0} 枚，剩余 {1} 枚；再次运行即续印", "stopped between two jobs: {0} labels printed, {1} left; run it again to go on") \
    ROW(MIXED_BOX, "mixed-box", GI_CONFLICT, "{0} 是混装箱，模板 {1} 没有显示箱内货物的字段 inside", "{0} is a mixed box, and the template {1} does not show the field inside") \
    /* web */ \
    ROW(LISTEN, "listen", GI_IO, "无法监听 {0}：{1}", "cannot listen on {0}: {1}") \
    ROW(BAD_REQUEST, "bad-request", GI_INVALID, "请求有误：{0}", "bad request: {0}") \
    ROW(BAD_REGIONS, "bad-regions", GI_INVALID, "地区文件 {0} 不是 MaxMind 格式或已损坏：{1}", "the region file {0} is not of MaxMind's format, or damaged: {1}") \
    ROW(BAD_NETWORKS, "bad-networks", GI_INVALID, "网络清单第 {0} 行有误：{1}；应为“网段,home|carrier|centre”", "line {0} of the list of networks is wrong: {1}; it should be PREFIX,home|carrier|centre") \
    ROW(NO_PAGE, "no-page", GI_NOT_FOUND, "没有页面 {0}", "there is no page {0}") \
    ROW(BAD_FORM, "bad-form", GI_INVALID, "表单读不懂：{0}", "the form cannot be read: {0}") \
    ROW(BAD_PHOTO, "bad-photo", GI_INVALID, "照片读不懂：{0}；可用 JPEG、PNG 或静态 WebP", "the photo cannot be read: {0}; JPEG, PNG or still WebP are taken")
/* clang-format on */

/* The rule that was met, as gi_error.why holds it. Values change when rows are added: store and
 * print the id (gi_why_id), never the number. GI_WHY_NONE = 0 means "no failure recorded". */
typedef enum gi_why {
    GI_WHY_NONE,
#define GI_REASON_NAME(name, id, status, zh, en) GI_WHY_##name,
    GI_REASONS(GI_REASON_NAME)
#undef GI_REASON_NAME
        GI_WHY_COUNT
} gi_why;

/* One row of the table, for help pages and tests. The texts still hold their {0} ... places.
 * Constant data: borrowed for ever, the same in every thread. */
typedef struct gi_reason {
    const char *id;
    gi_status status;
    const char *zh;
    const char *en;
} gi_reason;

/* The row of a reason. Never NULL: GI_WHY_NONE and values outside the table have the id "none",
 * the status GI_OK and empty texts. */
const gi_reason *gi_reason_of(gi_why why);

/* The stable id, such as "over-balance"; "none" as above. Constant text. Compare this and not the
 * message when a program (or a script that reads --json) acts on a reason. */
const char *gi_why_id(gi_why why);

#endif
