/*
 * main_conformity.c - a certificate of conformity from the registry to a PDF or a picture.
 *
 * Reads the registry, and for the form with a code signs one batch paper (type 3). The file
 * appears whole or not at all; what is printed holds personal data, so only its owner reads it.
 */
#include "labels/main.h"

#include <stdio.h>
#include <string.h>

#include "gi/conformity.h"
#include "gi/text.h"
#include "labels/delivery.h"
#include "labels/main_batch.h"

enum { PNG_MAX = 1 << 22 };

#define DELIVERY __attribute__((cleanup(gi_delivery_clear))) gi_delivery

/* ---- texts ---- */

static gi_status copy(char *out, size_t size, const char *text, const char *name, gi_error *err)
{
    return gi_text_copy(out, size, gi_bytes_of(text), name, err);
}

static gi_status fill_rules(const gi_conformity *paper, gi_conformity_label *label, gi_error *err)
{
    static const char *const bases[GI_CONFORMITY_BASES] = { "control", "self-test",
                                                            "commissioned-test" };
    gi_conformity_rule rule;
    GI_TRY(gi_conformity_rule_find("title", &rule, err));
    GI_TRY(copy(label->title, sizeof label->title, rule.zh, "title", err));
    GI_TRY(gi_conformity_rule_find("promise", &rule, err));
    GI_TRY(copy(label->promise, sizeof label->promise, rule.zh, "promise", err));
    for (int i = 0; i < GI_CONFORMITY_BASES; i++) {
        GI_TRY(gi_conformity_rule_find(bases[i], &rule, err));
        GI_TRY(copy(label->basis[i], sizeof label->basis[i], rule.zh, "basis", err));
        label->ticked = strcmp(bases[i], paper->basis) == 0 ? i : label->ticked;
    }
    return GI_OK;
}

static gi_status fill(const gi_about *about, const gi_conformity *paper, gi_conformity_label *out,
                      gi_error *err)
{
    gi_conformity_label label = { .demo = about->demo };
    gi_quantity_text_t quantity = gi_quantity_text(paper->quantity, paper->unit);
    GI_TRY(fill_rules(paper, &label, err));
    GI_TRY(copy(label.product, sizeof label.product, paper->product_zh, "product", err));
    GI_TRY(copy(label.quantity, sizeof label.quantity, quantity.text, "quantity", err));
    GI_TRY(copy(label.place, sizeof label.place, paper->place, "place", err));
    GI_TRY(copy(label.day, sizeof label.day, gi_day_text(paper->day).text, "day", err));
    GI_TRY(copy(label.who, sizeof label.who, paper->who, "who", err));
    GI_TRY(copy(label.contact, sizeof label.contact, paper->contact, "contact", err));
    GI_TRY(copy(label.kept, sizeof label.kept, gi_day_text(paper->keep_until).text, "kept", err));
    GI_TRY(copy(label.batch, sizeof label.batch, paper->batch, "batch", err));
    (void)snprintf(label.number, sizeof label.number, "第 %s 号", gi_num(paper->number).text);
    *out = label;
    return GI_OK;
}

/* ---- the code of the batch ---- */

static gi_status make_code(const gi_order *order, gi_registry *registry, gi_conformity_label *label,
                           char digits[GI_UNIT_DIGITS_MAX + 1], gi_error *err)
{
    gi_verdict verdict;
    if (label->batch[0] == '\0') {
        return gi_fail(err, GI_WHY_NO_BATCH, label->number);
    }
    GI_TRY(copy(label->prefix, sizeof label->prefix, gi_registry_about(registry)->base_url,
                "prefix", err));
    GI_TRY(gi_lookup_batch(registry, gi_bytes_of(label->batch), &verdict, err));
    if (!verdict.has_batch) {
        return gi_fail(err, GI_WHY_NO_BATCH, label->batch);
    }
    return gi_batch_digits(order, registry, &verdict, digits, err);
}

/* ---- the file ---- */

static gi_status write_to(void *context, gi_bytes bytes, gi_error *err)
{
    return gi_delivery_write(context, bytes, err);
}

static gi_status deliver(const gi_order *order, const gi_conformity_label *label,
                         const char *digits, gi_error *err)
{
    DELIVERY file = { .fd = -1 };
    GI_AUTO_BUF png = GI_BUF(PNG_MAX);
    GI_TRY(gi_delivery_begin(order->out, false, &file, err));
    if (order->format == GI_LABEL_PNG) {
        GI_TRY(gi_conformity_png(label, order->form, digits, order->dpi, &png, err));
        GI_TRY(gi_delivery_write(&file, gi_buf_view(&png), err));
    } else {
        const gi_label_sink sink = { write_to, &file };
        GI_TRY(gi_conformity_pdf(label, order->form, digits, sink, err));
    }
    return gi_delivery_finish(&file, err);
}

gi_status gi_run_conformity(const gi_order *order, gi_error *err)
{
    gi_conformity paper;
    gi_conformity_label label;
    char digits[GI_UNIT_DIGITS_MAX + 1];
    bool coded = order->form == GI_CONFORMITY_CODE;
    GI_AUTO(gi_registry) registry = NULL;
    GI_TRY(gi_main_open(order, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_conformity_find(registry, order->conformity, &paper, err));
    GI_TRY(fill(gi_registry_about(registry), &paper, &label, err));
    if (coded) {
        GI_TRY(make_code(order, registry, &label, digits, err));
    }
    GI_TRY(deliver(order, &label, coded ? digits : NULL, err));
    (void)printf("%s: 1\n", order->out);
    return GI_OK;
}
