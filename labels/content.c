/*
 * content.c - the rules that the texts of a label keep (content.h).
 *
 * Glyphs and widths are not judged here: that needs a font (face.c, plan.c).
 */
#include "labels/content.h"

#include <glib.h>
#include <string.h>

#include "labels/fields.h"

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

gi_status gi_label_check_text(const char *text, const char *name, gi_error *err)
{
    if (!g_utf8_validate(text, -1, NULL)) {
        return gi_fail_field(err, name, GI_WHY_BAD_UTF8, name);
    }
    return check_characters(text, name, err);
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

gi_status gi_label_check(const gi_label *label, const gi_template_info *about, gi_error *err)
{
    const gi_label_field *field;
    for (size_t i = 0; (field = gi_label_field_at(i)) != NULL; i++) {
        const char *text = label->texts[i];
        bool required = (field->required >> about->kind & 1U) != 0;
        if (required && text[strspn(text, " ")] == '\0') {
            return gi_fail_field(err, field->name, GI_WHY_LABEL_EMPTY, field->name);
        }
    }
    return about->code ? gi_label_check_prefix(label->prefix, err) : GI_OK;
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

static gi_status check_digits(const char *text, gi_error *err)
{
    size_t size = text == NULL ? 0 : strlen(text);
    if (size != GI_UNIT_DIGITS && size != GI_PACKAGE_DIGITS) {
        return gi_fail_field(err, "digits", GI_WHY_BAD_LENGTH, "digits", gi_num((int64_t)size).text,
                             gi_num(GI_UNIT_DIGITS).text);
    }
    return check_alphabet(text, "0123456789", "digits", err);
}

/* A number of the printed alphabet and length; NULL stands for none. */
static gi_status check_number(const char *text, const char *name, size_t length, gi_error *err)
{
    if (text == NULL) {
        return GI_OK;
    }
    size_t size = strlen(text);
    if (size != length) {
        return gi_fail_field(err, name, GI_WHY_BAD_LENGTH, name, gi_num((int64_t)size).text,
                             gi_num((int64_t)length).text);
    }
    return check_alphabet(text, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-", name, err);
}

/* What a QR holds as it is: printable ASCII of a web address. */
static gi_status check_url(const char *text, const char *name, gi_error *err)
{
    size_t size = text == NULL ? 0 : strlen(text);
    bool web = size == 0 || strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0;
    if (size > GI_LABEL_URL_MAX) {
        return gi_fail_field(err, name, GI_WHY_TOO_LONG, name, gi_num((int64_t)size).text,
                             gi_num(GI_LABEL_URL_MAX).text);
    }
    for (size_t i = 0; i < size; i++) {
        web = web && text[i] > ' ' && text[i] <= '~';
    }
    return web ? GI_OK : gi_fail_field(err, name, GI_WHY_BAD_FIELD, name, text, "https://host/");
}

gi_status gi_label_check_unit(const gi_label_unit *unit, const gi_template_info *about,
                              gi_error *err)
{
    const size_t length = GI_UNIT_NUMBER_TEXT - 1;
    if (about->code) {
        GI_TRY(check_digits(unit->digits, err));
    }
    GI_TRY(check_number(unit->number, "number", length, err));
    GI_TRY(check_number(unit->hidden, "hidden", GI_HIDDEN_TEXT - 1, err));
    GI_TRY(check_number(unit->first, "first", length, err));
    GI_TRY(check_number(unit->last, "last", length, err));
    GI_TRY(check_url(unit->hidden_url, "hidden_url", err));
    return check_url(unit->url, "url", err);
}
