/*
 * vkey.c - verifier keys as text: name+hash+base64(type || key), printed and parsed here.
 *
 * One key has one text: hash in lower case, strict base64. The hash binds name, type and key,
 * so a key copied under another name is refused. Own types (ff) carry their identifier.
 */
#include <stdio.h>
#include <string.h>

#include "core/crypto/evp.h"
#include "gi/text.h"

#define HASH_SIZE 4
#define TYPED_MAX (1 + 16 + GI_PUBLIC_KEY_MAX) /* type, identifier with NUL, key */

typedef struct typed_key {
    uint8_t bytes[TYPED_MAX];
    size_t size;
} typed_key;

/* What precedes the raw key: 01, or ff and the identifier with its NUL. */
static typed_key type_prefix(gi_algorithm algorithm)
{
    const char *identifier = gi_algorithm_row_of(algorithm)->vkey;
    if (identifier == NULL) {
        return (typed_key){ { 0x01 }, 1 };
    }
    typed_key out = { { 0xFF }, 1 + strlen(identifier) + 1 };
    memcpy(out.bytes + 1, identifier, strlen(identifier));
    return out;
}

static typed_key typed_of(const gi_public_key *key)
{
    typed_key out = type_prefix(key->algorithm);
    memcpy(out.bytes + out.size, key->bytes, key->size);
    out.size += key->size;
    return out;
}

void gi_vkey_hash(const char *name, const gi_public_key *key, uint8_t out[HASH_SIZE])
{
    typed_key typed = typed_of(key);
    gi_digest full = gi_sha256_parts(
        (const gi_bytes[]){ gi_bytes_of(name), gi_bytes_of("\n"), { typed.bytes, typed.size } }, 3);
    memcpy(out, full.bytes, HASH_SIZE);
}

/* Spaces of Unicode that are no control characters; a name in a note line holds none. */
static const char *const spaces[] = {
    " ",      "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A",
    "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "+",
};

static bool name_allowed(const char *name)
{
    gi_bytes text = gi_bytes_of(name);
    if (text.size == 0 || !gi_utf8_valid(text) || !gi_utf8_printable(text)) {
        return false;
    }
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
        if (strstr(name, spaces[i]) != NULL) {
            return false;
        }
    }
    return true;
}

gi_status gi_vkey_print(const char *name, const gi_public_key *key, char out[GI_VKEY_TEXT],
                        gi_error *err)
{
    if (!name_allowed(name)) {
        return gi_fail(err, GI_WHY_BAD_VKEY, name);
    }
    typed_key typed = typed_of(key);
    uint8_t hash[HASH_SIZE];
    gi_vkey_hash(name, key, hash);
    GI_AUTO_BUF text = GI_BUF(GI_VKEY_TEXT - 1);
    gi_buf_add_text(&text, name);
    gi_buf_add_text(&text, "+");
    gi_hex_add(&text, (gi_bytes){ hash, HASH_SIZE });
    gi_buf_add_text(&text, "+");
    gi_base64_add(&text, (gi_bytes){ typed.bytes, typed.size });
    if (text.failed != GI_OK) {
        return gi_fail(err, GI_WHY_TOO_LONG, "vkey name", gi_num((int64_t)strlen(name)).text,
                       gi_num(GI_VKEY_TEXT - 1).text);
    }
    memcpy(out, gi_buf_text(&text), text.size + 1);
    return GI_OK;
}

static bool typed_parse(gi_bytes typed, gi_public_key *out)
{
    for (gi_algorithm algorithm = GI_ED25519; algorithm <= GI_SM2; algorithm++) {
        typed_key prefix = type_prefix(algorithm);
        if (typed.size > prefix.size && memcmp(typed.data, prefix.bytes, prefix.size) == 0) {
            gi_bytes raw = { typed.data + prefix.size, typed.size - prefix.size };
            return gi_public_key_from(algorithm, raw, out, NULL) == GI_OK;
        }
    }
    return false;
}

/* Splits name+hash+base64 by position: base64 may hold a '+' of its own. */
static bool split(gi_bytes text, gi_bytes *name, gi_bytes *coded)
{
    const uint8_t *plus = text.size == 0 ? NULL : memchr(text.data, '+', text.size);
    size_t size = plus == NULL ? 0 : (size_t)(plus - text.data);
    size_t head = size + 1 + 2 * HASH_SIZE + 1;
    if (plus == NULL || text.size <= head || text.data[head - 1] != '+') {
        return false;
    }
    *name = (gi_bytes){ text.data, size };
    *coded = (gi_bytes){ text.data + head, text.size - head };
    return true;
}

static bool parse(gi_bytes text, char name[GI_VKEY_TEXT], gi_public_key *key)
{
    gi_bytes stated = { 0 };
    gi_bytes coded = { 0 };
    GI_AUTO_BUF typed = GI_BUF(TYPED_MAX);
    if (text.size >= GI_VKEY_TEXT || !split(text, &stated, &coded) ||
        gi_text_copy(name, GI_VKEY_TEXT, stated, "vkey", NULL) != GI_OK ||
        gi_base64_parse_add(coded, &typed, NULL) != GI_OK ||
        !typed_parse(gi_buf_view(&typed), key)) {
        return false;
    }
    char again[GI_VKEY_TEXT]; /* printing it again checks hash, case and every spelling at once */
    return gi_vkey_print(name, key, again, NULL) == GI_OK &&
           gi_bytes_equal(text, gi_bytes_of(again));
}

gi_status gi_vkey_parse(gi_bytes text, char *name, size_t name_size, gi_public_key *key,
                        gi_error *err)
{
    char found[GI_VKEY_TEXT];
    gi_public_key found_key = { 0 };
    if (!parse(text, found, &found_key)) {
        char shown[64] = "";
        size_t size = text.size < sizeof shown ? text.size : sizeof shown - 1;
        if (size > 0) {
            memcpy(shown, text.data, size);
        }
        return gi_fail(err, GI_WHY_BAD_VKEY, shown);
    }
    if (strlen(found) >= name_size) {
        return gi_fail(err, GI_WHY_TOO_LONG, "vkey name", gi_num((int64_t)strlen(found)).text,
                       gi_num((int64_t)name_size - 1).text);
    }
    memcpy(name, found, strlen(found) + 1);
    *key = found_key;
    return GI_OK;
}
