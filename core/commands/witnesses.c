/*
 * witnesses.c - says how asking the witnesses went (witnesses.h).
 *
 * Trouble with a witness is news and no failure: it never changes an exit code.
 */
#include "core/commands/witnesses.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/commands/say.h"

enum { LINE = 2 * GI_ERROR_TEXT };

static void say_well(const command *cmd, const gi_witness_report *row)
{
    char zh[LINE];
    char en[LINE];
    (void)snprintf(zh, sizeof zh, "  见证方 %s：已签至 %" PRId64 " 条%s", row->name, row->size,
                   row->asked ? "" : "（未到时间）");
    (void)snprintf(en, sizeof en, "witness %s: cosigned %" PRId64 " acts%s", row->name, row->size,
                   row->asked ? "" : " (not due)");
    say(cmd, zh, en);
}

static void say_trouble(const command *cmd, const gi_witness_report *row)
{
    char zh[LINE];
    char en[LINE];
    bool now = row->trouble.status != GI_OK;
    (void)snprintf(zh, sizeof zh, "  见证方 %s：连续 %" PRId64 " 次未成：%s", row->name,
                   row->failures, now ? row->trouble.zh : row->last);
    (void)snprintf(en, sizeof en, "witness %s: failed %" PRId64 " times in a row: %s", row->name,
                   row->failures, now ? row->trouble.message : row->last);
    say(cmd, zh, en);
}

static bool is_well(const gi_witness_report *row)
{
    return row->trouble.status == GI_OK && row->failures == 0;
}

void say_witnesses(const command *cmd, const gi_witness_reports *all)
{
    for (size_t i = 0; i < all->count; i++) {
        (is_well(&all->row[i]) ? say_well : say_trouble)(cmd, &all->row[i]);
    }
}

int64_t witnesses_well(const gi_witness_reports *all)
{
    int64_t well = 0;
    for (size_t i = 0; i < all->count; i++) {
        well += is_well(&all->row[i]) ? 1 : 0;
    }
    return well;
}

gi_json *witnesses_json(const gi_witness_reports *all, int utc_offset_min)
{
    gi_json *rows = gi_json_array();
    for (size_t i = 0; i < all->count; i++) {
        const gi_witness_report *at = &all->row[i];
        gi_json *row = gi_json_object();
        gi_json_set_text(row, "witness", at->name);
        gi_json_set(row, "asked", gi_json_bool(at->asked));
        gi_json_set_int(row, "size", at->size);
        gi_json_set_int(row, "failures", at->failures);
        gi_json_set_text(row, "next", gi_time_text(at->next, utc_offset_min).text);
        if (at->trouble.status != GI_OK) {
            gi_json_set(row, "error", error_json(&at->trouble));
        } else if (at->failures > 0) {
            gi_json_set_text(row, "last", at->last);
        }
        gi_json_push(rows, row);
    }
    return rows;
}

gi_status witnesses_remember(gi_registry *registry, gi_error *err)
{
    if (!gi_mark_missing(registry)) {
        return GI_OK;
    }
    gi_witness_reports *all = calloc(1, sizeof *all);
    gi_status status = all == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "witnesses")
                                   : gi_witness_compare(registry, all, err);
    if (status == GI_OK && all->odd_line.status != GI_OK) {
        say_warning(&all->odd_line);
    }
    for (size_t i = 0; status == GI_OK && i < all->count; i++) {
        if (all->row[i].trouble.status != GI_OK) {
            say_warning(&all->row[i].trouble);
        }
    }
    free(all);
    return status;
}
