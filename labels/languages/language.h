/*
 * language.h - what a printer language is: a start, pages of dots, an end, as bytes in a buffer.
 *
 * Writers are pure and see a row of labels as one page. A failure stays in the buffer; whoever
 * sends asks gi_buf_status first.
 */
#ifndef GI_LABELS_LANGUAGES_LANGUAGE_H
#define GI_LABELS_LANGUAGES_LANGUAGE_H

#include "labels/printer_fit.h"

/* Dots of a page: rows without a gap between them, stride = bytes of a row, bits past width 0. */
typedef struct gi_language {
    void (*begin)(const gi_printer *printer, const gi_printer_fit *fit, gi_buf *out);
    void (*page)(const gi_printer *printer, const gi_printer_fit *fit, const gi_label_dots *dots,
                 gi_buf *out);
    void (*end)(const gi_printer *printer, gi_buf *out);
} gi_language;

extern const gi_language gi_language_tspl, gi_language_zpl, gi_language_escpos;

/* Appends all bytes with the bits of mask turned round: 0xFF where ink is 0, 0 where it is 1. */
void gi_language_add_masked(gi_bytes bytes, uint8_t mask, gi_buf *out);

/* Appends um as millimetres without zeros at the end: "50", "30.5". */
void gi_language_add_mm(int32_t um, gi_buf *out);

#endif
