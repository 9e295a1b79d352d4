/*
 * support.h - a sample label, and outside judges run as child processes.
 */
#ifndef GI_TESTS_LABELS_SUPPORT_H
#define GI_TESTS_LABELS_SUPPORT_H

#include "gi/paper.h"

/* Lushan Yunwu tea, 250 g, with a 17-character prefix: a QR of version 6. */
gi_label sample_label(void);

/* Sets one text of a label; a text that is refused ends the SPEC. */
void put(gi_label *label, const char *field, const char *text);

/* The built-in label of 50 x 30 mm; it lives as long as the program. */
const gi_template *sample_layout(void);

/* The sample in a demo registry with a longer host: version 7. */
gi_label demo_label(void);

/* A unit whose digits come from the seeded random source. */
typedef struct sample_unit {
    char digits[GI_UNIT_DIGITS_MAX + 1];
    char number[GI_UNIT_NUMBER_TEXT];
} sample_unit;
sample_unit random_unit(size_t digits);
/* Always the same one, for golden pictures. */
sample_unit fixed_unit(void);
gi_label_unit view_unit(const sample_unit *unit);

/* Collects a PDF. */
gi_label_sink sink_into(gi_buf *out);

/* The PDF of count random units; the digits go to units (may be NULL). */
void make_pdf(const gi_label *label, const char *sheet, int32_t start, size_t count,
              sample_unit *units, gi_buf *out);

/* dir/name, valid until the next eight calls. */
const char *path_in(const char *dir, const char *name);
void write_file(const char *path, gi_bytes content);
void read_file(const char *path, gi_buf *out);

/* Runs a program of the PATH with arguments up to NULL; its output is appended to out.
 * Returns its exit code. */
int run_tool(const char *const *arguments, gi_buf *out);

#endif
