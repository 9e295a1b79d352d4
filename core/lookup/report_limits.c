/*
 * report_limits.c - the items of a laboratory report beside what the standard asks.
 *
 * Where no limit is known that is said: "unknown" never reads as "kept".
 */
#include "core/acts/act.h"
#include "core/lookup/report_papers.h"
#include "gi/limits.h"
#include "gi/text.h"

static const char *const words[] = {
    [GI_LIMIT_UNKNOWN] = "unknown",
    [GI_LIMIT_KEPT] = "kept",
    [GI_LIMIT_BROKEN] = "broken",
};

/* The laboratory's own limit, and what it is beside the standard's. */
static gi_status add_stated(const char *mnemonic, int64_t grade, gi_bytes name, gi_bytes own,
                            gi_json *row, gi_error *err)
{
    char asked[GI_LIMIT_TEXT];
    gi_limit_entry limit = { .zh = "" };
    gi_limit_stated beside = GI_STATED_UNKNOWN;
    GI_TRY(gi_limit_stated_beside(mnemonic, grade, name, own, &beside, &limit, err));
    gi_json_set_text(row, "stated", gi_quote(own).text);
    gi_json_set_text(row, "stated_is", gi_limit_stated_word(beside));
    if (limit.zh[0] != '\0') {
        gi_limit_text(&limit, asked);
        gi_json_set_text(row, "stated_beside", asked);
    }
    return GI_OK;
}

static gi_status add_item(const char *mnemonic, int64_t grade, gi_bytes item, gi_json *rows,
                          gi_error *err)
{
    gi_bytes name = item;
    gi_bytes rest = { 0 };
    gi_bytes value = { 0 };
    gi_bytes own = { 0 };
    char asked[GI_LIMIT_TEXT] = "";
    gi_limit_entry limit = { .zh = "" };
    gi_limit_answer answer = GI_LIMIT_UNKNOWN;
    (void)gi_list_split(item, ':', &name, &rest);
    value = gi_list_split(rest, ':', &value, &own) ? value : rest;
    GI_TRY(gi_limit_judge(mnemonic, grade, name, value, &answer, &limit, err));
    gi_json *row = gi_json_object();
    gi_json_set_text(row, "item", gi_quote(name).text);
    gi_json_set_text(row, "value", gi_quote(value).text);
    if (limit.zh[0] != '\0') {
        gi_limit_text(&limit, asked);
        gi_json_set_text(row, "limit", asked);
    }
    gi_json_set_text(row, "judged", words[answer]);
    gi_json_push(rows, row);
    return own.size > 0 ? add_stated(mnemonic, grade, name, own, row, err) : GI_OK;
}

gi_status gi_lab_limits_to_json(const char *mnemonic, int64_t grade, const char *items,
                                gi_json **out, gi_error *err)
{
    GI_AUTO(gi_json) rows = gi_json_array();
    gi_bytes rest = gi_bytes_of(items);
    gi_bytes item;
    while (gi_list_next(&rest, ';', &item)) {
        GI_TRY(add_item(mnemonic, grade, item, rows, err));
    }
    *out = GI_TAKE(rows);
    return GI_OK;
}
