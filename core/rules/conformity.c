/*
 * conformity.c - the rules of the certificate of conformity, read from their table
 * (gi/conformity.h).
 */
#include "gi/conformity.h"

#include <stddef.h>
#include <string.h>

#include "core/rules/tables.h"
#include "gi/text.h"

#define AT(member) \
    offsetof(gi_conformity_rule, member), sizeof(((gi_conformity_rule *)NULL)->member)

static const gi_column columns[] = {
    { "name", gi_column_text, AT(name), 0, 0, NULL, GI_KEY },
    { "zh", gi_column_text, AT(zh), 0, 0, NULL, GI_PLAIN },
    { "en", gi_column_text, AT(en), 0, 0, NULL, GI_PLAIN },
    { "number", gi_column_unknown, AT(number), 1, 1200, NULL, GI_PLAIN },
    { "law", gi_column_text, AT(law), 0, 0, NULL, GI_PLAIN },
    { "source", gi_column_text, AT(source), 0, 0, NULL, GI_PLAIN },
    { "mark", gi_column_mark, AT(mark), 0, 0, NULL, GI_PLAIN },
    { "checked", gi_column_month, AT(checked), 0, 0, NULL, GI_PLAIN },
};

extern const char gi_embedded_conformity[];
extern const size_t gi_embedded_conformity_size;
const gi_table gi_conformity_table = { "conformity",
                                       gi_embedded_conformity,
                                       &gi_embedded_conformity_size,
                                       columns,
                                       sizeof columns / sizeof columns[0],
                                       sizeof(gi_conformity_rule) };

static bool is_named(const void *entry, void *wanted)
{
    return strcmp(((const gi_conformity_rule *)entry)->name, wanted) == 0;
}

gi_status gi_conformity_rule_find(const char *name, gi_conformity_rule *out, gi_error *err)
{
    char wanted[sizeof out->name];
    gi_conformity_rule row;
    bool found = false;
    GI_TRY(gi_text_copy(wanted, sizeof wanted, gi_bytes_of(name), "name", err));
    GI_TRY(gi_table_find(&gi_conformity_table, is_named, wanted, &row, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NO_CATALOGUE, name);
    }
    *out = row;
    return GI_OK;
}
