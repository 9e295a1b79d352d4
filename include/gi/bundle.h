/*
 * bundle.h - the signed list that lets a device check labels without a network (FORMATS 10).
 *
 * A bundle is a signed note (origin; "gi-bundle/v1 <size of log> <issued ms> <SHA-256 of the
 * payload>"; a registry key's signature) followed by its payload in canonical JSON: root leaves,
 * root-signed key list, products, producers, batches, runs, next serials, ranges not in force,
 * official hosts, latest checkpoint. Everything is checked from a pinned root key when it is
 * opened; without a pin every answer is "cannot tell". No store, no network, not gzipped.
 */
#ifndef GI_BUNDLE_H
#define GI_BUNDLE_H

#include "gi/log.h"
#include "gi/lookup.h"
#include "gi/registry.h"

#define GI_BUNDLE_MAX (64U << 20) /* bytes of a bundle */
#define GI_BUNDLE_WARN_DAYS 7     /* older: the answers are stale */
#define GI_BUNDLE_END_DAYS 30     /* older: no final word */

/*
 * Writes the bundle of a registry as it stands. signer is a registered, active key of the role
 * registry. Appends to out, whose maximum should be GI_BUNDLE_MAX.
 *
 * GI_DENIED wrong-role, key-retired, bad-public-key   GI_NO_MEMORY over-limit
 * GI_CONFLICT not-founded   GI_BUSY, GI_IO, GI_CORRUPT as for any reading
 */
GI_CHECKED gi_status gi_bundle_write(gi_registry *registry, const gi_signer *signer, gi_buf *out,
                                     gi_error *err);

/* ---- trust ---- */

#define GI_PINS_MAX 32
#define GI_FINGERPRINT_TEXT 40 /* eight groups of four hex digits, and the terminator */

/* A root key that somebody compared and trusts, for the registry of one origin. */
typedef struct gi_root_pin {
    char origin[GI_ORIGIN_MAX];
    gi_public_key key;
} gi_root_pin;

/* A pin from its text "origin+hash+key" (gi_vkey_parse). GI_INVALID bad-vkey */
GI_CHECKED gi_status gi_root_pin_parse(gi_bytes vkey, gi_root_pin *out, gi_error *err);

/* The first 16 bytes of SHA-256 of a root's public key, for people to compare. */
void gi_root_fingerprint(const gi_public_key *key, char out[GI_FINGERPRINT_TEXT]);

/*
 * The trust file: one verifier key a line, '#' opens a comment. A file that is not there holds
 * no pins. Adding a key that stands there already changes nothing; the folder must exist.
 * GI_INVALID bad-vkey   GI_NO_MEMORY over-limit   GI_IO file-open, file-read, file-write
 */
GI_CHECKED gi_status gi_trust_load(const char *path, gi_root_pin pins[GI_PINS_MAX], size_t *count,
                                   gi_error *err);
GI_CHECKED gi_status gi_trust_add(const char *path, gi_bytes vkey, gi_error *err);

/* ---- asking ---- */

typedef struct gi_bundle gi_bundle;

typedef struct gi_bundle_about {
    char origin[GI_ORIGIN_MAX];
    char name[128]; /* the authority's name */
    bool demo;
    int64_t sequence; /* size of the log; a device refuses a lower one than it has seen */
    gi_time issued;
    bool trusted;            /* a pinned root vouches for it */
    char pin[GI_VKEY_TEXT];  /* that root; "" when none does */
    bool stale;              /* older than 7 days, or dated after the device's clock */
    bool expired;            /* older than 30 days */
    char root[GI_VKEY_TEXT]; /* of the root key that signed the key list: what to compare */
    char fingerprint[GI_FINGERPRINT_TEXT];
} gi_bundle_about;

/*
 * Checks a bundle and keeps it; bytes are copied from, not kept. now is the device's clock,
 * previous the highest sequence it has seen (0 = none). Pins of other origins are ignored.
 *
 * GI_INVALID  bad-bundle, bad-note, bad-checkpoint, bad-json, not-canonical
 * GI_DENIED   bad-signature; wrong-root when only other roots are trusted for this origin
 * GI_CONFLICT bundle-older
 */
GI_CHECKED gi_status gi_bundle_open(gi_bytes bytes, const gi_root_pin *pins, size_t pin_count,
                                    gi_time now, int64_t previous, gi_bundle **out, gi_error *err);
void gi_bundle_close(gi_bundle *bundle);
GI_DEFINE_AUTO(gi_bundle, gi_bundle_close)

/* Borrowed; valid while the bundle is open. */
const gi_bundle_about *gi_bundle_about_of(const gi_bundle *bundle);

/* True when text is a URL on a host of the signed list; a device warns about others. */
bool gi_bundle_official(const gi_bundle *bundle, gi_bytes url);

/* As gi_lookup. A handle belongs to one thread. */
GI_CHECKED gi_status gi_bundle_lookup(gi_bundle *bundle, gi_bytes text, gi_verdict *out,
                                      gi_error *err);

#endif
