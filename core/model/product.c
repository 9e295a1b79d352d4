/*
 * product.c - small questions to a product's rules, and the text forms of season and
 * best-before. No storage, no JSON.
 */
#include "gi/product.h"

#include <stdio.h>
#include <string.h>

#include "gi/text.h"

#define YEAR_FIRST 2020
#define YEAR_LAST 2099

gi_status gi_season_parse(gi_bytes text, int *number, gi_error *err)
{
    int64_t year = 0;
    int64_t no = 0;
    if (text.size < 6 || text.size > 7 || text.data[4] != '-' ||
        gi_text_int((gi_bytes){ text.data, 4 }, "", YEAR_FIRST, YEAR_LAST, &year, NULL) != GI_OK ||
        gi_text_int((gi_bytes){ text.data + 5, text.size - 5 }, "", 0, 15, &no, NULL) != GI_OK) {
        char shown[16] = "";
        memcpy(shown, text.data, text.size < sizeof shown ? text.size : sizeof shown - 1);
        return gi_fail(err, GI_WHY_BAD_FIELD, "season", shown, "2026-1");
    }
    *number = (int)(year * 16 + no);
    return GI_OK;
}

gi_season_text_t gi_season_text(int number)
{
    gi_season_text_t out;
    unsigned year = (unsigned)number / 16U % 10000U;
    (void)snprintf(out.text, sizeof out.text, "%u-%u", year, (unsigned)number % 16U);
    return out;
}

bool gi_product_covers(const gi_product *product, int64_t township)
{
    for (size_t i = 0; i < product->area_count; i++) {
        int64_t area = product->area[i];
        if (area == township || area == township / 1000) {
            return true;
        }
    }
    return false;
}

int64_t gi_product_ceiling(const gi_product *product, int64_t township)
{
    for (size_t i = 0; i < product->ceiling_count; i++) {
        if (product->ceiling[i].township == township) {
            return product->ceiling[i].quantity;
        }
    }
    return 0;
}

static const char *const activations[] = {
    [GI_ACTIVATE_ISSUE] = "issue",
    [GI_ACTIVATE_RANGE] = "range",
    [GI_ACTIVATE_CARTON] = "carton",
};

const char *gi_fresh_word(gi_fresh value)
{
    static const char *const words[] = { [GI_FRESH_YES] = "yes", [GI_FRESH_NO] = "no" };
    return value == GI_FRESH_UNKNOWN ? "" : words[value];
}

const char *gi_activation_word(gi_activation value)
{
    return activations[value];
}

bool gi_activation_find(gi_bytes word, gi_activation *out)
{
    for (int i = GI_ACTIVATE_ISSUE; i <= GI_ACTIVATE_CARTON; i++) {
        if (gi_bytes_equal(word, gi_bytes_of(activations[i]))) {
            *out = (gi_activation)i;
            return true;
        }
    }
    return false;
}

int gi_product_grade(const gi_product *product, gi_bytes name)
{
    for (size_t i = 0; i < product->grade_count; i++) {
        const gi_grade *grade = &product->grade[i];
        if (gi_bytes_equal(name, gi_bytes_of(grade->zh)) ||
            gi_bytes_equal(name, gi_bytes_of(grade->en)) ||
            gi_bytes_equal(name, gi_bytes_of(gi_num((int64_t)i + 1).text))) {
            return (int)i + 1;
        }
    }
    return 0;
}

gi_status gi_best_before_parse(gi_bytes text, uint8_t *out, gi_error *err)
{
    int64_t number = 0;
    gi_bytes digits = { text.data, text.size > 0 ? text.size - 1 : 0 };
    if (gi_bytes_equal(text, gi_bytes_of("0"))) {
        *out = 0;
        return GI_OK;
    }
    if (digits.size > 0 && gi_text_int(digits, "", 1, 635, &number, NULL) == GI_OK) {
        uint8_t unit = text.data[text.size - 1];
        if (unit == 'm' && number <= 127) {
            *out = (uint8_t)number;
            return GI_OK;
        }
        if (unit == 'd' && number % 5 == 0) {
            *out = (uint8_t)(128 + number / 5);
            return GI_OK;
        }
    }
    return gi_fail(err, GI_WHY_BAD_FIELD, "best_before", digits.size > 0 ? "?" : "",
                   "18m (1..127), 45d (5..635) or 0");
}
