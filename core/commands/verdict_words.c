/*
 * verdict_words.c - one table per answer; none of them ever says that goods are genuine.
 */
#include "core/commands/verdict_words.h"

static const words issued[] = {
    [GI_ISSUED_YES] = { "已签发，台账中有记录", "issued, the ledger holds it" },
    [GI_ISSUED_FORGED] = { "签名不符，不是本系统签发的码",
                           "the signature does not fit: not issued by this system" },
    [GI_ISSUED_UNREGISTERED] = { "签名有效，但台账中没有这枚标签",
                                 "the signature is valid, but the ledger holds no such label" },
    [GI_ISSUED_UNKNOWN] = { "无法判断", "cannot tell" },
};

static const words unknown[] = {
    [GI_UNKNOWN_NONE] = { "目前无法判断", "cannot tell at present" },
    [GI_UNKNOWN_INCOMPLETE] = { "码不完整，请重扫", "the code is incomplete, please scan again" },
    [GI_UNKNOWN_VERSION] = { "不认识这种标签的版本，不说明真假",
                             "unknown version of label; that says nothing about the label" },
    [GI_UNKNOWN_KEY] = { "密钥不在本系统的密钥表中", "its key is not in the key list" },
    [GI_UNKNOWN_NEWER] = { "此码比现有清单更新", "the code is newer than this list" },
    [GI_UNKNOWN_TYPED] = { "按编号查询，标签本身未核验",
                           "typed number: the label itself was not checked" },
    [GI_UNKNOWN_TEST] = { "测试码，永不有效", "a test code, never valid" },
    [GI_UNKNOWN_PATH] = { "网址与码的内容不一致", "the address does not match the code" },
    [GI_UNKNOWN_NO_NUMBER] = { "台账中没有这个编号，请先核对是否输错",
                               "the ledger does not hold it; please check the typing" },
    [GI_UNKNOWN_NO_ROOT] = { "尚未信任根密钥，无法核验",
                             "the root key is not trusted yet (gitrace trust)" },
    [GI_UNKNOWN_STALE] = { "离线清单已超过 30 天，不能下结论",
                           "the list is older than 30 days: no conclusion" },
    [GI_UNKNOWN_CARD] = { "这是本登记库签发的农户交易卡，不是商品标签",
                          "a trade card signed by this registry; no label on goods" },
};

static const words copied[] = {
    [GI_COPIED_NONE_SEEN] = { "未见异常记录。首次扫码不能证明标签未被复制",
                              "nothing unusual seen; a first scan does not prove it is no copy" },
    [GI_COPIED_OPENED_BEFORE] = { "隐藏码以前查验过", "the hidden code was used before" },
    [GI_COPIED_SEVERAL_PLACES] = { "此码在多处出现。您手中的可能是原件，也可能是复制品；请核对净含"
                                   "量、刮开隐藏码",
                                   "seen in several places: yours may be the original or a copy" },
    [GI_COPIED_COPIED] = { "已发现复制", "copies were found" },
    [GI_COPIED_NOT_CHECKED] = { "未检查复制", "copying was not checked" },
};

static const words good[] = {
    [GI_GOOD_IN_FORCE] = { "未被召回、冻结或作废", "not recalled, frozen or voided" },
    [GI_GOOD_NOT_ACTIVATED] = { "尚未启用", "not activated" },
    [GI_GOOD_RECALLED] = { "已召回", "recalled" },
    [GI_GOOD_FROZEN] = { "监管暂停，尚无结论", "suspended by the supervisor, no finding yet" },
    [GI_GOOD_VOID] = { "已作废", "void" },
    [GI_GOOD_CANCELLED] = { "已撤销", "cancelled" },
    [GI_GOOD_LOST] = { "已报失", "reported lost" },
    [GI_GOOD_REPACKED] = { "已改装", "repacked" },
    [GI_GOOD_EXPIRED] = { "已过保质期", "past best before" },
    [GI_GOOD_TAKEN_BACK] = { "批次已撤回", "the batch was taken back" },
    [GI_GOOD_UNKNOWN] = { "无法判断", "cannot tell" },
};

words issued_words(const gi_verdict *verdict)
{
    return verdict->issued == GI_ISSUED_UNKNOWN ? unknown[verdict->unknown]
                                                : issued[verdict->issued];
}

words copied_words(gi_copied value)
{
    return copied[value];
}

words good_words(gi_good value)
{
    return good[value];
}
