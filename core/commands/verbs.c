/*
 * verbs.c - every verb of gitrace, in one table.
 *
 * Acts are verbs too, straight from the table of acts: what has no row here and is an act runs
 * through act_verb. A new verb = one row and one file.
 */
#include <string.h>

#include "core/commands/runs.h"

const verb verbs[] = {
    { "init", "init --name NAME --origin ORIGIN --base-url URL [options]", "建立登记库",
      "make and found a registry", USES_REGISTRY | USES_KEYS, init_options, run_init, NULL },
    { "key", "key add|retire|leaked|rotate|passwd|list [ID] [options]", "密钥：登记、停用、轮换",
      "keys: add, retire, leaked, rotate, passphrase", USES_REGISTRY | USES_KEYS, key_options,
      run_key, NULL },
    { "product", "product MNEMONIC --season 2026-1 --first DAY --last DAY --label-until DAY",
      "登记产品与产季规则（缺省取自目录）",
      "register a product and its season (the rest from the catalogue)",
      USES_REGISTRY | USES_KEYS | USES_DRAFT, product_options, run_product, NULL },
    { "card", "card HOLDER --op issue|replace|slips|reset [--number NUMBER] [options]",
      "发放、补办或解锁交易卡（密码与核销码只显示一次）",
      "hand out a trade card; PIN and slips are shown once", USES_REGISTRY | USES_KEYS | USES_DRAFT,
      NULL, run_card, NULL },
    { "act", "act export|sign|submit FILE [options]", "草稿：导出、签名、提交",
      "drafts: export, sign elsewhere, submit", USES_REGISTRY | USES_KEYS, draft_options, run_act,
      NULL },
    { "run", "run FILE.jsonl [options]", "一次执行文件中的多个行为",
      "do all acts of a file, or none", USES_REGISTRY | USES_KEYS, run_options, run_run, NULL },
    { "desk", "desk --socket PATH", "受理台：多人同时记录，一处签名",
      "one process signs what many record", USES_REGISTRY | USES_KEYS, desk_options, run_desk,
      NULL },
    { "import",
      "import holders|sources|inputs|harvests|lots|batches|mixed FILE | import --template FILE",
      "导入表格（CSV、XLSX），缺省为试运行",
      "rows of a table (CSV, XLSX) as acts; tried unless --commit", USES_REGISTRY | USES_KEYS,
      import_options, run_import, NULL },
    { "list", "list products|holders|sources|unnumbered|batches|runs|keys|acts|conformities",
      "列出登记内容", "list what is registered", USES_REGISTRY, page_options, run_list, NULL },
    { "show", "show batch|act|holder|recall|conformity|package ID",
      "查看一个批次、记录、主体、召回、承诺达标合格证或箱",
      "show one batch, act, holder, recall, certificate of conformity or package", USES_REGISTRY,
      private_options, run_show, NULL },
    { "balance", "balance [--holder N [--proof --out FILE]]", "台账余额", "balances of the ledger",
      USES_REGISTRY, holder_options, run_balance, NULL },
    { "sums", "sums [--csv]", "各产品、产季、等级的公开合计",
      "public sums per product, season and grade", USES_REGISTRY, sums_options, run_sums, NULL },
    { "history", "history [--batch ID] [--holder N] [--from INDEX]", "行为记录",
      "what happened, act by act", USES_REGISTRY, history_options, run_history, NULL },
    { "retention", "retention [--on DAY]", "保存期已届满的记录",
      "records whose private values may be purged", USES_REGISTRY, retention_options, run_retention,
      NULL },
    { "trace", "trace CODE|BATCH | trace lot|source N [--up|--down] [--svg FILE]", "追溯上下游",
      "everything up- and downstream, with amounts", USES_REGISTRY, trace_options, run_trace,
      NULL },
    { "verify", "verify [--bundle FILE] [--in PACKAGE] CODE... | verify --passport FILE",
      "核验标签、编号或批次", "say what is known about a code", USES_REGISTRY, verify_options,
      run_verify, NULL },
    { "bundle", "bundle FILE [--since SIZE] | bundle update FILE DELTA|URL",
      "离线核验包：写出、更新", "the list for verifying offline: write it, bring it up to date",
      USES_REGISTRY | USES_KEYS, bundle_options, run_bundle, NULL },
    { "passport", "passport BATCH --out FILE.gip [--with LIST] | passport extract FILE DIR",
      "批次护照", "a batch with its proofs in one file", USES_REGISTRY, passport_options,
      run_passport, NULL },
    { "trust", "trust VKEY", "信任根密钥", "trust a root key", 0, trust_options, run_trust, NULL },
    { "codes",
      "codes BATCH[#N]|KEY/SERIAL | codes --package NUMBER | codes --paper BATCH | codes --test",
      "输出标签码（CSV）", "stream the codes of a run as CSV", USES_REGISTRY | USES_KEYS,
      codes_options, run_codes, NULL },
    { "log",
      "log tend | mark | check-balance FILE | checkpoint | leaf INDEX | proof INDEX | export DIR | "
      "audit DIR|URL... | fsck | recover DIR|URL | new-epoch --origin ORIGIN | ask --out FILE | "
      "cosign FILE",
      "公开日志：检查点、记录、证明、导出、审计",
      "the public log: checkpoint, leaf, proof, export, audit", USES_REGISTRY | USES_KEYS,
      log_options, run_log, NULL },
    { "inbox",
      "inbox [list] [--all] | show N | find RECEIPT | "
      "done N --finding confirmed|dismissed --why TEXT",
      "收件箱：异常与举报，查看、给出结论", "what waits for a person: oddities and reports",
      USES_REGISTRY, inbox_options, run_inbox, NULL },
    { "check", "check", "全面自检", "check database, books and log", USES_REGISTRY, NULL, run_check,
      NULL },
    { "backup", "backup FILE", "备份（不含密钥）", "copy the registry (without keys)",
      USES_REGISTRY, backup_options, run_backup, NULL },
    { "restore", "restore FILE --dir NEW", "由备份恢复到新目录", "make a new directory from a copy",
      USES_REGISTRY, NULL, run_restore, NULL },
    { "label", "label print|reprint|test|preview|status|... [options] | label --help", "打印标签",
      "labels on paper: print, print again, preview, printers, templates", 0, NULL, NULL,
      "gitrace-label" },
    { "serve", "serve [--listen ADDRESS:PORT] [options] | serve --help", "查询网页服务",
      "run the look-up pages", 0, NULL, NULL, "gitrace-serve" },
    { "witness", "witness [init | sign REQUEST ANSWER] --dir DIR", "见证他人的日志",
      "cosign the logs of others", KEEPS_NAME, NULL, NULL, "gitrace-serve" },
    { "help", "help [VERB]", "帮助", "print help", 0, NULL, run_help, NULL },
    { "version", "version", "版本", "print the version", 0, NULL, run_version, NULL },
    { NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL },
};

/* What every act of the table runs as; name, help and options come from the act. */
static const verb act_verb = { "",   "",           "",  "", USES_REGISTRY | USES_KEYS | USES_DRAFT,
                               NULL, run_act_verb, NULL };

bool act_has_verb(const gi_act_kind *kind)
{
    if (strcmp(kind->name, "found") == 0 || strcmp(kind->name, "epoch") == 0) {
        return false; /* init and log new-epoch do it, with everything that belongs to it */
    }
    for (const verb *row = verbs; row->name != NULL; row++) {
        if (strcmp(row->name, kind->name) == 0) {
            return false;
        }
    }
    return true;
}

const verb *verb_find(const char *name, const gi_act_kind **kind)
{
    *kind = gi_act_kind_find(gi_bytes_of(name));
    for (const verb *row = verbs; row->name != NULL; row++) {
        if (strcmp(row->name, name) == 0) {
            *kind = row->run == run_product || row->run == run_card ? *kind : NULL;
            return row;
        }
    }
    return *kind != NULL && act_has_verb(*kind) ? &act_verb : NULL;
}
