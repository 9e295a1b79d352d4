/*
 * bundle_roots.c - from a pinned root to the key list: who vouches for a bundle's keys.
 *
 * The founding leaf names the first root and the hash of its successor; each rotation leaf is
 * signed by the root before and names the announced key; an epoch leaf, signed by the root of its
 * time, gives the log another name. A pin vouches for the list when the
 * pinned root, or one that it led to, signed the list's leaf. Roots before the pinned one
 * count for nothing: they may have leaked.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/act.h"
#include "core/acts/key_list.h"
#include "core/log/lines.h"
#include "core/lookup/bundle.h"

#define ROOTS_MAX 64

typedef struct root_link {
    int64_t id;
    gi_public_key key;
    char next[65]; /* hex of SHA-256 of the announced successor */
} root_link;

typedef struct root_chain {
    root_link link[ROOTS_MAX];
    size_t count;
    char origin[ROOTS_MAX][GI_ORIGIN_MAX]; /* of the log, the newest last */
    size_t origins;
} root_chain;

static gi_bytes text_of(const gi_json *object, const char *name)
{
    gi_bytes text = { 0 };
    (void)gi_json_as_text(gi_json_get(object, name), &text); /* absent = "" */
    return text;
}

static bool is_text(const gi_json *object, const char *name, const char *wanted)
{
    return gi_bytes_equal(text_of(object, name), gi_bytes_of(wanted));
}

static gi_status refuse_root(gi_error *err)
{
    return gi_bundle_refuse(err, "roots");
}

/* A leaf that this root signed first. */
static gi_status check_signed(const gi_json *leaf, const root_link *root, gi_error *err)
{
    int64_t by = 0;
    bool fits = false;
    if (!gi_json_as_int(gi_json_get(leaf, "by"), &by) || by != root->id) {
        return refuse_root(err);
    }
    GI_TRY(gi_leaf_signed_by(leaf, (uint16_t)root->id, &root->key, &fits, err));
    return fits ? GI_OK : refuse_root(err);
}

static gi_status set_next(root_link *link, gi_bytes hex, gi_error *err)
{
    if (hex.size != sizeof link->next - 1) {
        return refuse_root(err);
    }
    memcpy(link->next, hex.data, hex.size);
    link->next[hex.size] = '\0';
    return GI_OK;
}

static gi_status set_origin(root_chain *chain, gi_bytes origin, gi_error *err)
{
    char *to = chain->origin[chain->origins];
    if (!gi_log_name_valid(origin) || origin.size >= sizeof chain->origin[0]) {
        return refuse_root(err);
    }
    memcpy(to, origin.data, origin.size);
    to[origin.size] = '\0';
    chain->origins++;
    return GI_OK;
}

static gi_status read_founding(const gi_json *leaf, root_chain *chain, gi_error *err)
{
    root_link link = { .id = 0 };
    const gi_json *found = gi_json_get(leaf, "found");
    if (!is_text(leaf, "t", "found") || !gi_json_as_int(gi_json_get(leaf, "by"), &link.id) ||
        link.id < 1 || link.id > UINT16_MAX) {
        return refuse_root(err);
    }
    GI_TRY(set_origin(chain, text_of(found, "origin"), err));
    GI_TRY(gi_public_key_read(text_of(found, "root"), &link.key, err));
    GI_TRY(set_next(&link, text_of(found, "next"), err));
    GI_TRY(check_signed(leaf, &link, err));
    chain->link[chain->count++] = link;
    return GI_OK;
}

/* The log goes on under another name. */
static gi_status read_epoch(const gi_json *leaf, root_chain *chain, gi_error *err)
{
    const gi_json *closed = gi_json_get(leaf, "closed");
    GI_TRY(check_signed(leaf, &chain->link[chain->count - 1], err));
    if (!is_text(closed, "origin", chain->origin[chain->origins - 1])) {
        return refuse_root(err);
    }
    return set_origin(chain, text_of(gi_json_get(leaf, "epoch"), "origin"), err);
}

static gi_status read_entry_key(const gi_json *entry, gi_public_key *out, gi_error *err)
{
    gi_algorithm algorithm = GI_ED25519;
    GI_AUTO_BUF raw = GI_BUF(GI_PUBLIC_KEY_MAX);
    GI_TRY(gi_algorithm_parse(text_of(entry, "alg"), &algorithm, err));
    GI_TRY(gi_base64_parse_add(text_of(entry, "pub"), &raw, err));
    return gi_public_key_from(algorithm, gi_buf_view(&raw), out, err);
}

static bool is_announced(const gi_public_key *key, const char *announced)
{
    GI_AUTO_BUF hex = GI_BUF(64);
    gi_digest hash = gi_sha256((gi_bytes){ key->bytes, key->size });
    gi_hex_add(&hex, gi_digest_view(&hash));
    return strcmp(gi_buf_text(&hex), announced) == 0;
}

static gi_status read_rotation(const gi_json *leaf, root_chain *chain, gi_error *err)
{
    const root_link *before = &chain->link[chain->count - 1];
    root_link link = { .id = 0 };
    const gi_json *entry = gi_json_get(leaf, "key");
    GI_TRY(check_signed(leaf, before, err));
    if (!is_text(leaf, "t", "key") || !is_text(entry, "role", "root") ||
        !gi_json_as_int(gi_json_get(entry, "id"), &link.id) || link.id < 1 ||
        link.id > UINT16_MAX) {
        return refuse_root(err);
    }
    GI_TRY(read_entry_key(entry, &link.key, err));
    GI_TRY(set_next(&link, text_of(leaf, "next"), err));
    if (!is_announced(&link.key, before->next)) {
        return refuse_root(err);
    }
    chain->link[chain->count++] = link;
    return GI_OK;
}

static gi_status walk(const gi_bundle *bundle, root_chain *chain, gi_error *err)
{
    const gi_json *roots = gi_json_get(bundle->payload, "roots");
    size_t count = gi_json_count(roots);
    if (count < 1 || count > ROOTS_MAX) {
        return refuse_root(err);
    }
    GI_TRY(read_founding(gi_json_at(roots, 0), chain, err));
    for (size_t i = 1; i < count; i++) {
        const gi_json *leaf = gi_json_at(roots, i);
        GI_TRY(is_text(leaf, "t", "epoch") ? read_epoch(leaf, chain, err)
                                           : read_rotation(leaf, chain, err));
    }
    return strcmp(chain->origin[chain->origins - 1], bundle->about.origin) == 0 ? GI_OK
                                                                                : refuse_root(err);
}

void gi_bundle_seams(const gi_json *payload, int64_t *lost, int64_t *first)
{
    const gi_json *roots = gi_json_get(payload, "roots");
    *lost = 0;
    *first = 0;
    for (size_t i = 0; i < gi_json_count(roots); i++) {
        const gi_json *leaf = gi_json_at(roots, i);
        int64_t kept = 0;
        int64_t far = 0;
        if (gi_json_as_int(gi_json_get(gi_json_get(leaf, "epoch"), "kept"), &kept)) {
            (void)(gi_json_as_int(gi_json_at(gi_json_get(leaf, "seen"), 0), &far) ||
                   gi_json_as_int(gi_json_get(gi_json_get(leaf, "closed"), "size"), &far));
            *lost += far > kept ? far - kept : 0;
            *first = kept;
        }
    }
}

/* The root of the chain that signed a leaf first. */
static gi_status find_signer(const gi_json *leaf, const root_chain *chain, size_t *signed_by,
                             gi_error *err)
{
    int64_t by = 0;
    (void)gi_json_as_int(gi_json_get(leaf, "by"), &by); /* absent = 0: no root */
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->link[i].id == by) {
            *signed_by = i;
            return check_signed(leaf, &chain->link[i], err);
        }
    }
    return gi_bundle_refuse(err, "list");
}

/* The list's hash stands in a leaf about keys that a root of the chain signed; which one? */
static gi_status check_list(const gi_bundle *bundle, const root_chain *chain, size_t *signed_by,
                            gi_error *err)
{
    const gi_json *leaf = gi_json_get(bundle->payload, "list_leaf");
    gi_digest doc;
    GI_AUTO_BUF list = GI_BUF(GI_BUNDLE_MAX);
    gi_json_write(gi_json_get(bundle->payload, "list"), &list);
    GI_TRY(gi_buf_status(&list, "key list", err));
    gi_digest hash = gi_sha256(gi_buf_view(&list));
    if ((!is_text(leaf, "t", "key") && !is_text(leaf, "t", "found") &&
         !is_text(leaf, "t", "epoch")) ||
        gi_base64_parse(text_of(leaf, "doc"), doc.bytes, sizeof doc.bytes, NULL) != GI_OK ||
        memcmp(doc.bytes, hash.bytes, sizeof doc.bytes) != 0) {
        return gi_bundle_refuse(err, "list");
    }
    return find_signer(leaf, chain, signed_by, err);
}

/* The root may have followed another since it signed the list of hosts. */
static gi_status check_hosts(gi_bundle *bundle, const root_chain *chain, gi_error *err)
{
    size_t signed_by = 0;
    const gi_json *leaf = gi_json_get(bundle->payload, "hosts_leaf");
    GI_TRY(gi_bundle_check_hosts(bundle->payload, err));
    bundle->about.hosts_signed = leaf != NULL;
    return leaf == NULL ? GI_OK : find_signer(leaf, chain, &signed_by, err);
}

static bool vouches(const root_chain *chain, size_t signed_by, const gi_public_key *pinned)
{
    for (size_t i = 0; i <= signed_by; i++) {
        if (gi_public_key_equal(&chain->link[i].key, pinned)) {
            return true;
        }
    }
    return false;
}

/* A pin made under an earlier name of the log is a pin. */
static bool had_origin(const root_chain *chain, const char *origin)
{
    bool had = false;
    for (size_t i = 0; i < chain->origins; i++) {
        had = had || strcmp(chain->origin[i], origin) == 0;
    }
    return had;
}

static gi_status find_pin(gi_bundle *bundle, const root_chain *chain, size_t signed_by,
                          const gi_root_pin *pins, size_t pin_count, gi_error *err)
{
    const gi_root_pin *other = NULL;
    for (size_t i = 0; i < pin_count && !bundle->about.trusted; i++) {
        if (had_origin(chain, pins[i].origin)) {
            bundle->about.trusted = vouches(chain, signed_by, &pins[i].key);
            other = &pins[i];
        }
    }
    if (bundle->about.trusted) {
        return gi_vkey_print(other->origin, &other->key, bundle->about.pin, err);
    }
    if (other != NULL) {
        char pinned[GI_FINGERPRINT_TEXT];
        gi_root_fingerprint(&other->key, pinned);
        return gi_fail(err, GI_WHY_WRONG_ROOT, bundle->about.fingerprint, pinned);
    }
    return GI_OK;
}

gi_status gi_bundle_check_roots(gi_bundle *bundle, const gi_root_pin *pins, size_t pin_count,
                                gi_error *err)
{
    root_chain chain = { .count = 0 };
    size_t signed_by = 0;
    GI_TRY(walk(bundle, &chain, err));
    GI_TRY(check_list(bundle, &chain, &signed_by, err));
    GI_TRY(check_hosts(bundle, &chain, err));
    const gi_public_key *root = &chain.link[signed_by].key;
    gi_root_fingerprint(root, bundle->about.fingerprint);
    GI_TRY(gi_vkey_print(bundle->about.origin, root, bundle->about.root, err));
    return find_pin(bundle, &chain, signed_by, pins, pin_count, err);
}
