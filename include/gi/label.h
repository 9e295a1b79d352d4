/*
 * label.h - one label as named texts, and as dots; gi/paper.h has its PDF and SVG.
 *
 * The library knows neither store nor key: it is handed finished texts and digits and draws
 * them into a template (gi/template.h). The same shapes become dots for a label printer or a
 * PDF page for an office printer, so what is seen on the screen is what is printed. The
 * typeface is WenQuanYi Micro Hei.
 *
 * A drawing object belongs to one thread; different threads may use different objects. The
 * order of calls: gi_template_open, gi_label_fill, then create, then one call for each unit.
 */
#ifndef GI_LABEL_H
#define GI_LABEL_H

#include "gi/batch.h"
#include "gi/template.h"
#include "gi/unit_number.h"

/* Longest text before the digits: 17 give a QR of version 6, up to 33 one of version 7. */
#define GI_LABEL_PREFIX_MAX 33
/* Most fields, and bytes of the longest text, terminator included. */
#define GI_LABEL_FIELDS 80
#define GI_LABEL_TEXT 256
/* Longest whole URL of a code. */
#define GI_LABEL_URL_MAX 400

/* What a label that is not for sale says across its text. */
typedef enum gi_label_mark {
    GI_LABEL_MARK_NONE,
    GI_LABEL_MARK_TEST, /* 测试 */
    GI_LABEL_MARK_VOID  /* 作废 */
} gi_label_mark;

/*
 * What all labels of one run share. A plain value: { 0 }, then gi_label_fill or gi_label_set.
 *
 * texts   by index of gi_label_field_at; through gi_label_set and gi_label_get only
 * prefix  what the QR holds before the digits: http:// or https://, ASCII, '/' at its end
 * demo    the registry is a demo: the label says 演示
 * mark    none, or what is stamped across
 */
typedef struct gi_label {
    char texts[GI_LABEL_FIELDS][GI_LABEL_TEXT];
    char prefix[GI_LABEL_PREFIX_MAX + 1];
    bool demo;
    gi_label_mark mark;
} gi_label;

/*
 * One row of the table of fields (labels/fields.c): what a {name} in a template stands for.
 *
 * zh en     what it says, for lists       example   for previews
 * max       bytes without terminator
 * required  1 << kind, added up: templates of these kinds are refused a label without it
 * unit      differs from label to label (gi_label_unit); not set by gi_label_set
 */
typedef struct gi_label_field {
    const char *name;
    const char *zh, *en;
    const char *example;
    size_t max;
    unsigned required;
    bool unit;
} gi_label_field;

/* By index, NULL past the last. Constant data. */
const gi_label_field *gi_label_field_at(size_t index);

/*
 * Sets one text: UTF-8 in one line without control, zero-width, right-to-left or combining
 * characters; "" = the field is empty and whatever shows it is left out. The label is unchanged
 * after a failure; err->field is the name.
 *
 * GI_INVALID  no-label-field; too-long (names both lengths), bad-utf8, control-character,
 *             bad-character (names the code point); bad-check, bad-length (gtin)
 */
GI_CHECKED gi_status gi_label_set(gi_label *label, const char *name, const char *text,
                                  gi_error *err);

/* A text, "" when it was not set or there is no such field; borrowed from the label. */
const char *gi_label_get(const gi_label *label, const char *name);

/* Most modules of a symbol on a side: version 10, more than any label needs. */
#define GI_QR_SIDE_MAX 57

/* A symbol: side modules without its quiet zone, rows from the top, bit x = column x, 1 = dark. */
typedef struct gi_qr {
    int32_t side;
    uint64_t rows[GI_QR_SIDE_MAX];
} gi_qr;

/* The symbols of one unit, made by gi_label_encode; side 0 = the label shows none. */
typedef struct gi_label_codes {
    gi_qr code;   /* of prefix and digits, or of url */
    gi_qr hidden; /* of hidden_url */
} gi_label_codes;

/* What differs from label to label; terminated texts, borrowed for the call. From
 * gi_codes_stream, or any digits of that count for a proof print. */
typedef struct gi_label_unit {
    const char *digits; /* 209 digits (224 for a package); NULL where the template has no QR */
    const char *number; /* "000W-003R-J0W"; NULL likewise */
    const char *hidden; /* "AQ78-6Y6X" under the scratch layer; NULL = none: block stays blank */
    const char *hidden_url; /* for the small QR of the hidden block; NULL = none */
    const char *first;      /* unit numbers of the first and last label in a package; NULL = none */
    const char *last;
    const char
        *url; /* the QR holds this whole URL (gi_gs1_url) and not prefix and digits; or NULL */
    const gi_label_codes *codes; /* the symbols of all this; NULL = they are made to be drawn */
} gi_label_unit;

/* Sample values of every field, for previews and checks; demo and mark are not set. */
void gi_label_sample(gi_label *out);

/* The sample of a unit that goes with a template: its count of digits, all texts. */
gi_label_unit gi_label_sample_unit(const gi_template *layout);

/*
 * Makes the symbols of a unit, which are drawn faster with its codes set to them. This needs no
 * drawing object: several threads may do it at a time with one template and one label.
 *
 * GI_INVALID  bad-length, bad-character (digits, numbers), bad-field, too-long (URLs), url-too-long
 * GI_NO_MEMORY no-memory   GI_IO drawing
 */
GI_CHECKED gi_status gi_label_encode(const gi_template *layout, const gi_label *label,
                                     const gi_label_unit *unit, gi_label_codes *out, gi_error *err);

/*
 * Fills a label from the facts of a batch and the header of a run: names from the facts; packing
 * day, best before and net content from the header that is signed, so paper and code cannot say
 * different things. A run of test labels gets the mark TEST.
 *
 * base_url  what the QR holds before the digits; ends with '/'; at most GI_LABEL_PREFIX_MAX
 * host      printed for looking up by hand
 * out       demo is false: the caller sets it from gi_about
 *
 * GI_INVALID  url-too-long; as gi_label_set (a name or the host); unknown-version, unknown-type,
 * unknown-flags, bad-length (a header that cannot be read)
 */
GI_CHECKED gi_status gi_label_fill(const gi_batch_facts *facts, const gi_run *run,
                                   const char *base_url, const char *host, gi_label *out,
                                   gi_error *err);

/*
 * A label as dots, for label printers and screens: 203 dpi (8 dots per mm), 300 or 600. Every
 * module of the QR is the same whole number of dots, at least 0.396 mm, and its four modules of
 * quiet zone lie inside the picture. Level M. There are no grey dots.
 */
typedef struct gi_label_bitmap gi_label_bitmap;

/*
 * Checks all texts, fits them and draws what the labels of a run share. A text shrinks to the
 * smallest size that its template allows, then breaks into as many lines; it is never cut. Keeps
 * the template, which must live longer; label is not kept. You own *out. err->field names the
 * field at fault.
 *
 * GI_INVALID  unknown-dpi        other than 203, 300, 600
 *             label-empty        a text that this kind of template needs
 *             no-glyph           a character that is not in the typeface
 *             text-too-wide      even at the smallest size
 *             bad-field          a prefix that is no http(s) URL in ASCII with a '/' at its end
 *             url-too-long, module-too-small
 * GI_NOT_FOUND no-font: names the Debian package   GI_IO drawing   GI_NO_MEMORY no-memory
 */
GI_CHECKED gi_status gi_label_bitmap_create(const gi_template *layout, const gi_label *label,
                                            int dpi, gi_label_bitmap **out, gi_error *err);

/* Takes NULL. */
void gi_label_bitmap_destroy(gi_label_bitmap *bitmap);
GI_DEFINE_AUTO(gi_label_bitmap, gi_label_bitmap_destroy)

/* Draws one label over the one before. After a failure the dots are no label: do not print them.
 * GI_INVALID bad-length, bad-character (digits, number); url-too-long   GI_IO drawing */
GI_CHECKED gi_status gi_label_bitmap_draw(gi_label_bitmap *bitmap, const gi_label_unit *unit,
                                          gi_error *err);

/* The dots: stride bytes per row (at least width / 8), the leftmost dot in the highest bit, 1 =
 * ink, rows from the top. Bits past width are 0 or nothing of use. */
typedef struct gi_label_dots {
    int32_t width, height;
    int32_t stride;
    const uint8_t *rows;
} gi_label_dots;

/* Borrowed until the next draw or destroy. Before the first draw: blank. */
gi_label_dots gi_label_bitmap_dots(const gi_label_bitmap *bitmap);

/* The same dots as a PNG with one bit per dot that prints at true size; appended to out.
 * GI_IO drawing   GI_NO_MEMORY over-limit */
GI_CHECKED gi_status gi_label_bitmap_png(const gi_label_bitmap *bitmap, gi_buf *out, gi_error *err);

/*
 * What gi_template_check finds: an error would be refused or not be read; an advice is printed,
 * but worse than it could be. what holds the reason in both languages and, in field, the section
 * of the template or the field of the label. Valid during the call.
 */
typedef enum gi_finding_level { GI_FINDING_ADVICE, GI_FINDING_ERROR } gi_finding_level;

typedef struct gi_template_finding {
    gi_finding_level level;
    gi_error what;
} gi_template_finding;

/* Takes findings in the order of the template; a status other than GI_OK ends the check. */
typedef struct gi_finding_sink {
    gi_status (*take)(void *context, const gi_template_finding *finding, gi_error *err);
    void *context;
} gi_finding_sink;

/*
 * Looks a template over as a printer of that resolution would show it: modules under 0.396 mm,
 * boxes that leave dots unused, Chinese under 1.8 mm, paper on ink too small to stay open, shapes
 * too near to the edge (0.5 mm on a roll, 3 mm on a sheet), coarse artwork, the special mark's
 * slot empty or small, the words 数字标签 far from the code; and every text of label that would be
 * refused (missing glyphs, too wide), one after the other. label NULL = the sample. A drawing that
 * could not be made is a finding too: GI_OK means "I could tell".
 *
 * GI_INVALID unknown-dpi   GI_NOT_FOUND no-font   or what the sink said
 */
GI_CHECKED gi_status gi_template_check(const gi_template *layout, const gi_label *label, int dpi,
                                       bool sheet, gi_finding_sink sink, gi_error *err);

/*
 * A label as it would leave the printer, with its sample unit and stamped 作废 whatever its mark,
 * as a PNG of true size appended to out. label NULL = the sample. As gi_label_bitmap_create,
 * _draw and _png.
 */
GI_CHECKED gi_status gi_template_preview(const gi_template *layout, const gi_label *label, int dpi,
                                         gi_buf *out, gi_error *err);

#endif
