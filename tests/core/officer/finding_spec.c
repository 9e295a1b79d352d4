/* Two officers find labels copied, and may take that back: core/acts/finding.c. */
#include <stdio.h>
#include <string.h>

#include "core/store/finding.h"
#include "core/store/registry.h"
#include "gi/unit_number.h"
#include "tests/core/officer/officers.h"

/* Labels of the fixture's key, as the acts take them; valid until the next call. */
static const char *labels(uint32_t first, uint32_t last)
{
    static char text[2 * GI_UNIT_NUMBER_TEXT + 2];
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, first }, from);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, last }, to);
    (void)snprintf(text, sizeof text, "%s..%s", from, to);
    return text;
}

#define FIND(first, last) \
    "finding", "units", labels(first, last), "why", "seizure", "who", WHO, "doc", DOC

/* Twenty labels of one batch, two officers. */
static gi_fixture *issued(void)
{
    gi_fixture *fixture = officers();
    gi_run run = fixture_issue(fixture, "50g", 20);
    EXPECT_INT(run.first, 1);
    return fixture;
}

static bool is_copied(const gi_fixture *fixture, uint32_t serial)
{
    gi_error err = { 0 };
    gi_finding_row finding;
    bool found = false;
    EXPECT_OK(gi_finding_of(fixture->registry->db, FIXTURE_LABEL, serial, serial, &found, &finding,
                            &err));
    return found;
}

SPEC(a_finding_names_its_labels_and_why_and_who_in_the_log)
{
    char leaf[2048];
    GI_AUTO(gi_fixture) fixture = issued();
    fixture_act(fixture, FIND(3, 5), NULL);
    last_leaf(fixture, leaf, sizeof leaf);

    EXPECT(strstr(leaf, "\"t\":\"finding\"") != NULL);
    EXPECT(strstr(leaf, ",3,3]]") != NULL);
    EXPECT(strstr(leaf, "\"why\":\"seizure\"") != NULL && strstr(leaf, WHO) != NULL);
    EXPECT(strstr(leaf, "\"doc\":\"ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=\"") != NULL);
    EXPECT(strstr(leaf, fixture->batch) != NULL);
}

SPEC(labels_beside_a_finding_are_not_meant)
{
    GI_AUTO(gi_fixture) fixture = issued();
    fixture_act(fixture, FIND(3, 5), NULL);

    EXPECT(!is_copied(fixture, 2) && is_copied(fixture, 3));
    EXPECT(is_copied(fixture, 5) && !is_copied(fixture, 6));
}

SPEC(a_finding_takes_two_officers)
{
    GI_AUTO(gi_fixture) fixture = issued();
    only_officer(fixture, OFFICER_TWO);
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, FIND(3, 5));
    EXPECT(!is_copied(fixture, 3));
    both_officers(fixture);
}

SPEC(a_label_is_found_copied_once)
{
    GI_AUTO(gi_fixture) fixture = issued();
    fixture_act(fixture, FIND(3, 5), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_FOUND_COPIED, FIND(5, 6));
    EXPECT_REFUSED(fixture, GI_WHY_FOUND_COPIED, FIND(1, 9));
    EXPECT_REFUSED(fixture, GI_WHY_FOUND_COPIED, FIND(4, 4));
    fixture_act(fixture, FIND(6, 6), NULL);
    fixture_act(fixture, FIND(1, 2), NULL);
}

SPEC(only_labels_that_were_issued_are_found_copied)
{
    GI_AUTO(gi_fixture) fixture = issued();
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_RUN, FIND(9, 4000));
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_RUN, FIND(4000, 4000));
}

SPEC(a_finding_needs_its_document)
{
    GI_AUTO(gi_fixture) fixture = issued();
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "finding", "units", labels(3, 5), "why",
                   "seizure", "who", WHO);
}

SPEC(two_officers_take_a_finding_back_and_may_find_anew)
{
    GI_AUTO(gi_fixture) fixture = issued();
    fixture_act(fixture, FIND(3, 5), NULL);
    gi_num_text act = last_act(fixture);
    only_officer(fixture, OFFICER_TWO);
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, "finding-lift", "ref", act.text, "why",
                   "mistake");
    both_officers(fixture);
    fixture_act(fixture, "finding-lift", "ref", act.text, "why", "mistake", NULL);

    EXPECT(!is_copied(fixture, 4));
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "finding-lift", "ref", act.text, "why", "mistake");
    fixture_act(fixture, FIND(4, 8), NULL);
    EXPECT(is_copied(fixture, 4) && !is_copied(fixture, 3));
}

SPEC(only_a_finding_is_taken_back)
{
    GI_AUTO(gi_fixture) fixture = issued();
    freeze_batch(fixture, true);
    gi_num_text act = last_act(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_NO_FINDING, "finding-lift", "ref", act.text, "why", "mistake");
}

SPEC(a_label_that_is_void_may_be_found_copied)
{
    GI_AUTO(gi_fixture) fixture = issued();
    fixture_act(fixture, "void", "units", labels(4, 4), "why", "stolen", NULL);
    fixture_act(fixture, FIND(4, 4), NULL);
    EXPECT(is_copied(fixture, 4));
}
