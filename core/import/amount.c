/*
 * amount.c - amounts, areas and counts: a number and a unit, from the cell or from its header.
 *
 * The answer has one spelling, so that the same file in other units is the same import.
 */
#include <stdio.h>
#include <string.h>

#include "core/import/shapes.h"
#include "gi/quantity.h"
#include "gi/text.h"

bool gi_all_digits(const char *text)
{
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
}

gi_status gi_value_bad(const gi_value_place *place, const char *text, gi_error *err)
{
    return gi_fail(err, GI_WHY_BAD_FIELD, place->head->text, text, place->field->help);
}

/* "1 234" may be one number or two. */
static bool is_split(const char *text)
{
    for (size_t i = 1; text[i] != '\0' && text[i + 1] != '\0'; i++) {
        if (text[i] == ' ' && strchr("0123456789", text[i - 1]) != NULL &&
            strchr("0123456789", text[i + 1]) != NULL) {
            return true;
        }
    }
    return false;
}

/* "12.5 公斤" as number and folded unit; the unit of the header when the cell has none. */
static gi_status take_amount(const gi_value_place *place, const gi_cell *cell, const char *text,
                             char number[64], char unit[64], gi_error *err)
{
    char folded[GI_VALUE_TEXT];
    size_t used = 0;
    gi_fold(gi_bytes_of(text), folded, sizeof folded);
    if (is_split(text) ||
        !gi_number_take(gi_bytes_of(folded), cell->kind == GI_CELL_NUMBER, number, 64, &used)) {
        return gi_fail(err, GI_WHY_BAD_QUANTITY, text, "12.5kg");
    }
    (void)snprintf(unit, 64, "%s", folded[used] != '\0' ? folded + used : place->head->unit);
    return GI_OK;
}

static const char *same_unit(const char *unit)
{
    static const char *const same[][2] = {
        { "㎏", "kg" },
        { "市斤", "斤" },
        { "市亩", "亩" },
        { "平米", "平方米" },
    };
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        if (strcmp(unit, same[i][0]) == 0) {
            return same[i][1];
        }
    }
    return unit;
}

/* The one spelling of an amount: "12.5 kg" for 25 jin as well. */
gi_status gi_read_quantity(const gi_value_place *place, const gi_cell *cell,
                           char text[GI_VALUE_TEXT], gi_error *err)
{
    char number[64];
    char unit[64];
    char both[160];
    int64_t milli = 0;
    GI_TRY(take_amount(place, cell, text, number, unit, err));
    if (unit[0] == '\0') {
        return gi_fail(err, GI_WHY_IMPORT_UNIT, text, "公斤/kg");
    }
    (void)snprintf(both, sizeof both, "%s%s", number, same_unit(unit));
    gi_unit kind = GI_UNIT_VOLUME;
    if (gi_quantity_parse(gi_bytes_of(both), kind, &milli, NULL) != GI_OK) {
        kind = GI_UNIT_MASS;
        GI_TRY(gi_quantity_parse(gi_bytes_of(both), kind, &milli, err));
    }
    (void)snprintf(text, GI_VALUE_TEXT, "%s", gi_quantity_text(milli, kind).text);
    return GI_OK;
}

/* Whole square metres, rounded down as the law of the house does; hectares by their digits. */
gi_status gi_read_area(const gi_value_place *place, const gi_cell *cell, char text[GI_VALUE_TEXT],
                       gi_error *err)
{
    static const char *const hectares[] = { "公顷", "ha", "hectare" };
    char number[64];
    char unit[64];
    char both[160];
    int64_t metres = 0;
    GI_TRY(take_amount(place, cell, text, number, unit, err));
    if (unit[0] == '\0') {
        return gi_fail(err, GI_WHY_IMPORT_UNIT, text, "亩/mu");
    }
    (void)snprintf(both, sizeof both, "%s%s", number, same_unit(unit));
    for (size_t i = 0; i < sizeof hectares / sizeof hectares[0]; i++) {
        if (strcmp(unit, hectares[i]) == 0) {
            char shifted[80];
            gi_number_shift(number, 4, shifted, sizeof shifted);
            (void)snprintf(both, sizeof both, "%sm2", shifted);
        }
    }
    GI_TRY(gi_area_parse(gi_bytes_of(both), &metres, err));
    (void)snprintf(text, GI_VALUE_TEXT, "%sm2", gi_num(metres).text);
    return GI_OK;
}

gi_status gi_read_count(const gi_value_place *place, const gi_cell *cell, char text[GI_VALUE_TEXT],
                        gi_error *err)
{
    static const char marks[] = "|升|l|只|头|羽|份|个|天|日|";
    char number[64];
    char unit[64];
    char wanted[80];
    GI_TRY(take_amount(place, cell, text, number, unit, err));
    (void)snprintf(wanted, sizeof wanted, "|%s|", unit);
    if ((unit[0] != '\0' && strstr(marks, wanted) == NULL) || !gi_all_digits(number)) {
        return gi_value_bad(place, text, err);
    }
    (void)snprintf(text, GI_VALUE_TEXT, "%s", number);
    return GI_OK;
}
