/*
 * fill.c - facts of a batch become the words of its labels (gi_label_fill).
 *
 * Day, net content and best-before come from the signed header of the run, so paper and code
 * cannot say different things; only names come from the facts.
 */
#include <string.h>

#include "gi/label.h"
#include "gi/quantity.h"

static gi_status fill_names(const gi_batch_facts *facts, const char *host, gi_label *label,
                            gi_error *err)
{
    const struct {
        const char *field;
        const char *text;
    } names[] = {
        { "product_zh", facts->product_zh }, { "product_en", facts->product_en },
        { "grade", facts->grade_zh },        { "producer", facts->producer },
        { "address", facts->address },       { "uscc", facts->uscc },
        { "standard", facts->standard },     { "origin", facts->origin_zh },
        { "batch", facts->id_text },         { "host", host },
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        GI_TRY(gi_label_set(label, names[i].field, names[i].text, err));
    }
    return GI_OK;
}

static gi_status fill_header(const gi_unit_header *header, gi_unit unit, gi_label *label,
                             gi_error *err)
{
    gi_day last;
    gi_day packed = GI_LABEL_EPOCH + (gi_day)header->packed;
    int64_t net = gi_net_decode(header->net);
    if (header->type == GI_LABEL_TEST) {
        label->mark = GI_LABEL_MARK_TEST;
    }
    GI_TRY(gi_label_set(label, "packed", gi_day_text(packed).text, err));
    if (gi_best_before(packed, header->best_before, &last)) {
        GI_TRY(gi_label_set(label, "best_before", gi_day_text(last).text, err));
    }
    return net > 0 ? gi_label_set(label, "net", gi_quantity_text(net, unit).text, err) : GI_OK;
}

gi_status gi_label_fill(const gi_batch_facts *facts, const gi_run *run, const char *base_url,
                        const char *host, gi_label *out, gi_error *err)
{
    gi_unit_header header;
    const gi_bytes raw = { run->header, sizeof run->header };
    GI_TRY(gi_unit_header_decode(raw, &header, err));
    gi_label label = { 0 };
    GI_TRY(fill_names(facts, host, &label, err));
    GI_TRY(fill_header(&header, facts->unit, &label, err));
    size_t size = strlen(base_url);
    if (size > GI_LABEL_PREFIX_MAX) {
        return gi_fail_field(err, "prefix", GI_WHY_URL_TOO_LONG, gi_num((int64_t)size).text,
                             gi_num(GI_LABEL_PREFIX_MAX).text);
    }
    memcpy(label.prefix, base_url, size + 1);
    *out = label;
    return GI_OK;
}
