/*
 * boxes.c - labels to be packed (boxes.h).
 */
#include "boxes.h"

#include <stdio.h>
#include <string.h>

#include "core/store/log_rows.h"
#include "core/store/registry.h"
#include "gi/text.h"

gi_fixture *labelled(const char *activate)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360483107", "grades", "特级=Superfine", "nets",
                "50g,250g", "best_before", "18m", "activate", activate, "season", "2026-1", "first",
                "2026-03-15", "last", "2026-05-31", "label_until", "2027-12-31", NULL);
    (void)fixture_issue(fixture, "50g", 100);
    return fixture;
}

void label_others(gi_fixture *fixture)
{
    fixture_act(fixture, "holder", "kind", "producer", "name", "另一茶厂", "uscc",
                "93360483MA0TE5T24Y", NULL);
    fixture_act(fixture, "source", "holder", "0002", "product", "LSYW", "kind", "plot", "township",
                "360483107", "capacity", "10mu", NULL);
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources", "2", NULL);
    fixture_act(fixture, "harvest", "source", "2", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-06", "qty", "42kg", NULL);
    fixture_act(fixture, "make", "holder", "0002", "product", "LSYW", "season", "2026-1", "inputs",
                "3:42kg", "qty", "1kg", "day", "2026-04-06", NULL);
    fixture_act(fixture, "batch", "holder", "0002", "lot", "4", "grade", "特级", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    (void)fixture_issue(fixture, "50g", 10);
}

uint32_t label_more(gi_fixture *fixture)
{
    fixture_add_batch(fixture, "2026-04-06");
    return fixture_issue(fixture, "50g", 50).first;
}

numbers number_of(uint32_t serial)
{
    numbers out = { "" };
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, serial }, out.text);
    return out;
}

numbers range_of(uint32_t first, uint32_t last)
{
    numbers out;
    (void)snprintf(out.text, sizeof out.text, "%.20s..%.20s", number_of(first).text,
                   number_of(last).text);
    return out;
}

numbers both_of(numbers left, numbers right)
{
    numbers out;
    (void)snprintf(out.text, sizeof out.text, "%.200s,%.200s", left.text, right.text);
    return out;
}

/* The first serial of the run in the newest answer. */
static uint32_t new_serial(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) answer = NULL;
    int64_t first = 0;
    EXPECT_OK(gi_json_parse(gi_bytes_of(fixture->receipt.answer), 8, &answer, &err));
    EXPECT(gi_json_as_int(gi_json_at(gi_json_get(answer, "run"), 1), &first));
    return (uint32_t)first;
}

uint32_t pack(gi_fixture *fixture, uint32_t first, uint32_t last, const char *each)
{
    fixture_act(fixture, "pack", "units", range_of(first, last).text, "each", each, NULL);
    return new_serial(fixture);
}

uint32_t pack_cases(gi_fixture *fixture, uint32_t first, uint32_t last)
{
    fixture_act(fixture, "pack", "packages", range_of(first, last).text, NULL);
    return new_serial(fixture);
}

void unpack(gi_fixture *fixture, uint32_t serial)
{
    fixture_act(fixture, "unpack", "package", number_of(serial).text, NULL);
}

int64_t leaf_size(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    int64_t size = 0;
    gi_time newest = 0;
    EXPECT_OK(gi_act_last(fixture->registry->db, &size, &newest, &err));
    return size;
}

gi_json *newest_leaf(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_act_row row;
    gi_json *leaf = NULL;
    GI_AUTO_BUF text = GI_BUF(4096);
    EXPECT_OK(gi_act_load(fixture->registry->db, leaf_size(fixture) - 1, &row, NULL, &text, &err));
    EXPECT_OK(gi_json_parse(gi_buf_view(&text), 8, &leaf, &err));
    return leaf;
}

numbers member_of(const gi_json *object, const char *name)
{
    numbers out;
    GI_AUTO_BUF text = GI_BUF(4096);
    const gi_json *member = gi_json_get(object, name);
    if (member != NULL) {
        gi_json_write(member, &text);
    }
    (void)snprintf(out.text, sizeof out.text, "%s", gi_buf_text(&text));
    return out;
}

gi_verdict verdict_of(const gi_fixture *fixture, uint32_t serial)
{
    gi_error err = { 0 };
    gi_verdict verdict = { 0 };
    EXPECT_OK(gi_lookup(fixture->registry, gi_bytes_of(number_of(serial).text), &verdict, &err));
    return verdict;
}

/* ---- codes ---- */

static gi_status keep_digits(void *context, const gi_code_item *item, gi_error *err)
{
    numbers *out = context;
    (void)err;
    (void)snprintf(out->text, sizeof out->text, "%s", item->digits);
    return GI_OK;
}

numbers code_of(const gi_fixture *fixture, uint32_t serial)
{
    gi_error err = { 0 };
    gi_package_run run = { 0 };
    gi_unit_id id;
    numbers out = { "" };
    EXPECT_OK(
        gi_package_find(fixture->registry, gi_bytes_of(number_of(serial).text), &run, &id, &err));
    EXPECT_OK(gi_package_codes(&run, fixture_signer(fixture, run.key), serial, 1,
                               (gi_code_sink){ .take = keep_digits, .context = &out }, &err));
    return out;
}

numbers label_code(const gi_fixture *fixture, uint32_t serial)
{
    gi_error err = { 0 };
    gi_run run;
    char place[32];
    numbers out = { "" };
    (void)snprintf(place, sizeof place, "%d/%u", FIXTURE_LABEL, serial);
    EXPECT_OK(gi_run_find(fixture->registry, gi_bytes_of(place), &run, NULL, &err));
    EXPECT_OK(gi_codes_stream(&run, fixture_signer(fixture, run.key), serial, 1, 1,
                              (gi_code_sink){ .take = keep_digits, .context = &out }, &err));
    return out;
}

/* ---- registry and bundle ---- */

gi_bundle *bundle_of(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_bundle *bundle = NULL;
    gi_root_pin pin = { FIXTURE_ORIGIN, fixture_signer(fixture, FIXTURE_ROOT)->public_key };
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    EXPECT_OK(gi_bundle_write(fixture->registry, fixture_signer(fixture, FIXTURE_REGISTRY), &bytes,
                              &err));
    EXPECT_OK(gi_bundle_open(gi_buf_view(&bytes), &pin, 1, fixture->now, 0, &bundle, &err));
    return bundle;
}

static void expect_same_inside(const gi_package_inside *a, const gi_package_inside *b)
{
    EXPECT(a->opened == b->opened && a->mixed == b->mixed && a->level == b->level);
    EXPECT_INT(a->each, b->each);
    EXPECT_INT(a->labels, b->labels);
    EXPECT_INT(a->in_force, b->in_force);
    EXPECT_INT(a->waiting, b->waiting);
    EXPECT_INT(a->recalled, b->recalled);
    EXPECT_INT(a->frozen, b->frozen);
    EXPECT_INT(a->ended, b->ended);
    EXPECT_INT(a->expired, b->expired);
    EXPECT_INT(a->ranges, b->ranges);
    EXPECT_INT(a->batches, b->batches);
    EXPECT_INT(a->packed, b->packed);
    EXPECT_TEXT(a->first, b->first);
    EXPECT_TEXT(a->last, b->last);
    EXPECT_TEXT(a->producer, b->producer);
    EXPECT_TEXT(a->uscc, b->uscc);
}

gi_verdict ask(gi_fixture *fixture, const char *text)
{
    gi_error err = { 0 };
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    gi_verdict online = { 0 };
    gi_verdict offline = { 0 };
    EXPECT_OK(gi_lookup(fixture->registry, gi_bytes_of(text), &online, &err));
    EXPECT_OK(gi_bundle_lookup(bundle, gi_bytes_of(text), &offline, &err));
    EXPECT_TEXT(gi_issued_word(online.issued), gi_issued_word(offline.issued));
    EXPECT_TEXT(gi_unknown_word(online.unknown), gi_unknown_word(offline.unknown));
    EXPECT_TEXT(gi_good_word(online.good), gi_good_word(offline.good));
    EXPECT_TEXT(online.state_why, offline.state_why);
    EXPECT_TEXT(online.state_by, offline.state_by);
    EXPECT_INT(online.state_act, offline.state_act);
    EXPECT_INT(online.recall_grade, offline.recall_grade);
    EXPECT_INT(online.has_package, offline.has_package);
    expect_same_inside(&online.package, &offline.package);
    return online;
}

gi_inside_answer ask_inside(gi_fixture *fixture, const char *label, const char *package)
{
    gi_error err = { 0 };
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    gi_inside_answer online = GI_INSIDE_UNKNOWN;
    gi_inside_answer offline = GI_INSIDE_UNKNOWN;
    gi_verdict one;
    gi_verdict two;
    EXPECT_OK(gi_lookup_inside(fixture->registry, gi_bytes_of(label), gi_bytes_of(package), &online,
                               &one, &two, &err));
    EXPECT_OK(gi_bundle_inside(bundle, gi_bytes_of(label), gi_bytes_of(package), &offline, &one,
                               &two, &err));
    EXPECT_TEXT(gi_inside_word(online), gi_inside_word(offline));
    return online;
}
