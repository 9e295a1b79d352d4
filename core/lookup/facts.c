/*
 * facts.c - batch, product, producer, lot and townships become one gi_batch_facts.
 *
 * Only public facts: a producer is a firm with a USCC; a grower's name never comes near. The
 * names of townships are words of the catalogue; an unknown code is shown as its digits.
 */
#include "core/lookup/facts.h"

#include <stdio.h>
#include <string.h>

#include "core/acts/gate.h"
#include "core/lookup/report_conformity.h"
#include "core/store/holders.h"
#include "core/store/log_rows.h"
#include "core/store/lots.h"
#include "core/store/products.h"
#include "gi/catalogue.h"

#define TOWNSHIPS_SHOWN 3
#define AND_OTHERS "等"

_Static_assert(sizeof(((gi_township_entry *)NULL)->county) +
                       sizeof(((gi_township_entry *)NULL)->township) + sizeof AND_OTHERS <=
                   GI_NAME_TEXT,
               "one place always fits");

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

void gi_township_print(const gi_township_entry *entry, char *out, size_t size)
{
    bool whole = strncmp(entry->township, entry->county, strlen(entry->county)) == 0;
    (void)snprintf(out, size, "%s%s", whole ? "" : entry->county, entry->township);
}

/* Names never change while the program runs, so they are kept once found. */
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
        gi_township_print(&entry, place->text, sizeof place->text);
    } else {
        (void)snprintf(place->text, sizeof place->text, "%s", gi_num(code).text);
    }
    return place->text;
}

/* As many places as fit, at most three; what is left out is said by 等. Never fails. */
static void print_origin(gi_registry *registry, const gi_lot_origin *origin, char *out, size_t size)
{
    size_t used = 0;
    size_t i = 0;
    out[0] = '\0';
    for (; i < origin->township_count && i < TOWNSHIPS_SHOWN; i++) {
        const char *comma = i > 0 ? "、" : "";
        const char *name = township_text(registry, origin->township[i]);
        size_t others = i + 1 < origin->township_count ? strlen(AND_OTHERS) : 0;
        if (used + strlen(comma) + strlen(name) + others >= size) {
            break;
        }
        used += (size_t)snprintf(out + used, size - used, "%s%s", comma, name);
    }
    (void)snprintf(out + used, size - used, "%s", i < origin->township_count ? AND_OTHERS : "");
}

static gi_status set_origin(gi_registry *registry, int64_t lot, gi_batch_facts *facts,
                            gi_error *err)
{
    gi_lot_origin origin;
    GI_TRY(gi_lot_origin_load(registry->db, lot, &origin, err));
    print_origin(registry, &origin, facts->origin_zh, sizeof facts->origin_zh);
    facts->picked_from = origin.first;
    facts->picked_to = origin.last;
    return GI_OK;
}

/* "No record" is said as it is: nobody knows that nothing was sprayed. */
static gi_status set_sprays(gi_db *db, int64_t lot, const gi_product *product,
                            gi_batch_facts *facts, gi_error *err)
{
    gi_gate gate;
    if (product->pesticides[0] == '\0') {
        return GI_OK;
    }
    GI_TRY(gi_gate_load(db, lot, product->pesticides, &gate, err));
    gi_num_text count = gi_num(gate.sprays);
    if (gate.sprays == 0) {
        (void)snprintf(facts->sprays_zh, sizeof facts->sprays_zh, "无记录");
        (void)snprintf(facts->sprays_en, sizeof facts->sprays_en, "no record");
        return GI_OK;
    }
    (void)snprintf(facts->sprays_zh, sizeof facts->sprays_zh, "有记录 %s 次，%s", count.text,
                   gate.held ? "有的未过安全间隔期或不明" : "均已过安全间隔期");
    (void)snprintf(facts->sprays_en, sizeof facts->sprays_en, "%s record%s, %s", count.text,
                   gate.sprays == 1 ? "" : "s",
                   gate.held ? "not all past their interval or known" : "all past their interval");
    return GI_OK;
}

/* Nothing is said of what neither is fresh produce nor has a certificate. */
static gi_status set_conformity(gi_db *db, const gi_batch_row *row, const gi_product *product,
                                gi_batch_facts *facts, gi_error *err)
{
    gi_conformity_words words;
    GI_TRY(gi_conformity_say(db, row, product, &words, err));
    memcpy(facts->conformity_zh, words.zh, sizeof facts->conformity_zh);
    memcpy(facts->conformity_en, words.en, sizeof facts->conformity_en);
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

/* The registry took it back, so the registry says so. */
static gi_status set_undone(gi_registry *registry, const gi_batch_row *row, gi_batch_facts *facts,
                            gi_error *err)
{
    gi_act_row act;
    facts->undone = row->undone;
    if (row->undone == 0) {
        return GI_OK;
    }
    GI_TRY(gi_act_load(registry->db, row->undone, &act, NULL, NULL, err));
    facts->undone_ts = act.ts;
    return gi_text_copy(facts->undone_by, sizeof facts->undone_by,
                        gi_bytes_of(registry->about.name), "name", err);
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
    GI_TRY(set_sprays(db, row->lot, &product, &facts, err));
    GI_TRY(set_conformity(db, row, &product, &facts, err));
    GI_TRY(set_undone(registry, row, &facts, err));
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
