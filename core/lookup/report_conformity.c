/*
 * report_conformity.c - one certificate of conformity for people and for printing, and what is
 * said of it on a batch (gi/conformity.h, report_conformity.h).
 *
 * What is private comes from the private record of the act and only when it was asked for.
 */
#include "core/lookup/report_conformity.h"

#include <string.h>

#include "core/store/genealogy.h"
#include "core/store/holders.h"
#include "core/store/log_rows.h"
#include "core/store/products.h"
#include "gi/conformity.h"
#include "gi/text.h"

static gi_status keep_until(gi_day day, gi_day *out, gi_error *err)
{
    gi_conformity_rule rule;
    GI_TRY(gi_conformity_rule_find("keep-months", &rule, err));
    *out = gi_day_add_months(day, (int)rule.number);
    return GI_OK;
}

gi_status gi_row_of_conformity(gi_db *db, const gi_conformity_row *paper, gi_json **out,
                               gi_error *err)
{
    gi_product product;
    gi_conformity_rule basis;
    gi_day kept = 0;
    GI_AUTO(gi_json) row = gi_json_object();
    GI_TRY(gi_product_by_index(db, paper->product, &product, err));
    GI_TRY(gi_conformity_rule_find(paper->basis, &basis, err));
    GI_TRY(keep_until(paper->day, &kept, err));
    gi_json_set_int(row, "conformity", paper->act);
    gi_set_holder(row, "holder", paper->holder);
    gi_json_set_text(row, "product", product.mnemonic);
    if (paper->batch[0] != '\0') {
        gi_json_set_text(row, "batch", paper->batch);
    } else {
        gi_json_set_int(row, "lot", paper->lot);
    }
    gi_set_quantity(row, "qty", paper->quantity, product.unit);
    gi_json_set_text(row, "basis", paper->basis);
    gi_json_set_text(row, "basis_text", basis.zh);
    gi_json_set_text(row, "day", gi_day_text(paper->day).text);
    gi_json_set_text(row, "keep_until", gi_day_text(kept).text);
    if (paper->ref >= 0) {
        gi_json_set_int(row, "ref", paper->ref);
    }
    GI_TRY(gi_json_ok(row, err));
    *out = GI_TAKE(row);
    return GI_OK;
}

/* ---- one certificate ---- */

/* A text of the private record; "" when it was purged. */
static gi_status private_text(const gi_json *record, const char *name, char *out, size_t size,
                              gi_error *err)
{
    gi_bytes text = { 0 };
    (void)gi_json_as_text(gi_json_get(record, name), &text);
    return gi_text_copy(out, size, text, name, err);
}

/* A firm's name is public; a household's stands in the private record of its act. */
static gi_status set_who(gi_db *db, uint32_t id, gi_conformity *out, gi_error *err)
{
    gi_holder_row holder;
    GI_AUTO(gi_json) record = NULL;
    GI_TRY(gi_holder_load(db, id, &holder, err));
    if (holder.producer) {
        return gi_text_copy(out->who, sizeof out->who, gi_bytes_of(holder.name), "who", err);
    }
    GI_TRY(gi_private_load(db, holder.act, &record, err));
    return private_text(record, "name", out->who, sizeof out->who, err);
}

typedef struct newest {
    gi_db *db;
    int64_t paper;
    gi_batch_row batch; /* id "" = none yet */
} newest;

/* By their acts: a later one is newer, but one that was taken back gives way to any that stands. */
static gi_status take_batch(void *context, const gi_batch_row *batch, gi_error *err)
{
    newest *of = context;
    gi_conformity_found found;
    GI_TRY(gi_conformity_of_batch(of->db, batch, &found, err));
    bool holds = found.standing == GI_STANDING_HOLDS && found.act == of->paper;
    if (holds && (batch->undone == 0 || of->batch.id[0] == '\0' || of->batch.undone > 0)) {
        of->batch = *batch;
    }
    return GI_OK;
}

static gi_status set_batch(gi_db *db, const gi_conformity_row *paper, gi_conformity *out,
                           gi_error *err)
{
    newest of = { .db = db, .paper = paper->act };
    memcpy(of.batch.id, paper->batch, sizeof of.batch.id);
    if (paper->batch[0] == '\0') {
        GI_TRY(gi_line_batches(db, paper->lot, take_batch, &of, err));
    }
    memcpy(out->batch, of.batch.id, sizeof out->batch);
    return GI_OK;
}

static gi_status read_one(gi_db *db, int64_t number, gi_conformity *out, gi_error *err)
{
    gi_product product;
    gi_conformity_row paper;
    GI_AUTO(gi_json) record = NULL;
    gi_conformity found = { .number = number };
    GI_TRY(gi_conformity_load(db, number, &paper, err));
    GI_TRY(gi_product_by_index(db, paper.product, &product, err));
    GI_TRY(gi_private_load(db, number, &record, err));
    found.unit = product.unit;
    found.quantity = paper.quantity;
    found.day = paper.day;
    memcpy(found.basis, paper.basis, sizeof found.basis);
    GI_TRY(gi_text_copy(found.product_zh, sizeof found.product_zh, gi_bytes_of(product.zh),
                        "product", err));
    GI_TRY(private_text(record, "place", found.place, sizeof found.place, err));
    GI_TRY(private_text(record, "contact", found.contact, sizeof found.contact, err));
    GI_TRY(keep_until(paper.day, &found.keep_until, err));
    GI_TRY(set_who(db, paper.holder, &found, err));
    GI_TRY(set_batch(db, &paper, &found, err));
    *out = found;
    return GI_OK;
}

gi_status gi_conformity_find(gi_registry *registry, int64_t number, gi_conformity *out,
                             gi_error *err)
{
    return GI_READ(registry, read_one(registry->db, number, out, err), err);
}

static gi_status read_report(gi_db *db, int64_t number, bool with_private, gi_json **out,
                             gi_error *err)
{
    gi_conformity found;
    gi_conformity_row paper;
    GI_AUTO(gi_json) row = NULL;
    GI_TRY(gi_conformity_load(db, number, &paper, err));
    GI_TRY(gi_row_of_conformity(db, &paper, &row, err));
    if (with_private) {
        GI_TRY(read_one(db, number, &found, err));
        gi_json_set_text(row, "place", found.place);
        gi_json_set_text(row, "contact", found.contact);
        gi_json_set_text(row, "who", found.who);
    }
    GI_TRY(gi_json_ok(row, err));
    *out = GI_TAKE(row);
    return GI_OK;
}

gi_status gi_report_conformity(gi_registry *registry, int64_t number, bool with_private,
                               gi_json **out, gi_error *err)
{
    return GI_READ(registry, read_report(registry->db, number, with_private, out, err), err);
}

/* ---- on a batch ---- */

static gi_status say_one(gi_db *db, int64_t act, gi_conformity_words *out, gi_error *err)
{
    gi_conformity_row paper;
    gi_conformity_rule basis;
    GI_TRY(gi_conformity_load(db, act, &paper, err));
    GI_TRY(gi_conformity_rule_find(paper.basis, &basis, err));
    GI_AUTO_BUF zh = GI_BUF(sizeof out->zh - 1);
    GI_AUTO_BUF en = GI_BUF(sizeof out->en - 1);
    gi_day_text_t day = gi_day_text(paper.day);
    gi_buf_add_format(&zh, "第 %s 号，%s，%s", gi_num(act).text, day.text, basis.zh);
    gi_buf_add_format(&en, "no. %s, %s, %s", gi_num(act).text, day.text, basis.en);
    GI_TRY(gi_text_copy(out->zh, sizeof out->zh, gi_buf_view(&zh), "conformity", err));
    return gi_text_copy(out->en, sizeof out->en, gi_buf_view(&en), "conformity", err);
}

gi_status gi_conformity_say(gi_db *db, const gi_batch_row *batch, const gi_product *product,
                            gi_conformity_words *out, gi_error *err)
{
    static const gi_conformity_words fixed[] = {
        [GI_STANDING_NONE] = { "无记录", "no record" },
        [GI_STANDING_MIXED] = { "经混合，原证不再适用，须重新开具",
                                "mixed: the old one holds no longer, a new one is due" },
        [GI_STANDING_REPACKED] = { "经改包装，原证不再适用，须重新开具",
                                   "repacked: the old one holds no longer, a new one is due" },
    };
    gi_conformity_found found;
    *out = (gi_conformity_words){ .zh = "" };
    GI_TRY(gi_conformity_of_batch(db, batch, &found, err));
    if (found.standing == GI_STANDING_HOLDS) {
        return say_one(db, found.act, out, err);
    }
    if (found.standing != GI_STANDING_NONE || product->fresh == GI_FRESH_YES) {
        *out = fixed[found.standing];
    }
    return GI_OK;
}
