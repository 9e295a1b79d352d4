/*
 * order.h - what the command line of gitrace-label asks for.
 *
 * The table of options is the one place that knows their names; --help prints it.
 */
#ifndef GI_LABELS_ORDER_H
#define GI_LABELS_ORDER_H

#include "gi/conformity_label.h"

typedef enum gi_label_format { GI_LABEL_PDF, GI_LABEL_PNG } gi_label_format;

/* Texts are borrowed from the command line. */
typedef struct gi_order {
    bool help;
    const char *dir;             /* the registry */
    const char *run;             /* as gi_run_find reads it; NULL for a certificate */
    int64_t conformity;          /* number of a certificate of conformity, -1 = none */
    gi_conformity_form form;     /* of a certificate */
    const char *out;             /* a file; for pictures of a run, a folder */
    const char *passphrase_file; /* NULL = none */
    const gi_label_sheet *sheet; /* PDF only */
    gi_label_format format;
    int dpi;       /* PNG only */
    int64_t from;  /* first serial, 0 = the first of the run */
    int64_t count; /* 0 = to the end of the run */
    int32_t start_cell;
    int threads;
    int passphrase_fd; /* -1 = none */
} gi_order;

/* One row of the table: name, what its value is called (NULL for a switch), what it does. */
typedef struct gi_option {
    const char *name;
    const char *value;
    const char *purpose;
    size_t at; /* place of its text */
} gi_option;

/* By index; NULL past the last. */
const gi_option *gi_option_at(size_t index);

/*
 * Reads arguments (without the program's name). Values not given have their defaults.
 * GI_INVALID unknown-option, usage, duplicate-field, bad-field, bad-number,
 *            out-of-range, unknown-sheet
 */
GI_CHECKED gi_status gi_order_read(int count, const char *const *arguments, gi_order *out,
                                   gi_error *err);

#endif
