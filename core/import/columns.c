/*
 * columns.c - headers compared with the tables of kinds.c (columns.h).
 *
 * "鲜叶重量（斤）", "鲜叶重量/斤", "*鲜叶重量 (单位：斤)" are one header with one unit. What stands
 * in brackets and is no unit is a remark and falls away.
 */
#include "core/import/columns.h"

#include <stdio.h>
#include <string.h>

#include "gi/text.h"

static const char *const units[] = {
    "mg", "g",  "kg",   "t",    "jin",  "毫克",    "克", "千克",   "公斤", "斤",     "市斤",
    "两", "吨", "ml",   "l",    "毫升", "升",      "m2", "m²",     "㎡",   "平方米", "平米",
    "mu", "亩", "市亩", "公顷", "ha",   "hectare", "㎏", "公斤数", NULL,
};

/* Headers that are a unit by themselves: the unit in them. */
static const struct implied {
    const char *folded;
    const char *unit;
} implied[] = {
    { "斤数", "斤" },
    { "公斤数", "公斤" },
    { "亩数", "亩" },
    { "公顷数", "公顷" },
};

const char *gi_unit_known(const char *folded)
{
    for (size_t i = 0; units[i] != NULL; i++) {
        if (strcmp(units[i], folded) == 0) {
            return units[i];
        }
    }
    return NULL;
}

void gi_column_letters(size_t column, char out[4])
{
    char text[4] = { 0 };
    if (column < 26) {
        text[0] = (char)('A' + column);
    } else {
        text[0] = (char)('A' + (column / 26 - 1) % 26);
        text[1] = (char)('A' + column % 26);
    }
    memcpy(out, text, sizeof text);
}

/* ---- folding ---- */

/* Blanks of several bytes that spreadsheets and typists leave behind. */
static const char *const blanks[] = {
    "\xE3\x80\x80", "\xC2\xA0", "\xEF\xBB\xBF", "\xE2\x80\x8B", "\xE2\x80\x8C", NULL,
};

static size_t blank_size(gi_bytes text)
{
    if (text.data[0] <= ' ') {
        return 1;
    }
    for (size_t i = 0; blanks[i] != NULL; i++) {
        size_t size = strlen(blanks[i]);
        if (text.size >= size && memcmp(text.data, blanks[i], size) == 0) {
            return size;
        }
    }
    return 0;
}

/* U+FF01..FF5E are ASCII, written wide: EF BC 81 .. EF BD 9E. */
static char narrow(gi_bytes text)
{
    if (text.size < 3 || text.data[0] != 0xEF || text.data[1] < 0xBC || text.data[1] > 0xBD) {
        return 0;
    }
    unsigned point = (text.data[1] - 0xBCU) * 64U + (text.data[2] - 0x80U) + 0x20U;
    return point > 0x20 && point < 0x7F ? (char)point : 0;
}

/* The next character, narrow and small; how many bytes it took. */
static size_t fold_one(gi_bytes rest, char *out)
{
    char wide = narrow(rest);
    char c = wide != 0 ? wide : (char)rest.data[0];
    *out = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    return wide != 0 ? 3 : 1;
}

void gi_fold(gi_bytes text, char *out, size_t size)
{
    size_t used = 0;
    for (size_t at = 0; at < text.size && used + 1 < size;) {
        gi_bytes rest = { text.data + at, text.size - at };
        size_t blank = blank_size(rest);
        at += blank > 0 ? blank : fold_one(rest, &out[used++]);
    }
    out[used] = '\0';
}

/* ---- one header ---- */

static void cut(char *text, size_t from, size_t to)
{
    memmove(text + from, text + to, strlen(text + to) + 1);
}

/* Remembers a unit, with or without "单位:" before it; false when it is none. */
static bool take_unit(gi_column_head *head, const char *text, size_t size)
{
    static const char prefix[] = "单位:";
    char unit[GI_HEADER_TEXT];
    if (size > strlen(prefix) && strncmp(text, prefix, strlen(prefix)) == 0) {
        text += strlen(prefix);
        size -= strlen(prefix);
    }
    (void)snprintf(unit, sizeof unit, "%.*s", (int)size, text);
    const char *known = gi_unit_known(unit);
    if (known == NULL) {
        return false;
    }
    (void)snprintf(head->unit, sizeof head->unit, "%s", known);
    return true;
}

/* Everything in brackets goes; a unit among it is kept. */
static void cut_brackets(gi_column_head *head)
{
    static const char *const pairs[][2] = {
        { "(", ")" }, { "[", "]" }, { "【", "】" }, { "〔", "〕" }
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        char *open = NULL;
        while ((open = strstr(head->folded, pairs[i][0])) != NULL) {
            char *inside = open + strlen(pairs[i][0]);
            char *close = strstr(inside, pairs[i][1]);
            size_t size = close != NULL ? (size_t)(close - inside) : strlen(inside);
            size_t end = (size_t)(inside - head->folded) + size;
            (void)take_unit(head, inside, size);
            cut(head->folded, (size_t)(open - head->folded),
                end + (close != NULL ? strlen(pairs[i][1]) : 0));
        }
    }
}

static void cut_slash(gi_column_head *head)
{
    char *slash = strrchr(head->folded, '/');
    if (slash != NULL && take_unit(head, slash + 1, strlen(slash + 1))) {
        *slash = '\0';
    }
}

/* "重量kg", "面积亩": only when what is left is longer than nothing and the unit is plain. */
static void cut_tail(gi_column_head *head)
{
    static const char *const tails[] = { "kg", "公斤", "千克", "市斤", "亩", "m2", "㎡", "平方米" };
    size_t size = strlen(head->folded);
    for (size_t i = 0; i < sizeof tails / sizeof tails[0] && head->unit[0] == '\0'; i++) {
        size_t tail = strlen(tails[i]);
        if (size > tail && strcmp(head->folded + size - tail, tails[i]) == 0) {
            (void)take_unit(head, tails[i], tail);
            head->folded[size - tail] = '\0';
        }
    }
}

static void cut_marks(char *text)
{
    for (char *at = text; *at != '\0';) {
        if (*at == '*' || *at == ':' || *at == '#') {
            cut(text, (size_t)(at - text), (size_t)(at - text) + 1);
        } else {
            at++;
        }
    }
}

void gi_column_read(gi_bytes cell, gi_column_head *out)
{
    gi_column_head head = { 0 };
    (void)snprintf(head.text, sizeof head.text, "%s", gi_quote(gi_trim(cell)).text);
    gi_fold(cell, head.folded, sizeof head.folded);
    cut_brackets(&head);
    cut_slash(&head);
    cut_marks(head.folded);
    for (size_t i = 0; i < sizeof implied / sizeof implied[0]; i++) {
        if (strcmp(head.folded, implied[i].folded) == 0) {
            (void)take_unit(&head, implied[i].unit, strlen(implied[i].unit));
        }
    }
    cut_tail(&head);
    *out = head;
}

/* ---- the whole row ---- */

static int find(const gi_import_field *field, const gi_column_head *heads, size_t count,
                const bool *taken)
{
    const char *list = field->names;
    while (list != NULL) { /* names in their order: the plainest first */
        size_t size = strcspn(list, "|");
        for (size_t i = 0; i < count; i++) {
            if (!taken[i] && strlen(heads[i].folded) == size &&
                memcmp(heads[i].folded, list, size) == 0) {
                return (int)i;
            }
        }
        list = list[size] == '|' ? list + size + 1 : NULL;
    }
    return -1;
}

static size_t match(const gi_import_field *fields, const gi_column_head *heads, size_t count,
                    bool *taken, int *columns)
{
    size_t known = 0;
    for (size_t i = 0; fields[i].name != NULL; i++) {
        columns[i] = find(&fields[i], heads, count, taken);
        if (columns[i] >= 0) {
            taken[columns[i]] = true;
            known++;
        }
    }
    return known;
}

size_t gi_columns_match(const gi_import_kind *kind, const gi_column_head *heads, size_t count,
                        bool mixed, gi_column_map *out)
{
    bool taken[GI_IMPORT_COLUMNS_MAX] = { 0 };
    size_t known = 0;
    for (size_t i = 0; i < 4; i++) {
        out->shared[i] = -1;
    }
    if (mixed) {
        known += match(gi_import_shared_fields, heads, count, taken, out->shared);
    }
    return known + match(kind->fields, heads, count, taken, out->column);
}
