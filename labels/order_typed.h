/*
 * order_typed.h - the texts of a command line by option (order.c), before they are judged
 * (order_values.c).
 */
#ifndef GI_LABELS_ORDER_TYPED_H
#define GI_LABELS_ORDER_TYPED_H

#include "labels/order.h"

typedef struct gi_order_typed {
    const char *word, *help;
    const char *dir, *layout, *mark, *printer, *sheet, *format, *dpi, *out;
    const char *from, *count, *start_cell, *job, *threads, *size;
    const char *why, *note, *run, *form, *no_test, *json, *gs1;
    const char *passphrase_file, *passphrase_fd;
} gi_order_typed;

/* Refuses with the usage of a verb. GI_INVALID usage */
gi_status gi_order_usage(gi_label_verb verb, const char *field, gi_error *err);

/* Judges the texts of one verb; reasons as gi_order_read. */
GI_CHECKED gi_status gi_order_judge(gi_label_verb verb, const gi_order_typed *typed, gi_order *out,
                                    gi_error *err);

#endif
