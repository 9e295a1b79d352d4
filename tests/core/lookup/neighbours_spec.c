/* Labels that nothing happened to are told together, as the registry tells each of them. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "label.h"
#include "tests/support/spec.h"

#define WHO "九江市市场监督管理局"
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define BASE "https://example.cn/t/"
#define TWO 8 /* the second officer */

static char *number_of(const gi_run *run, uint32_t serial)
{
    static char text[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ run->key, serial }, text);
    return text;
}

static gi_neighbours *neighbours_at(const gi_fixture *fixture, const gi_run *run, uint32_t serial)
{
    gi_error err = { 0 };
    gi_neighbours *near = NULL;
    EXPECT_OK(
        gi_lookup_neighbours(fixture->registry, (gi_unit_id){ run->key, serial }, &near, &err));
    return near;
}

static bool knows(const gi_neighbours *near, const char *text, gi_time as_of, gi_verdict *out)
{
    gi_error err = { 0 };
    bool known = true;
    gi_named named;
    if (!gi_named_read(gi_bytes_of(text), &named)) {
        return false;
    }
    EXPECT_OK(gi_neighbours_look(near, &named, as_of, &known, out, &err));
    return known;
}

static bool has_neighbours(const gi_fixture *fixture, const gi_run *run, uint32_t serial)
{
    GI_AUTO(gi_neighbours) near = neighbours_at(fixture, run, serial);
    return near != NULL;
}

SPEC(each_of_the_neighbours_is_told_what_the_registry_says)
{
    gi_verdict verdict;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    GI_AUTO(gi_neighbours) near = neighbours_at(fixture, &run, 5);
    for (uint32_t serial = run.first; serial < run.first + run.count; serial++) {
        label_text label = label_of(fixture, &run, serial);
        gi_verdict online = ask_store(fixture, label.text);
        EXPECT(knows(near, label.text, fixture->now, &verdict));
        expect_same(&online, &verdict);
        EXPECT_INT(verdict.issued, GI_ISSUED_YES);
        online = ask_store(fixture, number_of(&run, serial));
        EXPECT(knows(near, number_of(&run, serial), fixture->now, &verdict));
        expect_same(&online, &verdict);
        EXPECT_INT(verdict.unknown, GI_UNKNOWN_TYPED);
    }
}

SPEC(the_moment_of_the_answer_is_the_one_it_is_asked_for)
{
    gi_verdict verdict;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 3);
    GI_AUTO(gi_neighbours) near = neighbours_at(fixture, &run, 1);
    EXPECT(knows(near, label_of(fixture, &run, 2).text, fixture->now + 7, &verdict));
    EXPECT_INT(verdict.as_of, fixture->now + 7);
}

SPEC(a_url_is_read_as_the_digits_in_it)
{
    char url[sizeof BASE + GI_UNIT_DIGITS_MAX];
    gi_verdict verdict;
    gi_named named;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 3);
    GI_AUTO(gi_neighbours) near = neighbours_at(fixture, &run, 1);
    (void)snprintf(url, sizeof url, BASE "%s", label_of(fixture, &run, 3).text);
    EXPECT(gi_named_read(gi_bytes_of(url), &named));
    EXPECT(named.unit.key == run.key && named.unit.serial == 3);
    EXPECT(knows(near, url, fixture->now, &verdict));
    EXPECT_TEXT(short_of(&verdict).text, "issued in_force");
}

SPEC(a_signature_that_does_not_fit_is_forged_and_tells_nothing_of_its_label)
{
    gi_verdict verdict;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 3);
    GI_AUTO(gi_neighbours) near = neighbours_at(fixture, &run, 1);
    label_text label = label_of(fixture, &run, 2);
    label_text forged = label_flipped(&label, 8 * GI_UNIT_HEADER_SIZE + 3);
    gi_verdict online = ask_store(fixture, forged.text);
    EXPECT(knows(near, forged.text, fixture->now, &verdict));
    expect_same(&online, &verdict);
    EXPECT_TEXT(short_of(&verdict).text, "forged unknown");
    EXPECT_INT(verdict.has_unit, false);
    EXPECT_INT(verdict.witnesses, 0);
}

/* ---- what is not known ---- */

SPEC(a_header_that_differs_in_any_bit_is_left_to_the_registry)
{
    gi_verdict verdict;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 3);
    GI_AUTO(gi_neighbours) near = neighbours_at(fixture, &run, 1);
    label_text label = label_of(fixture, &run, 2);
    EXPECT(knows(near, label.text, fixture->now, &verdict));
    for (size_t bit = 0; bit < 8 * GI_UNIT_HEADER_SIZE; bit++) {
        gi_verdict told = { .act = -77 };
        label_text other = label_flipped(&label, bit);
        if (!knows(near, other.text, fixture->now, &told)) {
            EXPECT_INT(told.act, -77); /* untouched */
            continue;
        }
        EXPECT(bit / 8 == 17 && told.issued == GI_ISSUED_FORGED); /* the number of a neighbour */
    }
}

SPEC(labels_outside_and_other_texts_are_left_to_the_registry)
{
    gi_verdict verdict;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 3);
    gi_run next = fixture_issue(fixture, "50g", 3);
    gi_unit_header paper = label_header(&run, 0);
    paper.type = GI_LABEL_BATCH_PAPER;
    GI_AUTO(gi_neighbours) near = neighbours_at(fixture, &run, 2);
    const char *others[] = { "", "1234", fixture->batch, number_of(&run, 0) };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        EXPECT(!knows(near, others[i], fixture->now, &verdict));
    }
    EXPECT(!knows(near, number_of(&run, next.first), fixture->now, &verdict));
    EXPECT(!knows(near, label_of(fixture, &next, next.first).text, fixture->now, &verdict));
    EXPECT(!knows(near, label_signed(fixture, &paper, run.key).text, fixture->now, &verdict));
}

SPEC(a_gs1_path_is_left_to_the_registry_which_knows_the_gtins)
{
    char url[GI_UNIT_DIGITS_MAX + 128];
    gi_verdict verdict;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 3);
    GI_AUTO(gi_neighbours) near = neighbours_at(fixture, &run, 1);
    (void)snprintf(url, sizeof url, "https://example.cn/01/06901234567892/10/%s/21/%s?S=%s",
                   fixture->batch, number_of(&run, 2), label_of(fixture, &run, 2).text);
    gi_verdict online = ask_store(fixture, url);
    EXPECT_INT(online.unknown, GI_UNKNOWN_PATH); /* no such GTIN is registered */
    EXPECT(!knows(near, url, fixture->now, &verdict));
}

/* ---- what happened ---- */

typedef struct happening {
    const char *act, *field, *why;
    bool by_officer;
} happening;

/* To the third label ("units"), or to all that its batch, lot or maker has. */
static const happening happenings[] = {
    { "void", "units", "stolen", false },       { "cancel", "units", "misprint", false },
    { "spoil", "units", "torn", false },        { "return", "units", "unused", false },
    { "lose", "units", "stolen", false },       { "repack", "units", "size", false },
    { "freeze", "units", "inspection", true },  { "freeze", "batch", "inspection", true },
    { "freeze", "lot", "inspection", true },    { "freeze", "holder", "inspection", true },
    { "finding", "units", "comparison", true }, { "recall", "batch", "residue", true },
};

static const char *target_of(const gi_fixture *fixture, const gi_run *run, const char *field)
{
    const char *unit = strcmp(field, "units") == 0 ? number_of(run, run->first + 2) : "1";
    const char *batch = strcmp(field, "batch") == 0 ? fixture->batch : unit;
    return strcmp(field, "holder") == 0 ? fixture->holder : batch;
}

static void happen(gi_fixture *fixture, const gi_run *run, const happening *what)
{
    const char *value = target_of(fixture, run, what->field);
    const char *grade = strcmp(what->act, "recall") == 0 ? "grade" : NULL;
    if (what->by_officer) {
        fixture_act(fixture, what->act, what->field, value, "why", what->why, "who", WHO, "doc",
                    DOC, grade, "II", NULL);
    } else {
        fixture_act(fixture, what->act, what->field, value, "why", what->why, NULL);
    }
}

SPEC(after_whatever_is_declared_of_one_label_none_are_told_together)
{
    for (size_t i = 0; i < sizeof happenings / sizeof happenings[0]; i++) {
        GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
        (void)fixture_add_key(fixture, TWO, GI_ED25519, "bureau");
        gi_run run = fixture_issue(fixture, "50g", 9);
        EXPECT(has_neighbours(fixture, &run, run.first));
        happen(fixture, &run, &happenings[i]);
        EXPECT(!has_neighbours(fixture, &run, run.first));
        EXPECT(!has_neighbours(fixture, &run, run.first + 2));
        EXPECT(!has_neighbours(fixture, &run, run.first + 8));
    }
}

SPEC(a_label_that_waits_for_its_activation_is_told_alone)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "nets", "50g", "best_before", "18m", "activate", "range",
                "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31", "label_until",
                "2027-12-31", NULL);
    gi_run run = fixture_issue(fixture, "50g", 3);
    for (uint32_t i = 0; i < 3; i++) {
        EXPECT(!has_neighbours(fixture, &run, run.first + 2));
        fixture_act(fixture, "activate", "units", number_of(&run, run.first + i), NULL);
    }
    EXPECT(has_neighbours(fixture, &run, run.first));
    (void)ask(fixture, label_of(fixture, &run, run.first).text);
}

SPEC(the_other_blocks_of_a_run_keep_their_neighbours)
{
    gi_verdict verdict;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 200);
    fixture_add_batch(fixture, "2026-04-06");
    gi_run run = fixture_issue(fixture, "50g", 200); /* 201..400 */
    fixture_act(fixture, "void", "units", number_of(&run, 256), "why", "stolen", NULL);
    EXPECT(has_neighbours(fixture, &run, 255) && !has_neighbours(fixture, &run, 257));
    GI_AUTO(gi_neighbours) near = neighbours_at(fixture, &run, 210);
    EXPECT(knows(near, number_of(&run, 201), fixture->now, &verdict));
    EXPECT(knows(near, number_of(&run, 255), fixture->now, &verdict));
    EXPECT(!knows(near, number_of(&run, 200), fixture->now, &verdict));
    EXPECT(!knows(near, number_of(&run, 256), fixture->now, &verdict));
}

SPEC(labels_past_their_last_day_are_told_as_that_together)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 3);
    gi_verdict verdict;
    fixture->now += INT64_C(86400000) * 700;
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 2).text, "issued expired");
    GI_AUTO(gi_neighbours) near = neighbours_at(fixture, &run, 1);
    EXPECT(knows(near, label_of(fixture, &run, 3).text, fixture->now, &verdict));
    EXPECT_TEXT(short_of(&verdict).text, "issued expired");
}

SPEC(past_the_last_good_serial_of_a_leaked_key_neighbours_differ)
{
    gi_verdict verdict;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 5);
    fixture_act(fixture, "key", "op", "leaked", "id", "7", "last_good", "3", NULL);
    GI_AUTO(gi_neighbours) near = neighbours_at(fixture, &run, 1);
    EXPECT(knows(near, label_of(fixture, &run, 3).text, fixture->now, &verdict));
    EXPECT_TEXT(short_of(&verdict).text, "issued in_force");
    EXPECT(knows(near, label_of(fixture, &run, 4).text, fixture->now, &verdict));
    EXPECT_TEXT(short_of(&verdict).text, "unregistered unknown");
    EXPECT_TEXT(verdict.state_why, "key-leaked");
    (void)ask(fixture, label_of(fixture, &run, 4).text);
    (void)ask(fixture, number_of(&run, 4));
}

SPEC(what_was_never_issued_has_no_neighbours)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 3);
    EXPECT(!has_neighbours(fixture, &run, 4));
    EXPECT(!has_neighbours(fixture, &run, 0));
    run.key++;
    EXPECT(!has_neighbours(fixture, &run, 1));
}
