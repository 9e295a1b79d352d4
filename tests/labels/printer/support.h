/*
 * support.h - profiles and dots for the specs of printers.
 */
#ifndef GI_TESTS_LABELS_PRINTER_SUPPORT_H
#define GI_TESTS_LABELS_PRINTER_SUPPORT_H

#include "gi/printer.h"

/* The least a profile may say, and lines after it; ends the SPEC when it is refused. */
gi_printer profile(const char *more);

/* The same for another language and no default of dpi and head. */
gi_printer profile_of(const char *language, const char *more);

/* Refusal of such a profile; the error stays in *err for a look at field and row. */
gi_status refuse(const char *more, gi_error *err);

/* Random dots of a size; rows belong to the caller's buffer. */
gi_label_dots random_dots(int32_t width, int32_t height, gi_buf *rows);

/* Whether a dot is ink. */
bool dot(const gi_label_dots *dots, int32_t x, int32_t y);

#endif
