/*
 * judge_typed.c - typed unit numbers and batch IDs, and which of the three a text is.
 *
 * A typed number says what the ledger knows of a label; the label itself was not checked, so
 * it is never "issued". A batch ID asks about the batch alone.
 */
#include <string.h>

#include "core/lookup/package.h"
#include "core/store/keys.h"

#define NUMBER_CHARACTERS 11
#define BATCH_CHARACTERS 15

/* ---- unit numbers ---- */

/* Why a number is in no run: not issued, or issued after this list was made. */
static gi_status explain_missing(gi_view *view, gi_unit_id unit, gi_verdict *verdict, gi_error *err)
{
    gi_key_row key;
    bool known = false;
    gi_verdict_unknown(verdict, GI_UNKNOWN_NO_NUMBER);
    if (!view->offline) {
        return GI_OK;
    }
    GI_TRY(view->type->key(view, unit.key, &known, &key, err));
    if (!known || (unit.serial >= key.next_unit && !gi_key_distrusts(&key, unit.serial))) {
        gi_verdict_unknown(verdict, GI_UNKNOWN_NEWER);
    }
    return GI_OK;
}

static gi_status distrust(gi_view *view, gi_verdict *verdict, gi_error *err)
{
    gi_key_row key;
    bool known = false;
    GI_TRY(view->type->key(view, verdict->unit.key, &known, &key, err));
    if (known && gi_key_distrusts(&key, verdict->unit.serial)) {
        static const char why[] = "key-leaked";
        verdict->good = GI_GOOD_UNKNOWN;
        memcpy(verdict->state_why, why, sizeof why);
    }
    return GI_OK;
}

static gi_status judge_registered(gi_view *view, const gi_run *run, gi_unit_id unit,
                                  gi_verdict *verdict, gi_error *err)
{
    gi_unit_header header;
    GI_TRY(gi_unit_header_decode((gi_bytes){ run->header, sizeof run->header }, &header, err));
    header.serial = unit.serial;
    gi_verdict_unknown(verdict, GI_UNKNOWN_TYPED);
    gi_verdict_set_unit(verdict, &header);
    verdict->act = run->act;
    GI_TRY(gi_verdict_set_batch(view, verdict, err));
    GI_TRY(gi_verdict_set_good(view, verdict, err));
    GI_TRY(gi_verdict_set_copied(view, verdict, err));
    GI_TRY(gi_verdict_apply_hold(view, verdict, err));
    return distrust(view, verdict, err);
}

static gi_status judge_package(gi_view *view, const gi_package_run *run, gi_unit_id unit,
                               gi_verdict *verdict, gi_error *err)
{
    gi_unit_header header;
    uint8_t bytes[GI_PACKAGE_HEADER_SIZE];
    gi_package_header(run, unit.serial, bytes);
    GI_TRY(gi_unit_header_decode((gi_bytes){ bytes, sizeof bytes }, &header, err));
    gi_verdict_unknown(verdict, GI_UNKNOWN_TYPED);
    gi_verdict_set_unit(verdict, &header);
    verdict->act = run->act;
    GI_TRY(gi_verdict_set_batch(view, verdict, err));
    GI_TRY(gi_verdict_set_package(view, verdict, run, err));
    return distrust(view, verdict, err);
}

/* A number that is no label's may be a package's. */
static gi_status judge_other(gi_view *view, gi_unit_id unit, gi_verdict *verdict, gi_error *err)
{
    gi_package_run run;
    bool found = false;
    gi_package_books books = view->type->packages->books(view);
    GI_TRY(books.run(books.context, unit, &found, &run, err));
    return found ? judge_package(view, &run, unit, verdict, err)
                 : explain_missing(view, unit, verdict, err);
}

gi_status gi_judge_number(gi_view *view, gi_bytes text, gi_verdict *out, gi_error *err)
{
    gi_unit_id unit;
    gi_run run;
    bool found = false;
    gi_verdict verdict = gi_verdict_blank(view, GI_ASKED_NUMBER);
    if (!view->untrusted && gi_unit_number_parse(text, &unit, NULL) == GI_OK) {
        GI_TRY(view->type->run(view, unit, &found, &run, err));
        GI_TRY(found ? judge_registered(view, &run, unit, &verdict, err)
                     : judge_other(view, unit, &verdict, err));
    }
    gi_verdict_finish(view, &verdict);
    *out = verdict;
    return GI_OK;
}

/* ---- batch IDs ---- */

static bool same_id(const gi_batch_id *a, const gi_batch_id *b)
{
    return memcmp(a->product, b->product, sizeof a->product) == 0 && a->year == b->year &&
           a->producer == b->producer && a->number == b->number;
}

static gi_status judge_known_batch(gi_view *view, const gi_batch_facts *facts, gi_verdict *verdict,
                                   gi_error *err)
{
    gi_units units;
    verdict->issued = GI_ISSUED_YES;
    verdict->unknown = GI_UNKNOWN_NONE;
    verdict->has_batch = true;
    verdict->batch = *facts;
    verdict->act = facts->act;
    GI_TRY(view->type->units(view, facts, &units, err));
    verdict->units_issued = units.issued;
    verdict->units_in_force = units.in_force;
    /* With no label left in force, each label has its own reason: nothing is said of all. A hold
     * of the whole batch is such a word for all, unless all labels had ended before. */
    bool none_left = units.issued > 0 && units.issued == units.spent;
    verdict->good = none_left ? GI_GOOD_UNKNOWN : GI_GOOD_IN_FORCE;
    GI_TRY(gi_verdict_apply_hold(view, verdict, err));
    if (verdict->good == GI_GOOD_IN_FORCE && units.issued > 0 && units.in_force == 0) {
        verdict->good = GI_GOOD_UNKNOWN;
    }
    return GI_OK;
}

gi_status gi_judge_batch(gi_view *view, gi_bytes text, gi_verdict *out, gi_error *err)
{
    gi_batch_id id;
    gi_batch_facts facts;
    bool found = false;
    gi_verdict verdict = gi_verdict_blank(view, GI_ASKED_BATCH);
    if (!view->untrusted && gi_batch_id_parse(text, &id, NULL) == GI_OK) {
        gi_verdict_unknown(&verdict, GI_UNKNOWN_NO_NUMBER);
        GI_TRY(view->type->facts(view, id.producer, id.number, &found, &facts, err));
        if (found && same_id(&facts.id, &id)) {
            GI_TRY(judge_known_batch(view, &facts, &verdict, err));
        }
    }
    gi_verdict_finish(view, &verdict);
    *out = verdict;
    return GI_OK;
}

/* ---- any of the three ---- */

/* Characters that people do not leave out, and whether all of them are digits; more than a batch
 * number has are not counted on. */
static size_t count_characters(gi_bytes text, bool *digits)
{
    size_t count = 0;
    *digits = true;
    for (size_t i = 0; i < text.size && count <= BATCH_CHARACTERS; i++) {
        uint8_t c = text.data[i];
        if (c == ' ' || c == '-' || (c >= '\t' && c <= '\r')) {
            continue;
        }
        count++;
        *digits = *digits && c >= '0' && c <= '9';
    }
    return count;
}

gi_asked gi_asked_of(gi_bytes text)
{
    bool digits = false;
    size_t count = count_characters(text, &digits);
    if (count == NUMBER_CHARACTERS) {
        return GI_ASKED_NUMBER;
    }
    return count == BATCH_CHARACTERS && !digits ? GI_ASKED_BATCH : GI_ASKED_CODE;
}

gi_status gi_judge(gi_view *view, gi_bytes text, gi_verdict *out, gi_error *err)
{
    static gi_status (*const judges[])(gi_view *, gi_bytes, gi_verdict *, gi_error *) = {
        [GI_ASKED_CODE] = gi_judge_code,
        [GI_ASKED_NUMBER] = gi_judge_number,
        [GI_ASKED_BATCH] = gi_judge_batch,
    };
    text.size = text.size < GI_ASKED_MAX ? text.size : GI_ASKED_MAX;
    return judges[gi_asked_of(text)](view, text, out, err);
}
