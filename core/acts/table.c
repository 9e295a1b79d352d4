/*
 * table.c - the acts, in the order of a product's life. Everything else (terminal verbs, help,
 * leaves, audit trail) is derived from these rows.
 *
 * A new act = one file in this folder with its fields and its perform, one row here.
 */
#include <string.h>

#include "core/acts/acts.h"

static const gi_act_kind kinds[] = {
    { "found", GI_ROLE_ROOT, GI_ROLE_NONE, "建立登记库", "found the registry", gi_found_fields,
      gi_found_perform, 0 },
    { "key", GI_ROLE_ROOT, GI_ROLE_NONE, "登记或停用密钥", "add or retire a key", gi_key_fields,
      gi_key_perform, 0 },
    { "epoch", GI_ROLE_ROOT, GI_ROLE_NONE, "结束日志，另立新日志", "close the log, begin a new one",
      gi_epoch_fields, gi_epoch_perform, GI_ACT_RENAMES },
    { "hosts", GI_ROLE_ROOT, GI_ROLE_NONE, "登记官方网址名单", "list the official hosts",
      gi_hosts_fields, gi_hosts_perform, 0 },
    { "product", GI_ROLE_AUTHORITY, GI_ROLE_BUREAU, "登记产品与产季规则",
      "register a product and its season", gi_product_fields, gi_product_perform, 0 },
    { "holder", GI_ROLE_AUTHORITY, GI_ROLE_NONE, "登记生产者或农户",
      "register a producer or grower", gi_holder_fields, gi_holder_perform, GI_ACT_WAITS },
    { "source", GI_ROLE_AUTHORITY, GI_ROLE_NONE, "登记地块等来源",
      "register a plot or other source", gi_source_fields, gi_source_perform, GI_ACT_WAITS },
    { "grant", GI_ROLE_AUTHORITY, GI_ROLE_BUREAU, "授予产季额度", "grant a season's allowance",
      gi_grant_fields, gi_grant_perform, 0 },
    { "input", GI_ROLE_REGISTRY, GI_ROLE_NONE, "投入品使用记录", "record a spray or fertiliser",
      gi_input_fields, gi_input_perform, GI_ACT_WAITS },
    { "adjust", GI_ROLE_AUTHORITY, GI_ROLE_BUREAU, "降低错误额度", "lower a wrong grant",
      gi_adjust_fields, gi_adjust_perform, 0 },
    { "harvest", GI_ROLE_REGISTRY, GI_ROLE_NONE, "采摘入账", "record a harvest", gi_harvest_fields,
      gi_harvest_perform, GI_ACT_WAITS },
    { "harvest-sheet", GI_ROLE_REGISTRY, GI_ROLE_NONE, "采摘整页入账", "record a sheet of harvests",
      gi_harvest_sheet_fields, gi_harvest_sheet_perform, GI_ACT_WAITS },
    { "make", GI_ROLE_REGISTRY, GI_ROLE_NONE, "加工入账", "record processing", gi_make_fields,
      gi_make_perform, 0 },
    { "card", GI_ROLE_REGISTRY, GI_ROLE_NONE, "发放、补办或解锁交易卡",
      "issue, replace or reset a trade card", gi_card_fields, gi_card_perform, 0 },
    { "transfer", GI_ROLE_REGISTRY, GI_ROLE_NONE, "转让鲜叶、毛茶或成品", "transfer leaf or goods",
      gi_transfer_fields, gi_transfer_perform, 0 },
    { "dispute", GI_ROLE_REGISTRY, GI_ROLE_NONE, "对转让提出争议", "dispute a transfer",
      gi_dispute_fields, gi_dispute_perform, 0 },
    { "settle", GI_ROLE_REGISTRY, GI_ROLE_NONE, "裁定转让争议", "settle a dispute",
      gi_settle_fields, gi_settle_perform, 0 },
    { "split", GI_ROLE_REGISTRY, GI_ROLE_NONE, "拆分物料批", "split a lot", gi_split_fields,
      gi_split_perform, 0 },
    { "merge", GI_ROLE_REGISTRY, GI_ROLE_NONE, "合并物料批", "merge lots", gi_merge_fields,
      gi_merge_perform, 0 },
    { "outside", GI_ROLE_AUTHORITY, GI_ROLE_BUREAU, "登记外来原料", "register outside material",
      gi_outside_fields, gi_outside_perform, 0 },
    { "batch", GI_ROLE_REGISTRY, GI_ROLE_NONE, "设立批次", "release a batch", gi_batch_fields,
      gi_batch_perform, 0 },
    { "issue", GI_ROLE_LABEL, GI_ROLE_NONE, "签发标签", "issue labels", gi_issue_fields,
      gi_issue_perform, 0 },
    { "print", GI_ROLE_REGISTRY, GI_ROLE_NONE, "记录标签打印或补打", "record labels as printed",
      gi_print_fields, gi_print_perform, 0 },
    { "gtin", GI_ROLE_REGISTRY, GI_ROLE_NONE, "登记商品条码", "register the GTIN of a trade item",
      gi_gtin_fields, gi_gtin_perform, 0 },
    { "pack", GI_ROLE_LABEL, GI_ROLE_NONE, "装箱", "pack cases and cartons", gi_pack_fields,
      gi_pack_perform, 0 },
    { "unpack", GI_ROLE_REGISTRY, GI_ROLE_NONE, "拆箱", "open a package", gi_unpack_fields,
      gi_unpack_perform, 0 },
    { "activate", GI_ROLE_REGISTRY, GI_ROLE_NONE, "启用标签", "activate labels", gi_activate_fields,
      gi_activate_perform, 0 },
    { "cancel", GI_ROLE_REGISTRY, GI_ROLE_NONE, "撤销未用标签", "cancel unused labels",
      gi_cancel_fields, gi_cancel_perform, 0 },
    { "spoil", GI_ROLE_REGISTRY, GI_ROLE_NONE, "标签损耗", "write off spoilt labels",
      gi_spoil_fields, gi_spoil_perform, 0 },
    { "return", GI_ROLE_REGISTRY, GI_ROLE_NONE, "交回剩余标签", "hand left-over labels back",
      gi_handback_fields, gi_handback_perform, 0 },
    { "lose", GI_ROLE_REGISTRY, GI_ROLE_NONE, "标签报失", "declare labels lost", gi_lose_fields,
      gi_lose_perform, 0 },
    { "void", GI_ROLE_REGISTRY, GI_ROLE_NONE, "作废标签", "void labels", gi_void_fields,
      gi_void_perform, 0 },
    { "repack", GI_ROLE_REGISTRY, GI_ROLE_NONE, "改包装", "retire labels to pack anew",
      gi_repack_fields, gi_repack_perform, 0 },
    { "lapse", GI_ROLE_REGISTRY, GI_ROLE_NONE, "过期原料与额度失效", "let what is due lapse",
      gi_lapse_fields, gi_lapse_perform, 0 },
    { "close", GI_ROLE_AUTHORITY, GI_ROLE_NONE, "关闭产季", "close a season", gi_close_fields,
      gi_close_perform, 0 },
    { "suspend", GI_ROLE_AUTHORITY, GI_ROLE_NONE, "暂停或恢复主体", "suspend or resume a holder",
      gi_suspend_fields, gi_suspend_perform, 0 },
    { "amend", GI_ROLE_REGISTRY, GI_ROLE_NONE, "更正批次、证书或检测报告",
      "amend a fact of a batch, certificate or report", gi_amend_fields, gi_amend_perform, 0 },
    { "erase", GI_ROLE_REGISTRY, GI_ROLE_AUTHORITY, "抹除私密值", "erase a private value",
      gi_erase_fields, gi_erase_perform, 0 },
    { "certificate", GI_ROLE_AUTHORITY, GI_ROLE_NONE, "登记或撤销证书",
      "register or withdraw a certificate", gi_certificate_fields, gi_certificate_perform, 0 },
    { "lab-report", GI_ROLE_REGISTRY, GI_ROLE_NONE, "登记检测报告", "register a laboratory report",
      gi_lab_report_fields, gi_lab_report_perform, 0 },
    { "conformity", GI_ROLE_REGISTRY, GI_ROLE_NONE, "开具承诺达标合格证",
      "issue a certificate of conformity", gi_conformity_fields, gi_conformity_perform, 0 },
    { "digital-label", GI_ROLE_REGISTRY, GI_ROLE_NONE, "发布或变更数字标签",
      "publish or change a digital label", gi_digital_fields, gi_digital_perform, 0 },
    { "purge", GI_ROLE_REGISTRY, GI_ROLE_AUTHORITY, "清除届满的私密值",
      "purge private values past their time", gi_purge_fields, gi_purge_perform, 0 },
    { "freeze", GI_ROLE_BUREAU, GI_ROLE_NONE, "冻结（监管暂停）", "freeze while it is looked into",
      gi_freeze_fields, gi_freeze_perform, 0 },
    { "freeze-doc", GI_ROLE_BUREAU, GI_ROLE_NONE, "补交冻结文书", "name the document of a freeze",
      gi_freeze_doc_fields, gi_freeze_doc_perform, 0 },
    { "freeze-extend", GI_ROLE_BUREAU, GI_ROLE_NONE, "延长冻结（另一执法人员）",
      "extend a freeze, by a second officer", gi_freeze_extend_fields, gi_freeze_extend_perform,
      0 },
    { "lift", GI_ROLE_BUREAU, GI_ROLE_BUREAU, "解除冻结（两名执法人员）",
      "lift a freeze, by two officers", gi_lift_fields, gi_lift_perform, 0 },
    { "finding", GI_ROLE_BUREAU, GI_ROLE_BUREAU, "认定标签被复制（两名执法人员）",
      "find labels copied, by two officers", gi_finding_fields, gi_finding_perform, 0 },
    { "finding-lift", GI_ROLE_BUREAU, GI_ROLE_BUREAU, "撤回复制认定（两名执法人员）",
      "take a finding of copies back, by two officers", gi_finding_lift_fields,
      gi_finding_lift_perform, 0 },
    { "recall", GI_ROLE_BUREAU, GI_ROLE_AUTHORITY, "召回", "recall", gi_recall_fields,
      gi_recall_perform, 0 },
    { "recall-progress", GI_ROLE_REGISTRY, GI_ROLE_NONE, "召回进展", "progress of a recall",
      gi_recall_progress_fields, gi_recall_progress_perform, 0 },
    { "undo-import", GI_ROLE_REGISTRY, GI_ROLE_NONE, "撤销一次导入", "take an import back",
      gi_undo_import_fields, gi_undo_import_perform, 0 },
    { "status", GI_ROLE_REGISTRY, GI_ROLE_NONE, "每日状态", "daily status", gi_status_fields,
      gi_status_perform, 0 },
    { "head", GI_ROLE_REGISTRY, GI_ROLE_NONE, "检查点入册", "checkpoint into the log",
      gi_head_fields, gi_head_perform, 0 },
};

const gi_act_kind *gi_act_kinds(size_t *count)
{
    *count = sizeof kinds / sizeof kinds[0];
    return kinds;
}

const gi_act_kind *gi_act_kind_find(gi_bytes name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (gi_bytes_equal(name, gi_bytes_of(kinds[i].name))) {
            return &kinds[i];
        }
    }
    return NULL;
}

/* Acts that may ask for a second signature, by what the draft says. */
static const struct approved {
    const char *name;
    gi_role approver;
} approved[] = {
    { "spoil", GI_ROLE_BUREAU }, { "return", GI_ROLE_BUREAU }, { "lose", GI_ROLE_BUREAU },
    { "void", GI_ROLE_BUREAU },  { "repack", GI_ROLE_BUREAU },
};

gi_role gi_act_approver(const gi_act_kind *kind)
{
    for (size_t i = 0; i < sizeof approved / sizeof approved[0]; i++) {
        if (strcmp(approved[i].name, kind->name) == 0) {
            return approved[i].approver;
        }
    }
    return GI_ROLE_NONE;
}

static const char *const roles[] = {
    [GI_ROLE_NONE] = "none",     [GI_ROLE_ROOT] = "root",         [GI_ROLE_AUTHORITY] = "authority",
    [GI_ROLE_BUREAU] = "bureau", [GI_ROLE_REGISTRY] = "registry", [GI_ROLE_LABEL] = "label",
    [GI_ROLE_LOG] = "log",
};

const char *gi_role_name(gi_role role)
{
    return roles[role];
}

gi_role gi_role_find(gi_bytes name)
{
    for (int role = GI_ROLE_ROOT; role <= GI_ROLE_LOG; role++) {
        if (gi_bytes_equal(name, gi_bytes_of(roles[role]))) {
            return (gi_role)role;
        }
    }
    return GI_ROLE_NONE;
}
