/*
 * log_audit_gaps.c - what an audit did not check, and how fresh the witnesses' word is.
 *
 * What was not checked is always said: silence about a rule would read as "kept".
 */
#include <string.h>

#include "core/commands/log_audit.h"

#define FRESH_MS (INT64_C(24) * 3600 * 1000) /* R7 */

static bool trusts_witnesses(const command *cmd)
{
    return option(cmd, "witness") != NULL || option(cmd, "policy") != NULL;
}

typedef struct gap {
    bool open;
    const char *rule;
    const char *zh;
    const char *en;
} gap;

static void add_gap(gi_json *list, const gap *one)
{
    if (one->open) {
        gi_json *row = gi_json_object();
        gi_json_set_text(row, "rule", one->rule);
        gi_json_set_text(row, "zh", one->zh);
        gi_json_set_text(row, "en", one->en);
        gi_json_push(list, row);
    }
}

gi_json *audit_gaps(const command *cmd, const gi_audit *audit, const gi_audit_verdict *verdict)
{
    gi_audit_counts counts = gi_audit_count(audit);
    bool trusts = trusts_witnesses(cmd);
    const gap all[] = {
        { option(cmd, "no-signatures") != NULL, "R3", "未核验签名",
          "signatures were not verified" },
        { verdict->own_key, "tree", "日志密钥出自日志本身；请用 --vkey 给出从别处得到的密钥",
          "the log key comes from the log itself; give one from elsewhere with --vkey" },
        { counts.unknown_acts > 0, "leaf", "有本程序不认识的行为，未按规则核对",
          "some acts are unknown to this program and were not judged" },
        { !trusts, "R2", "未核对见证时间区间：未给出见证方密钥（--witness 或 --policy）",
          "R2 brackets not checked: no witness key given (--witness or --policy)" },
        { trusts && counts.brackets == 0, "R2", "未核对见证时间区间：日志中没有所给见证方的签名",
          "R2 brackets not checked: no cosignature of the witnesses given" },
        { true, "R6", "实物上的码：用 gitrace verify 核验", "codes on goods: use gitrace verify" },
        { !trusts, "R7", "未核对见证签名的新鲜度：未给出见证方密钥",
          "freshness not checked: no witness key given" },
        { counts.statuses == 0, "R8", "日志中没有每日状态记录，未核对",
          "no status leaves in this log, not checked" },
    };
    gi_json *list = gi_json_array();
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        add_gap(list, &all[i]);
    }
    return list;
}

const char *audit_stale(const command *cmd, const gi_audit *audit, gi_time now, bool zh)
{
    gi_time newest = gi_audit_count(audit).cosigned;
    if (!trusts_witnesses(cmd) || now - newest <= FRESH_MS) {
        return NULL;
    }
    if (newest == 0) {
        return zh ? "没有所给见证方的签名；撤回、冻结等可能被隐瞒"
                  : "no cosignature of the witnesses given; revocations may be hidden";
    }
    return zh ? "最新的见证签名已过 24 小时；撤回、冻结等可能被隐瞒"
              : "the newest cosignature is older than 24 hours; revocations may be hidden";
}
