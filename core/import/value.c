/*
 * value.c - cells by the shape of their field (value.h).
 */
#include "core/import/shapes.h"

#include <stdio.h>
#include <string.h>

#include "gi/product.h"
#include "gi/text.h"

/* A text that fits, into room of GI_VALUE_TEXT. */
static void put(char *to, const char *text)
{
    memcpy(to, text, strlen(text) + 1);
}

/* The cell's text without blanks at its ends, wide ones too, as a C string. */
static gi_status plain(const gi_value_place *place, gi_bytes text, char out[GI_VALUE_TEXT],
                       gi_error *err)
{
    static const char *const blanks[] = { "\xE3\x80\x80", "\xC2\xA0", "\xE2\x80\x8B",
                                          "\xEF\xBB\xBF" };
    bool cut = true;
    while (cut) {
        cut = false;
        text = gi_trim(text);
        for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
            size_t size = strlen(blanks[i]);
            if (text.size >= size && memcmp(text.data, blanks[i], size) == 0) {
                text = (gi_bytes){ text.data + size, text.size - size };
                cut = true;
            }
            if (text.size >= size && memcmp(text.data + text.size - size, blanks[i], size) == 0) {
                text.size -= size;
                cut = true;
            }
        }
    }
    return gi_text_copy(out, GI_VALUE_TEXT, text, place->head->text, err);
}

/* ---- numbers of somebody else ---- */

/* The check character of an ID card, GB 11643: with it, zeros at the end are no accident. */
static bool id_check_fits(const char *text)
{
    static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    int sum = 0;
    if (strlen(text) != 18) {
        return false;
    }
    for (size_t i = 0; i < 17; i++) {
        sum += weights[i] * (text[i] - '0');
    }
    return "10X98765432"[sum % 11] == text[17];
}

/* What a spreadsheet did to a number, in both languages; NULL = nothing that shows. */
static const char *damage(const gi_cell *cell, const char *text)
{
    size_t size = strlen(text);
    size_t used = 0;
    char digits[64];
    bool exponent = strpbrk(text, "eE") != NULL && strpbrk(text, ".+") != NULL &&
                    gi_number_take(gi_bytes_of(text), false, digits, sizeof digits, &used) &&
                    used == size;
    if (exponent) {
        return "科学计数法 / exponent";
    }
    if (cell->kind == GI_CELL_NUMBER && size > 15) {
        return "超过 15 位的数字 / more than 15 digits";
    }
    if (cell->kind == GI_CELL_NUMBER && cell->zeros > (int)size) {
        return "前导零丢失 / leading zeros lost";
    }
    if (gi_all_digits(text) && size > 15 && strcmp(text + size - 3, "000") == 0 &&
        !id_check_fits(text)) {
        return "末位变为 000 / last digits became 000";
    }
    return cell->kind == GI_CELL_NUMBER && strchr(text, '.') != NULL ? "小数 / a fraction" : NULL;
}

static gi_status read_id(const gi_value_place *place, const gi_cell *cell, char text[GI_VALUE_TEXT],
                         gi_error *err)
{
    char folded[GI_VALUE_TEXT];
    gi_fold(gi_bytes_of(text), folded, sizeof folded);
    for (char *at = folded; *at != '\0'; at++) {
        *at = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
    }
    const char *what = cell->kind == GI_CELL_DAY ? "日期 / a date" : damage(cell, folded);
    if (what != NULL) {
        return gi_fail(err, GI_WHY_IMPORT_MANGLED, text, what);
    }
    (void)place;
    put(text, folded);
    return GI_OK;
}

/* ---- words, days, seasons ---- */

static gi_status read_word(const gi_value_place *place, const gi_cell *cell,
                           char text[GI_VALUE_TEXT], gi_error *err)
{
    char folded[GI_VALUE_TEXT];
    (void)cell;
    gi_fold(gi_bytes_of(text), folded, sizeof folded);
    for (const char *row = place->field->words; row != NULL && *row != '\0';) {
        size_t name = strcspn(row, "=");
        size_t all = strcspn(row, ";");
        gi_bytes word = gi_bytes_of(folded);
        if ((word.size == name && memcmp(row, folded, name) == 0) ||
            gi_words_hold(row + name + 1, word)) {
            (void)snprintf(text, GI_VALUE_TEXT, "%.*s", (int)name, row);
            return GI_OK;
        }
        row = row[all] == ';' ? row + all + 1 : NULL;
    }
    return gi_value_bad(place, text, err);
}

/* A time of day behind a blank goes; other blanks do not matter. */
static void cut_time(char *text)
{
    char *blank = strrchr(text, ' ');
    if (blank != NULL && strchr(blank, ':') != NULL &&
        strspn(blank + 1, "0123456789:.") == strlen(blank + 1)) {
        *blank = '\0';
    }
}

static gi_status read_day(const gi_value_place *place, const gi_cell *cell,
                          char text[GI_VALUE_TEXT], gi_error *err)
{
    char folded[GI_VALUE_TEXT];
    (void)cell;
    cut_time(text);
    gi_fold(gi_bytes_of(text), folded, sizeof folded);
    return gi_day_take(folded, place->from_1904, text, GI_VALUE_TEXT, err);
}

/* "2026年第1季" is 2026-1; "2026春" may be any. */
static gi_status read_season(const gi_value_place *place, const gi_cell *cell,
                             char text[GI_VALUE_TEXT], gi_error *err)
{
    char folded[GI_VALUE_TEXT];
    int year = 0;
    int number = 0;
    int used = 0;
    int season = 0;
    if (cell->kind == GI_CELL_DAY) {
        return gi_fail(err, GI_WHY_IMPORT_MANGLED, text, "变为日期 / became a date");
    }
    gi_fold(gi_bytes_of(text), folded, sizeof folded);
    if (sscanf(folded, "%4d年第%2d季%n", &year, &number, &used) == 2 && used > 0 &&
        folded[used] == '\0') {
        (void)snprintf(folded, sizeof folded, "%d-%d", year, number);
    }
    if (gi_season_parse(gi_bytes_of(folded), &season, NULL) != GI_OK) {
        return gi_value_bad(place, text, err);
    }
    put(text, folded);
    return GI_OK;
}

/* ---- names of things ---- */

/* Whatever names something: as it is, narrow, without blanks; a number cell only in full. */
static gi_status read_name(const gi_value_place *place, const gi_cell *cell,
                           char text[GI_VALUE_TEXT], gi_error *err)
{
    char folded[GI_VALUE_TEXT];
    if (cell->kind == GI_CELL_DAY) {
        return gi_fail(err, GI_WHY_IMPORT_MANGLED, text, "变为日期 / became a date");
    }
    gi_fold(gi_bytes_of(text), folded, sizeof folded);
    bool digits = gi_all_digits(folded) || cell->kind == GI_CELL_NUMBER;
    return digits ? read_id(place, cell, text, err) : GI_OK;
}

/* A card may have the same digits as a holder's number: the header tells which is meant. */
static gi_status read_holder(const gi_value_place *place, const gi_cell *cell,
                             char text[GI_VALUE_TEXT], gi_error *err)
{
    static const char cards[] = "农户卡号|交易卡号|卡号|茶农卡号|card";
    static const char numbers[] = "主体号|主体编号|生产者编号|holdernumber";
    char name[GI_VALUE_TEXT];
    GI_TRY(read_name(place, cell, text, err));
    gi_bytes head = gi_bytes_of(place->head->folded);
    const char *prefix = gi_words_hold(cards, head)     ? GI_BY_CARD
                         : gi_words_hold(numbers, head) ? GI_BY_NUMBER
                                                        : "";
    if (prefix[0] != '\0' && text[0] != '@') {
        (void)snprintf(name, sizeof name, "%s%.600s", prefix, text);
        put(text, name);
    }
    return GI_OK;
}

static gi_status read_township(const gi_value_place *place, const gi_cell *cell,
                               char text[GI_VALUE_TEXT], gi_error *err)
{
    GI_TRY(read_id(place, cell, text, err));
    return strlen(text) == 12 && strcmp(text + 9, "000") == 0 && gi_all_digits(text)
               ? (text[9] = '\0', GI_OK) /* the long form of the same code */
               : GI_OK;
}

static gi_status read_text(const gi_value_place *place, const gi_cell *cell,
                           char text[GI_VALUE_TEXT], gi_error *err)
{
    (void)place;
    (void)cell;
    (void)text;
    (void)err;
    return GI_OK;
}

static gi_status read_folded(const gi_value_place *place, const gi_cell *cell,
                             char text[GI_VALUE_TEXT], gi_error *err)
{
    char folded[GI_VALUE_TEXT];
    (void)place;
    (void)cell;
    (void)err;
    gi_fold(gi_bytes_of(text), folded, sizeof folded);
    put(text, folded);
    return GI_OK;
}

typedef gi_status (*read_shape)(const gi_value_place *place, const gi_cell *cell,
                                char text[GI_VALUE_TEXT], gi_error *err);

static const struct shape {
    read_shape read;
    bool divides; /* an amount over merged rows would count many times */
} shapes[] = {
    [GI_SHAPE_TEXT] = { read_text, false },
    [GI_SHAPE_ID] = { read_id, true },
    [GI_SHAPE_WORD] = { read_word, false },
    [GI_SHAPE_DAY] = { read_day, false },
    [GI_SHAPE_SEASON] = { read_season, false },
    [GI_SHAPE_PRODUCT] = { read_folded, false },
    [GI_SHAPE_TOWNSHIP] = { read_township, false },
    [GI_SHAPE_QUANTITY] = { gi_read_quantity, true },
    [GI_SHAPE_AREA] = { gi_read_area, true },
    [GI_SHAPE_COUNT] = { gi_read_count, true },
    [GI_SHAPE_HOLDER] = { read_holder, false },
    [GI_SHAPE_SOURCE] = { read_name, false },
    [GI_SHAPE_LOT] = { read_name, true },
    [GI_SHAPE_LOTS] = { read_folded, true },
    [GI_SHAPE_LABEL] = { read_text, true },
    [GI_SHAPE_RECORD] = { read_folded, false },
};

static gi_status refuse_kind(const gi_value_place *place, const gi_cell *cell, gi_error *err)
{
    gi_quote_text shown = gi_quote(cell->text);
    if (cell->kind == GI_CELL_BROKEN) {
        return gi_fail(err, GI_WHY_IMPORT_ENCODING, shown.text, place->encoding);
    }
    if (cell->kind == GI_CELL_UNCOMPUTED) {
        return gi_fail(err, GI_WHY_IMPORT_FORMULA, shown.text);
    }
    if (cell->kind == GI_CELL_ERROR) {
        return gi_fail(err, GI_WHY_IMPORT_ERROR_CELL, shown.text);
    }
    return GI_OK;
}

gi_status gi_value_read(const gi_value_place *place, const gi_cell *cell, char out[GI_VALUE_TEXT],
                        gi_error *err)
{
    const struct shape *shape = &shapes[place->field->shape];
    char text[GI_VALUE_TEXT];
    GI_TRY(refuse_kind(place, cell, err));
    GI_TRY(plain(place, cell->text, text, err));
    if (text[0] != '\0' && cell->merged && shape->divides) {
        return gi_fail(err, GI_WHY_IMPORT_MERGED, text);
    }
    if (text[0] != '\0') {
        GI_TRY(shape->read(place, cell, text, err));
    }
    put(out, text);
    return GI_OK;
}
