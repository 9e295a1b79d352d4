/*
 * registry.h - one registry directory, opened.
 *
 * A registry is a directory: registry.db, keys/, config, write.lock (FORMATS 12). Opening for
 * reading needs no key and writes nothing. A handle belongs to one thread at a time.
 *
 * Beside it, outside, stands the high-water mark: the newest head that was signed. A registry
 * that does not continue it, such as a restored old copy, refuses to sign (restored-backup).
 */
#ifndef GI_REGISTRY_H
#define GI_REGISTRY_H

#include "gi/bytes.h"
#include "gi/clock.h"
#include "gi/crypto.h"
#include "gi/log.h"

typedef struct gi_registry gi_registry;

typedef enum gi_access {
    GI_ACCESS_READ, /* look-ups, labels, serve */
    GI_ACCESS_WRITE /* acts */
} gi_access;

/* What a registry says about itself; fixed by the founding leaf and the config file. */
typedef struct gi_about {
    char origin[GI_ORIGIN_MAX]; /* of the log, such as "gi.example.cn/log/2026" */
    char name[128];             /* the authority's name in Chinese */
    bool demo;                  /* kind = demo: everything says so */
    gi_suite suite;
    int utc_offset_min;         /* config, default 480 */
    char base_url[64];          /* config: what stands before the digits, with the final '/' */
    char host[64];              /* the host of base_url, for printing under the QR */
    int max_clock_ahead;        /* config, default 400: days from the last act to an act now */
    char high_water[256];       /* config: path of the high-water mark; "" = DIRECTORY.high */
} gi_about;

/* The directory a program means: the option given, else $GITRACE_DIR, else ".". Borrowed. */
const char *gi_registry_dir(const char *given);

/*
 * Opens a founded or still empty registry directory.
 *
 * GI_NOT_FOUND no-registry  GI_INVALID bad-config, not-a-registry  GI_CONFLICT db-newer
 * GI_CORRUPT db-corrupt     GI_IO
 */
GI_CHECKED gi_status gi_registry_open(const char *dir, gi_access access, gi_clock clock,
                                      gi_random random, gi_registry **out, gi_error *err);
void gi_registry_close(gi_registry *registry);
GI_DEFINE_AUTO(gi_registry, gi_registry_close)

/*
 * Makes the directory (mode 700), an empty registry.db, keys/ and config with base_url and
 * utc_offset_min of about. Nothing is founded yet.
 * GI_CONFLICT file-exists when there is a registry already
 */
GI_CHECKED gi_status gi_registry_create(const char *dir, const gi_about *about, gi_error *err);

/* Borrowed; valid while the registry is open. */
const gi_about *gi_registry_about(const gi_registry *registry);

/* The moment and the civil day, by the registry's clock and offset. */
gi_time gi_registry_now(const gi_registry *registry);
gi_day gi_registry_today(const gi_registry *registry);

/* keys/<id>-<role>.pem of this registry. GI_INVALID too-long */
GI_CHECKED gi_status gi_registry_key_path(const gi_registry *registry, uint16_t id,
                                          const char *role, char *out, size_t size, gi_error *err);

/*
 * Unlocks the key file of a registered key and checks that it is that key. You own *out.
 * GI_NOT_FOUND no-key, file-missing  GI_DENIED wrong-passphrase, no-passphrase, weak-kdf,
 * not-private  GI_CORRUPT bad-key-file
 */
GI_CHECKED gi_status gi_registry_signer(gi_registry *registry, uint16_t id,
                                        const gi_passphrase_source *passphrase, gi_signer **out,
                                        gi_error *err);

#endif
