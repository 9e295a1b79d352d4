/*
 * filled.c - rows of acts, tiles and checkpoints as the acts would write them (filled.h).
 */
#include "tests/core/publish/filled.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/keys.h"
#include "core/store/log_rows.h"
#include "core/store/meta.h"
#include "core/store/registry.h"
#include "gi/act.h"
#include "tests/support/spec.h"

static char leaf_mark = 'a';

void filled_mark(char mark)
{
    leaf_mark = mark;
}

static gi_signer *log_signer(void)
{
    gi_error err = { 0 };
    gi_signer *signer = NULL;
    const uint8_t seed[32] = { 3 };
    EXPECT_OK(gi_signer_from_seed(GI_ED25519, 3, (gi_bytes){ seed, sizeof seed }, &signer, &err));
    return signer;
}

static void found(filled *at)
{
    gi_error err = { 0 };
    gi_db *db = at->registry->db;
    gi_key_row key = { .id = 3, .public_key = at->signer->public_key };
    (void)snprintf(key.role, sizeof key.role, "%s", gi_role_name(GI_ROLE_LOG));
    (void)snprintf(key.state, sizeof key.state, "active");
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(gi_meta_put(db, "origin", FILLED_ORIGIN, &err));
    EXPECT_OK(gi_meta_put(db, "name", "示例协会", &err));
    EXPECT_OK(gi_meta_put(db, "kind", "demo", &err));
    EXPECT_OK(gi_meta_put(db, "suite", "intl", &err));
    EXPECT_OK(gi_key_insert(db, &key, &err));
    EXPECT_OK(gi_db_commit(db, &err));
    EXPECT_OK(gi_registry_reload(at->registry, &err));
}

filled *filled_empty(void)
{
    gi_error err = { 0 };
    gi_about about = { .base_url = "https://gi.example/", .utc_offset_min = 480 };
    filled *at = calloc(1, sizeof *at);
    EXPECT(at != NULL);
    (void)snprintf(at->dir, sizeof at->dir, "%s/registry", gi_spec_directory());
    at->signer = log_signer();
    EXPECT_OK(gi_registry_create(at->dir, &about, &err));
    EXPECT_OK(gi_registry_open(at->dir, GI_ACCESS_WRITE, gi_clock_system(), gi_random_system(),
                               &at->registry, &err));
    found(at);
    return at;
}

static void add_leaf(filled *at, gi_tree *tree, int64_t index)
{
    gi_error err = { 0 };
    char leaf[400];
    gi_act_row row = { .index = index, .kind = "test", .key = 3, .n = index + 1 };
    int tail = (int)(index % 97) * 3;
    int size = snprintf(leaf, sizeof leaf, "leaf %lld %*c", (long long)index, tail, leaf_mark);
    gi_bytes bytes = { (const uint8_t *)leaf, (size_t)size };
    memcpy(row.request, &index, sizeof index);
    EXPECT_OK(gi_act_insert(at->registry->db, &row, "{}", bytes, &err));
    gi_digest hash = gi_leaf_hash(bytes);
    EXPECT_OK(gi_tree_append(tree, gi_tiles_of(at->registry->db), &hash, &err));
}

static void sign(filled *at, gi_tree *tree)
{
    gi_error err = { 0 };
    gi_checkpoint head = { .origin = FILLED_ORIGIN, .size = tree->size };
    GI_AUTO_BUF body = GI_BUF(1024);
    GI_AUTO_BUF note = GI_BUF(4096);
    head.root = gi_tree_root(tree);
    gi_checkpoint_print(&head, &body);
    EXPECT_OK(gi_note_sign(gi_buf_view(&body), FILLED_ORIGIN, at->signer, &note, &err));
    EXPECT_OK(gi_checkpoint_insert(at->registry->db, tree->size, gi_buf_view(&note), &err));
}

static void grow(filled *at, int64_t size, bool with_checkpoint)
{
    gi_error err = { 0 };
    gi_db *db = at->registry->db;
    gi_tree *tree = &at->registry->tree;
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(gi_tree_load(tree, gi_tiles_of(db), at->size, &err));
    for (; at->size < size; at->size++) {
        add_leaf(at, tree, at->size);
    }
    EXPECT_OK(gi_tree_flush(tree, gi_tiles_of(db), &err));
    if (with_checkpoint) {
        sign(at, tree);
    }
    EXPECT_OK(gi_db_commit(db, &err));
}

void filled_grow(filled *at, int64_t size)
{
    grow(at, size, true);
}

void filled_add_unsigned(filled *at, int64_t count)
{
    grow(at, at->size + count, false);
}

void filled_cosign(filled *at, const char *line)
{
    gi_error err = { 0 };
    gi_cosignature_row row = { at->size, "w.example", 1, gi_bytes_of(line) };
    EXPECT_OK(gi_db_begin(at->registry->db, true, &err));
    EXPECT_OK(gi_cosignature_keep(at->registry->db, &row, &err));
    EXPECT_OK(gi_db_commit(at->registry->db, &err));
}

void filled_damage_tile(filled *at, int level, int64_t n, int hashes)
{
    gi_error err = { 0 };
    GI_AUTO_BUF row = GI_BUF(8192);
    gi_tile_io io = gi_tiles_of(at->registry->db);
    EXPECT_OK(gi_db_begin(at->registry->db, true, &err));
    EXPECT_OK(io.read(io.context, level, n, &row, &err));
    gi_bytes cut = { row.data, (size_t)hashes * GI_DIGEST_SIZE };
    EXPECT_OK(io.write(io.context, level, n, cut, &err));
    EXPECT_OK(gi_db_commit(at->registry->db, &err));
}

filled *filled_open(int64_t size)
{
    filled *at = filled_empty();
    filled_grow(at, size);
    return at;
}

void filled_close(filled *at)
{
    if (at != NULL) {
        gi_registry_close(at->registry);
        gi_signer_destroy(at->signer);
        free(at);
    }
}
