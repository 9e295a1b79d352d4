/*
 * bundle.h - the signed list that lets a device check labels without a network (FORMATS 10).
 *
 * A bundle is a signed note (origin; "gi-bundle/v1 <size of log> <issued ms> <SHA-256 of the
 * payload>"; a registry key's signature) followed by its payload in canonical JSON: root leaves,
 * root-signed key list, products, producers, batches, runs, next serials, ranges not in force,
 * official hosts, latest checkpoint. Everything is checked from a pinned root key when it is
 * opened; without a pin every answer is "cannot tell". No store, no network, not gzipped.
 * Public facts only: no grower, no plot, buyer or price.
 *
 *     GI_TRY(gi_trust_load(trust_file, pins, &count, err));
 *     GI_TRY(gi_bundle_open(bytes, pins, count, now, seen_before, &bundle, err));
 *     GI_TRY(gi_bundle_lookup(bundle, scanned, &verdict, err));
 */
#ifndef GI_BUNDLE_H
#define GI_BUNDLE_H

#include "gi/log.h"
#include "gi/lookup.h"
#include "gi/registry.h"

/* Limits. Past the first age the answers are marked stale, past the second "issued" is only ever
 * forged or unknown: GI_UNKNOWN_STALE (FORMATS 10). */
#define GI_BUNDLE_MAX (64U << 20) /* bytes of a bundle */
#define GI_BUNDLE_WARN_DAYS 7     /* older: the answers are stale */
#define GI_BUNDLE_END_DAYS 30     /* older: no final word */

/*
 * Writes the bundle of a registry as it stands, at one moment. signer is a registered, active key
 * of the role registry. Appends to out, whose maximum should be GI_BUNDLE_MAX; after a failure
 * throw its content away.
 *
 * GI_DENIED    wrong-role, key-retired
 * GI_NOT_FOUND no-key: the signer is not registered, or the registry not founded
 * GI_INVALID   bad-public-key: another key than the one registered under this id
 * GI_NO_MEMORY over-limit   GI_BUSY, GI_IO, GI_CORRUPT as for any reading
 */
GI_CHECKED gi_status gi_bundle_write(gi_registry *registry, const gi_signer *signer, gi_buf *out,
                                     gi_error *err);

/*
 * What changed in a bundle since a size of the log, for a device that holds the bundle of that
 * size: the bundle's own signed note, then {"rows","since","v","whole"} (bundle_delta.c). Nothing
 * is signed anew, so a server without keys can make one of the file it serves. Appends to out.
 *
 * GI_INVALID  out-of-range: since is not in 1..its sequence; bad-bundle and the like: no bundle
 */
GI_CHECKED gi_status gi_bundle_delta(gi_bytes bundle, int64_t since, gi_buf *out, gi_error *err);

/*
 * The bundle held, brought up to date by a delta: byte for byte the whole bundle of the delta's
 * size, or a refusal. News that are a whole bundle of the same log, or of the one that goes on in
 * its place, come out as they are. Trust
 * is not looked at: open what comes out as any bundle, with the sequence held as previous,
 * before it replaces what was held. Appends to out.
 *
 * GI_CONFLICT  delta-base: made for another size; delta-misfit: what it gives is not what was
 *              signed (either way fetch the whole bundle); bundle-older
 * GI_INVALID   bad-bundle: also rows that a delta may not take away or change, such as a dead
 *              range, and another log; else as gi_bundle_open
 */
GI_CHECKED gi_status gi_bundle_apply(gi_bytes held, gi_bytes news, gi_buf *out, gi_error *err);

/*
 * The same with what URL?since=N gives, or, when that does not fit, URL itself. since is the
 * sequence of the bundle held. Waits at most a minute for each of the two.
 * GI_IO unreachable, fetch-slow, fetch-big   GI_INVALID bad-url, too-long   else as above
 */
GI_CHECKED gi_status gi_bundle_refresh(const char *url, gi_bytes held, int64_t since, gi_buf *out,
                                       gi_error *err);

/* ---- trust ---- */

/* Most keys of a trust file. */
#define GI_PINS_MAX 32
#define GI_FINGERPRINT_TEXT 40 /* eight groups of four hex digits, and the terminator */

/* A root key that somebody compared and trusts, for the registry of one origin. */
typedef struct gi_root_pin {
    char origin[GI_ORIGIN_MAX];
    gi_public_key key;
} gi_root_pin;

/* A pin from its text "origin+hash+key" (gi_vkey_parse).
 * GI_INVALID  bad-vkey; too-long: an origin past 127 bytes */
GI_CHECKED gi_status gi_root_pin_parse(gi_bytes vkey, gi_root_pin *out, gi_error *err);

/* The first 16 bytes of SHA-256 of a root's public key in hex, "1f2e-...", for people to compare
 * by eye or telephone before they trust it. */
void gi_root_fingerprint(const gi_public_key *key, char out[GI_FINGERPRINT_TEXT]);

/*
 * Reads the trust file: one verifier key a line; empty lines and lines that begin with '#' are
 * skipped. A file that is not there holds no pins. *count is set on success only; what pins
 * holds after a failure is of no use.
 *
 * GI_INVALID bad-vkey   GI_NO_MEMORY over-limit: more than GI_PINS_MAX
 * GI_IO      file-open, file-read
 */
GI_CHECKED gi_status gi_trust_load(const char *path, gi_root_pin pins[GI_PINS_MAX], size_t *count,
                                   gi_error *err);

/* Adds a line, synced to the disk. A key that stands there already changes nothing; the folder
 * must exist. Taking trust back is an editor's work. Reasons as above, and GI_IO file-write. */
GI_CHECKED gi_status gi_trust_add(const char *path, gi_bytes vkey, gi_error *err);

/* ---- asking ---- */

/* An opened bundle. A handle belongs to one thread. */
typedef struct gi_bundle gi_bundle;

/*
 * What a bundle says about itself. Unless `trusted`, it is nobody's word but the bundle's.
 *
 * name      the authority's name
 * sequence  size of the log and the leaves lost before (gi/epoch.h), so that it always grows; a
 *           device refuses a lower one than it has seen
 * issued    when it was made, by the registry's clock
 * trusted   a pinned root vouches for it: that root, or one that it led to, signed the key list
 * pin       verifier key of that root; "" when none does
 * stale     older than 7 days, or dated more than a day after the device's clock
 * expired   older than 30 days
 * root      verifier key of the root that signed the key list: what to compare and to pin
 * fingerprint  of the same key
 * hosts_signed  a root of the chain signed the list of official hosts; else the bundle names the
 *           configured host alone, by the word of the registry key
 */
typedef struct gi_bundle_about {
    char origin[GI_ORIGIN_MAX];
    char name[128];
    bool demo;
    int64_t sequence;
    gi_time issued;
    bool trusted;
    char pin[GI_VKEY_TEXT];
    bool stale;
    bool expired;
    char root[GI_VKEY_TEXT];
    char fingerprint[GI_FINGERPRINT_TEXT];
    bool hosts_signed;
} gi_bundle_about;

/*
 * Checks a bundle: form, hash, the chain of roots, key list, signatures of a registry key and of
 * a log key, checkpoint, and every row.
 *
 * bytes     at most GI_BUNDLE_MAX; copied from, not kept
 * pins      pin_count of them, of any origin; others than the bundle's are ignored. With none
 *           for this origin it opens untrusted, so that the fingerprint can be shown
 * now       the device's clock, ms
 * previous  the highest sequence the device has seen of this origin, 0 = none; the caller keeps it
 * out       you own it
 *
 * GI_INVALID   bad-bundle, which says what; bad-note, bad-checkpoint, bad-json, not-canonical,
 *              and what its keys and texts may fail (bad-public-key, too-long ...)
 * GI_DENIED    bad-signature; wrong-root when only other roots are trusted for this origin
 * GI_CONFLICT  bundle-older: a list that hides later recalls, perhaps on purpose
 * GI_NO_MEMORY over-limit, no-memory
 */
GI_CHECKED gi_status gi_bundle_open(gi_bytes bytes, const gi_root_pin *pins, size_t pin_count,
                                    gi_time now, int64_t previous, gi_bundle **out, gi_error *err);

/* Takes NULL. */
void gi_bundle_close(gi_bundle *bundle);
GI_DEFINE_AUTO(gi_bundle, gi_bundle_close)

/* Borrowed; valid while the bundle is open. */
const gi_bundle_about *gi_bundle_about_of(const gi_bundle *bundle);

/* True when text is an http or https URL on a host of the signed list, port included and letter by
 * letter; a device warns about others before it opens them. */
bool gi_bundle_official(const gi_bundle *bundle, gi_bytes url);

/*
 * As gi_lookup, from the bundle alone: as_of is the moment the bundle was made and offline is true.
 * A serial or key past its lists answers GI_UNKNOWN_NEWER, never "forged".
 *
 * GI_INVALID  bad-bundle: its tables contradict each other   GI_IO crypto   GI_NO_MEMORY no-memory
 */
GI_CHECKED gi_status gi_bundle_lookup(gi_bundle *bundle, gi_bytes text, gi_verdict *out,
                                      gi_error *err);

#endif
