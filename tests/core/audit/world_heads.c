/*
 * world_heads.c - head leaves with a witness of the world's own (world.h).
 */
#include <stdio.h>
#include <stdlib.h>

#include "gi/text.h"
#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define WITNESS "witness.example.org"

static gi_signer *witness_signer(void)
{
    gi_error err = { 0 };
    gi_signer *signer = NULL;
    static const uint8_t seed[32] = "a witness";
    EXPECT_OK(gi_signer_from_seed(GI_ED25519, 1, (gi_bytes){ seed, sizeof seed }, &signer, &err));
    return signer;
}

void world_trust(world *all)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = witness_signer();
    EXPECT_OK(gi_cosigner_from(WITNESS, &signer->public_key, &all->witness[0], &err));
    all->witnesses = 1;
}

static gi_status no_tile(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    (void)context, (void)level, (void)n, (void)hashes, (void)err;
    return GI_OK;
}

static gi_digest root_of(const world *all, int64_t size)
{
    gi_error err = { 0 };
    gi_tree *tree = calloc(1, sizeof *tree);
    EXPECT(tree != NULL);
    for (size_t i = 0; i < (size_t)size && i < all->count; i++) {
        gi_digest hash = gi_leaf_hash(gi_buf_view(&all->leaf[i]));
        EXPECT_OK(gi_tree_append(tree, (gi_tile_io){ NULL, no_tile, NULL }, &hash, &err));
    }
    gi_digest root = gi_tree_root(tree);
    free(tree);
    return root;
}

void world_cosign(const gi_buf *body, gi_time at, gi_buf *note)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = witness_signer();
    EXPECT_OK(gi_cosignature_make(gi_buf_view(body), WITNESS, signer, at / 1000, note, &err));
}

static void write_note(const world *all, const world_head_facts *facts, const gi_checkpoint *said,
                       gi_buf *note)
{
    gi_error err = { 0 };
    GI_AUTO_BUF body = GI_BUF(1024);
    uint16_t by = facts->by != 0 ? facts->by : FIXTURE_LOG;
    gi_checkpoint_print(said, &body);
    EXPECT_OK(gi_note_sign(gi_buf_view(&body), said->origin, fixture_signer(all->fixture, by), note,
                           &err));
    if (facts->cosigned != 0) {
        if (facts->other_body) {
            gi_buf_add_text(&body, "more\n");
        }
        world_cosign(&body, facts->cosigned, note);
    }
}

void world_head(world *all, const world_head_facts *facts)
{
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO_BUF coded = GI_BUF(4096);
    GI_AUTO_BUF root = GI_BUF(64);
    GI_AUTO_BUF json = GI_BUF(8192);
    gi_checkpoint said = { .size = facts->size, .root = root_of(all, facts->size) };
    (void)snprintf(said.origin, sizeof said.origin, "%s",
                   facts->origin != NULL ? facts->origin : FIXTURE_ORIGIN);
    said.root.bytes[0] ^= facts->wrong_root ? 1 : 0;
    write_note(all, facts, &said, &note);
    gi_base64_add(&coded, gi_buf_view(&note));
    gi_base64_add(&root, gi_digest_view(&said.root));
    gi_buf_add_format(&json,
                      "{\"head\":{\"note\":\"%s\",\"origin\":\"%s\",\"root\":\"%s\",\"size\":%lld},"
                      "\"t\":\"head\"}",
                      gi_buf_text(&coded), said.origin, gi_buf_text(&root),
                      (long long)(facts->said_size != 0 ? facts->said_size : said.size));
    world_add(all, FIXTURE_REGISTRY, 0, facts->ts != 0 ? facts->ts : all->fixture->now,
              gi_buf_text(&json));
}
