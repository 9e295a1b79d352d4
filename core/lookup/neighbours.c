/*
 * neighbours.c - the view of a look-up on what is known of neighbours (gi/neighbours.h).
 *
 * Whatever the judge asks about other labels, batches or products is not known here: the answer
 * then is thrown away, never guessed. A code is let in only with the very header that its label
 * was issued with, so nothing is asked here that would cost a second verification elsewhere.
 */
#include "core/lookup/neighbours.h"

#include <stdlib.h>
#include <string.h>

#include "core/lookup/package.h"
#include "core/model/run_header.h"

typedef struct neighbours_view {
    gi_view base; /* first, so that the two pointers are one */
    const gi_neighbours *of;
    bool strange; /* something was asked that is not known here */
} neighbours_view;

static const gi_neighbours *near_of(gi_view *view)
{
    return ((neighbours_view *)view)->of;
}

/* What stops the judge; nobody is told. */
static gi_status know(gi_view *view, bool known)
{
    neighbours_view *mine = (neighbours_view *)view;
    mine->strange = mine->strange || !known;
    return known ? GI_OK : GI_NOT_FOUND;
}

static bool holds(const gi_neighbours *near, gi_unit_id unit)
{
    return unit.key == near->run.key && unit.serial >= near->first &&
           unit.serial - near->first < near->count;
}

/* ---- the view ---- */

static gi_status near_key(gi_view *view, uint16_t id, bool *found, gi_key_row *out, gi_error *err)
{
    (void)err;
    *out = near_of(view)->key;
    *found = true;
    return know(view, id == out->id);
}

static gi_status near_fits(gi_view *view, const gi_key_row *key, gi_bytes message,
                           const gi_signature *signature, bool *fits, gi_error *err)
{
    (void)key;
    return gi_verifier_fits(near_of(view)->verifier, message, signature, fits, err);
}

static gi_status near_product(gi_view *view, uint16_t index, bool *found,
                              char mnemonic[GI_MNEMONIC_SIZE], gi_error *err)
{
    const gi_neighbours *of = near_of(view);
    (void)err;
    memcpy(mnemonic, of->mnemonic, GI_MNEMONIC_SIZE);
    *found = true;
    return know(view, index == of->product);
}

static gi_status near_run(gi_view *view, gi_unit_id unit, bool *found, gi_run *out, gi_error *err)
{
    (void)err;
    *out = near_of(view)->run;
    *found = true;
    return know(view, holds(near_of(view), unit));
}

static gi_status near_state(gi_view *view, gi_unit_id unit, bool *found, gi_label_state *out,
                            gi_error *err)
{
    (void)out;
    (void)err;
    *found = false;
    return know(view, holds(near_of(view), unit));
}

static bool is_batch(const gi_neighbours *of, const gi_batch_facts *batch)
{
    return strcmp(batch->id_text, of->batch.id_text) == 0;
}

static gi_status near_facts(gi_view *view, uint32_t producer, uint32_t number, bool *found,
                            gi_batch_facts *out, gi_error *err)
{
    const gi_batch_facts *facts = &near_of(view)->batch;
    (void)err;
    *out = *facts;
    *found = true;
    return know(view, producer == facts->id.producer && number == facts->id.number);
}

static gi_status near_units(gi_view *view, const gi_batch_facts *batch, gi_units *out,
                            gi_error *err)
{
    (void)batch;
    (void)out;
    (void)err;
    return know(view, false);
}

static gi_status near_hold(gi_view *view, const gi_batch_facts *batch, gi_unit_id unit, bool *found,
                           gi_hold *out, gi_error *err)
{
    (void)out;
    (void)err;
    *found = false;
    return know(view, holds(near_of(view), unit) && is_batch(near_of(view), batch));
}

static gi_status near_copied(gi_view *view, gi_unit_id unit, bool *found, gi_finding_row *out,
                             gi_error *err)
{
    (void)out;
    (void)err;
    *found = false;
    return know(view, holds(near_of(view), unit));
}

/* Of packages only the GTIN in a GS1 path can be asked: let_in takes no other code. */
static gi_status near_gtin(gi_view *view, const char *gtin, bool *found, gi_gtin_row *out,
                           gi_error *err)
{
    (void)gtin;
    (void)found;
    (void)out;
    (void)err;
    return know(view, false);
}

static const gi_package_view no_packages = { .gtin = near_gtin };
static const gi_view_type near_type = {
    near_key,   near_fits,  near_product, near_run,    near_state,
    near_facts, near_units, near_hold,    near_copied, &no_packages,
};

/* ---- what a text names ---- */

static bool read_number(gi_named *named)
{
    return gi_unit_number_parse(named->text, &named->unit, NULL) == GI_OK;
}

static bool read_code(gi_named *named)
{
    gi_bytes digits;
    if (gi_unit_url_digits(named->text, &digits, NULL) != GI_OK ||
        gi_unit_code_parse(digits, &named->code, NULL) != GI_OK) {
        return false;
    }
    named->unit = gi_header_unit(named->code.header);
    return named->code.header_size == GI_UNIT_HEADER_SIZE;
}

bool gi_named_read(gi_bytes text, gi_named *out)
{
    gi_named named = { .asked = gi_asked_of(text), .text = text };
    if (text.size > GI_ASKED_MAX) {
        return false;
    }
    if (!(named.asked == GI_ASKED_NUMBER ? read_number(&named) : read_code(&named))) {
        return false;
    }
    *out = named;
    return true;
}

/* ---- asking it ---- */

static bool has_header(const gi_neighbours *near, const gi_named *named)
{
    uint8_t issued[GI_UNIT_HEADER_SIZE];
    gi_run_header(&near->run, named->unit.serial, issued);
    return memcmp(named->code.header, issued, sizeof issued) == 0;
}

static bool let_in(const gi_neighbours *near, const gi_named *named)
{
    return holds(near, named->unit) && (named->asked == GI_ASKED_NUMBER || has_header(near, named));
}

static gi_status judge(gi_view *view, const gi_named *named, gi_verdict *out, gi_error *err)
{
    return named->asked == GI_ASKED_NUMBER
               ? gi_judge_number(view, named->text, out, err)
               : gi_judge_read(view, named->text, &named->code, out, err);
}

gi_status gi_neighbours_look(const gi_neighbours *near, const gi_named *named, gi_time as_of,
                             bool *known, gi_verdict *out, gi_error *err)
{
    neighbours_view view = { .base = { .type = &near_type,
                                       .as_of = as_of,
                                       .today = near->today,
                                       .log_size = near->log_size },
                             .of = near };
    *known = false;
    if (!let_in(near, named)) {
        return GI_OK;
    }
    gi_status status = judge(&view.base, named, out, err);
    if (view.strange) {
        return GI_OK;
    }
    GI_TRY(status);
    out->witnesses = out->act >= 0 ? near->witnesses : 0;
    out->witnessed = out->act >= 0 ? near->witnessed : 0;
    *known = true;
    return GI_OK;
}

/* ---- owners ---- */

gi_neighbours *gi_neighbours_hold(gi_neighbours *near)
{
    if (near != NULL) {
        (void)atomic_fetch_add(&near->owners, 1);
    }
    return near;
}

void gi_neighbours_drop(gi_neighbours *near)
{
    if (near != NULL && atomic_fetch_sub(&near->owners, 1) == 1) {
        gi_verifier_destroy(near->verifier);
        free(near);
    }
}
