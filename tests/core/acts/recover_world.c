/* recover_world.c - see recover_world.h. */
#include "tests/core/acts/recover_world.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/store/registry.h"
#include "gi/log.h"
#include "gi/publish.h"

void world_clear(world *at)
{
    fixture_close(at->fixture);
    at->fixture = NULL;
}

static void reopen(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_clock clock = fixture->registry->clock;
    gi_random random = fixture->registry->random;
    gi_registry_close(fixture->registry);
    fixture->registry = NULL;
    EXPECT_OK(
        gi_registry_open(fixture->dir, GI_ACCESS_WRITE, clock, random, &fixture->registry, &err));
}

world world_of(gi_algorithm label, bool journal)
{
    world at = { .fixture = fixture_with_batch(label) };
    char path[200];
    (void)snprintf(at.published, sizeof at.published, "%s/published", gi_spec_directory());
    if (journal) {
        (void)snprintf(path, sizeof path, "%s/config", at.fixture->dir);
        FILE *config = fopen(path, "ae");
        EXPECT(config != NULL);
        EXPECT(fprintf(config, "journal = %s.journal\n", at.fixture->dir) > 0);
        EXPECT(fclose(config) == 0);
        reopen(at.fixture);
    }
    return at;
}

world world_with_journal(void)
{
    return world_of(GI_ED25519, true);
}

world world_without_journal(void)
{
    return world_of(GI_ED25519, false);
}

static void beside(const world *at, const char *suffix, char out[200])
{
    (void)snprintf(out, 200, "%s%s", at->fixture->dir, suffix);
}

void world_keep(world *at)
{
    gi_error err = { 0 };
    char copy[200];
    beside(at, ".old", copy);
    EXPECT_OK(gi_db_backup(at->fixture->registry->db, copy, &err));
}

void world_put_back(world *at)
{
    char old[200];
    char path[200];
    static const char *const stale[] = { "/registry.db-wal", "/registry.db-shm" };
    gi_fixture *fixture = at->fixture;
    gi_error err = { 0 };
    gi_clock clock = fixture->registry->clock;
    gi_random random = fixture->registry->random;
    gi_registry_close(fixture->registry);
    fixture->registry = NULL;
    for (size_t i = 0; i < sizeof stale / sizeof stale[0]; i++) {
        beside(at, stale[i], path);
        (void)unlink(path);
    }
    beside(at, ".old", old);
    beside(at, "/registry.db", path);
    EXPECT(rename(old, path) == 0);
    EXPECT_OK(
        gi_registry_open(fixture->dir, GI_ACCESS_WRITE, clock, random, &fixture->registry, &err));
}

void world_forget_mark(const world *at)
{
    char path[200];
    beside(at, ".high", path);
    EXPECT(unlink(path) == 0);
}

void world_publish(world *at)
{
    gi_error err = { 0 };
    gi_export done;
    EXPECT_OK(gi_log_export(at->fixture->registry, at->published, true, &done, &err));
}

static void head_path(const world *at, char out[220])
{
    (void)snprintf(out, 220, "%s/checkpoint", at->published);
}

void world_sign_head(const world *at, const gi_signer *signer)
{
    gi_error err = { 0 };
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO_BUF fresh = GI_BUF(GI_NOTE_MAX);
    gi_publish_kind kind;
    char path[220];
    EXPECT_OK(
        gi_publish_read(at->fixture->registry, gi_bytes_of("checkpoint"), &note, &kind, &err));
    const uint8_t *blank = memmem(note.data, note.size, "\n\n", 2);
    EXPECT(blank != NULL);
    gi_bytes body = { note.data, (size_t)(blank - note.data) + 1 };
    EXPECT_OK(gi_note_sign(body, FIXTURE_ORIGIN, signer, &fresh, &err));
    head_path(at, path);
    FILE *file = fopen(path, "wbe");
    EXPECT(file != NULL && fwrite(fresh.data, 1, fresh.size, file) == fresh.size);
    EXPECT(fclose(file) == 0);
}

gi_status world_recover(world *at, const gi_recover_options *options, gi_recovered *out,
                        gi_error *err)
{
    GI_AUTO(gi_audit_files) files = NULL;
    GI_TRY(gi_audit_files_open(at->published, &files, err));
    return gi_log_recover(at->fixture->registry, gi_audit_files_source(files), options, out, err);
}

void world_catch_up(world *at)
{
    gi_error err = { 0 };
    gi_recovered done;
    gi_recover_options options = { .journal = NULL };
    int64_t size = acts(at->fixture);
    world_publish(at);
    world_put_back(at);
    EXPECT(acts(at->fixture) < size);
    EXPECT_OK(world_recover(at, &options, &done, &err));
    EXPECT_INT(acts(at->fixture), size);
}

bool world_same_files(const world *at)
{
    gi_error err = { 0 };
    gi_export done;
    EXPECT_OK(gi_log_export(at->fixture->registry, at->published, true, &done, &err));
    return done.written == 0;
}
