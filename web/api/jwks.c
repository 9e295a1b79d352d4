/*
 * jwks.c - the public keys of labels as a JWK set (RFC 7517; Ed25519 as RFC 8037 says).
 *
 * Retired and leaked keys stay in it as long as their labels: state, from, until and last say how
 * far to believe them. SM2 has no registered curve name; "SM2" is what others use, and readers
 * pass over a key type that they do not know. Whoever needs proof that a key is right takes the
 * root-signed list in the bundle.
 */
#include <string.h>

#include "gi/report.h"
#include "gi/text.h"
#include "web/api/api.h"

typedef struct curve {
    gi_algorithm algorithm;
    const char *kty, *crv, *alg;
    size_t size; /* of one coordinate */
} curve;

static const curve curves[] = {
    { GI_ED25519, "OKP", "Ed25519", "EdDSA", 32 },
    { GI_P256, "EC", "P-256", "ES256", 32 },
    { GI_SM2, "EC", "SM2", "SM2SM3", 32 },
};

static const curve *curve_of(gi_algorithm algorithm)
{
    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        if (curves[i].algorithm == algorithm) {
            return &curves[i];
        }
    }
    return NULL;
}

/* base64url without padding (RFC 4648 section 5). */
static void set_bytes(gi_json *row, const char *name, gi_bytes bytes)
{
    char text[64];
    GI_AUTO_BUF plain = GI_BUF(sizeof text - 1);
    gi_base64_add(&plain, bytes);
    size_t size = 0;
    for (const char *at = gi_buf_text(&plain); *at != '\0' && *at != '='; at++) {
        text[size++] = *at;
        text[size - 1] = (char)(*at == '+' ? '-' : *at == '/' ? '_' : *at);
    }
    gi_json_set(row, name, gi_json_text((gi_bytes){ (const uint8_t *)text, size }));
}

static gi_json *key_of(const gi_key_info *info, const gi_json *entry)
{
    static const char *const validity[] = { "state", "from", "until", "last", "types", NULL };
    const curve *at = curve_of(info->public_key.algorithm);
    const uint8_t *bytes = info->public_key.bytes;
    gi_json *row = gi_json_object();
    gi_json_set_text(row, "kid", gi_num(info->id).text);
    gi_json_set_text(row, "kty", at->kty);
    gi_json_set_text(row, "crv", at->crv);
    gi_json_set_text(row, "alg", at->alg);
    gi_json_set_text(row, "use", "sig");
    bool point = info->public_key.size > at->size; /* 04 || x || y */
    set_bytes(row, "x", (gi_bytes){ bytes + (point ? 1 : 0), at->size });
    if (point) {
        set_bytes(row, "y", (gi_bytes){ bytes + 1 + at->size, at->size });
    }
    for (size_t i = 0; validity[i] != NULL; i++) {
        const gi_json *value = gi_json_get(entry, validity[i]);
        if (value != NULL) {
            gi_json_set(row, validity[i], gi_json_copy(value));
        }
    }
    return row;
}

static gi_status push_page(gi_registry *registry, const gi_json *list, gi_json *keys, gi_error *err)
{
    for (size_t i = 0; i < gi_json_count(list); i++) {
        int64_t id = 0;
        gi_key_info info;
        const gi_json *entry = gi_json_at(list, i);
        (void)gi_json_as_int(gi_json_get(entry, "id"), &id);
        GI_TRY(gi_registry_key(registry, (uint16_t)id, &info, err));
        if (info.role == GI_ROLE_LABEL && curve_of(info.public_key.algorithm) != NULL) {
            gi_json_push(keys, key_of(&info, entry));
        }
    }
    return GI_OK;
}

gi_status gi_jwks_make(gi_registry *registry, gi_json **out, gi_error *err)
{
    GI_AUTO(gi_json) keys = gi_json_array();
    size_t count = GI_REPORT_ROWS;
    for (int64_t from = 0; count == GI_REPORT_ROWS; from += GI_REPORT_ROWS) {
        GI_AUTO(gi_json) list = NULL;
        gi_report_page page = { from, GI_REPORT_ROWS };
        GI_TRY(gi_report_list(registry, "keys", page, &list, err));
        GI_TRY(push_page(registry, list, keys, err));
        count = gi_json_count(list);
    }
    gi_json *set = gi_json_object();
    gi_json_set(set, "keys", GI_TAKE(keys));
    *out = set;
    return GI_OK;
}
