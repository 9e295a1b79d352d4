/*
 * order.h - what the command line of gitrace-label asks for.
 *
 * Two tables are the one place that knows verbs and options; --help prints them. An option that
 * a verb would not look at is refused, never silently without effect.
 */
#ifndef GI_LABELS_ORDER_H
#define GI_LABELS_ORDER_H

#include "gi/conformity_label.h"
#include "gi/label.h"
#include "gi/paper.h"

typedef enum gi_label_format {
    GI_LABEL_PDF,
    GI_LABEL_PNG,
    GI_LABEL_SVG,
    GI_LABEL_TSPL,
    GI_LABEL_ZPL,
    GI_LABEL_ESCPOS /* of a printer only */
} gi_label_format;

/* "pdf", "png" ... as options and acts spell them. */
const char *gi_label_format_name(gi_label_format format);

typedef enum gi_label_verb {
    GI_VERB_PRINT,
    GI_VERB_REPRINT,
    GI_VERB_CASE,
    GI_VERB_CARD,
    GI_VERB_TEST,
    GI_VERB_PREVIEW,
    GI_VERB_CHECK,
    GI_VERB_CALIBRATE,
    GI_VERB_STATUS,
    GI_VERB_CONFORMITY,
    GI_VERB_PAPER,
    GI_VERB_PRINTERS,
    GI_VERB_TEMPLATES,
    GI_VERB_FIELDS,
    GI_VERBS
} gi_label_verb;

/* Texts are borrowed from the command line; NULL = not given. */
typedef struct gi_order {
    bool help;
    gi_label_verb verb;
    const char *word;       /* what stands after the verb: a run, labels, a template ... */
    const char *dir;        /* the registry */
    const char *layout;     /* template: a name or a file */
    const char *printer;    /* profile; NULL = to a file */
    const char *out;        /* a file; for pictures of a run, a folder */
    const char *why, *note; /* of a reprint */
    const char *mark;       /* file of the GI special mark; NULL = what the template names */
    const char *run;        /* of a preview: texts of this run instead of examples */
    const char *passphrase_file;
    const gi_label_sheet *sheet; /* PDF only */
    gi_label_format format;
    gi_conformity_form form; /* of a certificate */
    int64_t conformity;      /* number of a certificate */
    int dpi;                 /* of pictures and dots without a printer */
    int64_t from;            /* first serial, 0 = the first that was not printed */
    int64_t count;           /* 0 = all that are left */
    int64_t job;             /* labels a job, 0 = by what it goes to */
    int32_t width, height;   /* um of --size; 0 = by the template */
    int32_t start_cell;
    int threads;
    int passphrase_fd; /* -1 = none */
    bool no_test, json;
    bool gs1; /* the QR holds the GS1 form of the URL */
    bool sheet_given, cell_given;
} gi_order;

/* A row of the table of options. verbs: bit 1 << verb for each that takes it. */
typedef struct gi_option {
    const char *name;
    const char *value; /* what its value is called; NULL for a switch */
    const char *purpose;
    size_t at; /* place of its text */
    unsigned verbs;
} gi_option;

/* A row of the table of verbs. word: what must follow, NULL = nothing. */
typedef struct gi_label_verb_row {
    const char *name;
    const char *usage;
    const char *purpose;
    const char *word;
} gi_label_verb_row;

/* By index; NULL past the last. */
const gi_option *gi_option_at(size_t index);
const gi_label_verb_row *gi_label_verb_at(size_t index);

/*
 * Reads arguments (without the program's name). Values not given have their defaults.
 * GI_INVALID label-verb, unknown-option, usage, duplicate-field, bad-field, bad-number,
 *            out-of-range, unknown-sheet, not-together
 */
GI_CHECKED gi_status gi_order_read(int count, const char *const *arguments, gi_order *out,
                                   gi_error *err);

#endif
