/*
 * registry.c - opens a registry directory: database, config, what it says about itself.
 *
 * Makes and reads files of the directory; holds no key. Acts use the handle's clock and
 * randomness, so tests bring their own.
 */
#include "core/store/registry.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/config.h"
#include "core/store/high_water.h"
#include "core/store/journal_file.h"
#include "core/store/log_rows.h"
#include "core/store/meta.h"
#include "core/store/shape.h"
#include "gi/text.h"

gi_status gi_registry_path(const gi_registry *registry, const char *name, char out[GI_PATH_MAX],
                           gi_error *err)
{
    int size = snprintf(out, GI_PATH_MAX, "%s/%s", registry->dir, name);
    if (size < 0 || size >= GI_PATH_MAX) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", registry->dir, gi_num(GI_PATH_MAX - 1).text);
    }
    return GI_OK;
}

/* Facts that the founding act wrote, absent before it, and the newest epoch. */
gi_status gi_registry_reload(gi_registry *registry, gi_error *err)
{
    gi_about *about = &registry->about;
    char word[16] = "";
    bool found = false;
    gi_epoch_row epoch;
    GI_TRY(gi_epoch_at(registry->db, INT64_MAX, &epoch, err));
    GI_TRY(gi_epoch_lost(registry->db, &about->lost, err));
    memcpy(about->origin, epoch.origin, sizeof about->origin);
    about->epoch = epoch.number;
    registry->founded = about->origin[0] != '\0';
    if (!registry->founded) {
        return GI_OK;
    }
    GI_TRY(gi_meta_get(registry->db, "name", about->name, sizeof about->name, &found, err));
    GI_TRY(gi_meta_get(registry->db, "kind", word, sizeof word, &found, err));
    about->demo = strcmp(word, "demo") == 0;
    GI_TRY(gi_meta_get(registry->db, "suite", word, sizeof word, &found, err));
    about->suite = strcmp(word, "gm") == 0 ? GI_SUITE_GM : GI_SUITE_INTL;
    return GI_OK;
}

gi_status gi_registry_refresh(gi_registry *registry, gi_error *err)
{
    gi_epoch_row epoch;
    GI_TRY(gi_epoch_at(registry->db, INT64_MAX, &epoch, err));
    return epoch.number == registry->about.epoch ? GI_OK : gi_registry_reload(registry, err);
}

static gi_status open_files(gi_registry *registry, gi_access access, gi_error *err)
{
    char db_path[GI_PATH_MAX];
    char lock_path[GI_PATH_MAX];
    GI_TRY(gi_registry_path(registry, "registry.db", db_path, err));
    GI_TRY(gi_registry_path(registry, "write.lock", lock_path, err));
    GI_TRY(gi_db_open(db_path, lock_path, access == GI_ACCESS_WRITE ? GI_DB_WRITE : GI_DB_READ,
                      &gi_registry_shape, &registry->db, err));
    GI_TRY(gi_config_read(registry->dir, &registry->about, err));
    if (access == GI_ACCESS_WRITE) {
        GI_TRY(gi_high_water_find(registry, err));
        GI_TRY(gi_journal_file_find(registry, err));
    }
    return gi_registry_reload(registry, err);
}

const char *gi_registry_dir(const char *given)
{
    const char *dir = given != NULL ? given : getenv("GITRACE_DIR");
    return dir != NULL && dir[0] != '\0' ? dir : ".";
}

gi_status gi_registry_open(const char *dir, gi_access access, gi_clock clock, gi_random random,
                           gi_registry **out, gi_error *err)
{
    GI_AUTO(gi_registry) registry = calloc(1, sizeof *registry);
    if (registry == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "registry");
    }
    registry->clock = clock;
    registry->random = random;
    if ((size_t)snprintf(registry->dir, sizeof registry->dir, "%s", dir) >= sizeof registry->dir) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", dir, gi_num(GI_PATH_MAX - 1).text);
    }
    GI_TRY(open_files(registry, access, err));
    *out = GI_TAKE(registry);
    return GI_OK;
}

gi_status gi_registry_scratch(const gi_registry *registry, gi_registry **out, gi_error *err)
{
    GI_AUTO(gi_registry) copy = calloc(1, sizeof *copy);
    if (copy == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "registry");
    }
    copy->about = registry->about;
    copy->founded = registry->founded;
    copy->clock = registry->clock;
    copy->random = registry->random;
    memcpy(copy->dir, registry->dir, sizeof copy->dir);
    GI_TRY(gi_db_scratch(registry->db, &copy->db, err));
    *out = GI_TAKE(copy);
    return GI_OK;
}

static gi_status make_directory(const char *path, gi_error *err)
{
    if (mkdir(path, 0700) != 0 && errno != EEXIST) {
        return gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
    }
    return GI_OK;
}

gi_status gi_registry_create(const char *dir, const gi_about *about, gi_error *err)
{
    gi_registry place = { 0 };
    char keys[GI_PATH_MAX];
    char db_path[GI_PATH_MAX];
    char lock_path[GI_PATH_MAX];
    (void)snprintf(place.dir, sizeof place.dir, "%s", dir);
    GI_TRY(gi_registry_path(&place, "keys", keys, err));
    GI_TRY(gi_registry_path(&place, "registry.db", db_path, err));
    GI_TRY(gi_registry_path(&place, "write.lock", lock_path, err));
    GI_TRY(make_directory(dir, err));
    GI_AUTO(gi_db) db = NULL;
    GI_TRY(gi_db_open(db_path, lock_path, GI_DB_CREATE, &gi_registry_shape, &db, err));
    GI_TRY(make_directory(keys, err));
    GI_TRY(gi_high_water_set_aside(dir, err));
    return gi_config_write(dir, about, err);
}

void gi_registry_close(gi_registry *registry)
{
    if (registry != NULL) {
        for (size_t i = 0; i < GI_VERIFIERS_KEPT; i++) {
            gi_verifier_destroy(registry->kept[i].verifier);
        }
        gi_db_close(registry->db);
        free(registry);
    }
}

void gi_registry_on_warning(gi_registry *registry, gi_warn warn, void *context)
{
    registry->warn = warn;
    registry->warn_context = context;
}

const gi_about *gi_registry_about(const gi_registry *registry)
{
    return &registry->about;
}

gi_time gi_registry_now(const gi_registry *registry)
{
    return gi_clock_now(registry->clock);
}

gi_day gi_registry_today(const gi_registry *registry)
{
    return gi_day_of(gi_registry_now(registry), registry->about.utc_offset_min);
}

gi_status gi_registry_key_path(const gi_registry *registry, uint16_t id, const char *role,
                               char *out, size_t size, gi_error *err)
{
    char name[64];
    char path[GI_PATH_MAX];
    (void)snprintf(name, sizeof name, "keys/%u-%s.pem", (unsigned)id, role);
    GI_TRY(gi_registry_path(registry, name, path, err));
    return gi_text_copy(out, size, gi_bytes_of(path), "path", err);
}

gi_status gi_registry_signer(gi_registry *registry, uint16_t id,
                             const gi_passphrase_source *passphrase, gi_signer **out, gi_error *err)
{
    gi_key_row key;
    char path[GI_PATH_MAX];
    GI_SECRET secret = { 0 };
    GI_AUTO(gi_signer) signer = NULL;
    GI_TRY(gi_key_load(registry->db, id, &key, err));
    GI_TRY(gi_registry_key_path(registry, id, key.role, path, sizeof path, err));
    GI_TRY(gi_passphrase_read(passphrase, path, &secret, err));
    GI_TRY(gi_key_file_open(
        path, &secret, registry->about.demo ? GI_KDF_ROUNDS_DEMO : GI_KDF_ROUNDS, &signer, err));
    if (!gi_public_key_equal(&signer->public_key, &key.public_key)) {
        return gi_fail(err, GI_WHY_BAD_PUBLIC_KEY, path);
    }
    signer->key = id;
    *out = GI_TAKE(signer);
    return GI_OK;
}
