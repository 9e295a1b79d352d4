/* Whose signature the end of a label wants: the producer's alone, or the bureau's as well. */
#include "tests/core/acts/labels.h"

#define HOUR INT64_C(3600000)

SPEC(activated_labels_do_not_end_by_the_producer_alone)
{
    static const char *const acts_why[][2] = { { "void", "quality" },
                                               { "lose", "lost" },
                                               { "repack", "size" } };
    for (size_t i = 0; i < sizeof acts_why / sizeof acts_why[0]; i++) {
        GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
        fixture_act(fixture, "activate", UNITS(5, 5), NULL);
        drop_signer(fixture, FIXTURE_BUREAU);
        EXPECT_REFUSED(fixture, GI_WHY_ACTIVATED_ALONE, acts_why[i][0], UNITS(1, 20), "why",
                       acts_why[i][1]);
        fixture_act(fixture, acts_why[i][0], UNITS(6, 20), "why", acts_why[i][1], NULL);
    }
}

SPEC(labels_that_count_at_once_are_the_producers_for_72_hours)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("issue", 20);
    drop_signer(fixture, FIXTURE_BUREAU);
    fixture->now += 72 * HOUR;
    fixture_act(fixture, "void", UNITS(1, 1), "why", "damaged", NULL);
    fixture->now += 1;
    EXPECT_REFUSED(fixture, GI_WHY_ACTIVATED_ALONE, "void", UNITS(2, 2), "why", "damaged");
}

SPEC(the_bureau_signs_the_end_of_activated_labels)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
    fixture_act(fixture, "activate", UNITS(1, 20), NULL);
    fixture_act(fixture, "void", UNITS(1, 20), "why", "quality", NULL);
    GI_AUTO(gi_json) end = leaf(fixture, acts(fixture) - 1);
    int64_t second = 0;
    EXPECT_INT(gi_json_count(gi_json_get(end, "sigs")), 2);
    EXPECT(gi_json_as_int(gi_json_at(gi_json_at(gi_json_get(end, "sigs"), 1), 0), &second));
    EXPECT_INT(second, FIXTURE_BUREAU);
}

SPEC(nobody_else_signs_what_the_producer_may_do_alone)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
    fixture_act(fixture, "void", UNITS(1, 20), "why", "misprint", NULL);
    GI_AUTO(gi_json) end = leaf(fixture, acts(fixture) - 1);
    EXPECT_INT(gi_json_count(gi_json_get(end, "sigs")), 1);
}

SPEC(an_activated_label_is_not_cancelled)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
    fixture_act(fixture, "activate", UNITS(5, 5), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ACTIVATED, "cancel", UNITS(1, 20), "why", "unused");
    fixture_act(fixture, "cancel", UNITS(6, 20), "why", "unused", NULL);
}
