/*
 * print.c - which labels go through a printer: recorded before their bytes are made.
 *
 * Without a reason it is their first printing, and none of them was printed before. With one it
 * is a reprint: the same unit numbers once more, of labels that were printed. Labels that ended
 * or are held back are not printed. Posts nothing to the ledger; template and printer are nobody
 * else's business and only committed.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/range.h"
#include "core/store/holders.h"
#include "core/store/hosts.h"
#include "core/store/prints.h"
#include "gi/unit_number.h"

enum { UNITS, WHY, NOTE, TEMPLATE, PRINTER, HOW };

const gi_field_rule gi_print_fields[] = {
    [UNITS] = { "units", GI_FIELD_UNITS, GI_REQUIRED | GI_PUBLIC, "标签编号", "unit numbers",
                "first..last" },
    [WHY] = { "why", GI_FIELD_WORD, GI_PUBLIC, "补打原因（首次打印不填）",
              "reason of a reprint; none = first printing",
              "jam|faint|torn|lost-in-office|wrong-stock|other" },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "说明（原因为 other 时必填）",
               "note, needed with the reason other", NULL },
    [TEMPLATE] = { "template", GI_FIELD_TEXT, 0, "模板", "template", NULL },
    [PRINTER] = { "printer", GI_FIELD_TEXT, 0, "打印机或纸张", "printer or sheet", NULL },
    [HOW] = { "how", GI_FIELD_WORD, 0, "输出方式", "form of the output",
              "pdf|png|svg|tspl|zpl|escpos|other" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static gi_status wrong_label(const gi_range *range, int64_t serial, gi_why why, gi_error *err)
{
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ range->run.key, (uint32_t)serial }, number);
    return gi_fail_field(err, "units", why, number);
}

/* First printings cover each label once; a reprint lies on them. */
static gi_status check_printed(gi_act *act, const gi_range *range, gi_error *err)
{
    gi_print_cover cover;
    int64_t end = (int64_t)range->first + range->count;
    GI_TRY(gi_print_cover_of(act->db, range->run.key, range->first, range->count, &cover, err));
    if (act->value[WHY].given) {
        return cover.missing == end ? GI_OK
                                    : wrong_label(range, cover.missing, GI_WHY_NOT_PRINTED, err);
    }
    return cover.printed == end ? GI_OK : wrong_label(range, cover.printed, GI_WHY_PRINTED, err);
}

static gi_status check_note(const gi_act *act, gi_error *err)
{
    return gi_act_is(act, WHY, "other") && !act->value[NOTE].given && !act->replayed
               ? gi_fail_field(err, "note", GI_WHY_MISSING_FIELD, "note", act->kind->name)
               : GI_OK;
}

/* Labels carry the configured host: once the root has signed a list, it must be one of them. */
static gi_status check_host(const gi_act *act, gi_error *err)
{
    gi_hosts hosts;
    const char *host = gi_registry_about(act->registry)->host;
    GI_TRY(gi_host_list_last(act->db, &hosts, err));
    return hosts.count == 0 || act->replayed || gi_hosts_have(&hosts, host)
               ? GI_OK
               : gi_fail(err, GI_WHY_HOST_NOT_OFFICIAL, host, gi_num(hosts.act).text);
}

gi_status gi_print_perform(gi_act *act, gi_error *err)
{
    gi_range range;
    gi_holder_row holder;
    GI_TRY(check_note(act, err));
    GI_TRY(check_host(act, err));
    GI_TRY(gi_range_read(act, UNITS, &range, err));
    GI_TRY(gi_act_producer(act, range.batch.holder, &holder, err));
    GI_TRY(check_printed(act, &range, err));
    gi_print_row row = {
        .key = range.run.key, .first = range.first, .count = range.count, .act = act->index
    };
    memcpy(row.batch, range.run.batch, sizeof row.batch);
    GI_TRY(gi_act_text(act, WHY, row.why, sizeof row.why, err));
    GI_TRY(gi_print_insert(act->db, &row, err));
    gi_act_leaf_product(act, &range.product, range.batch.season);
    gi_act_leaf_org(act, range.holder.id);
    gi_act_leaf_range(act, row.key, row.first, row.count);
    gi_json_set_int(act->leaf, "ref", range.run.act);
    if (row.why[0] != '\0') {
        gi_json_set_text(act->leaf, "why", row.why);
    }
    return GI_OK;
}
