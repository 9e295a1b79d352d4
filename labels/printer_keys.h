/*
 * printer_keys.h - the keys of a profile as a table: how each is read, and what it may be.
 */
#ifndef GI_LABELS_PRINTER_KEYS_H
#define GI_LABELS_PRINTER_KEYS_H

#include "gi/printer.h"

/* A word of the file and the value it stands for. A list ends with NULL. */
typedef struct gi_printer_word {
    const char *text;
    int32_t value;
} gi_printer_word;

extern const gi_printer_word gi_printer_languages[];
extern const gi_printer_word gi_printer_ways[];

/* field is the offset in gi_printer; low and high are limits in the unit of the field; wanted is
 * said when read refuses. */
typedef struct gi_printer_key {
    const char *name;
    bool (*read)(const struct gi_printer_key *key, gi_bytes text, gi_printer *out);
    size_t field;
    const gi_printer_word *words;
    int32_t low, high;
    const char *wanted;
} gi_printer_key;

#define GI_PRINTER_KEYS 22

extern const gi_printer_key gi_printer_keys[GI_PRINTER_KEYS];

/* Whether a profile may be called so: 1..31 of a-z 0-9 -, not a hyphen first. GI_INVALID
 * printer-name */
GI_CHECKED gi_status gi_printer_name_check(const char *name, gi_error *err);

/* A decimal number with at most that many places, as a whole number of its last place: "2.5" with
 * 3 places is 2500. A sign is taken. False for anything else, and past nine digits. */
bool gi_printer_decimal(gi_bytes text, size_t places, int32_t *out);

#endif
