/*
 * label.h - codes for the specs of the look-up: of a run, and forged in chosen ways.
 */
#ifndef GI_TESTS_LOOKUP_LABEL_H
#define GI_TESTS_LOOKUP_LABEL_H

#include "gi/unit_code.h"
#include "tests/support/registry.h"

typedef struct label_text {
    char text[GI_UNIT_DIGITS_MAX + 1];
} label_text;

/* The digits of a unit of a run, as a label would carry them. */
label_text label_of(const gi_fixture *fixture, const gi_run *run, uint32_t serial);

/* A unit's header as issued, to be changed and signed. */
gi_unit_header label_header(const gi_run *run, uint32_t serial);
/* Any header, signed by any key the fixture holds. */
label_text label_signed(const gi_fixture *fixture, const gi_unit_header *header, uint16_t by);
/* Any header bytes, signed; for what the encoder refuses to write. */
label_text label_signed_bytes(const gi_fixture *fixture, gi_bytes header, uint16_t by);
/* A code with one bit of its bytes flipped: 0 is the first header bit. */
label_text label_flipped(const label_text *label, size_t bit);

#endif
