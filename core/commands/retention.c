/*
 * retention.c - gitrace retention: records whose private values may be purged on a day.
 */
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/officer.h"

const option_rule retention_options[] = {
    { "on", "DAY", "截止日（缺省为今日）", "the day; default today" },
    { NULL, NULL, NULL, NULL },
};

gi_status run_retention(command *cmd, gi_error *err)
{
    static const char *const columns[] = { "act", "kind", "keep_until", "fields", NULL };
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_json) rows = NULL;
    const char *on = option(cmd, "on");
    GI_TRY(words_expect(cmd, 0, 0, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    gi_day day = gi_registry_today(registry);
    if (on != NULL) {
        GI_TRY(gi_day_parse(gi_bytes_of(on), &day, err));
    }
    GI_TRY(gi_report_retention(registry, day, &rows, err));
    return cmd->json ? say_json(rows, false, err) : say_table(rows, columns, err);
}
