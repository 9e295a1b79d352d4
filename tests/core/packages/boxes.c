/*
 * boxes.c - labels to be packed (boxes.h).
 */
#include "boxes.h"

#include <stdio.h>
#include <string.h>

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
