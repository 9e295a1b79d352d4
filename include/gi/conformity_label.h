/*
 * conformity_label.h - a certificate of conformity (承诺达标合格证) as a plain value, and its
 * drawing.
 *
 * As gi/label.h: the library gets finished texts and digits. The title stands large, Chinese is
 * never set under 1.8 mm and breaks into lines; what does not fit is refused by name, never cut.
 */
#ifndef GI_CONFORMITY_LABEL_H
#define GI_CONFORMITY_LABEL_H

#include "gi/paper.h"

#define GI_CONFORMITY_BASES 3

/*
 * Texts are UTF-8 as in gi_label; all but prefix and batch must say something.
 *
 * title promise   「承诺达标合格证」 and what is committed to
 * basis ticked    the three bases in words, and which of them (0..2) is ticked
 * product quantity place day who contact   the six facts
 * number kept     of the certificate, and until when a buyer keeps it
 * prefix batch    with a code only: what the QR holds before the digits, the batch ID under it
 * demo            the registry is a demo: 演示
 */
typedef struct gi_conformity_label {
    char title[GI_LABEL_TEXT];
    char promise[256];
    char basis[GI_CONFORMITY_BASES][GI_LABEL_TEXT];
    int ticked;
    char product[GI_NAME_TEXT];
    char quantity[GI_LABEL_TEXT];
    char place[GI_NAME_TEXT];
    char day[GI_LABEL_TEXT];
    char who[GI_NAME_TEXT];
    char contact[GI_NAME_TEXT];
    char number[GI_LABEL_TEXT];
    char kept[GI_LABEL_TEXT];
    char prefix[GI_LABEL_PREFIX_MAX + 1];
    char batch[GI_BATCH_ID_TEXT];
    bool demo;
} gi_conformity_label;

/* LARGE 100 x 70 mm, SMALL 60 x 40 mm, CODE 100 x 70 mm with the code of the batch beside it. */
typedef enum gi_conformity_form {
    GI_CONFORMITY_LARGE,
    GI_CONFORMITY_SMALL,
    GI_CONFORMITY_CODE
} gi_conformity_form;

/*
 * One certificate as a PNG that prints at true size, appended to out; digits are those of a batch
 * paper (gi_code_sign) for the form CODE, else NULL. err->field names the text at fault.
 *
 * GI_INVALID   as gi_label_bitmap_create; bad-length, bad-character (digits)
 * GI_NOT_FOUND no-font   GI_IO drawing   GI_NO_MEMORY
 */
GI_CHECKED gi_status gi_conformity_png(const gi_conformity_label *label, gi_conformity_form form,
                                       const char *digits, int dpi, gi_buf *out, gi_error *err);

/* The same as a PDF of one page of its size. Also what the sink says. */
GI_CHECKED gi_status gi_conformity_pdf(const gi_conformity_label *label, gi_conformity_form form,
                                       const char *digits, gi_label_sink sink, gi_error *err);

#endif
