/* What standards ask of a product's kinds: by product and kind, and nothing beyond it. */
#include "gi/limits.h"

#include <string.h>

#include "tests/support/spec.h"

static gi_limit_entry limit(const char *mnemonic, int64_t grade, const char *zh, int bound)
{
    gi_limit_entry entry;
    for (size_t i = 0; gi_catalogue_limit_at(mnemonic, grade, i, &entry, NULL) == GI_OK; i++) {
        if (strcmp(entry.zh, zh) == 0 && entry.bound == bound) {
            return entry;
        }
    }
    bool found = false;
    EXPECT(found); /* there is no such limit */
    return entry;
}

enum { AT_MOST, AT_LEAST };

SPEC(dry_and_wet_douchi_have_limits_of_their_own)
{
    EXPECT_INT(limit("HKDC", 1, "水分", AT_MOST).milli, 30000);
    EXPECT_INT(limit("HKDC", 2, "水分", AT_MOST).milli, 60000);
    EXPECT_INT(limit("HKDC", 1, "氨基酸态氮", AT_LEAST).milli, 1000);
    EXPECT_INT(limit("HKDC", 4, "氨基酸态氮", AT_LEAST).milli, 400);
}

SPEC(every_kind_of_douchi_has_five_items)
{
    gi_error err = { 0 };
    gi_limit_entry entry;
    for (int64_t grade = 1; grade <= 4; grade++) {
        EXPECT_OK(gi_catalogue_limit_at("HKDC", grade, 4, &entry, &err));
        EXPECT_WHY(gi_catalogue_limit_at("HKDC", grade, 5, &entry, &err), GI_WHY_NO_CATALOGUE);
    }
}

SPEC(a_limit_that_is_doubtful_as_printed_says_so)
{
    gi_limit_entry salt = limit("HKDC", 4, "食盐", AT_LEAST);
    EXPECT_INT(salt.milli, 12000);
    EXPECT(strstr(salt.note, "maximum is likely") != NULL);
}

SPEC(a_limit_of_all_grades_holds_for_each)
{
    EXPECT_INT(limit("RCSY", 3, "块茎长", AT_LEAST).milli, 25000);
    EXPECT_INT(limit("RCSY", 0, "块茎粗", AT_MOST).milli, 7000);
}

SPEC(limits_nobody_has_read_are_not_there)
{
    gi_error err = { 0 };
    gi_limit_entry entry;
    EXPECT_WHY(gi_catalogue_limit_at("LSYW", 1, 0, &entry, &err), GI_WHY_NO_CATALOGUE);
}
