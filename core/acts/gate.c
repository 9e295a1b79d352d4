/*
 * gate.c - the gate at the source (gate.h).
 *
 * Walks a lot down to everything that was picked for it, and asks for each spray on that source
 * before that day, whenever it was recorded. "No record" is a fact of its own and never "passed".
 */
#include "core/acts/gate.h"

#include <string.h>

#include "gi/catalogue.h"

/* ---- one spray ---- */

static bool applies(const gi_pesticide_entry *entry, gi_day day)
{
    return strcmp(gi_day_text(day).text, entry->from) >= 0;
}

static void show(gi_spray_rule *rule, gi_bytes active)
{
    size_t size = strnlen(gi_quote(active).text, sizeof rule->active - 1);
    memcpy(rule->active, gi_quote(active).text, size);
    rule->active[size] = '\0';
}

/* Forbidden before unknown before an interval; of two intervals the longer one. */
static gi_status judge_one(const char *crop, gi_bytes active, const gi_input_row *spray,
                           gi_spray_rule *rule, gi_error *err)
{
    gi_pesticide_entry entry = { .wait = GI_NOT_KNOWN };
    gi_status status = gi_catalogue_pesticide(crop, active, &entry, err);
    if (status != GI_OK && status != GI_NOT_FOUND) {
        return status;
    }
    bool listed = status == GI_OK && applies(&entry, spray->day);
    gi_day held = spray->day + GI_GATE_DAYS;
    if (listed && entry.status == GI_PESTICIDE_FORBIDDEN) {
        *rule = (gi_spray_rule){ .why = GI_WHY_FORBIDDEN_PESTICIDE, .first = held };
        show(rule, active);
    } else if (rule->why == GI_WHY_PRE_HARVEST && spray->wait < 0 &&
               (!listed || entry.wait == GI_NOT_KNOWN)) {
        *rule = (gi_spray_rule){ .why = GI_WHY_UNKNOWN_PESTICIDE, .first = held };
        show(rule, active);
    } else if (rule->why == GI_WHY_PRE_HARVEST) {
        int64_t wait = spray->wait >= 0 ? spray->wait : entry.wait;
        gi_day first = spray->day + (gi_day)wait;
        rule->first = first > rule->first ? first : rule->first;
    }
    return GI_OK;
}

gi_status gi_spray_judge(const char *crop, const gi_input_row *spray, gi_spray_rule *out,
                         gi_error *err)
{
    gi_spray_rule rule = { .why = GI_WHY_PRE_HARVEST, .first = spray->day };
    gi_bytes rest = gi_bytes_of(spray->active);
    gi_bytes active;
    while (rule.why != GI_WHY_FORBIDDEN_PESTICIDE && gi_list_next(&rest, ',', &active)) {
        GI_TRY(judge_one(crop, active, spray, &rule, err));
    }
    *out = rule;
    return GI_OK;
}

/* ---- everything below a lot ---- */

typedef struct walking {
    const char *crop;
    gi_gate gate;
    int64_t last; /* spray counted last: one may lie before several pickings */
} walking;

static gi_status take_spray(void *context, const gi_input_row *spray, gi_day picked, gi_error *err)
{
    walking *walk = context;
    gi_spray_rule rule;
    walk->gate.sprays += spray->act != walk->last ? 1 : 0;
    walk->last = spray->act;
    if (walk->gate.held) {
        return GI_OK;
    }
    GI_TRY(gi_spray_judge(walk->crop, spray, &rule, err));
    if (picked < rule.first) {
        walk->gate.held = true;
        walk->gate.source = spray->source;
        walk->gate.sprayed = spray->day;
        walk->gate.picked = picked;
        walk->gate.rule = rule;
    }
    return GI_OK;
}

gi_status gi_gate_load(gi_db *db, int64_t lot, const char *crop, gi_gate *out, gi_error *err)
{
    walking walk = { .crop = crop, .last = -1 };
    GI_TRY(gi_spray_each(db, lot, GI_GATE_DAYS, take_spray, &walk, err));
    *out = walk.gate;
    return GI_OK;
}

gi_status gi_gate_check(gi_act *act, int64_t lot, const gi_product *product, gi_error *err)
{
    gi_gate gate;
    if (product->pesticides[0] == '\0') {
        return GI_OK;
    }
    GI_TRY(gi_gate_load(act->db, lot, product->pesticides, &gate, err));
    if (!gate.held) {
        return GI_OK;
    }
    bool interval = gate.rule.why == GI_WHY_PRE_HARVEST;
    return gi_fail(err, gate.rule.why, gi_num(gate.source).text, gi_day_text(gate.sprayed).text,
                   interval ? gi_day_text(gate.picked).text : gate.rule.active,
                   gi_day_text(gate.rule.first).text);
}
