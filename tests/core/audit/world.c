/*
 * world.c - an honest log in memory, and its dishonest operator (world.h).
 */
#include "tests/core/audit/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/report.h"
#include "gi/text.h"
#include "gi/unit_number.h"
#include "tests/support/spec.h"

#define LEAF_MAX 65536

/* ---- leaves ---- */

static gi_buf *new_leaf(world *all)
{
    all->leaf = reallocarray(all->leaf, all->count + 1, sizeof *all->leaf);
    EXPECT(all->leaf != NULL);
    all->leaf[all->count] = GI_BUF(LEAF_MAX);
    return &all->leaf[all->count++];
}

static void take_leaf(world *all, int64_t index)
{
    gi_error err = { 0 };
    EXPECT_OK(gi_report_leaf(all->fixture->registry, index, new_leaf(all), &err));
}

void world_take(world *all)
{
    take_leaf(all, all->fixture->receipt.index);
}

world *world_of(gi_fixture *fixture)
{
    world *all = calloc(1, sizeof *all);
    EXPECT(all != NULL);
    all->fixture = fixture;
    all->checkpoint = GI_BUF(GI_NOTE_MAX);
    for (int64_t i = 0; i <= fixture->receipt.index; i++) {
        take_leaf(all, i);
    }
    return all;
}

void world_end(gi_fixture *fixture, const char *act, uint32_t first, uint32_t last, const char *why)
{
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, first }, from);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, last }, to);
    (void)snprintf(units, sizeof units, "%s..%s", from, to);
    fixture_act(fixture, act, "units", units, why != NULL ? "why" : NULL, why, NULL);
}

world *world_open(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 100);
    world_end(fixture, "cancel", 1, 10, "unused");
    world_end(fixture, "void", 20, 20, "damaged");
    fixture_act(fixture, "amend", "ref", "11", "field", "note", "value", "清明后", "why", "typing",
                NULL);
    (void)fixture_issue(fixture, "50g", 20);
    EXPECT_INT(fixture->receipt.index, AT_END - 1);
    return world_of(fixture);
}

void world_close(world *all)
{
    if (all != NULL) {
        world_cut(all, 0);
        for (size_t i = 0; i < all->tiles; i++) {
            gi_buf_clear(&all->tile[i].hashes);
        }
        free(all->leaf);
        free(all->tile);
        gi_buf_clear(&all->checkpoint);
        gi_audit_verdict_clear(&all->verdict);
        fixture_close(all->fixture);
        free(all);
    }
}

void world_cut(world *all, size_t count)
{
    while (all->count > count) {
        gi_buf_clear(&all->leaf[--all->count]);
    }
}

static gi_json *parse(gi_bytes text)
{
    gi_error err = { 0 };
    gi_json *json = NULL;
    EXPECT_OK(gi_json_parse(text, 8, &json, &err));
    return json;
}

static void add_signature(const world *all, const gi_json *bare, uint16_t key, gi_json *sigs)
{
    static const char context[] = "GI-LEAF-V1";
    gi_error err = { 0 };
    gi_signature signature;
    GI_AUTO_BUF message = GI_BUF(LEAF_MAX);
    GI_AUTO_BUF text = GI_BUF(128);
    gi_buf_add(&message, (gi_bytes){ (const uint8_t *)context, sizeof context });
    gi_json_write(bare, &message);
    const gi_signer *signer = fixture_signer(all->fixture, key);
    EXPECT_OK(gi_signer_sign(signer, gi_buf_view(&message), &signature, &err));
    gi_base64_add(&text, (gi_bytes){ signature.bytes, sizeof signature.bytes });
    gi_json *pair = gi_json_array();
    gi_json_push_int(pair, key);
    gi_json_push_text(pair, gi_buf_text(&text));
    gi_json_push(sigs, pair);
}

static void write_signed(const world *all, gi_json *json, const uint16_t *keys, gi_buf *out)
{
    gi_error err = { 0 };
    gi_json *sigs = gi_json_array();
    gi_json_remove(json, "sigs");
    for (; *keys != 0; keys++) {
        add_signature(all, json, *keys, sigs);
    }
    gi_json_set(json, "sigs", sigs);
    EXPECT_OK(gi_json_ok(json, &err));
    gi_buf_reset(out);
    gi_json_write(json, out);
}

void world_sign(world *all, size_t index, const uint16_t *keys)
{
    GI_AUTO(gi_json) json = parse(gi_buf_view(&all->leaf[index]));
    write_signed(all, json, keys, &all->leaf[index]);
}

void world_edit(world *all, size_t index, const char *name, const char *json)
{
    GI_AUTO(gi_json) leaf = parse(gi_buf_view(&all->leaf[index]));
    const gi_json *sigs = gi_json_get(leaf, "sigs");
    uint16_t keys[8] = { 0 };
    for (size_t i = 0; i < gi_json_count(sigs) && i < 7; i++) {
        int64_t key = 0;
        EXPECT(gi_json_as_int(gi_json_at(gi_json_at(sigs, i), 0), &key));
        keys[i] = (uint16_t)key;
    }
    gi_json_remove(leaf, name);
    if (json != NULL) {
        gi_json_set(leaf, name, parse(gi_bytes_of(json)));
    }
    write_signed(all, leaf, keys, &all->leaf[index]);
}

static int64_t counter_of(const world *all, uint16_t key)
{
    int64_t n = 0;
    for (size_t i = 0; i < all->count; i++) {
        GI_AUTO(gi_json) leaf = parse(gi_buf_view(&all->leaf[i]));
        int64_t by = 0;
        EXPECT(gi_json_as_int(gi_json_get(leaf, "by"), &by));
        n += by == key;
    }
    return n;
}

void world_add(world *all, uint16_t by, uint16_t second, gi_time ts, const char *json)
{
    GI_AUTO(gi_json) leaf = parse(gi_bytes_of(json));
    int64_t n = counter_of(all, by) + 1;
    gi_json_set_int(leaf, "v", 1);
    gi_json_set_int(leaf, "ts", ts);
    gi_json_set_int(leaf, "by", by);
    gi_json_set_int(leaf, "n", n);
    write_signed(all, leaf, (const uint16_t[]){ by, second, 0 }, new_leaf(all));
}

void world_repeat(world *all, size_t times)
{
    GI_AUTO(gi_json) leaf = parse(gi_buf_view(&all->leaf[all->count - 1]));
    int64_t n = 0;
    int64_t ts = 0;
    int64_t run[3] = { 0 };
    EXPECT(gi_json_as_int(gi_json_get(leaf, "n"), &n));
    EXPECT(gi_json_as_int(gi_json_get(leaf, "ts"), &ts));
    for (size_t i = 0; i < 3; i++) {
        EXPECT(gi_json_as_int(gi_json_at(gi_json_get(leaf, "run"), i), &run[i]));
    }
    for (size_t i = 0; i < times; i++) {
        gi_json *next = gi_json_array();
        run[1] += run[2];
        for (size_t k = 0; k < 3; k++) {
            gi_json_push_int(next, run[k]);
        }
        gi_json_set(leaf, "run", next);
        gi_json_set_int(leaf, "n", ++n);
        gi_json_set_int(leaf, "ts", ++ts);
        write_signed(all, leaf, (const uint16_t[]){ FIXTURE_LABEL, 0 }, new_leaf(all));
    }
}

/* ---- audit ---- */

static void keep_finding(void *context, const gi_audit_finding *finding)
{
    world *all = context;
    if (finding->note) {
        all->notes++;
        return;
    }
    if (all->findings < WORLD_FINDINGS) {
        all->finding[all->findings] = *finding;
    }
    all->findings++;
}

gi_status world_look(world *all, const gi_audit_trust *trust, gi_error *err)
{
    GI_AUTO(gi_audit) audit = NULL;
    gi_audit_options options = { .signatures = true,
                                 .threads = 2,
                                 .found = keep_finding,
                                 .context = all,
                                 .witness = all->witness,
                                 .by_file = all->by_file,
                                 .witnesses = all->witnesses };
    all->findings = 0;
    all->notes = 0;
    gi_audit_verdict_clear(&all->verdict);
    GI_TRY(gi_audit_create(&options, &audit, err));
    gi_status status = gi_audit_log(audit, world_source(all), trust, &all->verdict, err);
    all->counts = gi_audit_count(audit);
    return status;
}

void world_audit(world *all, const gi_audit_state *memory)
{
    gi_error err = { 0 };
    gi_audit_trust trust = { NULL, memory };
    world_publish(all);
    EXPECT_OK(world_look(all, &trust, &err));
}

bool world_found(const world *all, gi_audit_what what, int64_t index)
{
    for (size_t i = 0; i < all->findings && i < WORLD_FINDINGS; i++) {
        if (all->finding[i].what == what && all->finding[i].index == index) {
            return true;
        }
    }
    for (size_t i = 0; i < all->findings && i < WORLD_FINDINGS; i++) {
        const gi_audit_finding *one = &all->finding[i];
        (void)printf("    found %s at %lld: %s\n", gi_audit_row_of(one->what)->id,
                     (long long)one->index, one->values);
    }
    return false;
}

bool world_found_only(const world *all, gi_audit_what what, int64_t index)
{
    return world_found(all, what, index) && all->findings == 1;
}
