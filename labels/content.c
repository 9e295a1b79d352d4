/*
 * content.c - which text of a label is which, and the rules they keep (content.h).
 *
 * Glyphs and widths are not judged here: that needs a font (face.c, plan.c).
 */
#include "labels/content.h"

#include <glib.h>
#include <stddef.h>
#include <string.h>

#define TEXT(member) offsetof(gi_label, member), sizeof((gi_label *)0)->member

/* Where a text lies in a gi_label; size 0 = it does not lie there. */
static const struct source_row {
    const char *name;
    size_t offset, size;
    bool required;
} sources[GI_SOURCE_COUNT] = {
    [GI_SOURCE_NONE] = { "", 0, 0, false },
    [GI_SOURCE_PRODUCT_ZH] = { "product_zh", TEXT(product_zh), true },
    [GI_SOURCE_PRODUCT_EN] = { "product_en", TEXT(product_en), false },
    [GI_SOURCE_GRADE] = { "grade", TEXT(grade), false },
    [GI_SOURCE_NET] = { "net", TEXT(net), false },
    [GI_SOURCE_PACKED] = { "packed", TEXT(packed), true },
    [GI_SOURCE_BEST_BEFORE] = { "best_before", TEXT(best_before), false },
    [GI_SOURCE_PRODUCER] = { "producer", TEXT(producer), true },
    [GI_SOURCE_USCC] = { "uscc", TEXT(uscc), false },
    [GI_SOURCE_BATCH] = { "batch", TEXT(batch), true },
    [GI_SOURCE_HOST] = { "host", TEXT(host), true },
    [GI_SOURCE_DEMO] = { "demo", 0, 0, false },
    [GI_SOURCE_MARK] = { "mark", 0, 0, false },
    [GI_SOURCE_NUMBER] = { "number", 0, 0, false },
    [GI_SOURCE_TITLE] = { "title", 0, 0, false },
    [GI_SOURCE_PROMISE] = { "promise", 0, 0, false },
    [GI_SOURCE_RESTS] = { "basis", 0, 0, false },
    [GI_SOURCE_BASIS_1] = { "basis", 0, 0, false },
    [GI_SOURCE_BASIS_2] = { "basis", 0, 0, false },
    [GI_SOURCE_BASIS_3] = { "basis", 0, 0, false },
    [GI_SOURCE_TICK_1] = { "basis", 0, 0, false },
    [GI_SOURCE_TICK_2] = { "basis", 0, 0, false },
    [GI_SOURCE_TICK_3] = { "basis", 0, 0, false },
    [GI_SOURCE_NAME] = { "product", 0, 0, false },
    [GI_SOURCE_QUANTITY] = { "quantity", 0, 0, false },
    [GI_SOURCE_PLACE] = { "place", 0, 0, false },
    [GI_SOURCE_DAY] = { "day", 0, 0, false },
    [GI_SOURCE_WHO] = { "who", 0, 0, false },
    [GI_SOURCE_CONTACT] = { "contact", 0, 0, false },
    [GI_SOURCE_PAPER] = { "number", 0, 0, false },
    [GI_SOURCE_KEPT] = { "kept", 0, 0, false },
    [GI_SOURCE_SIGN] = { "signature", 0, 0, false },
    [GI_SOURCE_SCAN] = { "code", 0, 0, false },
};

static const char *const marks[] = {
    [GI_LABEL_MARK_NONE] = "",
    [GI_LABEL_MARK_TEST] = "测试",
    [GI_LABEL_MARK_VOID] = "作废",
};

const char *gi_source_name(gi_source source)
{
    return sources[source].name;
}

const char *gi_label_text(const gi_label *label, gi_source source)
{
    if (source == GI_SOURCE_DEMO) {
        return label->demo ? "演示" : "";
    }
    if (source == GI_SOURCE_MARK) {
        return marks[label->mark];
    }
    return sources[source].size == 0 ? "" : (const char *)label + sources[source].offset;
}

/* Scripts that run from right to left: they would reorder what stands beside them. */
static bool runs_backwards(gunichar c)
{
    static const gunichar ranges[][2] = {
        { 0x0590, 0x08FF },   { 0xFB1D, 0xFDFF },   { 0xFE70, 0xFEFF },
        { 0x10800, 0x10FFF }, { 0x1E800, 0x1EFFF },
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (c >= ranges[i][0] && c <= ranges[i][1]) {
            return true;
        }
    }
    return false;
}

/* Kinds of characters that hide, break lines or print over their neighbours. */
static bool may_stand(gunichar c)
{
    static const bool refused[] = {
        [G_UNICODE_FORMAT] = true,           [G_UNICODE_UNASSIGNED] = true,
        [G_UNICODE_PRIVATE_USE] = true,      [G_UNICODE_SURROGATE] = true,
        [G_UNICODE_ENCLOSING_MARK] = true,   [G_UNICODE_NON_SPACING_MARK] = true,
        [G_UNICODE_LINE_SEPARATOR] = true,   [G_UNICODE_PARAGRAPH_SEPARATOR] = true,
        [G_UNICODE_SPACE_SEPARATOR] = false, /* the last kind */
    };
    return !refused[g_unichar_type(c)] && !g_unichar_iszerowidth(c) && !runs_backwards(c);
}

static gi_status check_characters(const char *text, const char *name, gi_error *err)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_iscntrl(c)) {
            return gi_fail_field(err, name, GI_WHY_CONTROL_CHARACTER, name);
        }
        if (!may_stand(c)) {
            char code[16];
            (void)g_snprintf(code, sizeof code, "U+%04X", c);
            return gi_fail_field(err, name, GI_WHY_BAD_CHARACTER, name, code);
        }
    }
    return GI_OK;
}

gi_status gi_label_check_text(const char *text, const char *name, bool required, gi_error *err)
{
    if (!g_utf8_validate(text, -1, NULL)) {
        return gi_fail_field(err, name, GI_WHY_BAD_UTF8, name);
    }
    if (required && text[strspn(text, " ")] == '\0') {
        return gi_fail_field(err, name, GI_WHY_LABEL_EMPTY, name);
    }
    return check_characters(text, name, err);
}

static gi_status check_text(const gi_label *label, const struct source_row *row, gi_error *err)
{
    const char *text = (const char *)label + row->offset;
    size_t size = strnlen(text, row->size);
    if (size == row->size) {
        return gi_fail_field(err, row->name, GI_WHY_TOO_LONG, row->name, gi_num((int64_t)size).text,
                             gi_num((int64_t)row->size - 1).text);
    }
    return gi_label_check_text(text, row->name, row->required, err);
}

/* Lower-case scheme: several phones do not see a link behind HTTPS://. */
gi_status gi_label_check_prefix(const char *prefix, gi_error *err)
{
    size_t size = strnlen(prefix, GI_LABEL_PREFIX_MAX + 1);
    if (size > GI_LABEL_PREFIX_MAX) {
        return gi_fail_field(err, "prefix", GI_WHY_URL_TOO_LONG, gi_num((int64_t)size).text,
                             gi_num(GI_LABEL_PREFIX_MAX).text);
    }
    bool web = strncmp(prefix, "https://", 8) == 0 || strncmp(prefix, "http://", 7) == 0;
    if (!web || prefix[size - 1] != '/' || prefix[size - 2] == '/') {
        return gi_fail_field(err, "prefix", GI_WHY_BAD_FIELD, "prefix", prefix, "https://host/");
    }
    for (size_t i = 0; i < size; i++) {
        if (prefix[i] <= ' ' || prefix[i] > '~') {
            return gi_fail_field(err, "prefix", GI_WHY_BAD_FIELD, "prefix", prefix, "ASCII");
        }
    }
    return GI_OK;
}

gi_status gi_label_check(const gi_label *label, gi_error *err)
{
    for (size_t i = 0; i < GI_SOURCE_COUNT; i++) {
        if (sources[i].size > 0) {
            GI_TRY(check_text(label, &sources[i], err));
        }
    }
    return gi_label_check_prefix(label->prefix, err);
}

static gi_status check_alphabet(const char *text, const char *allowed, const char *name,
                                gi_error *err)
{
    size_t good = strspn(text, allowed);
    if (text[good] != '\0') {
        const char wrong[] = { text[good], '\0' };
        return gi_fail_field(err, name, GI_WHY_BAD_CHARACTER, name, wrong);
    }
    return GI_OK;
}

gi_status gi_label_check_unit(const gi_label_unit *unit, gi_error *err)
{
    size_t digits = strlen(unit->digits);
    if (digits != GI_UNIT_DIGITS && digits != GI_PACKAGE_DIGITS) {
        return gi_fail_field(err, "digits", GI_WHY_BAD_LENGTH, "digits",
                             gi_num((int64_t)digits).text, gi_num(GI_UNIT_DIGITS).text);
    }
    size_t number = strlen(unit->number);
    if (number != GI_UNIT_NUMBER_TEXT - 1) {
        return gi_fail_field(err, "number", GI_WHY_BAD_LENGTH, "number",
                             gi_num((int64_t)number).text, gi_num(GI_UNIT_NUMBER_TEXT - 1).text);
    }
    GI_TRY(check_alphabet(unit->digits, "0123456789", "digits", err));
    return check_alphabet(unit->number, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-", "number", err);
}
