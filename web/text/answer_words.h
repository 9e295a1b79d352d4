/*
 * answer_words.h - the words of the three answers and of the reasons for them, as rows of words.h.
 *
 * They are those of FORMATS 11; none of them ever says that goods are genuine. {0} stands for a
 * moment, day or reason, {1} for a name.
 */
#ifndef GI_WEB_ANSWER_WORDS_H
#define GI_WEB_ANSWER_WORDS_H

/* clang-format off */
#define GI_ANSWER_WORDS(ROW) \
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
    ROW(WHY_INVESTIGATION, "正在调查", "under investigation")
/* clang-format on */

#endif
