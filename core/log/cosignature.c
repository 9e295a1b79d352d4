/*
 * cosignature.c - verifier keys of type 04 and cosignature/v1 lines (gi/witness.h).
 *
 * One key has one text and one line per moment. The message does not name the cosigner, so a
 * key belongs to one witness only. Times are claims of the witness: judging them is for callers.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/lines.h"
#include "core/log/policy.h"
#include "gi/text.h"

#define KEY_HASH 4
#define KEY_TYPE 0x04
#define TIME_SIZE 8
#define KEY_SIZE 32

static void key_hash(const gi_cosigner *cosigner, uint8_t out[KEY_HASH])
{
    const uint8_t type[] = { '\n', KEY_TYPE };
    const gi_bytes parts[] = { gi_bytes_of(cosigner->name),
                               { type, sizeof type },
                               { cosigner->key.bytes, cosigner->key.size } };
    gi_digest full = gi_sha256_parts(parts, 3);
    memcpy(out, full.bytes, KEY_HASH);
}

gi_status gi_cosigner_from(const char *name, const gi_public_key *key, gi_cosigner *out,
                           gi_error *err)
{
    gi_cosigner found = { .key = *key };
    gi_bytes text = gi_bytes_of(name);
    if (key->algorithm != GI_ED25519 || !gi_log_name_valid(text) ||
        text.size >= sizeof found.name) {
        return gi_fail(err, GI_WHY_BAD_VKEY, name);
    }
    memcpy(found.name, name, text.size + 1);
    *out = found;
    return GI_OK;
}

void gi_cosigner_print(const gi_cosigner *cosigner, char out[GI_VKEY_TEXT])
{
    uint8_t hash[KEY_HASH];
    uint8_t typed[1 + KEY_SIZE] = { KEY_TYPE };
    GI_AUTO_BUF text = GI_BUF(GI_VKEY_TEXT - 1);
    key_hash(cosigner, hash);
    memcpy(typed + 1, cosigner->key.bytes, KEY_SIZE);
    gi_buf_add_text(&text, cosigner->name);
    gi_buf_add_byte(&text, '+');
    gi_hex_add(&text, (gi_bytes){ hash, sizeof hash });
    gi_buf_add_byte(&text, '+');
    gi_base64_add(&text, (gi_bytes){ typed, sizeof typed });
    memcpy(out, gi_buf_text(&text), text.size + 1);
}

/* name+hash+key, by position: base64 may hold a '+' of its own. The hash is checked by printing. */
static bool parse(gi_bytes vkey, gi_cosigner *out)
{
    const uint8_t *plus = vkey.size == 0 ? NULL : memchr(vkey.data, '+', vkey.size);
    size_t name_size = plus == NULL ? 0 : (size_t)(plus - vkey.data);
    size_t head = name_size + 1 + 2 * KEY_HASH + 1;
    char name[GI_ORIGIN_MAX] = "";
    uint8_t typed[1 + KEY_SIZE];
    gi_public_key key;
    if (plus == NULL || name_size >= sizeof name || vkey.size <= head ||
        gi_base64_parse((gi_bytes){ vkey.data + head, vkey.size - head }, typed, sizeof typed,
                        NULL) != GI_OK ||
        typed[0] != KEY_TYPE ||
        gi_public_key_from(GI_ED25519, (gi_bytes){ typed + 1, KEY_SIZE }, &key, NULL) != GI_OK) {
        return false;
    }
    memcpy(name, vkey.data, name_size);
    char again[GI_VKEY_TEXT];
    if (gi_cosigner_from(name, &key, out, NULL) != GI_OK) {
        return false;
    }
    gi_cosigner_print(out, again);
    return gi_bytes_equal(vkey, gi_bytes_of(again));
}

gi_status gi_cosigner_parse(gi_bytes vkey, gi_cosigner *out, gi_error *err)
{
    gi_cosigner found = { .name = "" };
    if (!parse(vkey, &found)) {
        return gi_fail(err, GI_WHY_BAD_VKEY, gi_quote(vkey).text);
    }
    *out = found;
    return GI_OK;
}

static void message_of(gi_bytes body, int64_t seconds, gi_buf *out)
{
    gi_buf_add_format(out, "cosignature/v1\ntime %" PRId64 "\n", seconds);
    gi_buf_add(out, body);
}

gi_status gi_cosignature_make(gi_bytes body, const char *name, const gi_signer *signer,
                              int64_t seconds, gi_buf *line, gi_error *err)
{
    gi_cosigner cosigner;
    gi_signature signature;
    uint8_t payload[KEY_HASH + TIME_SIZE + GI_SIGNATURE_SIZE];
    GI_AUTO_BUF message = GI_BUF(GI_NOTE_MAX + 64);
    if (seconds < 0) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "time", gi_num(seconds).text, "0",
                       gi_num(INT64_MAX).text);
    }
    GI_TRY(gi_cosigner_from(name, &signer->public_key, &cosigner, err));
    message_of(body, seconds, &message);
    GI_TRY(gi_buf_status(&message, "cosignature", err));
    GI_TRY(gi_signer_sign(signer, gi_buf_view(&message), &signature, err));
    key_hash(&cosigner, payload);
    for (size_t i = 0; i < TIME_SIZE; i++) {
        payload[KEY_HASH + i] = (uint8_t)((uint64_t)seconds >> (8 * (TIME_SIZE - 1 - i)));
    }
    memcpy(payload + KEY_HASH + TIME_SIZE, signature.bytes, GI_SIGNATURE_SIZE);
    gi_buf_add_format(line, "\xE2\x80\x94 %s ", name);
    gi_base64_add(line, (gi_bytes){ payload, sizeof payload });
    gi_buf_add_byte(line, '\n');
    return gi_buf_status(line, "cosignature", err);
}

bool gi_cosigner_claims(const gi_cosigner *cosigner, const gi_note_line *line)
{
    uint8_t hash[KEY_HASH];
    key_hash(cosigner, hash);
    return gi_bytes_equal(line->name, gi_bytes_of(cosigner->name)) &&
           memcmp(line->hash, hash, KEY_HASH) == 0;
}

/* *holds is false for a wrong length, a time past 2^63 and a signature that does not fit. */
static gi_status check_line(gi_bytes body, const gi_note_line *line, const gi_cosigner *cosigner,
                            bool *holds, int64_t *seconds, gi_error *err)
{
    GI_AUTO(gi_verifier) verifier = NULL;
    GI_AUTO_BUF message = GI_BUF(GI_NOTE_MAX + 64);
    gi_signature signature;
    uint64_t time = 0;
    *holds = line->size == TIME_SIZE + GI_SIGNATURE_SIZE && line->data[0] < 0x80;
    if (!*holds) {
        return GI_OK;
    }
    for (size_t i = 0; i < TIME_SIZE; i++) {
        time = time << 8 | line->data[i];
    }
    memcpy(signature.bytes, line->data + TIME_SIZE, GI_SIGNATURE_SIZE);
    message_of(body, (int64_t)time, &message);
    GI_TRY(gi_buf_status(&message, "cosignature", err));
    GI_TRY(gi_verifier_create(&cosigner->key, &verifier, err));
    *seconds = (int64_t)time;
    return gi_verifier_fits(verifier, gi_buf_view(&message), &signature, holds, err);
}

gi_status gi_cosignature_fits(const gi_note *note, const gi_cosigner *cosigner, bool *fits,
                              int64_t *seconds, gi_error *err)
{
    bool found = false;
    int64_t newest = 0;
    for (size_t i = 0; i < note->count; i++) {
        bool holds = false;
        int64_t time = 0;
        if (!gi_cosigner_claims(cosigner, &note->line[i])) {
            continue;
        }
        GI_TRY(check_line(note->body, &note->line[i], cosigner, &holds, &time, err));
        if (!holds) {
            return gi_fail(err, GI_WHY_BAD_NOTE, "the cosignature of a known key does not fit");
        }
        newest = found && newest > time ? newest : time;
        found = true;
    }
    *fits = found;
    *seconds = found ? newest : *seconds;
    return GI_OK;
}
