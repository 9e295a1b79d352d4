/*
 * template_read.c - the text of a template becomes shapes (gi_template_read).
 *
 * GLib reads the INI. It merges what is given twice, so that is looked for first, line by line;
 * and it knows no limits, so those come from the tables beside this file.
 */
#include <glib.h>
#include <string.h>

#include "gi/text.h"
#include "labels/template_values.h"

#define HEAD "template"

/* Takes what was allocated by GLib along when its scope ends. */
#define AUTO_KEY_FILE __attribute__((cleanup(free_key_file))) GKeyFile *
#define AUTO_STRINGS __attribute__((cleanup(free_strings))) gchar **
#define AUTO_STRING __attribute__((cleanup(free_string))) gchar *
#define AUTO_SET __attribute__((cleanup(free_set))) GHashTable *

static void free_key_file(GKeyFile **file)
{
    g_clear_pointer(file, g_key_file_free);
}

static void free_strings(gchar ***strings)
{
    g_clear_pointer(strings, g_strfreev);
}

static void free_string(gchar **string)
{
    g_clear_pointer(string, g_free);
}

static void free_set(GHashTable **set)
{
    g_clear_pointer(set, g_hash_table_unref);
}

/* ---- twice ---- */

/* What a line begins: "[section]" or "key" in the section before; "" = neither. Owned. */
static gchar *opening_of(const gchar *line, const gchar *section)
{
    if (line[0] == '[') {
        return g_strdup(line);
    }
    const gchar *equals = strchr(line, '=');
    if (line[0] == '#' || equals == NULL) {
        return g_strdup("");
    }
    AUTO_STRING key = g_strndup(line, (gsize)(equals - line));
    return g_strdup_printf("%s %s", section, g_strchomp(key));
}

static gi_status refuse_twice(const gchar *text, gi_error *err)
{
    AUTO_STRINGS lines = g_strsplit(text, "\n", -1);
    AUTO_SET seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const gchar *section = "";
    for (gint i = 0; lines[i] != NULL; i++) {
        AUTO_STRING opening = opening_of(g_strstrip(lines[i]), section);
        section = lines[i][0] == '[' ? lines[i] : section;
        if (opening[0] != '\0' && !g_hash_table_add(seen, g_strdup(opening))) {
            return gi_fail(err, GI_WHY_TEMPLATE_TWICE, gi_num(i + 1).text, opening);
        }
    }
    return GI_OK;
}

/* ---- sections ---- */

/* What a section begins with; a named one may stand several times. */
static const struct section_row {
    const char *word;
    bool named;
    gi_shape shape;
} sections[] = {
    { "text", true, { .kind = GI_SHAPE_TEXT } },
    { "badge", true, { .kind = GI_SHAPE_BADGE } },
    { "stamp", true, { .kind = GI_SHAPE_STAMP } },
    { "line", true, { .kind = GI_SHAPE_RULE } },
    { "box", true, { .kind = GI_SHAPE_FRAME, .line = { 250 } } },
    { "art", true, { .kind = GI_SHAPE_ART } },
    { "qr", false, { .kind = GI_SHAPE_QR } },
    { "qr hidden", false, { .kind = GI_SHAPE_QR_HIDDEN } },
    { "gi-mark",
      false,
      { .kind = GI_SHAPE_MARK,
        .align = GI_ALIGN_CENTRE,
        .letters = GI_LETTERS_CODE,
        .size = { 2000 },
        .min_size = { 1200 } } },
    { "ean13",
      false,
      { .kind = GI_SHAPE_EAN13,
        .text = "{gtin}",
        .align = GI_ALIGN_CENTRE,
        .letters = GI_LETTERS_CODE,
        .size = { 2500 } } },
    { "digital-label",
      false,
      { .kind = GI_SHAPE_DIGITAL, .text = "数字标签", .with = "digital", .size = { 2200 } } },
};

static bool is_section(const struct section_row *row, const char *section)
{
    size_t size = strlen(row->word);
    if (!row->named) {
        return strcmp(row->word, section) == 0;
    }
    return strncmp(row->word, section, size) == 0 && section[size] == ' ' &&
           section[size + 1] != '\0' &&
           section[size + 1 +
                   strspn(section + size + 1, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static gi_status shape_of(const char *section, gi_shape *out, gi_error *err)
{
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        if (is_section(&sections[i], section) && strlen(section) < sizeof out->name) {
            *out = sections[i].shape;
            out->lines = 1;
            memcpy(out->name, section, strlen(section) + 1);
            return GI_OK;
        }
    }
    return gi_fail_field(err, "section", GI_WHY_TEMPLATE_UNKNOWN, section, section,
                         "text|badge|stamp|line|box|art NAME, qr, gi-mark, ean13, ...");
}

static gi_status read_shape(GKeyFile *file, const gchar *section, gi_shape *out, gi_error *err)
{
    gi_shape shape;
    GI_TRY(shape_of(section, &shape, err));
    AUTO_STRINGS keys = g_key_file_get_keys(file, section, NULL, NULL);
    for (gint i = 0; keys[i] != NULL; i++) {
        AUTO_STRING value = g_key_file_get_value(file, section, keys[i], NULL);
        GI_TRY(gi_template_set_shape(&shape, section, keys[i], value, err));
    }
    if (shape.min_size.value == 0) {
        shape.min_size = shape.size;
    }
    GI_TRY(gi_template_whole_shape(&shape, err));
    *out = shape;
    return GI_OK;
}

static gi_status read_head(GKeyFile *file, gi_template *layout, gi_error *err)
{
    AUTO_STRINGS keys = g_key_file_get_keys(file, HEAD, NULL, NULL);
    if (keys == NULL) {
        return gi_fail(err, GI_WHY_TEMPLATE_MISSING, HEAD, "[" HEAD "]");
    }
    for (gint i = 0; keys[i] != NULL; i++) {
        AUTO_STRING value = g_key_file_get_value(file, HEAD, keys[i], NULL);
        GI_TRY(gi_template_set_head(layout, keys[i], value, err));
    }
    GI_TRY(gi_template_whole_head(layout, err));
    layout->width = (gi_um){ layout->info.width };
    layout->height = (gi_um){ layout->info.height };
    return GI_OK;
}

static gi_status add_shape(GKeyFile *file, const gchar *section, gi_template *layout, gi_error *err)
{
    if (strcmp(section, HEAD) == 0) {
        return GI_OK;
    }
    if (layout->count == GI_SHAPES_MAX) {
        return gi_fail(err, GI_WHY_TOO_LONG, HEAD, gi_num(GI_SHAPES_MAX + 1).text,
                       gi_num(GI_SHAPES_MAX).text);
    }
    gi_shape *shape = &layout->shapes[layout->count];
    GI_TRY(read_shape(file, section, shape, err));
    layout->info.code = layout->info.code || shape->kind == GI_SHAPE_QR;
    layout->info.hidden = layout->info.hidden || shape->kind == GI_SHAPE_QR_HIDDEN ||
                          strstr(shape->text, "{hidden}") != NULL;
    layout->info.inside = layout->info.inside || strstr(shape->text, "{inside}") != NULL;
    layout->info.slips = layout->info.slips || strstr(shape->text, "{slip_") != NULL;
    layout->count++;
    return GI_OK;
}

static gi_status read_sections(GKeyFile *file, gi_template *out, gi_error *err)
{
    GI_TRY(read_head(file, out, err));
    AUTO_STRINGS names = g_key_file_get_groups(file, NULL);
    for (gint i = 0; names[i] != NULL; i++) {
        GI_TRY(add_shape(file, names[i], out, err));
    }
    return GI_OK;
}

/* ---- the file ---- */

static gi_status check_text(gi_bytes text, gi_error *err)
{
    if (text.size > GI_TEMPLATE_BYTES) {
        return gi_fail_field(err, "template", GI_WHY_TOO_LONG, "template",
                             gi_num((int64_t)text.size).text, gi_num(GI_TEMPLATE_BYTES).text);
    }
    if (!gi_utf8_valid(text) || (text.size > 0 && memchr(text.data, '\0', text.size) != NULL)) {
        return gi_fail_field(err, "template", GI_WHY_BAD_UTF8, "template");
    }
    return GI_OK;
}

static gi_status load(GKeyFile *file, const gchar *text, gi_error *err)
{
    GError *why = NULL;
    if (!g_key_file_load_from_data(file, text, strlen(text), G_KEY_FILE_KEEP_TRANSLATIONS, &why)) {
        gi_status status = gi_fail(err, GI_WHY_TEMPLATE_SYNTAX, why->message);
        g_error_free(why);
        return status;
    }
    return GI_OK;
}

gi_status gi_template_read(gi_bytes text, gi_template *out, gi_error *err)
{
    GI_TRY(check_text(text, err));
    AUTO_STRING copy = g_strndup(text.size > 0 ? (const gchar *)text.data : "", text.size);
    AUTO_KEY_FILE file = g_key_file_new();
    GI_TRY(refuse_twice(copy, err));
    GI_TRY(load(file, copy, err));
    return read_sections(file, out, err);
}
