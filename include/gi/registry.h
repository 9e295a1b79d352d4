/*
 * registry.h - one registry directory, opened.
 *
 * A registry is a directory: registry.db, keys/, config, write.lock (FORMATS 12). Opening for
 * reading needs no key and writes nothing. A handle belongs to one thread at a time;
 * other threads and processes open their own. Any number may read while one writes.
 *
 * Beside it, outside, stands the high-water mark: the newest head that was signed. A registry
 * that does not continue it, such as a restored old copy, refuses to sign (restored-backup).
 *
 *     GI_AUTO(gi_registry) registry = NULL;
 *     GI_TRY(gi_registry_open(gi_registry_dir(NULL), GI_ACCESS_READ, gi_clock_system(),
 *                             gi_random_system(), &registry, err));
 */
#ifndef GI_REGISTRY_H
#define GI_REGISTRY_H

#include "gi/bytes.h"
#include "gi/clock.h"
#include "gi/crypto.h"
#include "gi/log.h"

/* The opened handle. Holds no private key and no lock: a writer takes write.lock for each session
 * (gi/act.h) only. */
typedef struct gi_registry gi_registry;

/* What a handle may do. A reader refuses acts with db-read-only, and works on read-only media;
 * a writer brings an older schema up to date when it opens, after a copy of the file. */
typedef enum gi_access {
    GI_ACCESS_READ, /* look-ups, labels, serve */
    GI_ACCESS_WRITE /* acts */
} gi_access;

/*
 * What a registry says about itself: name, kind and suite are fixed by the founding leaf, origin by
 * it or by the leaf of the newest epoch (origin and name "" and demo false before the founding);
 * the rest stands in the config file. Texts are UTF-8.
 */
typedef struct gi_about {
    char origin[GI_ORIGIN_MAX]; /* of the log, such as "gi.example.cn/log/2026" */
    int64_t epoch;              /* number of the log that goes on, from 1 (gi/epoch.h) */
    int64_t lost;               /* leaves lost at the ends of earlier logs */
    char name[128];             /* the authority's name in Chinese */
    bool demo;                  /* kind = demo: everything says so */
    gi_suite suite;
    int utc_offset_min;   /* config, default 480 */
    char base_url[64];    /* config: what stands before the digits, with the final '/' */
    char host[64];        /* the host of base_url, for printing under the QR */
    int max_clock_ahead;  /* config, default 400: days from the last act to an act now */
    char high_water[256]; /* config: path of the high-water mark; "" = DIRECTORY.high */
    int witness_seconds;  /* config, default 10: what one request to a witness may take */
    char journal[256];    /* config: path of the journal (gi/recover.h); "" = none */
} gi_about;

/* The directory a program means: the option given, else $GITRACE_DIR, else "."; an empty text
 * means ".". Borrowed from given or the environment. */
const char *gi_registry_dir(const char *given);

/*
 * Opens a founded or still empty registry directory.
 *
 * dir     at most 1,023 bytes; copied
 * clock   where "now" comes from; kept until the registry is closed
 * random  where salts and request keys come from; kept as well
 * out     you own it; gi_registry_close
 *
 * GI_NOT_FOUND  no-registry: there is no registry.db
 * GI_INVALID    not-a-registry; bad-config, with the line; too-long: dir, or a config past 4 KiB;
 *               bad-field: a writer's high_water or journal that lies inside the directory
 * GI_CONFLICT   db-newer: upgrade the program; db-older: a reader met an older schema, which
 *               any writing command brings up to date
 * GI_BUSY       db-busy: a writer had to wait more than 5 s to do so
 * GI_CORRUPT    db-corrupt
 * GI_IO         file-open (no config, no write.lock), db, db-full; db-read-only: the file may not
 *               be written, which readers need as well unless the whole medium is read-only
 */
GI_CHECKED gi_status gi_registry_open(const char *dir, gi_access access, gi_clock clock,
                                      gi_random random, gi_registry **out, gi_error *err);

/* Closes it; a session on it must have ended. Takes NULL. */
void gi_registry_close(gi_registry *registry);
GI_DEFINE_AUTO(gi_registry, gi_registry_close)

/*
 * Makes the directory (mode 700; one that exists is used), an empty registry.db, keys/ and config
 * with base_url and utc_offset_min of about; its other members are not read. Nothing is founded
 * yet: that is the act `found`. base_url is written as it is; a wrong one shows as bad-config
 * when the registry is opened. A registry.db that could not be made whole is removed again; a
 * high-water mark of an earlier registry of that name is moved aside to <mark>.old.
 *
 * GI_CONFLICT  file-exists: there is a registry.db or a config already; it is not touched
 * GI_INVALID   too-long   GI_IO  file-write, file-open, db, db-full
 */
GI_CHECKED gi_status gi_registry_create(const char *dir, const gi_about *about, gi_error *err);

/*
 * What went wrong after an act was committed and undoes nothing: the journal (gi/recover.h)
 * could not be written. Without a function it is not told.
 */
typedef void (*gi_warn)(void *context, const gi_error *what);
void gi_registry_on_warning(gi_registry *registry, gi_warn warn, void *context);

/* Borrowed; valid while the registry is open. Changes with the founding act and a new epoch. */
const gi_about *gi_registry_about(const gi_registry *registry);

/*
 * A number for those who keep answers: it differs from the last one asked of this handle once
 * anything was committed to registry.db by another handle or process. Numbers of two handles say
 * nothing about each other; files beside registry.db play no part.
 * GI_IO db  GI_BUSY db-busy
 */
GI_CHECKED gi_status gi_registry_version(gi_registry *registry, int64_t *out, gi_error *err);

/* The moment and the civil day, by the registry's clock and offset. */
gi_time gi_registry_now(const gi_registry *registry);
gi_day gi_registry_today(const gi_registry *registry);

/*
 * Where the key file of a key lies: <dir>/keys/<id>-<role>.pem, written to out, which has size
 * bytes. role is a word of gi_role_name. The file need not exist.
 *
 * GI_INVALID  too-long: it does not fit; out untouched
 */
GI_CHECKED gi_status gi_registry_key_path(const gi_registry *registry, uint16_t id,
                                          const char *role, char *out, size_t size, gi_error *err);

/*
 * Unlocks the key file of a registered key and checks that it is that key. A live registry takes
 * no file below GI_KDF_ROUNDS; a demo takes GI_KDF_ROUNDS_DEMO. Retired keys unlock as well:
 * whether a key may sign is asked by the act. You own *out.
 *
 * GI_NOT_FOUND no-key (not registered), file-missing (its key is kept elsewhere)
 * GI_DENIED    wrong-passphrase, no-passphrase, weak-kdf, not-private
 * GI_CORRUPT   bad-key-file
 * GI_INVALID   bad-public-key: a good file of another key; too-long
 */
GI_CHECKED gi_status gi_registry_signer(gi_registry *registry, uint16_t id,
                                        const gi_passphrase_source *passphrase, gi_signer **out,
                                        gi_error *err);

#endif
