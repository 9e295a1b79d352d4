/*
 * template_values.c - one row per key of a template: where it may stand, how it is read, what is
 * allowed (template_values.h).
 *
 * Lengths are millimetres with up to three decimals, kept as whole micrometres: nothing is ever
 * read as a floating number.
 */
#include "labels/template_values.h"

#include <glib.h>
#include <string.h>

#include "labels/content.h"
#include "labels/fields.h"

/* Reads one length at the start of text and moves behind it. */
static bool take_mm(const char **text, int32_t *um)
{
    static const char digits[] = "0123456789";
    size_t whole = strspn(*text, digits);
    int32_t value = 0;
    if (whole < 1 || whole > 3) {
        return false;
    }
    for (size_t i = 0; i < whole; i++) {
        value = value * 10 + ((*text)[i] - '0');
    }
    *text += whole;
    size_t part = **text == '.' ? strspn(*text + 1, digits) : 0;
    if (**text == '.' && (part < 1 || part > 3)) {
        return false;
    }
    for (size_t i = 1; i <= 3; i++) {
        value = value * 10 + (i <= part ? (*text)[i] - '0' : 0);
    }
    *text += part == 0 ? 0 : part + 1;
    *um = value;
    return true;
}

bool gi_template_mm(const char *text, int32_t low, int32_t high, int32_t *out)
{
    int32_t um = 0;
    if (!take_mm(&text, &um) || *text != '\0' || um < low || um > high) {
        return false;
    }
    *out = um;
    return true;
}

static bool set_box(gi_shape *shape, const char *value)
{
    int32_t um[4] = { 0 };
    for (size_t i = 0; i < 4; i++) {
        value += i > 0 ? strspn(value, " ") : 0;
        if (!take_mm(&value, &um[i]) || (i < 3 && *value != ' ')) {
            return false;
        }
    }
    if (*value != '\0' || um[2] == 0 || um[3] == 0) {
        return false;
    }
    shape->box = (gi_box){ { um[0] }, { um[1] }, { um[2] }, { um[3] } };
    return true;
}

static bool set_size(gi_shape *shape, const char *value)
{
    return gi_template_mm(value, 1000, 60000, &shape->size.value);
}

static bool set_min(gi_shape *shape, const char *value)
{
    return gi_template_mm(value, 1000, 60000, &shape->min_size.value);
}

static bool set_line(gi_shape *shape, const char *value)
{
    return gi_template_mm(value, 100, 5000, &shape->line.value);
}

static bool set_lines(gi_shape *shape, const char *value)
{
    bool good = value[0] >= '1' && value[0] <= '9' && value[1] == '\0';
    shape->lines = good ? value[0] - '0' : shape->lines;
    return good;
}

/* The place of a word in a list; -1 = it is not there. */
static int place_of(const char *word, const char *const *list)
{
    for (int i = 0; list[i] != NULL; i++) {
        if (strcmp(list[i], word) == 0) {
            return i;
        }
    }
    return -1;
}

static bool set_align(gi_shape *shape, const char *value)
{
    static const char *const words[] = { "left", "centre", "right", NULL };
    int place = place_of(value, words);
    shape->align = place < 0 ? shape->align : (gi_align)place;
    return place >= 0;
}

static bool set_font(gi_shape *shape, const char *value)
{
    static const char *const words[] = { "text", "code", NULL };
    int place = place_of(value, words);
    shape->letters = place < 0 ? shape->letters : (gi_letters)place;
    return place >= 0;
}

static bool set_weight(gi_shape *shape, const char *value)
{
    static const char *const words[] = { "normal", "bold", NULL };
    int place = place_of(value, words);
    shape->bold = place == 1;
    return place >= 0;
}

static bool set_level(gi_shape *shape, const char *value)
{
    bool good = (value[0] == 'M' || value[0] == 'Q') && value[1] == '\0';
    shape->level = value[0] == 'Q' ? GI_QR_Q : GI_QR_M;
    return good;
}

/* A name in the template's folder: nothing that leads elsewhere. */
static bool set_file(gi_shape *shape, const char *value)
{
    size_t size = strlen(value);
    if (size == 0 || size >= sizeof shape->file || value[0] == '.' ||
        strpbrk(value, "/\\:") != NULL || gi_label_check_text(value, "file", NULL) != GI_OK) {
        return false;
    }
    memcpy(shape->file, value, size + 1);
    return true;
}

/* The mark's own file carries the code already (file), else it is set under the mark. */
static bool set_uscc(gi_shape *shape, const char *value)
{
    static const char under[] = "{uscc}";
    bool below = strcmp(value, "below") == 0;
    memcpy(shape->text, below ? under : "", below ? sizeof under : 1);
    return below || strcmp(value, "file") == 0;
}

static bool set_when(gi_shape *shape, const char *value)
{
    static const char *const words[] = { "always", "live", "demo", NULL };
    int place = place_of(value, words);
    shape->when = place < 0 ? shape->when : (gi_when)place;
    return place >= 0;
}

static bool copy_field(char out[GI_SHAPE_NAME], const char *value)
{
    size_t size = strlen(value);
    if (gi_field_index(value, size) < 0) {
        return false;
    }
    memcpy(out, value, size + 1); /* names of fields are shorter than those of shapes */
    return true;
}

static bool set_with(gi_shape *shape, const char *value)
{
    return copy_field(shape->with, value);
}

static bool set_without(gi_shape *shape, const char *value)
{
    return copy_field(shape->without, value);
}

/* ---- the keys of a shape ---- */

#define WORDS (1U << GI_SHAPE_TEXT | 1U << GI_SHAPE_BADGE | 1U << GI_SHAPE_STAMP)
#define CODES (1U << GI_SHAPE_QR | 1U << GI_SHAPE_QR_HIDDEN)
#define SIZED (WORDS | 1U << GI_SHAPE_DIGITAL | 1U << GI_SHAPE_EAN13)
#define ART (1U << GI_SHAPE_ART | 1U << GI_SHAPE_MARK)
#define ALL ((1U << GI_SHAPE_KINDS) - 1)
#define SIZE "1..60 mm"

static const struct key_row {
    const char *name;
    unsigned kinds; /* 1 << gi_shape_kind, where it may stand */
    bool (*set)(gi_shape *shape, const char *value);
    const char *allowed;
} keys[] = {
    { "box", ALL, set_box, "X Y W H, 0..999.999 mm, W H > 0" },
    { "size", SIZED, set_size, SIZE },
    { "min", SIZED, set_min, SIZE },
    { "lines", WORDS, set_lines, "1..9" },
    { "align", WORDS | 1U << GI_SHAPE_DIGITAL, set_align, "left, centre, right" },
    { "font", WORDS, set_font, "text, code" },
    { "weight", 1U << GI_SHAPE_TEXT, set_weight, "normal, bold" },
    { "when", ALL, set_when, "always, live, demo" },
    { "with", ALL, set_with, "product_zh, net, batch, ..." },
    { "without", ALL, set_without, "product_zh, net, batch, ..." },
    { "line", 1U << GI_SHAPE_FRAME, set_line, "0.1..5 mm" },
    { "level", CODES, set_level, "M, Q" },
    { "file", ART, set_file, "NAME.svg, NAME.png, 1..79 bytes, no / \\ :" },
    { "uscc", 1U << GI_SHAPE_MARK, set_uscc, "file, below" },
};

#define KEYS (sizeof keys / sizeof keys[0])

static gi_status fail_key(const char *section, const char *key, unsigned kinds, gi_error *err)
{
    GI_AUTO_BUF known = GI_BUF(200);
    gi_buf_add_text(&known, (kinds & WORDS) != 0 ? "text" : "");
    for (size_t i = 0; i < KEYS; i++) {
        if ((keys[i].kinds & kinds) != 0) {
            gi_buf_add_text(&known, known.size > 0 ? ", " : "");
            gi_buf_add_text(&known, keys[i].name);
        }
    }
    return gi_fail_field(err, key, GI_WHY_TEMPLATE_UNKNOWN, section, key, gi_buf_text(&known));
}

/* Words as they will be printed: every brace is a field, nothing hides. */
static gi_status set_text(gi_shape *shape, const char *section, const char *value, gi_error *err)
{
    size_t at = 0;
    int field;
    if (strlen(value) >= sizeof shape->text) {
        return gi_fail_field(err, "text", GI_WHY_TOO_LONG, section,
                             gi_num((int64_t)strlen(value)).text,
                             gi_num((int64_t)sizeof shape->text - 1).text);
    }
    GI_TRY(gi_label_check_text(value, section, err));
    while ((field = gi_field_next(value, &at)) >= 0) {
    }
    if (field == -2) {
        return gi_fail_field(err, "text", GI_WHY_TEMPLATE_UNKNOWN, section, value + at,
                             "{product_zh}, {net}, {batch}, ...");
    }
    memcpy(shape->text, value, strlen(value) + 1);
    return GI_OK;
}

gi_status gi_template_set_shape(gi_shape *shape, const char *section, const char *key,
                                const char *value, gi_error *err)
{
    const unsigned kind = 1U << shape->kind;
    if (strcmp(key, "text") == 0 && (kind & WORDS) != 0) {
        return set_text(shape, section, value, err);
    }
    for (size_t i = 0; i < KEYS; i++) {
        if (strcmp(keys[i].name, key) != 0 || (keys[i].kinds & kind) == 0) {
            continue;
        }
        return keys[i].set(shape, value) ? GI_OK
                                         : gi_fail_field(err, key, GI_WHY_TEMPLATE_VALUE, section,
                                                         key, value, keys[i].allowed);
    }
    return fail_key(section, key, kind, err);
}

gi_status gi_template_whole_shape(const gi_shape *shape, gi_error *err)
{
    bool words = (1U << shape->kind & WORDS) != 0;
    const char *lacking = shape->box.w.value == 0                                 ? "box"
                          : words && shape->text[0] == '\0'                       ? "text"
                          : words && shape->size.value == 0                       ? "size"
                          : shape->kind == GI_SHAPE_ART && shape->file[0] == '\0' ? "file"
                                                                                  : NULL;
    return lacking == NULL
               ? GI_OK
               : gi_fail_field(err, lacking, GI_WHY_TEMPLATE_MISSING, shape->name, lacking);
}
