/*
 * packages_spec.c - packages in honest logs and in rewritten ones.
 */
#include <stdio.h>

#include "gi/text.h"
#include "gi/unit_code.h"
#include "gi/unit_number.h"
#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define HOUR INT64_C(3600000)

/* Where the acts of packed() stand. */
enum {
    AT_RULES = AT_ISSUE, /* labels wait for the activation of their carton */
    AT_RUN,              /* serials 1..100 */
    AT_PACK,             /* 1..100 by 25: packages 101..104 */
    AT_CARTON,           /* 101..102 into 105 */
    AT_ACTIVATE,         /* 105: labels 1..50 */
    AT_MIXED,            /* package 103 and nothing else: 106 */
    AT_OPEN,             /* 106 */
    AT_OPEN_CASE,        /* 103 */
    AT_AGAIN,            /* 51..75 packed anew: 107 */
    AT_STATUS,
    AT_NEXT
};

typedef struct number {
    char text[2 * GI_UNIT_NUMBER_TEXT + 2];
} number;

static number of(uint32_t first, uint32_t last)
{
    number out;
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, first }, from);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, last }, to);
    (void)snprintf(out.text, sizeof out.text, "%s..%s", from, to);
    return out;
}

static world *packed(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "nets", "50g,100g,250g", "best_before", "18m", "activate",
                "carton", "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31",
                "label_until", "2027-12-31", NULL);
    (void)fixture_issue(fixture, "50g", 100);
    fixture_act(fixture, "pack", "units", of(1, 100).text, "each", "25", NULL);
    fixture_act(fixture, "pack", "packages", of(101, 102).text, NULL);
    fixture_act(fixture, "activate", "package", of(105, 105).text, NULL);
    fixture_act(fixture, "pack", "packages", of(103, 103).text, NULL);
    fixture_act(fixture, "unpack", "package", of(106, 106).text, NULL);
    fixture_act(fixture, "unpack", "package", of(103, 103).text, NULL);
    fixture_act(fixture, "pack", "units", of(51, 75).text, NULL);
    fixture_act(fixture, "status", NULL);
    EXPECT_INT(fixture->receipt.index, AT_NEXT - 1);
    return world_of(fixture);
}

static world *after_edit(size_t index, const char *name, const char *json, size_t left)
{
    world *all = packed();
    world_edit(all, index, name, json);
    world_cut(all, left);
    world_audit(all, NULL);
    return all;
}

static world *after_adding(uint16_t by, const char *json)
{
    world *all = packed();
    world_add(all, by, 0, all->fixture->now + HOUR, json);
    world_audit(all, NULL);
    return all;
}

SPEC(packages_packed_opened_and_activated_give_no_finding)
{
    GI_AUTO(world) all = packed();
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
    EXPECT_INT(all->counts.unknown_acts, 0);
    EXPECT(all->verdict.tree && all->verdict.head_signed);
}

SPEC(a_label_packed_twice_is_found)
{
    GI_AUTO(world) all = after_edit(AT_AGAIN, "rng", "[[7,26,25]]", AT_AGAIN + 1);
    EXPECT(world_found(all, GI_AUDIT_PACKAGE, AT_AGAIN));
}

SPEC(a_label_that_was_never_issued_or_lies_deeper_is_found)
{
    GI_AUTO(world) all = after_edit(AT_PACK, "rng", "[[7,2,100]]", AT_PACK + 1);
    EXPECT(world_found(all, GI_AUDIT_PACKAGE, AT_PACK));
    GI_AUTO(world) deep = after_edit(AT_MIXED, "rng", "[[7,105,1]]", AT_MIXED + 1);
    EXPECT(world_found(deep, GI_AUDIT_PACKAGE, AT_MIXED));
}

SPEC(a_package_that_holds_itself_is_found_and_ends_nothing)
{
    GI_AUTO(world) all = after_edit(AT_MIXED, "rng", "[[7,106,1]]", AT_OPEN + 1);
    EXPECT(world_found(all, GI_AUDIT_PACKAGE, AT_MIXED));
}

SPEC(a_package_code_that_says_other_labels_than_the_leaf_is_found)
{
    GI_AUTO(world) all = after_edit(AT_PACK, "rng", "[[7,1,50]]", AT_PACK + 1);
    EXPECT(world_found_only(all, GI_AUDIT_HEADER, AT_PACK));
}

/* The header of a leaf with another product and batch, as JSON. */
static void set_header(world *all, size_t index, int product, int batch)
{
    gi_error err = { 0 };
    gi_bytes text = { 0 };
    uint8_t raw[GI_UNIT_HEADER_MAX];
    gi_unit_header header;
    GI_AUTO(gi_json) leaf = NULL;
    GI_AUTO_BUF json = GI_BUF(128);
    EXPECT_OK(gi_json_parse(gi_buf_view(&all->leaf[index]), 8, &leaf, &err));
    EXPECT(gi_json_as_text(gi_json_get(leaf, "hdr"), &text));
    EXPECT_OK(gi_base64_parse(text, raw, GI_PACKAGE_HEADER_SIZE, &err));
    EXPECT_OK(gi_unit_header_decode((gi_bytes){ raw, GI_PACKAGE_HEADER_SIZE }, &header, &err));
    header.product = (uint16_t)(header.product + product);
    header.batch += (uint32_t)batch;
    (void)gi_unit_header_encode(&header, raw);
    gi_buf_add_byte(&json, '"');
    gi_base64_add(&json, (gi_bytes){ raw, GI_PACKAGE_HEADER_SIZE });
    gi_buf_add_byte(&json, '"');
    world_edit(all, index, "hdr", gi_buf_text(&json));
}

SPEC(a_package_code_of_another_product_or_batch_than_its_labels_is_found)
{
    for (size_t at = AT_PACK; at <= AT_CARTON; at++) {
        for (int batch = 0; batch <= 1; batch++) {
            GI_AUTO(world) all = packed();
            set_header(all, at, 1 - batch, batch);
            world_cut(all, at + 1);
            world_audit(all, NULL);
            EXPECT(world_found_only(all, GI_AUDIT_HEADER, (int64_t)at));
        }
    }
}

SPEC(a_packing_that_names_another_batch_than_its_labels_is_found)
{
    GI_AUTO(world) all = after_edit(AT_PACK, "batch", "\"LSYW-26-0001-0002-0\"", AT_PACK + 1);
    EXPECT(world_found_only(all, GI_AUDIT_HEADER, AT_PACK));
    GI_AUTO(world) none = after_edit(AT_CARTON, "batch", NULL, AT_CARTON + 1);
    EXPECT(world_found_only(none, GI_AUDIT_HEADER, AT_CARTON));
}

SPEC(a_run_of_packages_over_issued_serials_is_found)
{
    GI_AUTO(world) all = after_edit(AT_PACK, "run", "[7,100,4]", AT_PACK + 1);
    EXPECT(world_found_only(all, GI_AUDIT_RUN_OVERLAP, AT_PACK));
}

SPEC(an_opening_of_what_is_open_or_lies_in_a_carton_is_found)
{
    GI_AUTO(world)
    twice = after_adding(FIXTURE_REGISTRY, "{\"org\":\"0001\",\"ref\":14,\"rng\":[[7,103,1]],"
                                           "\"t\":\"unpack\",\"why\":\"opened\"}");
    EXPECT(world_found_only(twice, GI_AUDIT_UNPACK, AT_NEXT));
    GI_AUTO(world)
    inner = after_adding(FIXTURE_REGISTRY, "{\"org\":\"0001\",\"ref\":14,\"rng\":[[7,101,1]],"
                                           "\"t\":\"unpack\",\"why\":\"opened\"}");
    EXPECT(world_found_only(inner, GI_AUDIT_UNPACK, AT_NEXT));
}

SPEC(an_activation_of_a_package_without_waiting_labels_is_found)
{
    GI_AUTO(world)
    all = after_adding(FIXTURE_REGISTRY, "{\"org\":\"0001\",\"ref\":15,\"rng\":[[7,105,1]],"
                                         "\"t\":\"activate\"}");
    EXPECT(world_found_only(all, GI_AUDIT_ACTIVATION, AT_NEXT));
}

SPEC(labels_activated_with_their_carton_do_not_end_by_the_producer_alone)
{
    GI_AUTO(world)
    all = after_adding(FIXTURE_REGISTRY, "{\"gi\":\"LSYW\",\"org\":\"0001\",\"ref\":13,\"rng\":"
                                         "[[7,30,2]],\"sea\":\"2026-1\",\"t\":\"void\","
                                         "\"why\":\"damaged\"}");
    EXPECT(world_found_only(all, GI_AUDIT_ALONE, AT_NEXT));
    GI_AUTO(world)
    none = after_adding(FIXTURE_REGISTRY, "{\"gi\":\"LSYW\",\"org\":\"0001\",\"ref\":13,\"rng\":"
                                          "[[7,60,2]],\"sea\":\"2026-1\",\"t\":\"void\","
                                          "\"why\":\"damaged\"}");
    EXPECT_INT(none->findings, 0);
}

SPEC(a_label_act_on_package_serials_is_found)
{
    GI_AUTO(world)
    all = after_adding(FIXTURE_REGISTRY, "{\"gi\":\"LSYW\",\"org\":\"0001\",\"ref\":14,\"rng\":"
                                         "[[7,104,1]],\"sea\":\"2026-1\",\"t\":\"void\","
                                         "\"why\":\"damaged\"}");
    EXPECT(world_found_only(all, GI_AUDIT_RANGE, AT_NEXT));
}

SPEC(a_packing_by_another_role_is_found)
{
    GI_AUTO(world)
    all = after_adding(FIXTURE_REGISTRY,
                       "{\"hdr\":\"\",\"org\":\"0001\",\"qty\":0,\"rng\":[[7,76,1]],"
                       "\"run\":[7,108,1],\"t\":\"pack\"}");
    EXPECT(world_found(all, GI_AUDIT_WRONG_ROLE, AT_NEXT));
    EXPECT(world_found(all, GI_AUDIT_LEAF_FORM, AT_NEXT));
}

SPEC(a_member_that_is_not_there_is_one_finding)
{
    static const struct {
        size_t at;
        const char *name;
    } cases[] = { { AT_PACK, "org" }, { AT_PACK, "hdr" }, { AT_OPEN, "ref" }, { AT_OPEN, "rng" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        GI_AUTO(world) all = after_edit(cases[i].at, cases[i].name, NULL, cases[i].at + 1);
        EXPECT(world_found_only(all, GI_AUDIT_LEAF_FORM, (int64_t)cases[i].at));
        EXPECT_INT(all->findings, 1);
    }
}
