/*
 * stretch.c - the view of a look-up on what a stretch holds (gi/stretch.h).
 *
 * Whatever the judge asks about other labels, batches or products is not known here: the answer
 * then is thrown away, never guessed. A code is let in only with the very header that its label
 * was issued with, so nothing is asked here that would cost a second verification elsewhere.
 */
#include "core/lookup/stretch.h"

#include <stdlib.h>
#include <string.h>

#include "core/lookup/package.h"
#include "core/model/big_endian.h"

enum { SERIAL_AT = 14 }; /* offset in the header (label-code 2.2) */

typedef struct stretch_view {
    gi_view base; /* first, so that the two pointers are one */
    const gi_stretch *of;
    bool strange; /* something was asked that is not known here */
} stretch_view;

static const gi_stretch *stretch_of(gi_view *view)
{
    return ((stretch_view *)view)->of;
}

/* What stops the judge; nobody is told. */
static gi_status know(gi_view *view, bool known)
{
    stretch_view *mine = (stretch_view *)view;
    mine->strange = mine->strange || !known;
    return known ? GI_OK : GI_NOT_FOUND;
}

static bool holds(const gi_stretch *stretch, gi_unit_id unit)
{
    return unit.key == stretch->run.key && unit.serial >= stretch->first &&
           unit.serial - stretch->first < stretch->count;
}

/* ---- the view ---- */

static gi_status stretch_key(gi_view *view, uint16_t id, bool *found, gi_key_row *out,
                             gi_error *err)
{
    (void)err;
    *out = stretch_of(view)->key;
    *found = true;
    return know(view, id == out->id);
}

static gi_status stretch_fits(gi_view *view, const gi_key_row *key, gi_bytes message,
                              const gi_signature *signature, bool *fits, gi_error *err)
{
    (void)key;
    return gi_verifier_fits(stretch_of(view)->verifier, message, signature, fits, err);
}

static gi_status stretch_product(gi_view *view, uint16_t index, bool *found,
                                 char mnemonic[GI_MNEMONIC_SIZE], gi_error *err)
{
    const gi_stretch *of = stretch_of(view);
    (void)err;
    memcpy(mnemonic, of->mnemonic, GI_MNEMONIC_SIZE);
    *found = true;
    return know(view, index == of->product);
}

static gi_status stretch_run(gi_view *view, gi_unit_id unit, bool *found, gi_run *out,
                             gi_error *err)
{
    (void)err;
    *out = stretch_of(view)->run;
    *found = true;
    return know(view, holds(stretch_of(view), unit));
}

static gi_status stretch_state(gi_view *view, gi_unit_id unit, bool *found, gi_label_state *out,
                               gi_error *err)
{
    (void)out;
    (void)err;
    *found = false;
    return know(view, holds(stretch_of(view), unit));
}

static bool is_batch(const gi_stretch *of, const gi_batch_facts *batch)
{
    return strcmp(batch->id_text, of->batch.id_text) == 0;
}

static gi_status stretch_facts(gi_view *view, uint32_t producer, uint32_t number, bool *found,
                               gi_batch_facts *out, gi_error *err)
{
    const gi_batch_facts *facts = &stretch_of(view)->batch;
    (void)err;
    *out = *facts;
    *found = true;
    return know(view, producer == facts->id.producer && number == facts->id.number);
}

static gi_status stretch_units(gi_view *view, const gi_batch_facts *batch, gi_units *out,
                               gi_error *err)
{
    (void)batch;
    (void)out;
    (void)err;
    return know(view, false);
}

static gi_status stretch_hold(gi_view *view, const gi_batch_facts *batch, gi_unit_id unit,
                              bool *found, gi_hold *out, gi_error *err)
{
    (void)out;
    (void)err;
    *found = false;
    return know(view, holds(stretch_of(view), unit) && is_batch(stretch_of(view), batch));
}

static gi_status stretch_copied(gi_view *view, gi_unit_id unit, bool *found, gi_finding_row *out,
                                gi_error *err)
{
    (void)out;
    (void)err;
    *found = false;
    return know(view, holds(stretch_of(view), unit));
}

/* Of packages only the GTIN in a GS1 path can be asked: let_in takes no other code. */
static gi_status stretch_gtin(gi_view *view, const char *gtin, bool *found, gi_gtin_row *out,
                              gi_error *err)
{
    (void)gtin;
    (void)found;
    (void)out;
    (void)err;
    return know(view, false);
}

static const gi_package_view no_packages = { .gtin = stretch_gtin };
static const gi_view_type stretch_type = {
    stretch_key,   stretch_fits,  stretch_product, stretch_run,    stretch_state,
    stretch_facts, stretch_units, stretch_hold,    stretch_copied, &no_packages,
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
    named->unit.key = (uint16_t)big_endian_get(named->code.header + 1, 2);
    named->unit.serial = (uint32_t)big_endian_get(named->code.header + SERIAL_AT, 4);
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

static bool has_header(const gi_stretch *stretch, const gi_named *named)
{
    uint8_t issued[GI_UNIT_HEADER_SIZE];
    memcpy(issued, stretch->run.header, sizeof issued);
    big_endian_put(issued + SERIAL_AT, 4, named->unit.serial);
    return memcmp(named->code.header, issued, sizeof issued) == 0;
}

static bool let_in(const gi_stretch *stretch, const gi_named *named)
{
    return holds(stretch, named->unit) &&
           (named->asked == GI_ASKED_NUMBER || has_header(stretch, named));
}

static gi_status judge(gi_view *view, const gi_named *named, gi_verdict *out, gi_error *err)
{
    return named->asked == GI_ASKED_NUMBER
               ? gi_judge_number(view, named->text, out, err)
               : gi_judge_read(view, named->text, &named->code, out, err);
}

gi_status gi_stretch_look(const gi_stretch *stretch, const gi_named *named, gi_time as_of,
                          bool *known, gi_verdict *out, gi_error *err)
{
    stretch_view view = { .base = { .type = &stretch_type,
                                    .as_of = as_of,
                                    .today = stretch->today,
                                    .log_size = stretch->log_size },
                          .of = stretch };
    *known = false;
    if (!let_in(stretch, named)) {
        return GI_OK;
    }
    gi_status status = judge(&view.base, named, out, err);
    if (view.strange) {
        return GI_OK;
    }
    GI_TRY(status);
    out->witnesses = out->act >= 0 ? stretch->witnesses : 0;
    out->witnessed = out->act >= 0 ? stretch->witnessed : 0;
    *known = true;
    return GI_OK;
}

/* ---- owners ---- */

gi_stretch *gi_stretch_hold(gi_stretch *stretch)
{
    if (stretch != NULL) {
        (void)atomic_fetch_add(&stretch->owners, 1);
    }
    return stretch;
}

void gi_stretch_drop(gi_stretch *stretch)
{
    if (stretch != NULL && atomic_fetch_sub(&stretch->owners, 1) == 1) {
        gi_verifier_destroy(stretch->verifier);
        free(stretch);
    }
}
