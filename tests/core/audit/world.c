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

struct world_tile {
    gi_buf hashes;
    int level;
    int64_t n;
};

/* ---- leaves ---- */

static gi_buf *new_leaf(world *all)
{
    all->leaf = reallocarray(all->leaf, all->count + 1, sizeof *all->leaf);
    EXPECT(all->leaf != NULL);
    all->leaf[all->count] = GI_BUF(LEAF_MAX);
    return &all->leaf[all->count++];
}

world *world_of(gi_fixture *fixture)
{
    gi_error err = { 0 };
    world *all = calloc(1, sizeof *all);
    EXPECT(all != NULL);
    all->fixture = fixture;
    all->checkpoint = GI_BUF(GI_NOTE_MAX);
    for (int64_t i = 0; i <= fixture->receipt.index; i++) {
        EXPECT_OK(gi_report_leaf(fixture->registry, i, new_leaf(all), &err));
    }
    return all;
}

static void end_units(gi_fixture *fixture, const char *act, uint32_t first, uint32_t last,
                      const char *why)
{
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, first }, from);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, last }, to);
    (void)snprintf(units, sizeof units, "%s..%s", from, to);
    fixture_act(fixture, act, "units", units, "why", why, NULL);
}

world *world_open(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 100);
    end_units(fixture, "cancel", 1, 10, "unused");
    end_units(fixture, "void", 20, 20, "damaged");
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

/* ---- files ---- */

static gi_status store_tile(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    world *all = context;
    all->tile = reallocarray(all->tile, all->tiles + 1, sizeof *all->tile);
    EXPECT(all->tile != NULL);
    struct world_tile *tile = &all->tile[all->tiles++];
    *tile = (struct world_tile){ GI_BUF(8192), level, n };
    gi_buf_add(&tile->hashes, hashes);
    return gi_buf_status(&tile->hashes, "tile", err);
}

static void sign_checkpoint(world *all, const gi_tree *tree)
{
    gi_error err = { 0 };
    GI_AUTO_BUF body = GI_BUF(1024);
    gi_checkpoint head = { .origin = FIXTURE_ORIGIN, .size = tree->size };
    head.root = gi_tree_root(tree);
    gi_checkpoint_print(&head, &body);
    gi_buf_reset(&all->checkpoint);
    EXPECT_OK(gi_note_sign(gi_buf_view(&body), FIXTURE_ORIGIN,
                           fixture_signer(all->fixture, FIXTURE_LOG), &all->checkpoint, &err));
}

void world_publish(world *all)
{
    gi_error err = { 0 };
    gi_tile_io io = { NULL, store_tile, all };
    gi_tree *tree = calloc(1, sizeof *tree);
    EXPECT(tree != NULL);
    for (size_t i = 0; i < all->tiles; i++) {
        gi_buf_clear(&all->tile[i].hashes);
    }
    all->tiles = 0;
    for (size_t i = 0; i < all->count; i++) {
        gi_digest hash = gi_leaf_hash(gi_buf_view(&all->leaf[i]));
        EXPECT_OK(gi_tree_append(tree, io, &hash, &err));
    }
    EXPECT_OK(gi_tree_flush(tree, io, &err));
    sign_checkpoint(all, tree);
    free(tree);
}

static bool add_bundle(const world *all, int64_t n, int width, gi_buf *out)
{
    for (size_t i = (size_t)n * 256; i < (size_t)n * 256 + (size_t)width; i++) {
        if (i >= all->count) {
            return false;
        }
        gi_buf_add_byte(out, (uint8_t)(all->leaf[i].size >> 8));
        gi_buf_add_byte(out, (uint8_t)all->leaf[i].size);
        gi_buf_add(out, gi_buf_view(&all->leaf[i]));
    }
    return true;
}

static bool add_hashes(const world *all, int level, int64_t n, int width, gi_buf *out)
{
    for (size_t i = 0; i < all->tiles; i++) {
        const struct world_tile *tile = &all->tile[i];
        if (tile->level == level && tile->n == n && tile->hashes.size == (size_t)width * 32) {
            gi_buf_add(out, gi_buf_view(&tile->hashes));
            return true;
        }
    }
    return false;
}

static gi_status read_file(void *context, const char *path, gi_buf *out, bool *found, gi_error *err)
{
    const world *all = context;
    int level = 0;
    int width = 0;
    int64_t n = 0;
    *found = strcmp(path, all->missing) != 0;
    if (!*found) {
        return GI_OK;
    }
    if (strcmp(path, "checkpoint") == 0) {
        gi_buf_add(out, gi_buf_view(&all->checkpoint));
    } else {
        GI_TRY(gi_tile_path_parse(gi_bytes_of(path), &level, &n, &width, err));
        *found = level == GI_TILE_ENTRIES ? add_bundle(all, n, width, out)
                                          : add_hashes(all, level, n, width, out);
    }
    if (strcmp(path, all->damaged) == 0) {
        out->data[out->size - 1] ^= 1;
    }
    return GI_OK;
}

gi_audit_source world_source(world *all)
{
    return (gi_audit_source){ read_file, all, true };
}

/* ---- audit ---- */

static void keep_finding(void *context, const gi_audit_finding *finding)
{
    world *all = context;
    if (all->findings < WORLD_FINDINGS) {
        all->finding[all->findings] = *finding;
    }
    all->findings++;
}

gi_status world_look(world *all, const gi_audit_trust *trust, gi_error *err)
{
    GI_AUTO(gi_audit) audit = NULL;
    gi_audit_options options = { true, 2, keep_finding, all };
    all->findings = 0;
    gi_audit_verdict_clear(&all->verdict);
    GI_TRY(gi_audit_create(&options, &audit, err));
    return gi_audit_log(audit, world_source(all), trust, &all->verdict, err);
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
