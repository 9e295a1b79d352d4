/*
 * limits.c - what standards ask of a product's kinds, item by item (gi/limits.h).
 */
#include <stddef.h>
#include <string.h>

#include "gi/text.h"
#include "tables.h"

static const char *const bound_words[] = { "max", "min", NULL };

#define AT(member) offsetof(gi_limit_entry, member), sizeof(((gi_limit_entry *)NULL)->member)

static const gi_column columns[] = {
    { "mnemonic", gi_column_text, AT(mnemonic), 0, 0, NULL, GI_KEY },
    { "number", gi_column_number, AT(number), 0, 15, NULL, GI_KEY },
    { "zh", gi_column_text, AT(zh), 0, 0, NULL, GI_KEY },
    { "en", gi_column_text, AT(en), 0, 0, NULL, GI_PLAIN },
    { "bound", gi_column_word, AT(bound), 0, 0, bound_words, GI_KEY },
    { "milli", gi_column_number, AT(milli), 0, GI_QUANTITY_MAX, NULL, GI_PLAIN },
    { "unit", gi_column_text, AT(unit), 0, 0, NULL, GI_PLAIN },
    { "note", gi_column_optional, AT(note), 0, 0, NULL, GI_PLAIN },
    { "source", gi_column_text, AT(source), 0, 0, NULL, GI_PLAIN },
    { "mark", gi_column_mark, AT(mark), 0, 0, NULL, GI_PLAIN },
    { "checked", gi_column_month, AT(checked), 0, 0, NULL, GI_PLAIN },
};

extern const char gi_embedded_limits[];
extern const size_t gi_embedded_limits_size;
const gi_table gi_limits_table = { "limits",
                                   gi_embedded_limits,
                                   &gi_embedded_limits_size,
                                   columns,
                                   sizeof columns / sizeof columns[0],
                                   sizeof(gi_limit_entry) };

typedef struct asked {
    const char *mnemonic;
    int64_t grade;
    size_t skip;
} asked;

static bool fits(const void *entry, void *wanted)
{
    const gi_limit_entry *row = entry;
    asked *q = wanted;
    bool same =
        strcmp(row->mnemonic, q->mnemonic) == 0 && (row->number == 0 || row->number == q->grade);
    return same && (q->skip == 0 || q->skip-- == 0);
}

gi_status gi_catalogue_limit_at(const char *mnemonic, int64_t grade, size_t place,
                                gi_limit_entry *out, gi_error *err)
{
    asked wanted = { mnemonic, grade, place };
    gi_limit_entry row;
    bool found = false;
    GI_TRY(gi_table_find(&gi_limits_table, fits, &wanted, &row, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NO_CATALOGUE, mnemonic);
    }
    *out = row;
    return GI_OK;
}
