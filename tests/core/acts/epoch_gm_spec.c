/* A log of the gm suite that begins with two keys: its first checkpoint carries both lines. */
#include <stdio.h>
#include <stdlib.h>

#include "core/lookup/publish.h"
#include "core/store/registry.h"
#include "gi/epoch.h"
#include "tests/core/acts/helpers.h"

#define NEXT "gi.example.cn/log/2027"
#define NEXT_LOG 20
#define NEXT_SM2 21

static gi_status begin(gi_fixture *fixture, uint16_t also, gi_error *err)
{
    gi_epoch_begun begun;
    gi_new_epoch what = { .origin = NEXT, .key = NEXT_LOG, .why = "moved" };
    what.log = &fixture_signer(fixture, NEXT_LOG)->public_key;
    if (also != 0) {
        what.also_key = also;
        what.also = &fixture_signer(fixture, also)->public_key;
    }
    return gi_log_new_epoch(fixture->registry, &what, fixture->signer, fixture->signers, &begun,
                            err);
}

/* With the keys of a next log at hand, none of them registered. */
static gi_fixture *ready(const char *suite, gi_algorithm also)
{
    gi_fixture *fixture = fixture_open_suite(GI_ED25519, suite);
    (void)fixture_add_key(fixture, NEXT_LOG, GI_ED25519, NULL);
    (void)fixture_add_key(fixture, NEXT_SM2, also, NULL);
    return fixture;
}

static bool signed_by(const gi_fixture *fixture, const gi_buf *text, uint16_t key)
{
    gi_error err = { 0 };
    bool fits = false;
    gi_note *note = calloc(1, sizeof *note);
    EXPECT(note != NULL);
    EXPECT_OK(gi_note_parse(gi_buf_view(text), note, &err));
    EXPECT_OK(gi_note_fits(note, NEXT, &fixture_signer(fixture, key)->public_key, &fits, &err));
    free(note);
    return fits;
}

SPEC(the_first_checkpoint_of_a_gm_log_carries_the_lines_of_both_keys)
{
    gi_error err = { 0 };
    gi_checkpoint head;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = ready("gm", GI_SM2);
    int64_t kept = acts(fixture);
    EXPECT_OK(begin(fixture, NEXT_SM2, &err));
    EXPECT_OK(gi_published_head(fixture->registry->db, &note, &head, &err));
    EXPECT_INT(head.size, kept + 1);
    EXPECT(signed_by(fixture, &note, NEXT_LOG) && signed_by(fixture, &note, NEXT_SM2));
}

SPEC(a_second_key_of_another_suite_algorithm_or_number_is_refused)
{
    const struct {
        const char *suite;
        gi_algorithm also;
        uint16_t key;
        gi_why wanted;
    } cases[] = {
        { "intl", GI_SM2, NEXT_SM2, GI_WHY_BAD_FIELD },
        { "gm", GI_P256, NEXT_SM2, GI_WHY_BAD_FIELD },
        { "gm", GI_SM2, NEXT_LOG, GI_WHY_BAD_FIELD },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gi_error err = { 0 };
        GI_AUTO(gi_fixture) fixture = ready(cases[i].suite, cases[i].also);
        int64_t before = acts(fixture);
        EXPECT_WHY(begin(fixture, cases[i].key, &err), cases[i].wanted);
        EXPECT_INT(acts(fixture), before);
    }
}
