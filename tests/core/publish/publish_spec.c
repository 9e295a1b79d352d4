/* Which public files a log has, and that each holds what its name says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/log.h"
#include "gi/report.h"
#include "tests/core/publish/filled.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

typedef struct file {
    gi_buf bytes;
    gi_publish_kind kind;
} file;

static file get(gi_registry *registry, const char *path)
{
    gi_error err = { 0 };
    file out = { .bytes = GI_BUF(GI_PUBLISH_MAX) };
    EXPECT_OK(gi_publish_read(registry, gi_bytes_of(path), &out.bytes, &out.kind, &err));
    return out;
}

static size_t size_of(gi_registry *registry, const char *path)
{
    file got = get(registry, path);
    size_t size = got.bytes.size;
    gi_buf_clear(&got.bytes);
    return size;
}

static void expect_no_file(gi_registry *registry, const char *path)
{
    gi_error err = { 0 };
    gi_publish_kind kind;
    GI_AUTO_BUF out = GI_BUF(GI_PUBLISH_MAX);
    EXPECT_WHY(gi_publish_read(registry, gi_bytes_of(path), &out, &kind, &err),
               GI_WHY_FILE_MISSING);
    EXPECT_INT(out.size, 0);
}

SPEC(a_partial_tile_of_every_published_width_is_a_prefix_of_the_full_tile)
{
    GI_AUTO(filled) log = filled_open(300);
    file whole = get(log->registry, "tile/0/000");
    EXPECT_INT(whole.bytes.size, 8192);
    EXPECT_INT(whole.kind, GI_PUBLISH_HASHES);
    for (int width = 1; width < GI_TILE_WIDTH; width++) {
        char path[GI_TILE_PATH];
        gi_tile_path(0, 0, width, path);
        file part = get(log->registry, path);
        EXPECT_INT(part.bytes.size, 32 * width);
        EXPECT(memcmp(part.bytes.data, whole.bytes.data, part.bytes.size) == 0);
        gi_buf_clear(&part.bytes);
    }
    gi_buf_clear(&whole.bytes);
}

SPEC(the_width_of_a_partial_tile_ends_at_the_published_size)
{
    GI_AUTO(filled) log = filled_open(300);
    EXPECT_INT(size_of(log->registry, "tile/0/001.p/44"), 44 * 32);
    expect_no_file(log->registry, "tile/0/001.p/45");
    expect_no_file(log->registry, "tile/0/001");
    expect_no_file(log->registry, "tile/0/002.p/1");
    EXPECT_INT(size_of(log->registry, "tile/1/000.p/1"), 32);
    expect_no_file(log->registry, "tile/1/000.p/2");
    expect_no_file(log->registry, "tile/2/000.p/1");
    expect_no_file(log->registry, "tile/entries/001.p/45");
}

SPEC(leaves_that_no_checkpoint_signs_for_are_not_published)
{
    GI_AUTO(filled) log = filled_open(10);
    filled_add_unsigned(log, 5);
    expect_no_file(log->registry, "tile/0/000.p/11");
    expect_no_file(log->registry, "tile/entries/000.p/11");
    filled_grow(log, 16);
    EXPECT_INT(size_of(log->registry, "tile/0/000.p/16"), 16 * 32);
}

SPEC(a_path_in_another_spelling_is_no_file)
{
    static const char *const paths[] = {
        "",
        "/checkpoint",
        "checkpoint/",
        "Checkpoint",
        "tile",
        "tile/",
        "tile/0/0",
        "tile/0/0000",
        "tile/00/000",
        "tile/0/x000/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000/",
        "tile/0/-01",
        "tile/64/000",
        "tile/63/000",
        "tile/8/000.p/1",
        "tile/0/x999/x999/x999/x999/x999/999.p/1",
        "tile/0/x009/x223/x372/x036/x854/x775/807",
        "tile/entries/0",
        "tile/0/../0/000",
        "tile/0/%30%30%30",
        "proof/.tlog-proof",
        "registry.db",
        "vkey ",
    };
    GI_AUTO(filled) log = filled_open(300);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        expect_no_file(log->registry, paths[i]);
    }
}

SPEC(a_log_without_a_checkpoint_publishes_nothing)
{
    static const char *const paths[] = { "checkpoint", "vkey", "policy", "tile/0/000.p/1" };
    gi_error err = { 0 };
    gi_publish_kind kind;
    GI_AUTO_BUF out = GI_BUF(GI_PUBLISH_MAX);
    GI_AUTO(filled) log = filled_empty();
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        EXPECT_WHY(gi_publish_read(log->registry, gi_bytes_of(paths[i]), &out, &kind, &err),
                   GI_WHY_NOT_FOUNDED);
    }
}

SPEC(an_entry_bundle_hashes_to_its_tile)
{
    GI_AUTO(filled) log = filled_open(300);
    file bundle = get(log->registry, "tile/entries/001.p/44");
    file hashes = get(log->registry, "tile/0/001.p/44");
    gi_bytes rest = gi_buf_view(&bundle.bytes);
    EXPECT_INT(bundle.kind, GI_PUBLISH_ENTRIES);
    for (size_t i = 0; i < 44; i++) {
        EXPECT(rest.size > 2);
        size_t size = (size_t)(rest.data[0] << 8 | rest.data[1]);
        gi_digest hash = gi_leaf_hash((gi_bytes){ rest.data + 2, size });
        EXPECT(memcmp(hash.bytes, hashes.bytes.data + 32 * i, 32) == 0);
        rest = (gi_bytes){ rest.data + 2 + size, rest.size - 2 - size };
    }
    EXPECT_INT(rest.size, 0);
    gi_buf_clear(&bundle.bytes);
    gi_buf_clear(&hashes.bytes);
}

SPEC(a_stored_tile_that_lost_hashes_is_corrupt_and_not_served)
{
    gi_error err = { 0 };
    gi_publish_kind kind;
    GI_AUTO_BUF out = GI_BUF(GI_PUBLISH_MAX);
    GI_AUTO(filled) log = filled_open(20);
    filled_damage_tile(log, 0, 0, 10);
    EXPECT_WHY(gi_publish_read(log->registry, gi_bytes_of("tile/0/000.p/20"), &out, &kind, &err),
               GI_WHY_TREE_MISMATCH);
}

SPEC(vkey_names_the_key_that_signed_the_checkpoint)
{
    gi_error err = { 0 };
    char vkey[GI_VKEY_TEXT];
    GI_AUTO(filled) log = filled_open(3);
    EXPECT_OK(gi_vkey_print(FILLED_ORIGIN, &log->signer->public_key, vkey, &err));
    file got = get(log->registry, "vkey");
    const char *text = gi_buf_text(&got.bytes);
    EXPECT(strncmp(text, vkey, strlen(vkey)) == 0);
    EXPECT_TEXT(text + strlen(vkey), "\n");
    gi_buf_clear(&got.bytes);
}

SPEC(policy_names_the_log_and_no_witness)
{
    gi_error err = { 0 };
    char vkey[GI_VKEY_TEXT];
    GI_AUTO_BUF wanted = GI_BUF(1024);
    GI_AUTO(filled) log = filled_open(3);
    EXPECT_OK(gi_vkey_print(FILLED_ORIGIN, &log->signer->public_key, vkey, &err));
    gi_buf_add_format(&wanted, "log %s\nquorum none\n", vkey);
    file got = get(log->registry, "policy");
    EXPECT_TEXT(gi_buf_text(&got.bytes), gi_buf_text(&wanted));
    EXPECT_INT(got.kind, GI_PUBLISH_TEXT);
    gi_buf_clear(&got.bytes);
}

SPEC(the_checkpoint_carries_its_cosignatures_and_only_its_own)
{
    static const char line[] = "\xE2\x80\x94 w.example AAAAAAAAAAAA\n";
    GI_AUTO(filled) log = filled_open(3);
    size_t bare = size_of(log->registry, "checkpoint");
    filled_cosign(log, line);
    file got = get(log->registry, "checkpoint");
    const char *text = gi_buf_text(&got.bytes);
    EXPECT_INT(got.bytes.size, bare + strlen(line));
    EXPECT_TEXT(text + bare, line);
    gi_buf_clear(&got.bytes);
    filled_grow(log, 4);
    EXPECT_INT(size_of(log->registry, "checkpoint"), bare);
}

static void write_witnesses(const filled *log, const char *text)
{
    char path[160];
    (void)snprintf(path, sizeof path, "%s/witnesses", log->dir);
    FILE *out = fopen(path, "w");
    EXPECT(out != NULL && fputs(text, out) >= 0 && fclose(out) == 0);
}

static void expect_policy_end(const filled *log, const char *wanted)
{
    file got = get(log->registry, "policy");
    const char *end = strchr(gi_buf_text(&got.bytes), '\n');
    EXPECT(end != NULL);
    EXPECT_TEXT(end + 1, wanted);
    gi_buf_clear(&got.bytes);
}

SPEC(policy_has_the_witnesses_and_the_quorum_of_the_registry)
{
    GI_AUTO(filled) log = filled_open(3);
    write_witnesses(log, "# ask Li first\nwitness a a+1+AA https://a.example/\nlog else+2+BB\n"
                         "witness b b+3+CC\ngroup g any a b\nquorum g\n");
    expect_policy_end(log, "witness a a+1+AA https://a.example/\nwitness b b+3+CC\n"
                           "group g any a b\nquorum g\n");
    write_witnesses(log, "witness a a+1+AA\n");
    expect_policy_end(log, "witness a a+1+AA\nquorum none\n");
}

SPEC(the_proof_of_a_batch_is_of_the_leaf_that_names_it)
{
    gi_error err = { 0 };
    int64_t index = 0;
    gi_path path;
    gi_bytes note = { 0 };
    GI_AUTO_BUF name = GI_BUF(64);
    GI_AUTO_BUF leaf = GI_BUF(4096);
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_buf_add_format(&name, "proof/%s.tlog-proof", fixture->batch);
    file got = get(fixture->registry, gi_buf_text(&name));
    EXPECT_OK(gi_tlog_proof_parse(gi_buf_view(&got.bytes), &index, &path, &note, &err));
    EXPECT_OK(gi_report_leaf(fixture->registry, index, &leaf, &err));
    EXPECT(strstr(gi_buf_text(&leaf), fixture->batch) != NULL);
    EXPECT(strstr(gi_buf_text(&leaf), "\"t\":\"batch\"") != NULL);
    gi_buf_clear(&got.bytes);
}

SPEC(the_proof_of_an_unknown_batch_or_in_another_spelling_is_no_file)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    expect_no_file(fixture->registry, "proof/LSYW-26-00A3-001F-7.tlog-proof");
    expect_no_file(fixture->registry, "proof/lsyw-26-0001-0001-X.tlog-proof");
    GI_AUTO_BUF name = GI_BUF(64);
    gi_buf_add_format(&name, "proof/%s.tlog-proof", fixture->batch);
    *strchr((char *)name.data, 'L') = 'l';
    expect_no_file(fixture->registry, gi_buf_text(&name));
}
