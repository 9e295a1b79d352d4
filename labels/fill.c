/*
 * fill.c - facts of a batch become the words of its labels (gi_label_fill).
 *
 * Day, net content and best-before come from the signed header of the run, so paper and code
 * cannot say different things; only names come from the facts.
 */
#include <stdio.h>
#include <string.h>

#include "gi/label.h"
#include "gi/quantity.h"
#include "gi/text.h"

typedef struct copy {
    char *to;
    size_t size;
    const char *from;
    const char *name;
} copy;

static gi_status copy_texts(const copy *list, size_t count, gi_error *err)
{
    for (size_t i = 0; i < count; i++) {
        GI_TRY(
            gi_text_copy(list[i].to, list[i].size, gi_bytes_of(list[i].from), list[i].name, err));
    }
    return GI_OK;
}

static gi_status fill_names(const gi_batch_facts *facts, const char *host, gi_label *label,
                            gi_error *err)
{
    const copy list[] = {
        { label->product_zh, sizeof label->product_zh, facts->product_zh, "product_zh" },
        { label->product_en, sizeof label->product_en, facts->product_en, "product_en" },
        { label->grade, sizeof label->grade, facts->grade_zh, "grade" },
        { label->producer, sizeof label->producer, facts->producer, "producer" },
        { label->uscc, sizeof label->uscc, facts->uscc, "uscc" },
        { label->batch, sizeof label->batch, facts->id_text, "batch" },
        { label->host, sizeof label->host, host, "host" },
    };
    return copy_texts(list, sizeof list / sizeof list[0], err);
}

static void fill_header(const gi_unit_header *header, gi_unit unit, gi_label *label)
{
    gi_day packed = GI_LABEL_EPOCH + (gi_day)header->packed;
    (void)snprintf(label->packed, sizeof label->packed, "%s", gi_day_text(packed).text);
    gi_day last;
    if (gi_best_before(packed, header->best_before, &last)) {
        (void)snprintf(label->best_before, sizeof label->best_before, "%s", gi_day_text(last).text);
    }
    int64_t net = gi_net_decode(header->net);
    if (net > 0) {
        (void)snprintf(label->net, sizeof label->net, "%s", gi_quantity_text(net, unit).text);
    }
    if (header->type == GI_LABEL_TEST) {
        label->mark = GI_LABEL_MARK_TEST;
    }
}

gi_status gi_label_fill(const gi_batch_facts *facts, const gi_run *run, const char *base_url,
                        const char *host, gi_label *out, gi_error *err)
{
    gi_unit_header header;
    const gi_bytes raw = { run->header, sizeof run->header };
    GI_TRY(gi_unit_header_decode(raw, &header, err));
    gi_label label = { 0 };
    GI_TRY(fill_names(facts, host, &label, err));
    fill_header(&header, facts->unit, &label);
    size_t size = strlen(base_url);
    if (size > GI_LABEL_PREFIX_MAX) {
        return gi_fail_field(err, "prefix", GI_WHY_URL_TOO_LONG, gi_num((int64_t)size).text,
                             gi_num(GI_LABEL_PREFIX_MAX).text);
    }
    memcpy(label.prefix, base_url, size + 1);
    *out = label;
    return GI_OK;
}
