/*
 * words.h - every text of the pages, as one table: name, Chinese, English.
 *
 * Chinese is the first language. {0} stands for one value. The rows of the three answers stand in
 * answer_words.h.
 */
#ifndef GI_WEB_WORDS_H
#define GI_WEB_WORDS_H

#include "web/text/answer_words.h"

/* clang-format off */
#define GI_WORDS(ROW) \
    /* frame */ \
    ROW(SITE, "源证", "gitrace") \
    ROW(READING, "阅读方式", "How to read this page") \
    ROW(TEXT_LARGE, "大字", "Large text") \
    ROW(TEXT_NORMAL, "标准字号", "Normal text") \
    ROW(SITE_WHAT, "地理标志产品查询", "GI product look-up") \
    ROW(OTHER_LANGUAGE, "English", "中文") \
    ROW(DEMO, "数据均为示例，不对应真实产品", "Example data, no real products") \
    ROW(DEMO_SIGN, "演示", "DEMO") \
    ROW(HOME, "查询另一个编号", "Look up another number") \
    ROW(SIMPLIFIED, "本页不用脚本，不留 Cookie，不跳转。", "This page uses no script, no cookie and no redirect.") \
    /* start */ \
    ROW(START_TITLE, "查询标签", "Look up a label") \
    ROW(START_FIELD, "输入标签上的编号或批次号", "Number or batch ID printed on the label") \
    ROW(START_HINT, "例如 000W-003R-J0W（二维码下方的编号），或 LSYW-26-00A3-001F-7（批次号）。大小写、空格和连字符随意。", "For example 000W-003R-J0W (below the QR code) or LSYW-26-00A3-001F-7 (batch ID). Case, spaces and hyphens do not matter.") \
    ROW(START_BUTTON, "查询", "Look up") \
    ROW(START_SCAN, "标签完好时，请直接用微信、支付宝或手机相机扫码：扫码会核验标签本身，输入编号只能查到台账。", "If the label is intact, scan it with the camera: a scan checks the label itself, a typed number only finds the ledger entry.") \
    ROW(START_THREE, "一次扫码，三个回答", "One scan, three answers") \
    ROW(START_ISSUED, "签名与公开台账说明：这枚码是不是本系统签发的。", "Signature and public ledger tell whether this system issued the code.") \
    ROW(START_COPIED, "扫码记录和隐藏码说明：有没有被复制的迹象。", "Scan history and hidden code tell whether there are signs of copying.") \
    ROW(START_GOOD, "监管与协会的记录说明：有没有被召回、冻结或作废。", "The records of supervisors and the association tell whether it was recalled, frozen or voided.") \
    ROW(START_LIMIT, "码可以被拍照复制，所以任何扫码都不能单独证明实物。请把页面上的内容与手中的实物逐项核对。", "A code can be photographed and copied, so no scan alone proves the goods. Compare the page with the pack in your hand.") \
    GI_ANSWER_WORDS(ROW) \
    /* comparing with the pack */ \
    ROW(COMPARE, "与实物不符即为可疑", "If the pack differs, be suspicious") \
    ROW(COMPARE_NONE, "撤回前登记的内容", "What had been registered") \
    ROW(COMPARE_WHAT, "写在签名里，请与实物逐项核对。", "Signed into the label. Compare each line with the pack.") \
    ROW(COMPARE_WHAT_NUMBER, "台账登记如下，请与实物逐项核对。", "Registered for this number. Compare each line with the pack.") \
    ROW(COMPARE_WHAT_BATCH, "批次登记如下，请与实物核对。", "Registered for this batch. Compare it with the pack.") \
    ROW(NET, "净含量", "Net content") \
    ROW(NET_VARIABLE, "见包装（散称）", "See pack (sold by weight)") \
    ROW(PRODUCT, "产品", "Product") \
    ROW(ON_PACK, "中文名", "In Chinese") \
    ROW(GRADE, "等级", "Grade") \
    ROW(PACKED, "包装日期", "Packed on") \
    ROW(BEST_BEFORE, "保质期至", "Best before") \
    ROW(PRODUCER, "生产者", "Producer") \
    ROW(USCC, "统一社会信用代码", "Credit code (USCC)") \
    ROW(SCRATCH, "刮开层", "Scratch field") \
    ROW(SCRATCH_YES, "有。实物没有即为可疑", "Yes. Be suspicious if the pack has none") \
    ROW(SCRATCH_NO, "无", "No") \
    ROW(SAMPLE, "样品，非卖品", "Sample, not for sale") \
    ROW(KIND_PACKAGE, "箱码：一箱内装多件", "Case code: several packs inside") \
    ROW(KIND_PAPER, "批次凭证：不是商品上的标签", "Batch paper: not a label on goods") \
    ROW(KIND_CARD, "交易卡：不是商品上的标签", "Trade card: not a label on goods") \
    /* origin */ \
    ROW(ORIGIN, "追溯：产地与来历", "Traced: origin and history") \
    ROW(AREA, "产地", "Origin") \
    ROW(PICKED, "采摘", "Picked") \
    ROW(SPRAYS, "农药使用", "Pesticide use") \
    ROW(CONFORMITY, "承诺达标合格证", "Certificate of conformity") \
    ROW(MADE, "制作", "Made") \
    ROW(MADE_DIRECT, "制成或采收", "Made or gathered") \
    ROW(STANDARD, "标准", "Standard") \
    ROW(ADDRESS, "地址", "Address") \
    ROW(QUANTITY, "批次数量", "Batch quantity") \
    ROW(LABELS, "已签发标签", "Labels issued") \
    ROW(LABELS_IN_FORCE, "其中有效", "Of these in force") \
    ROW(CERTIFICATE, "证书（有效）", "Certificate (valid)") \
    ROW(CERTIFICATE_ENDED, "证书（现不在有效期内）", "Certificate (not valid today)") \
    ROW(LAB_PASS, "检测报告（合格）", "Laboratory report (passed)") \
    ROW(LAB_FAIL, "检测报告（不合格）", "Laboratory report (failed)") \
    ROW(WITHDRAWN, "{0} 起撤销", "withdrawn on {0}") \
    ROW(PAPERS_MORE, "还有其他证书或报告，见公开台账。", "There are more certificates or reports in the public ledger.") \
    ROW(WHO_LABORATORY_SAYS, "检测机构，企业提交", "laboratory, by way of producer") \
    ROW(NOTE, "生产者的话", "In the producer's words") \
    ROW(BATCH, "批次号", "Batch ID") \
    ROW(WHO_LEGEND, "每项后面注明由谁负责：企业自报、协会核验、检测机构签名或监管。", "Each line says who answers for it: producer, association, laboratory or supervisor.") \
    ROW(WHO_PRODUCER, "企业自报", "stated by producer") \
    ROW(WHO_AUTHORITY, "协会核验", "checked by association") \
    ROW(WHO_LABORATORY, "检测机构签名", "signed by laboratory") \
    ROW(WHO_SUPERVISOR, "监管", "supervisor") \
    /* packages */ \
    ROW(ISSUED_YES_PACKAGE, "签名相符，台账中有这个箱码", "The signature fits and the ledger holds this package code") \
    ROW(GOOD_OPENED, "已拆箱", "Opened") \
    ROW(GOOD_OPENED_WHY, "此箱已登记拆开，箱码不再代表箱内货物；请逐件扫码", "This package was opened: its code stands for nothing any more. Scan the packs one by one") \
    ROW(GOOD_PARTLY, "部分有效", "Partly in force") \
    ROW(GOOD_PARTLY_WHY, "箱内有标签不在有效状态，见下表；请逐件扫码", "Some labels inside are not in force, see below; scan the packs one by one") \
    ROW(INSIDE, "箱内（按台账）", "Inside, by the ledger") \
    ROW(INSIDE_OPENED, "拆箱前的箱内（按台账）", "Inside before it was opened, by the ledger") \
    ROW(INSIDE_WHAT, "这是装箱时的登记，没有人替您开箱：请核对封箱完好，并抽查箱内编号。", "This was registered when it was packed; nobody opened the box for you. Look at the seal and compare some numbers inside.") \
    ROW(INSIDE_MIXED, "混装箱：箱内有不同批次或产品，这是装箱时的登记。请逐件扫码查看。", "A mixed box of several batches or products, as registered when it was packed. Scan the packs one by one.") \
    ROW(INSIDE_OF, "箱内 {1} 枚标签中有 {0} 枚已召回", "{0} of {1} labels inside are recalled") \
    ROW(INSIDE_PACKED, "装箱时间", "Packed at") \
    ROW(INSIDE_LABELS, "箱内标签", "Labels inside") \
    ROW(INSIDE_NUMBERS, "标签编号", "Numbers of the labels") \
    ROW(INSIDE_MORE, "等（另有 {0} 段）", "and {0} more ranges") \
    ROW(INSIDE_RECALLED, "其中已召回", "Of these recalled") \
    ROW(INSIDE_FROZEN, "其中监管暂停", "Of these suspended by the supervisor") \
    ROW(INSIDE_WAITING, "其中尚未启用", "Of these not activated") \
    ROW(INSIDE_ENDED, "其中已失效", "Of these void, lost or repacked") \
    ROW(INSIDE_EXPIRED, "其中已过保质期", "Of these past best before") \
    ROW(WHY_OPENED, "正常拆箱", "opened") \
    ROW(WHY_REPACKED, "重新装箱", "packed anew") \
    ROW(WHY_INSPECTED, "拆箱检查", "opened for inspection") \
    ROW(WHY_RECALLED, "因召回拆箱", "opened for a recall") \
    ROW(PATH_GTIN, "网址中的商品条码与码的内容不一致", "The GTIN in the address does not match the code") \
    ROW(PATH_BATCH, "网址中的批次号与码的内容不一致", "The batch ID in the address does not match the code") \
    ROW(PATH_UNIT, "网址中的编号与码的内容不一致", "The number in the address does not match the code") \
    /* the digital label */ \
    ROW(DIGITAL, "数字标签", "Digital label (数字标签)") \
    ROW(DIGITAL_WHAT, "由生产者发布并负责，不含广告。", "Published by the producer, who answers for it; no advertising.") \
    ROW(DIGITAL_VERSION, "第 {0} 版", "Version {0}") \
    ROW(DIGITAL_AT, "{0} 发布。", "published {0}.") \
    ROW(DIGITAL_LATER, "这件产品包装之后改过，请看变更记录。", "It was changed after this pack was packed: see the changes.") \
    ROW(DIGITAL_CHANGES, "数字标签的变更记录", "Changes of the digital label") \
    ROW(DIGITAL_NONE, "这个批次没有发布数字标签。", "No digital label was published for this batch.") \
    ROW(DIGITAL_CHANGES_WHAT, "每一版都不会改动或删除。公开台账记有何时、何人发布和原文的 SHA-256，不记原文；改了什么见下文。", "No version is altered or removed. The public log holds when, who and the SHA-256 of the text, not the text; what changed is shown below.") \
    ROW(DIGITAL_WHEN, "发布时间", "Published") \
    ROW(DIGITAL_BY, "发布者", "Published by") \
    ROW(DIGITAL_WHY, "变更原因", "Why it was changed") \
    ROW(DIGITAL_ENTRY, "公开台账", "Public log") \
    ROW(DIGITAL_SHA, "原文 SHA-256", "SHA-256 of the text") \
    ROW(DIGITAL_RAW, "第 {0} 版原文（JSON）", "Version {0} as JSON") \
    ROW(DIGITAL_ADDED, "新增", "added") \
    ROW(DIGITAL_GONE, "删去", "removed") \
    ROW(DIGITAL_WAS, "原为", "before") \
    ROW(DIGITAL_NOW, "改为", "now") \
    ROW(DIGITAL_OLDER, "更早的版本", "Older versions") \
    ROW(DIGITAL_BACK, "返回批次 {0}", "Back to batch {0}") \
    ROW(WHY_CORRECTION, "更正错误", "a mistake was corrected") \
    ROW(WHY_RECIPE, "配方或规格变更", "recipe or size changed") \
    ROW(WHY_SOURCE, "原料来源变更", "source of ingredients changed") \
    ROW(WHY_RULE, "法规或标准变更", "law or standard changed") \
    ROW(WHY_OTHER, "其他", "other") \
    /* public sums */ \
    ROW(SUM, "本产季公开合计", "Public sums of the season") \
    ROW(SUM_WHAT, "同一产品、同一产季所有生产者的合计，任何人可由公开台账算出。截至 {0}。", "All producers of this product in this season; anyone can add it up from the public log. As of {0}.") \
    ROW(SUM_SEASON, "产季", "Season") \
    ROW(SUM_ALLOWED, "授予额度（按原料计）", "Allowance (raw material)") \
    ROW(SUM_ALLOWED_MADE, "授予额度", "Allowance") \
    ROW(SUM_ISSUED, "已签发标签的净含量", "Net content of labels issued") \
    /* log */ \
    ROW(LOG, "公开记录", "Public record") \
    ROW(LOG_WHAT, "签发和状态变更都写入只增不改的公开台账，任何人可以审计。", "Issue and changes of state are entries of a public append-only log that anyone can audit.") \
    ROW(LOG_ISSUE, "签发记录", "Issue entry") \
    ROW(LOG_BATCH, "批次记录", "Batch entry") \
    ROW(LOG_STATE, "状态记录", "State entry") \
    ROW(LOG_ORIGIN, "台账", "Log") \
    ROW(LOG_NUMBER, "第 {0} 号", "no. {0}") \
    ROW(LOG_SIZE, "共 {0} 条", "{0} entries") \
    ROW(LOG_WITNESS, "独立见证", "Independent witnesses") \
    ROW(LOG_WITNESSED, "见证 {0} / {1}", "witnessed {0} of {1}") \
    ROW(LOG_PROOF, "下载本批次的证明（tlog-proof）", "Download the proof of this batch (tlog-proof)") \
    ROW(LOG_PENDING, "等待见证（共 {0} 方）", "pending ({0} witnesses)") \
    /* what to do */ \
    ROW(DO, "发现可疑怎么办", "If something looks wrong") \
    ROW(DO_KEEP, "保留包装、标签和购买凭证，不要撕毁标签。", "Keep the pack, the label and the receipt; do not tear the label off.") \
    ROW(DO_CALL, "拨打 12315 投诉举报", "Call 12315 (consumer hotline)") \
    ROW(DO_ANSWER, "市场监管部门收到投诉后，7 个工作日内告知是否受理。", "The market supervisors say within 7 working days whether they take a complaint up.") \
    ROW(DO_HOST, "官方查询网址是 {0}（据登记库配置）。请核对浏览器的地址栏。", "The official address is {0} (by the configuration of the registry). Compare it with the address bar.") \
    ROW(DO_HOSTS, "官方查询网址：{0}（根密钥签署的名单，日志第 {1} 号）。请核对浏览器的地址栏。", "Official addresses: {0} (list signed by the root key, leaf {1} of the log). Compare them with the address bar.") \
    ROW(DO_REPORT, "反映问题（可附照片）", "Report a problem, with a photo if you like") \
    ROW(DO_RETRY, "扫码不清时，擦净标签、换个角度再扫；也可以输入二维码下方的编号。", "If the scan is unclear, wipe the label and scan again, or type the number below the QR code.") \
    /* privacy: PIPL articles 6, 17, 19, 28; what is kept is fixed in gi/scans.h */ \
    ROW(PRIVACY, "隐私说明", "Privacy") \
    ROW(PRIVACY_WHO, "由谁处理：{0}。", "Who: {0}.") \
    ROW(PRIVACY_WHAT, "记什么：扫码和查验隐藏码的时间、标签编号、大致地区，以及所用网络前缀的当日散列。不记姓名、电话、账号、精确位置和完整地址，不用 Cookie。", "What: time of the scan or of the opening of a hidden code, number of the label, a coarse region, and a hash of the network prefix that holds for one day. No name, phone, account, exact place or full address, and no cookie.") \
    ROW(PRIVACY_WHY, "为什么：只用来发现被复制的标签。", "Why: only to find copied labels.") \
    ROW(PRIVACY_HOW_LONG, "留多久：单次扫码记录 190 天后删除；每枚标签只留首次和最近的时间、次数、地区数，以及每次查验隐藏码的时间（其地区和网络散列 190 天后抹去）。反映问题的文字、编号和照片由上述机构的工作人员查看，期满删除，天数写在填写页上。", "How long: single scans go after 190 days; of a label only first and last time, count, number of regions and the times of openings of the hidden code stay (their region and network hash are wiped after 190 days). Text, code and photo of a report are read by staff of the body above and deleted after the days that the form names.") \
    ROW(PRIVACY_RIGHTS, "您的权利：可向上述机构查询、要求说明或删除；这些记录认不出您是谁。也可拨打 12315。", "Your rights: ask the body above for an explanation, a copy or deletion; the records cannot tell who you are. You may also call 12315.") \
    /* problems */ \
    ROW(TROUBLE, "暂时无法核验", "Cannot check right now") \
    ROW(TROUBLE_WHY, "这是我们系统的故障，不说明标签的真假。请过几分钟再扫一次。", "This is a fault of our system and says nothing about the label. Please scan again in a few minutes.") \
    ROW(AGAIN, "再试一次", "Try again") \
    ROW(NO_PAGE, "没有这个页面", "There is no such page") \
    ROW(NO_PAGE_WHY, "网址可能不完整。请重新扫码，或输入标签上的编号。", "The address may be incomplete. Please scan again or type the number on the label.") \
    ROW(BAD_METHOD, "此网址只能查看", "This address can only be read") \
    ROW(BAD_REQUEST, "请求有误", "Bad request") \
    ROW(BAD_REQUEST_WHY, "浏览器发来的请求不合规则，已拒绝。这不说明标签的真假。", "The request did not follow the rules and was refused. That says nothing about the label.") \
    ROW(TOO_LONG, "网址或请求过长", "Address or request too long") \
    ROW(STATUS_CODE, "代码 {0}", "Code {0}")
/* clang-format on */

#endif
