/*
 * main_paper.c - the paper that goes with a batch: its facts, its code, its place in the log; and
 * its passport beside it, so that a stranger checks both without us.
 *
 * Facts and checkpoint are of one reading each; the passport holds a checkpoint of its own. Both
 * files appear whole; the passport first.
 */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "gi/log.h"
#include "gi/paper.h"
#include "gi/passport.h"
#include "gi/report.h"
#include "gi/text.h"
#include "labels/delivery.h"
#include "labels/main.h"
#include "labels/main_batch.h"

#define TEXT_MAX GI_LABEL_TEXT
#define DELIVERY __attribute__((cleanup(gi_delivery_clear))) gi_delivery

typedef struct field {
    const char *name;
    const char *text;
} field;

static gi_status set_fields(gi_label *label, const field *fields, size_t count, gi_error *err)
{
    for (size_t i = 0; i < count; i++) {
        GI_TRY(gi_label_set(label, fields[i].name, fields[i].text, err));
    }
    return GI_OK;
}

#define SET(label, fields, err) \
    set_fields((label), (fields), sizeof(fields) / sizeof *(fields), err)

/* ---- facts ---- */

static gi_status set_facts(gi_label *label, const gi_batch_facts *facts, const gi_about *about,
                           gi_error *err)
{
    char picked[64] = "";
    if (facts->picked_from != 0) {
        (void)snprintf(picked, sizeof picked, "%s 至 %s", gi_day_text(facts->picked_from).text,
                       gi_day_text(facts->picked_to).text);
    }
    const gi_quantity_text_t released = gi_quantity_text(facts->quantity, facts->unit);
    const gi_day_text_t made = gi_day_text(facts->made);
    const field fields[] = {
        { "product_zh", facts->product_zh },
        { "product_en", facts->product_en },
        { "grade", facts->grade_zh },
        { "producer", facts->producer },
        { "uscc", facts->uscc },
        { "address", facts->address },
        { "standard", facts->standard },
        { "origin", facts->origin_zh },
        { "processed", facts->place },
        { "batch", facts->id_text },
        { "host", about->host },
        { "released", released.text },
        { "picked", picked },
        { "made", made.text },
        { "sprays", facts->sprays_zh },
        { "conformity", facts->conformity_zh },
    };
    label->demo = about->demo;
    GI_TRY(gi_text_copy(label->prefix, sizeof label->prefix, gi_bytes_of(about->base_url), "prefix",
                        err));
    return SET(label, fields, err);
}

/* ---- the log ---- */

static gi_status leaf_hash(gi_registry *registry, int64_t act, gi_buf *hex, gi_error *err)
{
    GI_AUTO_BUF leaf = GI_BUF(4096);
    GI_TRY(gi_report_leaf(registry, act, &leaf, err));
    const gi_digest hash = gi_leaf_hash(gi_buf_view(&leaf));
    gi_hex_add(hex, gi_digest_view(&hash));
    return gi_buf_status(hex, "leaf", err);
}

static gi_status newest(gi_registry *registry, gi_checkpoint *out, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    gi_note note;
    GI_TRY(gi_report_checkpoint(registry, &text, err));
    GI_TRY(gi_buf_status(&text, "checkpoint", err));
    GI_TRY(gi_note_parse(gi_buf_view(&text), &note, err));
    return gi_checkpoint_parse(note.body, out, err);
}

/* A checkpoint has no time of its own: that of the last act under it. */
static gi_status time_of(gi_registry *registry, int64_t act, char out[TEXT_MAX], gi_error *err)
{
    GI_AUTO(gi_json) row = NULL;
    gi_bytes text = { 0 };
    GI_TRY(gi_report_act(registry, act, false, &row, err));
    (void)gi_json_as_text(gi_json_get(row, "time"), &text); /* every act has one */
    return gi_text_copy(out, TEXT_MAX, text, "time", err);
}

static gi_status set_log(gi_label *label, gi_registry *registry, const gi_verdict *verdict,
                         gi_error *err)
{
    const gi_about *about = gi_registry_about(registry);
    GI_AUTO_BUF hash = GI_BUF(128);
    GI_AUTO_BUF root = GI_BUF(128);
    char proof[TEXT_MAX];
    char witnesses[TEXT_MAX] = "";
    char day[TEXT_MAX];
    gi_checkpoint head;
    GI_TRY(leaf_hash(registry, verdict->batch.act, &hash, err));
    GI_TRY(newest(registry, &head, err));
    GI_TRY(time_of(registry, head.size - 1, day, err));
    gi_base64_add(&root, gi_digest_view(&head.root));
    (void)snprintf(proof, sizeof proof, "%sproof/%s.tlog-proof", about->base_url,
                   verdict->batch.id_text);
    if (verdict->witnesses > 0) {
        (void)snprintf(witnesses, sizeof witnesses, "%d / %d 见证", verdict->witnessed,
                       verdict->witnesses);
    }
    const gi_num_text index = gi_num(verdict->batch.act);
    const gi_num_text size = gi_num(head.size);
    const field fields[] = {
        { "log_origin", head.origin },       { "log_index", index.text },
        { "log_size", size.text },           { "log_root", gi_buf_text(&root) },
        { "leaf_hash", gi_buf_text(&hash) }, { "log_day", day },
        { "witnesses", witnesses },          { "proof", proof },
    };
    return SET(label, fields, err);
}

/* ---- the files ---- */

/* FILE.pdf -> FILE.gip; anything else gets .gip behind it. */
static gi_status passport_path(const char *path, char out[PATH_MAX], gi_error *err)
{
    size_t size = strlen(path);
    size -= size > 4 && strcmp(path + size - 4, ".pdf") == 0 ? 4 : 0;
    int wanted = snprintf(out, PATH_MAX, "%.*s.gip", (int)size, path);
    return wanted < PATH_MAX ? GI_OK
                             : gi_fail(err, GI_WHY_TOO_LONG, "--out", gi_num(wanted).text,
                                       gi_num(PATH_MAX - 1).text);
}

static gi_status write_to(void *context, gi_bytes bytes, gi_error *err)
{
    return gi_delivery_write(context, bytes, err);
}

static gi_status draw(const gi_label *label, const gi_order *order, const char *digits,
                      gi_delivery *file, gi_error *err)
{
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_pdf) pdf = NULL;
    gi_label_paper paper = { .start_cell = 1 };
    const gi_label_unit unit = { .digits = digits };
    GI_TRY(gi_main_layout(order, order->layout, &layout, err));
    const gi_template_info *about = gi_template_about(layout);
    if (about->kind != GI_TEMPLATE_PAPER) {
        return gi_fail_field(err, "--template", GI_WHY_TEMPLATE_KIND, about->name,
                             gi_template_kind_name(about->kind),
                             gi_template_kind_name(GI_TEMPLATE_PAPER));
    }
    GI_TRY(gi_label_sheet_find("single", &paper.sheet, err));
    GI_TRY(
        gi_label_pdf_create(layout, label, &paper, (gi_label_sink){ write_to, file }, &pdf, err));
    GI_TRY(gi_label_pdf_add(pdf, &unit, err));
    return gi_label_pdf_finish(pdf, err);
}

static gi_status deliver(const gi_order *order, gi_registry *registry, const gi_label *label,
                         const char *digits, gi_error *err)
{
    char beside[PATH_MAX];
    DELIVERY file = { .fd = -1 };
    DELIVERY passport = { .fd = -1 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_TRY(passport_path(order->out, beside, err));
    GI_TRY(gi_delivery_begin(order->out, false, &file, err));
    GI_TRY(gi_delivery_begin(beside, false, &passport, err));
    GI_TRY(draw(label, order, digits, &file, err));
    GI_TRY(gi_passport_write(registry, gi_bytes_of(order->word), &text, err));
    GI_TRY(gi_delivery_write(&passport, gi_buf_view(&text), err));
    GI_TRY(gi_delivery_finish(&passport, err));
    GI_TRY(gi_delivery_finish(&file, err));
    (void)printf("%s\n%s\n", order->out, beside);
    return GI_OK;
}

gi_status gi_run_paper(const gi_order *order, gi_error *err)
{
    gi_verdict verdict;
    gi_label label = { 0 };
    char digits[GI_UNIT_DIGITS_MAX + 1];
    GI_AUTO(gi_registry) registry = NULL;
    GI_TRY(gi_main_open(order, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_lookup_batch(registry, gi_bytes_of(order->word), &verdict, err));
    if (!verdict.has_batch) {
        return gi_fail(err, GI_WHY_NO_BATCH, order->word);
    }
    GI_TRY(set_facts(&label, &verdict.batch, gi_registry_about(registry), err));
    GI_TRY(gi_main_set_digital(registry, verdict.batch.id_text, &label, err));
    GI_TRY(set_log(&label, registry, &verdict, err));
    GI_TRY(gi_batch_digits(order, registry, &verdict, digits, err));
    return deliver(order, registry, &label, digits, err);
}
