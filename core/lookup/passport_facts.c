/*
 * passport_facts.c - records that a holder adds to a passport (passport_facts.h).
 *
 * Each is a leaf of the log; of its private record only what stands in the table is disclosed,
 * never who, on which plot, or a telephone. Only a leaf that names the batch says itself that it
 * belongs to it; of the others that is the word of whoever wrote the file, and so is that there
 * are no more of them.
 */
#include "core/lookup/passport_facts.h"

#include <string.h>

#include "core/acts/gate.h"
#include "core/store/conformity.h"
#include "core/store/inputs.h"
#include "core/store/officer.h"
#include "gi/text.h"

static const char *const spray_fields[] = { "active", "day",  "dose",         "interval", "kind",
                                            "maker",  "name", "registration", "target",   NULL };
static const char *const conformity_fields[] = { "basis", "day", "place", "qty", NULL };
static const char *const no_fields[] = { NULL };

/* Ascending by word. */
static const gi_passport_group groups[] = {
    { "conformity", "conformity", GI_PASSPORT_CONFORMITY, conformity_fields },
    { "laboratory", "lab-report", GI_PASSPORT_LABORATORY, no_fields },
    { "sprays", "input", GI_PASSPORT_SPRAYS, spray_fields },
};
#define GROUPS (sizeof groups / sizeof groups[0])

const gi_passport_group *gi_passport_group_of(const gi_json *leaf)
{
    for (size_t i = 0; i < GROUPS; i++) {
        if (gi_leaf_is(leaf, groups[i].act)) {
            return &groups[i];
        }
    }
    return NULL;
}

unsigned gi_passport_group_flag(gi_bytes word)
{
    for (size_t i = 0; i < GROUPS; i++) {
        if (gi_bytes_equal(word, gi_bytes_of(groups[i].word))) {
            return groups[i].flag;
        }
    }
    return 0;
}

/* ---- in the file ---- */

gi_json *gi_passport_write_groups(unsigned chosen)
{
    gi_json *words = gi_json_array();
    for (size_t i = 0; i < GROUPS; i++) {
        if ((chosen & groups[i].flag) != 0) {
            gi_json_push_text(words, groups[i].word);
        }
    }
    return words;
}

/* Written in one way only, so reading is writing again. */
bool gi_passport_read_groups(const gi_json *words, unsigned *out)
{
    unsigned chosen = 0;
    for (size_t i = 0; i < gi_json_count(words); i++) {
        gi_bytes word = { 0 };
        (void)gi_json_as_text(gi_json_at(words, i), &word);
        chosen |= gi_passport_group_flag(word);
    }
    GI_AUTO_BUF given = GI_BUF(1024);
    GI_AUTO_BUF wanted = GI_BUF(1024);
    GI_AUTO(gi_json) again = gi_passport_write_groups(chosen);
    gi_json_write(words, &given);
    gi_json_write(again, &wanted);
    *out = chosen;
    return chosen != 0 && gi_bytes_equal(gi_buf_view(&given), gi_buf_view(&wanted));
}

bool gi_passport_may_add(const gi_json *leaf, unsigned chosen, const char *batch)
{
    gi_bytes named = { 0 };
    const gi_passport_group *group = gi_passport_group_of(leaf);
    if (group == NULL || (chosen & group->flag) == 0) {
        return false;
    }
    if (!gi_json_as_text(gi_json_get(leaf, "batch"), &named)) {
        return group->flag != GI_PASSPORT_LABORATORY || gi_json_get(leaf, "lot") != NULL;
    }
    return gi_bytes_equal(named, gi_bytes_of(batch));
}

/* ---- which records ---- */

typedef struct choosing {
    gi_db *db;
    gi_passport_want take;
    void *context;
    int64_t last; /* spray taken last: one may lie before several pickings */
} choosing;

static gi_status take_spray(void *context, const gi_input_row *spray, gi_day picked, gi_error *err)
{
    choosing *to = context;
    (void)picked;
    if (spray->act == to->last) {
        return GI_OK;
    }
    to->last = spray->act;
    return to->take(to->context, spray->act, err);
}

/* One that was corrected comes with its corrections, so both are seen. */
static gi_status take_report(void *context, const gi_lab_row *report, gi_error *err)
{
    const choosing *to = context;
    GI_TRY(to->take(to->context, report->act, err));
    return gi_correction_each(to->db, report->act, to->take, to->context, err);
}

/* One that holds no more is not shown, and is not "none on record" either. */
static gi_status choose_conformity(const gi_batch_row *batch, const choosing *to,
                                   gi_passport_left *left, gi_error *err)
{
    gi_conformity_found found;
    GI_TRY(gi_conformity_of_batch(to->db, batch, &found, err));
    if (found.standing == GI_STANDING_HOLDS) {
        return to->take(to->context, found.act, err);
    }
    if (found.standing != GI_STANDING_NONE) {
        bool repacked = found.standing == GI_STANDING_REPACKED;
        left->groups |= GI_PASSPORT_CONFORMITY;
        (void)gi_fail(&left->why, repacked ? GI_WHY_LEFT_REPACKED : GI_WHY_LEFT_MIXED,
                      gi_num(found.act).text, batch->id);
    }
    return GI_OK;
}

gi_status gi_passport_choose(gi_db *db, const gi_batch_row *batch, unsigned *chosen,
                             gi_passport_left *left, gi_passport_want take, void *context,
                             gi_error *err)
{
    choosing to = { db, take, context, -1 };
    gi_passport_left without = { 0 };
    if ((*chosen & GI_PASSPORT_SPRAYS) != 0) {
        GI_TRY(gi_spray_each(db, batch->lot, GI_GATE_DAYS, take_spray, &to, err));
    }
    if ((*chosen & GI_PASSPORT_LABORATORY) != 0) {
        GI_TRY(gi_lab_each(db, batch->id, batch->lot, take_report, &to, err));
    }
    if ((*chosen & GI_PASSPORT_CONFORMITY) != 0) {
        GI_TRY(choose_conformity(batch, &to, &without, err));
    }
    *chosen &= ~without.groups;
    *left = without;
    return GI_OK;
}

/* ---- as facts ---- */

static void copy_member(gi_json *to, const gi_json *from, const char *name)
{
    const gi_json *value = gi_json_get(from, name);
    if (value != NULL) {
        gi_json_set(to, name, gi_json_copy(value));
    }
}

/* Days as a number, or as the text that a file of acts gave. */
static bool read_days(const gi_json *value, int64_t *out)
{
    gi_bytes text = { 0 };
    if (gi_json_as_int(value, out)) {
        return *out >= 0 && *out <= GI_GATE_DAYS;
    }
    return gi_json_as_text(value, &text) &&
           gi_text_int(text, "interval", 0, GI_GATE_DAYS, out, NULL) == GI_OK;
}

/* The first day on which picking was allowed by the registered label. */
static void add_allowed(gi_json *row)
{
    gi_bytes text = { 0 };
    gi_day day = 0;
    int64_t wait = 0;
    if (gi_json_as_text(gi_json_get(row, "day"), &text) &&
        gi_day_parse(text, &day, NULL) == GI_OK && read_days(gi_json_get(row, "interval"), &wait)) {
        gi_json_set_text(row, "allowed_from", gi_day_text(day + (gi_day)wait).text);
    }
}

static gi_json *row_of(const gi_passport *passport, const gi_sheaf_leaf *one,
                       const gi_passport_group *group)
{
    static const char *const open[] = { "laboratory", "number", "day", "result", "items", "doc" };
    gi_json *row = gi_passport_disclosed(gi_json_get(one->entry, "disclosed"));
    gi_json_set_int(row, "act", one->index);
    gi_json_set(row, "names_batch", gi_json_bool(gi_json_get(one->leaf, "batch") != NULL));
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++) {
        copy_member(row, one->leaf, open[i]);
    }
    if (group->flag == GI_PASSPORT_SPRAYS) {
        add_allowed(row);
    }
    if (group->flag == GI_PASSPORT_LABORATORY) {
        gi_passport_correct(passport, one->index, row);
    }
    return row;
}

void gi_passport_add_facts(const gi_passport *passport, gi_json *facts)
{
    for (size_t i = 0; i < GROUPS; i++) {
        if ((passport->groups & groups[i].flag) == 0) {
            continue;
        }
        gi_json *rows = gi_json_array();
        for (size_t at = 0; at < passport->sheaf.count; at++) {
            const gi_sheaf_leaf *one = &passport->sheaf.leaf[at];
            if (gi_passport_group_of(one->leaf) == &groups[i]) {
                gi_json_push(rows, row_of(passport, one, &groups[i]));
            }
        }
        gi_json_set(facts, groups[i].word, rows);
    }
}
