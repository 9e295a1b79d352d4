/*
 * facts.c - batch, product, producer, lot and townships become one gi_batch_facts.
 *
 * Only public facts: a producer is a firm with a USCC; a grower's name never comes near. The
 * names of townships are words of the catalogue; an unknown code is shown as its digits.
 */
#include "core/lookup/facts.h"

#include <stdio.h>
#include <string.h>

#include "gi/catalogue.h"

#define TOWNSHIPS_SHOWN 3

void gi_facts_set_product(gi_batch_facts *facts, const gi_product *product)
{
    facts->product = product->index;
    facts->unit = product->unit;
    (void)snprintf(facts->product_zh, sizeof facts->product_zh, "%s", product->zh);
    (void)snprintf(facts->product_en, sizeof facts->product_en, "%s", product->en);
    (void)snprintf(facts->standard, sizeof facts->standard, "%s", product->standard);
    if (facts->grade > 0 && facts->grade <= product->grade_count) {
        const gi_grade *grade = &product->grade[facts->grade - 1];
        (void)snprintf(facts->grade_zh, sizeof facts->grade_zh, "%s", grade->zh);
        (void)snprintf(facts->grade_en, sizeof facts->grade_en, "%s", grade->en);
    }
}

/* "庐山市牯岭镇"; names never change while the program runs, so they are kept once found. */
static const char *township_text(gi_registry *registry, int64_t code)
{
    gi_township_entry entry;
    for (size_t i = 0; i < GI_TOWNSHIPS_KEPT; i++) {
        if (registry->township[i].code == code) {
            return registry->township[i].text;
        }
    }
    gi_kept_township *place = &registry->township[registry->township_next];
    registry->township_next = (registry->township_next + 1) % GI_TOWNSHIPS_KEPT;
    place->code = code;
    if (gi_catalogue_township(code, &entry, NULL) == GI_OK) {
        (void)snprintf(place->text, sizeof place->text, "%s%s", entry.county, entry.township);
    } else {
        (void)snprintf(place->text, sizeof place->text, "%s", gi_num(code).text);
    }
    return place->text;
}

static gi_status set_origin(gi_registry *registry, int64_t lot, gi_batch_facts *facts,
                            gi_error *err)
{
    gi_lot_origin origin;
    GI_AUTO_BUF text = GI_BUF(1024);
    GI_TRY(gi_lot_origin_load(registry->db, lot, &origin, err));
    for (size_t i = 0; i < origin.township_count && i < TOWNSHIPS_SHOWN; i++) {
        gi_buf_add_text(&text, i > 0 ? "、" : "");
        gi_buf_add_text(&text, township_text(registry, origin.township[i]));
    }
    gi_buf_add_text(&text, origin.township_count > TOWNSHIPS_SHOWN ? "等" : "");
    GI_TRY(gi_buf_status(&text, "origin", err));
    if (text.size >= sizeof facts->origin_zh) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "origin");
    }
    memcpy(facts->origin_zh, gi_buf_text(&text), text.size + 1);
    facts->picked_from = origin.first;
    facts->picked_to = origin.last;
    return GI_OK;
}

static gi_status set_holder(gi_db *db, uint32_t id, gi_batch_facts *facts, gi_error *err)
{
    gi_holder_row holder;
    GI_TRY(gi_holder_load(db, id, &holder, err));
    memcpy(facts->producer, holder.name, sizeof facts->producer);
    memcpy(facts->uscc, holder.uscc, sizeof facts->uscc);
    memcpy(facts->address, holder.address, sizeof facts->address);
    return GI_OK;
}

gi_status gi_facts_load(gi_registry *registry, const gi_batch_row *row, gi_batch_facts *out,
                        gi_error *err)
{
    gi_db *db = registry->db;
    gi_product product;
    gi_lot_row lot;
    gi_batch_facts facts = {
        .grade = (uint8_t)row->grade,
        .season = (uint8_t)(row->season % 16),
        .quantity = row->quantity,
        .act = row->act,
        .amended = row->amended,
    };
    if (gi_batch_id_parse(gi_bytes_of(row->id), &facts.id, NULL) != GI_OK) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, row->id);
    }
    gi_batch_id_print(&facts.id, facts.id_text);
    GI_TRY(gi_product_by_index(db, row->product, &product, err));
    GI_TRY(gi_lot_load(db, row->lot, &lot, err));
    gi_facts_set_product(&facts, &product);
    GI_TRY(set_holder(db, row->holder, &facts, err));
    GI_TRY(set_origin(registry, row->lot, &facts, err));
    if (product.direct) {
        facts.picked_from = 0;
        facts.picked_to = 0;
    }
    facts.made = lot.day;
    memcpy(facts.place, row->place, sizeof facts.place);
    memcpy(facts.note, row->note, sizeof facts.note);
    *out = facts;
    return GI_OK;
}
