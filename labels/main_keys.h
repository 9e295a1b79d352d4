/*
 * main_keys.h - the keys that printing needs, and the act that precedes the bytes.
 *
 * The registry key signs the act and the log key its checkpoint; the label key signs the codes.
 * A passphrase is read per key; where none is left the one before serves again.
 */
#ifndef GI_LABELS_MAIN_KEYS_H
#define GI_LABELS_MAIN_KEYS_H

#include "gi/act.h"
#include "gi/print.h"
#include "labels/order.h"

#define GI_LABEL_SIGNERS 4

typedef struct gi_label_keys {
    gi_passphrase_source source;
    gi_secret last;
    gi_signer *act[GI_LABEL_SIGNERS]; /* registry and log */
    size_t acts;
    gi_signer *label;
} gi_label_keys;

/* Unlocks them, in the order of their roles; key is that of the codes, 0 = none is signed. Declare
 * *out with GI_LABEL_KEYS.
 * GI_NOT_FOUND file-missing   GI_DENIED wrong-passphrase, no-passphrase ...
 * GI_CONFLICT restored-backup */
GI_CHECKED gi_status gi_label_keys_open(const gi_order *order, gi_registry *registry, uint16_t key,
                                        gi_label_keys *out, gi_error *err);
void gi_label_keys_close(gi_label_keys *keys);
#define GI_LABEL_KEYS __attribute__((cleanup(gi_label_keys_close))) gi_label_keys

/* What the acts of a job say besides their ranges; NULL leaves a field out. */
typedef struct gi_print_facts {
    const char *why, *note;
    const char *layout, *printer, *how;
} gi_print_facts;

/*
 * Records spans of a run as printed: an act each, all in one transaction. After GI_OK they are
 * printed as far as the registry is concerned, whatever becomes of the bytes.
 */
GI_CHECKED gi_status gi_label_record(gi_registry *registry, const gi_label_keys *keys,
                                     const gi_run *run, const gi_print_span *spans, size_t count,
                                     const gi_print_facts *facts, gi_error *err);

/* "first..last" in unit numbers. */
typedef struct gi_span_text {
    char text[2 * GI_UNIT_NUMBER_TEXT + 2];
} gi_span_text;
gi_span_text gi_span_print(uint16_t key, gi_print_span span);

#endif
