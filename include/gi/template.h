/*
 * template.h - a label's layout, read from a file.
 *
 * A template is an INI file in millimetres; the built-in ones (labels/templates/) are such files
 * and a good start for one's own. It says where texts, codes, lines and artwork stand; what they
 * say is a gi_label. Reading one refuses whatever a drawing could not keep: an unknown section,
 * key or field, anything given twice, a shape outside the label, something in the quiet zone of
 * a code, artwork that is missing, too large or reaches for other files or the network.
 *
 * [template]       name, title, title-en, kind, width, height: all of them
 * [text NAME]      text = words and {fields} (gi_label_field_at); gone when a field is empty
 * [badge NAME]     the same, paper on ink    [stamp NAME]  the same, framed, aslant, over all
 * [line NAME]      a filled box              [box NAME]    an outline, line = its thickness
 * [qr]             the code; level = M | Q   [qr hidden]   the small one under a scratch layer
 * [ean13]          the field gtin as bars    [digital-label]  the words 数字标签, with `digital`
 * [art NAME]       file = a PNG or SVG of the template's folder
 * [gi-mark]        file = the user's own SVG of the special mark; uscc = file | below
 *
 * Every shape: box = X Y W H; when = always | live | demo; with, without = a field that must say
 * something, or nothing. Words: size, and min down to which they shrink, then lines into which
 * they break; align = left | centre | right; font = text | code; weight = normal | bold. Lengths
 * have at most three decimals.
 *
 * Constant once read: several drawings and threads may use one template.
 */
#ifndef GI_TEMPLATE_H
#define GI_TEMPLATE_H

#include <stdbool.h>
#include <stdint.h>

#include "gi/bytes.h"

#define GI_TEMPLATE_BYTES 65536 /* longest file */
#define GI_TEMPLATE_NAME 32
#define GI_TEMPLATE_TITLE 96

/* What a template is for; decides which fields of a label must say something. */
typedef enum gi_template_kind {
    GI_TEMPLATE_UNIT,       /* one pack: a unit code, its number */
    GI_TEMPLATE_CASE,       /* a case or carton: a package code, the numbers inside */
    GI_TEMPLATE_CARD,       /* a trade card, or its sheet of one-time slips */
    GI_TEMPLATE_PAPER,      /* the paper that goes with a batch */
    GI_TEMPLATE_CONFORMITY, /* 承诺达标合格证 */
    GI_TEMPLATE_KINDS
} gi_template_kind;

/*
 * name           a-z, 0-9 and '-': what acts and printers know it by
 * title_zh _en   for lists
 * width height   of the label, um
 * code hidden    has the QR of a unit or package; has a block for the hidden code
 * slips          shows one-time slips of a trade card: a print of it needs a fresh sheet
 * inside         says what lies in a mixed box: without it such a box gets no label
 */
typedef struct gi_template_info {
    char name[GI_TEMPLATE_NAME];
    char title_zh[GI_TEMPLATE_TITLE];
    char title_en[GI_TEMPLATE_TITLE];
    gi_template_kind kind;
    int32_t width, height;
    bool code, hidden, slips, inside;
} gi_template_info;

typedef struct gi_template gi_template;

/* "unit", "case", "card", "paper", "conformity", as files and messages write them. */
const char *gi_template_kind_name(gi_template_kind kind);

/* Names of the built-in templates by index, NULL past the last. */
const char *gi_template_at(size_t index);

/*
 * Opens a built-in template by its name, or, when name holds a '/' or ends with ".ini", a file;
 * its artwork lies in the folder of that file. You own *out.
 *
 * GI_NOT_FOUND  no-template, which lists the names; file-missing (the file, or its artwork)
 * GI_IO         file-open, file-read
 * GI_INVALID    as gi_template_parse
 */
GI_CHECKED gi_status gi_template_open(const char *name, gi_template **out, gi_error *err);

/*
 * Reads a template from its text; folder is where its artwork lies, NULL = it may have none.
 * Messages name section, key, value and limit; err->field is the key. You own *out.
 *
 * GI_INVALID  too-long (the file), bad-utf8, template-syntax
 *             template-unknown   a section, key or {field}
 *             template-twice     a section or key
 *             template-missing   a key or section that must be there
 *             template-value     not what the key takes, or outside its limits or the label
 *             template-overlap   a shape in the quiet zone of a code
 *             art-format, art-refused   artwork that is neither PNG nor SVG, or not self-contained
 *             art-link           artwork that is a symbolic link: it could lead out of the folder
 * GI_NOT_FOUND file-missing   GI_IO file-read   GI_NO_MEMORY no-memory
 */
GI_CHECKED gi_status gi_template_parse(gi_bytes text, const char *folder, gi_template **out,
                                       gi_error *err);

/*
 * Gives the slot of the GI special mark (地理标志专用标志) the user's own vector file; it is drawn
 * in proportion and never by this program's own hand. Before the template is used. The mark's
 * official file carries the user's credit code at its prescribed place already.
 *
 * GI_INVALID  template-missing: it has no slot; art-format (no SVG), art-refused, art-link,
 *             too-long
 * GI_NOT_FOUND file-missing   GI_IO file-open, file-read
 */
GI_CHECKED gi_status gi_template_set_mark(gi_template *layout, const char *path, gi_error *err);

/* Takes NULL. Nothing drawn with it may be used afterwards. */
void gi_template_destroy(gi_template *layout);
GI_DEFINE_AUTO(gi_template, gi_template_destroy)

/* Borrowed from the template. */
const gi_template_info *gi_template_about(const gi_template *layout);

#endif
