/* What is public comes back without a journal: from an old copy and the published log alone. */
#include <stdio.h>
#include <string.h>

#include "core/acts/recover.h"
#include "tests/core/acts/labels.h"
#include "tests/core/acts/market.h"
#include "tests/core/acts/recover_world.h"

#define TEA "product", "LSYW", "season", "2026-1"
#define WHO "九江市市场监督管理局"
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

typedef struct numbers {
    char text[64];
} numbers;

static numbers both(range_text left, range_text right)
{
    numbers out;
    (void)snprintf(out.text, sizeof out.text, "%.31s,%.31s", left.text, right.text);
    return out;
}

/* Publishes, puts the old copy back and fills it up; every missing act came from its leaf. */
static void rebuild(world *at, int64_t wanted)
{
    gi_error err = { 0 };
    gi_recovered done;
    gi_recover_options options = { .journal = NULL };
    int64_t size = acts(at->fixture);
    world_publish(at);
    world_put_back(at);
    EXPECT(acts(at->fixture) == size - wanted);
    EXPECT_OK(world_recover(at, &options, &done, &err));
    EXPECT_INT(done.rebuilt, wanted);
    EXPECT_INT(done.from_journal, 0);
    EXPECT(acts(at->fixture) == size && world_same_files(at) && books_balance(at->fixture));
}

/* ---- packages and labels ---- */

/* Serials: 1..40 labels, 41..44 cases of five, 45 a carton of the cases, 46 a mixed box. */
static void pack_some(gi_fixture *fixture)
{
    fixture_act(fixture, "pack", "units", units(1, 20).text, "each", "5", NULL);
    fixture_act(fixture, "pack", "packages", units(41, 44).text, NULL);
    fixture_act(fixture, "pack", "units", both(units(21, 22), units(24, 25)).text, NULL);
}

SPEC(packages_come_back_with_what_lies_in_them_and_go_on)
{
    WORLD at = world_without_journal();
    gi_fixture *fixture = at.fixture;
    (void)fixture_issue(fixture, "50g", 40);
    world_keep(&at);
    pack_some(fixture);
    fixture_act(fixture, "unpack", "package", units(45, 45).text, "why", "damaged", NULL);
    rebuild(&at, 4);
    EXPECT_REFUSED(fixture, GI_WHY_IN_PACKAGE, "pack", "units", units(20, 21).text);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "unpack", "package", units(45, 45).text);
    fixture_act(fixture, "unpack", "package", units(46, 46).text, NULL);
    fixture_act(fixture, "pack", "packages", units(41, 42).text, NULL);
    EXPECT_INT(fixture_issue(fixture, "50g", 1).first, 48);
}

static void wait_for_activation(gi_fixture *fixture)
{
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360483107", "grades", "特级=Superfine", "nets",
                "50g,250g", "best_before", "18m", "activate", "range", "season", "2026-1", "first",
                "2026-03-15", "last", "2026-05-31", "label_until", "2027-12-31", NULL);
}

SPEC(labels_come_back_activated_by_range_and_by_package)
{
    WORLD at = world_without_journal();
    gi_fixture *fixture = at.fixture;
    wait_for_activation(fixture);
    (void)fixture_issue(fixture, "50g", 40);
    world_keep(&at);
    pack_some(fixture);
    fixture_act(fixture, "activate", "package", units(45, 45).text, NULL);
    fixture_act(fixture, "activate", "units", units(30, 31).text, NULL);
    rebuild(&at, 5);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "activate", "units", units(3, 4).text);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "activate", "units", units(31, 32).text);
    fixture_act(fixture, "activate", "package", units(46, 46).text, NULL);
}

SPEC(labels_that_ended_come_back_with_what_they_gave_back)
{
    WORLD at = world_without_journal();
    gi_fixture *fixture = at.fixture;
    (void)fixture_issue(fixture, "50g", 40);
    world_keep(&at);
    fixture_act(fixture, "print", "units", units(1, 10).text, NULL);
    fixture_act(fixture, "spoil", "units", units(1, 2).text, "why", "torn", NULL);
    fixture_act(fixture, "spoil", "units", units(3, 3).text, "why", "wet", "credit", "no", NULL);
    fixture_act(fixture, "return", "units", units(4, 5).text, "why", "unused", NULL);
    fixture_act(fixture, "lose", "units", units(6, 6).text, "why", "stolen", NULL);
    fixture_act(fixture, "repack", "units", units(7, 8).text, "why", "size", NULL);
    int64_t made = balance(fixture, "made");
    rebuild(&at, 6);
    EXPECT_INT(balance(fixture, "made"), made);
    EXPECT_REFUSED(fixture, GI_WHY_RANGE_SPENT, "void", "units", units(6, 9).text, "why",
                   "damaged");
    fixture_act(fixture, "spoil", "units", units(9, 9).text, "why", "torn", NULL);
}

SPEC(a_gtin_comes_back_and_stays_that_of_one_item)
{
    WORLD at = world_without_journal();
    world_keep(&at);
    fixture_act(at.fixture, "gtin", "holder", "0001", "product", "LSYW", "net", "50g", "gtin",
                "6901234567892", NULL);
    rebuild(&at, 1);
    EXPECT_REFUSED(at.fixture, GI_WHY_EXISTS, "gtin", "holder", "0001", "product", "LSYW", "net",
                   "100g", "gtin", "6901234567892");
}

/* ---- officers, papers, the season ---- */

static gi_num_text newest(const world *at)
{
    return gi_num(at->fixture->receipt.index);
}

SPEC(freezes_come_back_with_all_that_followed_them)
{
    WORLD at = world_without_journal();
    gi_fixture *fixture = at.fixture;
    (void)fixture_issue(fixture, "50g", 10);
    (void)fixture_add_key(fixture, 8, GI_ED25519, "bureau");
    world_keep(&at);
    fixture_act(fixture, "freeze", "holder", "0001", "why", "inspection", "who", WHO, NULL);
    gi_num_text act = newest(&at);
    fixture_act(fixture, "freeze-doc", "ref", act.text, "doc", DOC, NULL);
    fixture_act(fixture, "lift", "ref", act.text, "why", "cleared", "doc", DOC, NULL);
    fixture_act(fixture, "freeze", "lot", "1", "why", "unsafe", "who", WHO, "doc", DOC, NULL);
    gi_num_text lot = newest(&at);
    fixture_act(fixture, "lift", "ref", lot.text, "why", "mistake", NULL);
    fixture_act(fixture, "freeze", "units", units(3, 5).text, "why", "request", "who", WHO, NULL);
    rebuild(&at, 6);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "lift", "ref", act.text, "why", "cleared");
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "spoil", "units", units(4, 4).text, "why", "torn");
    fixture_act(fixture, "freeze", "batch", fixture->batch, "why", "unsafe", "who", WHO, NULL);
}

SPEC(findings_of_copies_come_back_and_those_taken_back_stay_so)
{
    WORLD at = world_without_journal();
    gi_fixture *fixture = at.fixture;
    (void)fixture_issue(fixture, "50g", 10);
    (void)fixture_add_key(fixture, 8, GI_ED25519, "bureau");
    world_keep(&at);
    fixture_act(fixture, "finding", "units", units(3, 5).text, "why", "seizure", "who", WHO, "doc",
                DOC, NULL);
    gi_num_text act = newest(&at);
    fixture_act(fixture, "finding-lift", "ref", act.text, "why", "mistake", "doc", DOC, NULL);
    fixture_act(fixture, "finding", "units", units(5, 6).text, "why", "confession", "who", WHO,
                "doc", DOC, NULL);
    rebuild(&at, 3);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "finding-lift", "ref", act.text, "why", "mistake");
    EXPECT_REFUSED(fixture, GI_WHY_FOUND_COPIED, "finding", "units", units(6, 6).text, "why",
                   "seizure", "who", WHO, "doc", DOC);
}

SPEC(an_extension_by_another_officer_comes_back)
{
    WORLD at = world_without_journal();
    gi_fixture *fixture = at.fixture;
    world_keep(&at);
    fixture_act(fixture, "freeze", "batch", fixture->batch, "why", "unsafe", "who", WHO, "doc", DOC,
                NULL);
    gi_num_text act = newest(&at);
    drop_signer(fixture, FIXTURE_BUREAU);
    (void)fixture_add_key(fixture, 8, GI_ED25519, "bureau");
    fixture_act(fixture, "freeze-extend", "ref", act.text, "why", "laboratory", NULL);
    rebuild(&at, 3);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "freeze-extend", "ref", act.text, "why", "court");
}

SPEC(a_recall_comes_back_with_its_progress)
{
    WORLD at = world_without_journal();
    gi_fixture *fixture = at.fixture;
    (void)fixture_issue(fixture, "50g", 10);
    world_keep(&at);
    fixture_act(fixture, "recall", "lot", "1", "grade", "II", "why", "residue", "who", WHO, "doc",
                DOC, NULL);
    gi_num_text act = newest(&at);
    fixture_act(fixture, "recall-progress", "ref", act.text, "state", "under-way", "returned", "4",
                NULL);
    rebuild(&at, 2);
    EXPECT_REFUSED(fixture, GI_WHY_SHRINKS, "recall-progress", "ref", act.text, "state", "ended",
                   "returned", "3");
    EXPECT_REFUSED(fixture, GI_WHY_RECALLED, "recall", "lot", "1", "grade", "I", "why", "unsafe",
                   "who", WHO, "doc", DOC);
}

SPEC(certificates_and_reports_come_back)
{
    WORLD at = world_without_journal();
    gi_fixture *fixture = at.fixture;
    world_keep(&at);
    fixture_act(fixture, "certificate", "op", "add", "holder", "0001", "product", "LSYW", "kind",
                "organic", "number", "CN-1", "body", "示例认证", "scope", "茶叶", "from",
                "2026-01-01", "to", "2026-12-31", NULL);
    gi_num_text act = newest(&at);
    fixture_act(fixture, "certificate", "op", "withdraw", "ref", act.text, NULL);
    fixture_act(fixture, "lab-report", "batch", fixture->batch, "laboratory", "示例所", "number",
                "1", "day", "2026-05-10", "result", "pass", "items", "水分:5%", "doc", DOC, NULL);
    rebuild(&at, 3);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "certificate", "op", "withdraw", "ref", act.text);
    EXPECT_REFUSED(fixture, GI_WHY_EXISTS, "lab-report", "batch", fixture->batch, "laboratory",
                   "示例所", "number", "1", "day", "2026-05-10", "result", "fail", "items",
                   "水分:9%", "doc", DOC);
}

/* ---- what cannot ---- */

static const gi_field_rule *private_field(const gi_act_kind *kind)
{
    const gi_field_rule *field = kind->fields;
    while (field->name != NULL &&
           ((field->flags & GI_REQUIRED) == 0 || (field->flags & GI_PUBLIC) != 0)) {
        field++;
    }
    return field->name != NULL ? field : NULL;
}

/* The founding is in every copy; of the text of a digital label its leaf has the digest only. */
static bool is_beyond(const gi_act_kind *kind)
{
    return private_field(kind) != NULL || strcmp(kind->name, "found") == 0 ||
           strcmp(kind->name, "digital-label") == 0;
}

/* A new act without private fields must find its row, or it would be lost by neglect. */
SPEC(an_act_is_made_again_from_its_leaf_unless_it_has_to_hold_private_values)
{
    size_t count = 0;
    const gi_act_kind *kinds = gi_act_kinds(&count);
    for (size_t i = 0; i < count; i++) {
        GI_AUTO(gi_json) leaf = gi_json_object();
        gi_json_set_text(leaf, "t", kinds[i].name);
        EXPECT(is_beyond(&kinds[i]) || gi_leaf_is_public(leaf));
        gi_json_set_text(leaf, "cmt", "a commitment");
        EXPECT(!gi_leaf_is_public(leaf));
    }
}

SPEC(a_season_that_closed_comes_back_unless_something_lapsed_with_it)
{
    WORLD at = world_without_journal();
    gi_error err = { 0 };
    gi_recovered done;
    gi_recover_options options = { .journal = NULL };
    world_keep(&at);
    fixture_act(at.fixture, "lapse", TEA, NULL);
    fixture_act(at.fixture, "close", TEA, NULL); /* the rest of the grant lapses: a private sum */
    world_publish(&at);
    world_put_back(&at);
    EXPECT_WHY(world_recover(&at, &options, &done, &err), GI_WHY_RECOVER_LOST);
    EXPECT(strstr(err.message, "close") != NULL && strstr(err.message, "--journal") != NULL);
}
