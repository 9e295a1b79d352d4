/* One plot, one source: its number is compared without being public, however it is written. */
#include <string.h>

#include "core/store/parcels.h"
#include "core/store/registry.h"
#include "gi/report.h"
#include "tests/core/acts/helpers.h"

#define PLOT(holder, product, number)                                                        \
    "source", "holder", holder, "product", product, "kind", "plot", "township", "360483107", \
        "capacity", "5mu", "parcel", number

static gi_fixture *two_holders(void)
{
    gi_fixture *fixture = land();
    fixture_act(fixture, "holder", "kind", "producer", "name", "另一家示例", "uscc",
                "93360483MA0TE5T24Y", NULL);
    fixture_act(fixture, PLOT("0001", "LSYW", "360483107201GB00012"), NULL);
    return fixture;
}

SPEC(a_plot_is_not_registered_for_a_second_holder_and_the_other_source_is_named)
{
    GI_AUTO(gi_fixture) fixture = two_holders();
    gi_error err = { 0 };
    EXPECT_WHY(fixture_try(fixture, &err, PLOT("0002", "LSYW", "360483107201GB00012"), NULL),
               GI_WHY_PARCEL_TAKEN);
    EXPECT(strstr(err.message, " 2") != NULL && strstr(err.message, "0001") != NULL);
    EXPECT(strstr(err.message, "GB00012") == NULL);
}

SPEC(a_plot_is_not_registered_for_a_second_product_or_twice_for_its_holder)
{
    GI_AUTO(gi_fixture) fixture = two_holders();
    fixture_act(fixture, "product", "product", "NHHC", "index", "2", "zh", "宁红茶", "en",
                "Ninghong tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "70kg",
                "ratio", "9:2", "area", "360483", "season", "2026-1", "first", "2026-03-15", "last",
                "2026-05-31", "label_until", "2027-12-31", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_PARCEL_TAKEN, PLOT("0001", "NHHC", "360483107201GB00012"));
    EXPECT_REFUSED(fixture, GI_WHY_PARCEL_TAKEN, PLOT("0001", "LSYW", "360483107201GB00012"));
}

SPEC(a_plot_number_is_one_however_it_is_written)
{
    GI_AUTO(gi_fixture) fixture = two_holders();
    static const char *const spellings[] = {
        "360483107201gb00012",
        "360483107 201 GB 00012",
        "360483-107201-GB00012",
        "３６０４８３１０７２０１ＧＢ０００１２",
    };
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        EXPECT_REFUSED(fixture, GI_WHY_PARCEL_TAKEN, PLOT("0002", "LSYW", spellings[i]));
    }
    fixture_act(fixture, PLOT("0002", "LSYW", "360483107201GB00013"), NULL);
    EXPECT_INT(fixture_answer_int(fixture, "source"), 3);
}

SPEC(a_plot_number_has_4_to_64_characters)
{
    GI_AUTO(gi_fixture) fixture = two_holders();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, PLOT("0002", "LSYW", "A-1 2"));
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD,
                   PLOT("0002", "LSYW",
                        "12345678901234567890123456789012345678901234567890123456"
                        "789012345"));
}

SPEC(a_plot_number_is_in_no_leaf_and_its_digest_is_no_plain_hash)
{
    GI_AUTO(gi_fixture) fixture = two_holders();
    char text[2049];
    bool found = true;
    int64_t source = 0;
    gi_error err = { 0 };
    gi_digest plain = gi_sha256(gi_bytes_of("360483107201GB00012"));
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT(strstr(text, "GB00012") == NULL && strstr(text, "\"cmt\":") != NULL);
    EXPECT_OK(gi_parcel_find(fixture->registry->db, &plain, &found, &source, &err));
    EXPECT(!found);
}

SPEC(sources_without_a_plot_number_stay_valid_and_are_listed)
{
    GI_AUTO(gi_fixture) fixture = two_holders();
    GI_AUTO(gi_json) rows = NULL;
    gi_error err = { 0 };
    int64_t source = 0;
    EXPECT_OK(
        gi_report_list(fixture->registry, "unnumbered", (gi_report_page){ 0, 10 }, &rows, &err));
    EXPECT_INT((int64_t)gi_json_count(rows), 1);
    EXPECT(gi_json_as_int(gi_json_get(gi_json_at(rows, 0), "source"), &source));
    EXPECT_INT(source, 1);
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "1kg", NULL);
}
