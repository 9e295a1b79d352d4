/*
 * words.h - every text of the pages, as one table: name, Chinese, English.
 *
 * Chinese is the first language. {0} stands for one value. The words of the three answers
 * are those of FORMATS 11; none of them ever says that goods are genuine.
 */
#ifndef GI_WEB_WORDS_H
#define GI_WEB_WORDS_H

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
    /* kinds of answer */ \
    ROW(TITLE_CODE, "扫码结果", "Result of the scan") \
    ROW(TITLE_NUMBER, "按编号查询的结果", "Result for a typed number") \
    ROW(TITLE_BATCH, "批次", "Batch") \
    ROW(UNIT_NUMBER, "编号", "Number") \
    ROW(AS_OF, "截至 {0}", "As of {0}") \
    ROW(BEIJING, "时间均为北京时间（UTC+8）。", "All times are Beijing time (UTC+8).") \
    ROW(SAYS, "依据：{0}", "Source: {0}") \
    ROW(BY_SIGNATURE, "标签签名与公开台账", "label signature and public ledger") \
    ROW(BY_LEDGER, "公开台账", "public ledger") \
    ROW(BY_SCANS, "扫码记录", "scan history") \
    ROW(BY_REGISTRY, "登记库状态记录", "state records of the registry") \
    /* first answer */ \
    ROW(ASK_ISSUED, "是本系统签发的吗？", "Was it issued here?") \
    ROW(ISSUED_YES, "已签发", "Issued") \
    ROW(ISSUED_YES_CODE, "签名相符，台账中有这枚标签", "The signature fits and the ledger holds this label") \
    ROW(ISSUED_YES_BATCH, "台账中有这个批次", "The ledger holds this batch") \
    ROW(ISSUED_FORGED, "签名不符", "Signature does not fit") \
    ROW(ISSUED_FORGED_WHY, "签名不符，不是本系统签发的码", "The signature does not fit: this code was not issued by this system") \
    ROW(ISSUED_UNREGISTERED, "台账中没有", "Not in the ledger") \
    ROW(ISSUED_UNREGISTERED_WHY, "签名有效，但台账中没有这枚标签", "The signature is valid, but the ledger holds no such label") \
    ROW(ISSUED_UNKNOWN, "无法判断", "Cannot tell") \
    ROW(ISSUED_TYPED, "标签未核验", "Label not checked") \
    ROW(ISSUED_TEST, "测试码", "Test code") \
    ROW(ISSUED_MISTYPED, "编号有误", "Mistyped") \
    ROW(ISSUED_MISTYPED_WHY, "校验位不符，多半是输错了一个字符。请核对后重新输入", "The check character does not fit: most likely one character is wrong. Please compare and type again") \
    ROW(ISSUED_NO_NUMBER, "没有此编号", "No such number") \
    ROW(UNKNOWN_NONE, "目前无法判断", "Cannot tell at present") \
    ROW(UNKNOWN_INCOMPLETE, "码不完整，请重扫", "The code is incomplete, please scan again") \
    ROW(UNKNOWN_VERSION, "本页不认识这种标签的版本，不说明真假", "This page does not know this version of label; that says nothing about the label") \
    ROW(UNKNOWN_KEY, "此码属于其他系统，或所用密钥不在本系统的密钥表中", "The code belongs to another system, or its key is not in the key list of this system") \
    ROW(UNKNOWN_NEWER, "此码比现有清单更新，请稍后再查", "The code is newer than the present list, please try later") \
    ROW(UNKNOWN_TYPED, "台账中有这个编号；按编号查询，标签本身未核验", "The ledger holds this number; it was typed, and the label itself was not checked") \
    ROW(UNKNOWN_TEST, "这是测试码，任何情况下都不能用于销售的产品", "This is a test code; it may never stand on goods for sale") \
    ROW(UNKNOWN_PATH, "网址与码的内容不一致，请核对后重扫", "The address does not match the code; please scan again") \
    ROW(UNKNOWN_NO_NUMBER, "台账中没有这个编号。请先核对是否输错", "The ledger does not hold this number. Please check the typing first") \
    ROW(UNKNOWN_NO_ROOT, "尚未信任根密钥，无法核验", "The root key is not trusted yet, so nothing can be checked") \
    ROW(UNKNOWN_CARD, "这是农户交易卡，不是商品标签；卡与密码请在交售处核对", "This is a trade card, not a label on goods; card and PIN are checked at the counter") \
    ROW(UNKNOWN_STALE, "离线清单已超过 30 天，不能下结论", "The offline list is older than 30 days; no conclusion can be drawn") \
    /* second answer */ \
    ROW(ASK_COPIED, "被复制了吗？", "Was it copied?") \
    ROW(COPIED_NONE_SEEN, "未见异常", "Nothing unusual seen") \
    ROW(COPIED_NONE_SEEN_WHY, "未见异常记录。首次扫码不能证明标签未被复制", "No unusual record. A first scan does not prove that the label was not copied") \
    ROW(COPIED_OPENED, "隐藏码已被查验过", "Hidden code used before") \
    ROW(COPIED_OPENED_WHY, "此标签的隐藏码以前查验过一次。若您手中的刮层完好，这枚标签可能是复制品", "The hidden code of this label was checked once before. If the scratch layer in your hand is intact, the label may be a copy") \
    ROW(COPIED_PLACES, "多处出现", "Seen in several places") \
    ROW(COPIED_PLACES_WHY, "此码在多处出现。您手中的可能是原件，也可能是复制品；请核对净含量、刮开隐藏码", "This code was seen in several places. Yours may be the original or a copy; compare the net content and scratch open the hidden code") \
    ROW(COPIED_COPIED, "已发现复制", "Copies found") \
    ROW(COPIED_COPIED_WHY, "此码的隐藏码被查验过两次，或执法人员已认定有复制品", "The hidden code was used twice, or an officer has found copies") \
    ROW(COPIED_FOUND_WHY, "执法人员已认定此码有复制品。您手中的可能是原件，也可能是复制品；请核对净含量、刮开隐藏码", "Officers found copies of this code. Yours may be the original or a copy; compare the net content and scratch open the hidden code") \
    ROW(FOUND_BY, "{0} 由 {1} 认定", "Found on {0} by {1}") \
    ROW(FOUND_WHY, "认定方式：{0}", "Found by {0}") \
    ROW(SCANS_FIRST, "这是此码记录到的第一次扫码。", "This is the first scan of this code on record.") \
    ROW(SCANS_BEFORE, "此前扫码 {0} 次，", "{0} scans before this one, ") \
    ROW(SCANS_SO_FAR, "已记录扫码 {0} 次，", "{0} scans on record, ") \
    ROW(SCANS_NONE, "尚无扫码记录。", "No scan on record yet.") \
    ROW(SCANS_FIRST_AT, "首次 {0}，", "the first {0}, ") \
    ROW(SCANS_LAST_AT, "最近 {0}。", "the last {0}.") \
    ROW(SCANS_PLACES, "来自 {0} 个已知地点。", "From {0} known place(s).") \
    ROW(SCANS_NO_PLACE, "地点不明。", "Place unknown.") \
    ROW(SCANS_OPENED, "隐藏码首次查验：{0}。", "Hidden code first used {0}.") \
    ROW(HIDDEN_TITLE, "隐藏码查验", "Check the hidden code") \
    ROW(HIDDEN_LINK, "刮开涂层，查验隐藏码", "Scratch and check the hidden code") \
    ROW(HIDDEN_FIELD, "涂层下的隐藏码", "Hidden code under the scratch layer") \
    ROW(HIDDEN_HINT, "例如 AQ78-6Y6X。相符的查验会被记录并保留：请买下之后再刮开。", "For example AQ78-6Y6X. A check that fits is recorded and kept: scratch only what you have bought.") \
    ROW(HIDDEN_BUTTON, "查验", "Check") \
    ROW(HIDDEN_ASK, "尚未查验", "Not checked yet") \
    ROW(HIDDEN_ASK_WHY, "刮开涂层，输入隐藏码，再按“查验”。只打开本页不算查验", "Scratch the layer, type the code and press Check. Opening this page alone is no check") \
    ROW(HIDDEN_FIRST, "相符，首次查验", "It fits, and this is the first check") \
    ROW(HIDDEN_FIRST_WHY, "隐藏码相符，此前没有查验记录。若涂层刚才是完好的，没有发现复制的迹象", "The hidden code fits and was never checked before. If the layer was intact a moment ago, nothing points to a copy") \
    ROW(HIDDEN_AGAIN, "相符，但已查验过", "It fits, but was checked before") \
    ROW(HIDDEN_AGAIN_WHY, "此隐藏码首次查验于 {0}。若那不是您本人，两件之中必有一件是复制品", "This hidden code was first checked {0}. If that was not you, one of the two packs is a copy") \
    ROW(HIDDEN_JUST_NOW, "相符，刚刚查验过", "It fits, and was checked a moment ago") \
    ROW(HIDDEN_JUST_NOW_WHY, "此隐藏码于 {0} 在同一网络首次查验。若那不是您本人，请当面比对两件商品", "This hidden code was first checked {0} in the same network. If that was not you, compare the two packs") \
    ROW(HIDDEN_WRONG, "隐藏码不符", "The hidden code does not fit") \
    ROW(HIDDEN_WRONG_WHY, "请核对每个字符后再试。若确认无误仍然不符，请保留包装并投诉", "Compare every character and try again. If it is certain and still does not fit, keep the pack and complain") \
    ROW(HIDDEN_WAIT, "请稍候", "Please wait") \
    ROW(HIDDEN_WAIT_WHY, "错误的次数太多，请 {0} 秒后再试。这不影响标签本身", "Too many wrong codes; try again in {0} seconds. The label itself is not affected") \
    ROW(HIDDEN_NONE, "没有隐藏码", "No hidden code") \
    ROW(HIDDEN_NONE_WHY, "台账中没有这个编号，或这枚标签没有涂层。请核对编号", "The ledger does not hold this number, or the label has no scratch layer. Please compare the number") \
    ROW(HIDDEN_LATER, "暂时不能查验", "Cannot check right now") \
    ROW(COPIED_NOT, "未检查", "Not checked") \
    ROW(COPIED_NOT_WHY, "本次没有检查复制。码可以被复制，请核对下方内容与实物", "Copying was not checked this time. A code can be copied: compare the pack with the facts below") \
    ROW(COPIED_NOT_SHORT, "没有可以核对的标签记录，未检查复制", "There is no label record to check against") \
    ROW(COPIED_NOT_NUMBER, "按编号查询不计入扫码，也不显示扫码记录", "A typed number is not a scan and shows no scan history") \
    ROW(COPIED_NOT_BATCH, "批次号印在每一件上，不能用来判断复制", "A batch ID stands on every pack and cannot show copying") \
    /* third answer */ \
    ROW(ASK_GOOD, "现在有效吗？", "Is it in force?") \
    ROW(GOOD_IN_FORCE, "有效", "In force") \
    ROW(GOOD_IN_FORCE_WHY, "截至 {0} 未被召回、冻结或作废", "As of {0} not recalled, frozen or voided") \
    ROW(GOOD_NOT_ACTIVATED, "尚未启用", "Not activated") \
    ROW(GOOD_NOT_ACTIVATED_WHY, "生产者尚未启用这枚标签。它若已贴在售卖的商品上，即为可疑", "The producer has not activated this label. If it stands on goods for sale, that is suspicious") \
    ROW(GOOD_RECALLED, "已召回", "Recalled") \
    ROW(GOOD_RECALLED_WHY, "请停止食用，联系销售者退货", "Please stop using it and return it to the seller") \
    ROW(RECALL_1, "一级召回：可能严重危害健康。请立即停止食用，不要转送他人，联系销售者退货", "Grade I recall: may seriously harm health. Stop using it at once, do not pass it on, return it to the seller") \
    ROW(RECALL_2, "二级召回：可能危害健康。请停止食用，联系销售者退货", "Grade II recall: may harm health. Stop using it and return it to the seller") \
    ROW(RECALL_3, "三级召回：标签、标识不符。可联系销售者退货或更换", "Grade III recall: its labelling is false. You may return or exchange it at the seller") \
    ROW(GOOD_FROZEN, "监管暂停", "Suspended") \
    ROW(GOOD_FROZEN_WHY, "监管暂停，至 {0}，尚无结论", "Suspended by the supervisor until {0}; there is no finding yet") \
    ROW(FROZEN_ADVICE, "结论公布前，建议暂不购买和食用；已购买的请留存包装和凭证", "Until there is one, better do not buy or use it; keep the pack and the receipt") \
    ROW(GOOD_VOID, "已作废", "Void") \
    ROW(GOOD_VOID_WHY, "这枚标签已作废，不应出现在商品上", "This label was voided and should not stand on goods") \
    ROW(GOOD_CANCELLED, "已撤销", "Cancelled") \
    ROW(GOOD_CANCELLED_WHY, "这枚标签的签发已撤销，不应出现在商品上", "The issue of this label was cancelled; it should not stand on goods") \
    ROW(GOOD_LOST, "已报失", "Reported lost") \
    ROW(GOOD_LOST_WHY, "生产者报告这枚标签已丢失，不应出现在商品上", "The producer reported this label lost; it should not stand on goods") \
    ROW(GOOD_REPACKED, "已改装", "Repacked") \
    ROW(GOOD_REPACKED_WHY, "原包装已拆开改装，这枚标签已停用", "The pack was opened and repacked; this label is out of use") \
    ROW(GOOD_EXPIRED, "已过期", "Past best before") \
    ROW(GOOD_EXPIRED_WHY, "保质期至 {0}", "Best before {0}") \
    ROW(GOOD_TAKEN_BACK, "批次已撤回", "Batch taken back") \
    ROW(GOOD_TAKEN_BACK_WHY, "这个批次在签发任何标签之前已撤回，没有商品属于它；写有此批次号的商品即为可疑", "This batch was taken back before any label was issued: no goods belong to it, and goods that bear its ID are suspicious") \
    ROW(GOOD_UNKNOWN, "无法判断", "Cannot tell") \
    ROW(GOOD_UNKNOWN_WHY, "没有可以核对的标签记录，不知是否有效", "There is no label record that could be in force") \
    ROW(GOOD_UNKNOWN_HERE, "登记库对此没有结论，请勿据此购买", "The registry gives no conclusion; do not rely on this label") \
    ROW(GOOD_BATCH_NONE, "没有有效标签", "No label in force") \
    ROW(GOOD_BATCH_NONE_WHY, "本批次已没有有效的标签，原因各异；请扫标签查看", "No label of this batch is in force any more, for various reasons; scan the label to see its own") \
    ROW(DECLARED, "{0} 由 {1} 宣布", "Declared on {0} by {1}") \
    ROW(REASON_GIVEN, "原因：{0}", "Reason given: {0}") \
    ROW(WHY_MISPRINT, "印刷错误", "misprint") \
    ROW(WHY_WRONG_FACT, "内容有误", "wrong facts on the label") \
    ROW(WHY_UNUSED, "未使用", "not used") \
    ROW(WHY_STOLEN, "标签被盗", "stolen labels") \
    ROW(WHY_KEY_LEAKED, "签名密钥已停用", "signing key withdrawn") \
    ROW(WHY_DAMAGED, "标签损坏", "damaged labels") \
    ROW(WHY_QUALITY, "质量问题", "quality") \
    ROW(WHY_SEIZURE, "查扣的实物", "goods that were seized") \
    ROW(WHY_COMPARISON, "与原件比对", "comparison with the original") \
    ROW(WHY_CONFESSION, "当事人陈述", "an admission by those responsible") \
    ROW(WHY_INSPECTION, "监督检查", "inspection") \
    ROW(WHY_UNSAFE, "疑似不安全", "possibly unsafe") \
    ROW(WHY_RESIDUE, "农药残留超标", "pesticide residue above the limit") \
    ROW(WHY_CONTAMINANT, "污染物超标", "contaminants above the limit") \
    ROW(WHY_ALLERGEN, "过敏原未标示", "allergen not declared") \
    ROW(WHY_FOREIGN_MATTER, "混入异物", "foreign matter") \
    ROW(WHY_FALSE_LABEL, "标签不实", "false labelling") \
    ROW(WHY_FALSE_ORIGIN, "产地不实", "false origin") \
    ROW(WHY_COMPLAINT, "投诉举报", "a complaint") \
    ROW(WHY_REQUEST, "当事人申请", "at the holder's request") \
    ROW(WHY_TORN, "标签撕坏", "torn labels") \
    ROW(WHY_JAMMED, "打印机卡纸", "jammed in the printer") \
    ROW(WHY_WET, "标签受潮", "wet labels") \
    ROW(WHY_LOST, "遗失", "lost") \
    ROW(WHY_DISASTER, "灾害", "disaster") \
    ROW(WHY_UNDO_IMPORT, "撤销导入", "the import that brought it in was undone") \
    ROW(WHY_UNKNOWN, "原因不明", "unknown") \
    ROW(WHY_SIZE, "改换规格", "another pack size") \
    ROW(WHY_DAMAGED_PACK, "包装破损", "damaged pack") \
    ROW(WHY_GIFT_BOX, "改作礼盒", "gift box") \
    ROW(WHY_NEW_FACT, "标签内容变更", "new facts on the label") \
    ROW(WHY_SEASON_OVER, "产季结束", "season over") \
    ROW(WHY_RECALL, "召回", "recall") \
    ROW(WHY_WRONG_SIZE, "规格不符", "wrong size") \
    ROW(WHY_SAFETY, "食品安全问题", "food safety") \
    ROW(WHY_INVESTIGATION, "正在调查", "under investigation") \
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
