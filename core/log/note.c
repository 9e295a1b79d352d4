/*
 * note.c - C2SP signed notes: a text and the signatures under it (gi/log.h).
 *
 * Parsing says nothing about truth; gi_note_fits does, for one key at a time. Lines of
 * strangers are kept and ignored: anyone may add one, none may break a note by it.
 */
#include <string.h>

#include "core/log/lines.h"
#include "gi/log.h"
#include "gi/text.h"

#define DASH "\xE2\x80\x94 " /* em dash and a blank open a signature line */
#define KEY_HASH 4

static gi_status refuse(const char *what, gi_error *err)
{
    return gi_fail(err, GI_WHY_BAD_NOTE, what);
}

/* Newline is the only control character of a note. */
static bool controls_absent(gi_bytes text)
{
    for (size_t i = 0; i < text.size; i++) {
        if ((text.data[i] < 0x20 && text.data[i] != '\n') || text.data[i] == 0x7F) {
            return false;
        }
    }
    return true;
}

static gi_status check_text(gi_bytes text, gi_error *err)
{
    if (text.size > GI_NOTE_MAX) {
        return refuse("longer than 65536 bytes", err);
    }
    if (!gi_utf8_valid(text)) {
        return refuse("not UTF-8", err);
    }
    if (!controls_absent(text)) {
        return refuse("control character", err);
    }
    return text.size > 0 && text.data[text.size - 1] == '\n' ? GI_OK
                                                             : refuse("no newline at its end", err);
}

/* The last blank line divides: signature lines are never blank, a body may hold blank lines. */
static bool divide(gi_bytes text, gi_bytes *body, gi_bytes *lines)
{
    const uint8_t *blank = memrchr(text.data, '\n', text.size);
    while (blank != NULL && blank > text.data && blank[-1] != '\n') {
        blank = memrchr(text.data, '\n', (size_t)(blank - text.data));
    }
    if (blank == NULL || blank == text.data) {
        return false;
    }
    size_t size = (size_t)(blank - text.data);
    *body = (gi_bytes){ text.data, size };
    *lines = (gi_bytes){ blank + 1, text.size - size - 1 };
    return true;
}

/* scratch is reused from line to line: a foreign signature may be of any length. */
static gi_status parse_line(gi_bytes line, gi_buf *scratch, gi_note_line *out, gi_error *err)
{
    gi_note_line found = { .size = 0 };
    if (!gi_prefix_take(&line, DASH) || !gi_word_take(&line, &found.name) ||
        !gi_log_name_valid(found.name)) {
        return refuse("signature line", err);
    }
    gi_buf_reset(scratch);
    gi_status status = gi_base64_parse_add(line, scratch, err);
    if (status != GI_OK) {
        return status == GI_INVALID ? refuse("signature is not base64", err) : status;
    }
    GI_TRY(gi_buf_status(scratch, "signature", err));
    if (scratch->size <= KEY_HASH) {
        return refuse("signature too short", err);
    }
    memcpy(found.hash, scratch->data, KEY_HASH);
    if (scratch->size - KEY_HASH <= sizeof found.data) {
        found.size = scratch->size - KEY_HASH;
        memcpy(found.data, scratch->data + KEY_HASH, found.size);
    }
    *out = found;
    return GI_OK;
}

gi_status gi_note_parse(gi_bytes text, gi_note *out, gi_error *err)
{
    GI_AUTO_BUF scratch = GI_BUF(GI_NOTE_MAX);
    gi_note note = { .count = 0 };
    gi_bytes lines = { NULL, 0 };
    gi_bytes line = { NULL, 0 };
    GI_TRY(check_text(text, err));
    if (!divide(text, &note.body, &lines)) {
        return refuse("no blank line", err);
    }
    while (gi_line_take(&lines, &line)) {
        if (note.count == GI_NOTE_LINES) {
            return refuse("more than 100 signature lines", err);
        }
        GI_TRY(parse_line(line, &scratch, &note.line[note.count], err));
        note.count++;
    }
    if (note.count == 0) {
        return refuse("no signature line", err);
    }
    *out = note;
    return GI_OK;
}

static void add_signature_line(const char *name, const gi_signer *signer,
                               const gi_signature *signature, gi_buf *out)
{
    uint8_t payload[KEY_HASH + GI_SIGNATURE_SIZE];
    gi_vkey_hash(name, &signer->public_key, payload);
    memcpy(payload + KEY_HASH, signature->bytes, GI_SIGNATURE_SIZE);
    gi_buf_add_text(out, DASH);
    gi_buf_add_text(out, name);
    gi_buf_add_byte(out, ' ');
    gi_base64_add(out, (gi_bytes){ payload, sizeof payload });
    gi_buf_add_byte(out, '\n');
}

gi_status gi_note_sign_more(gi_bytes body, const char *name, const gi_signer *signer, gi_buf *note,
                            gi_error *err)
{
    gi_signature signature;
    if (!gi_log_name_valid(gi_bytes_of(name))) {
        return refuse("key name", err);
    }
    GI_TRY(gi_signer_sign(signer, body, &signature, err));
    add_signature_line(name, signer, &signature, note);
    return gi_buf_status(note, "note", err);
}

gi_status gi_note_sign(gi_bytes body, const char *name, const gi_signer *signer, gi_buf *out,
                       gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    GI_TRY(check_text(body, err));
    gi_buf_add(&text, body);
    gi_buf_add_byte(&text, '\n');
    GI_TRY(gi_note_sign_more(body, name, signer, &text, err));
    gi_buf_add(out, gi_buf_view(&text));
    return gi_buf_status(out, "note", err);
}

/* By name and hash, as the line claims; the signature decides later. */
static bool claims(const gi_note_line *line, const char *name, const uint8_t hash[KEY_HASH])
{
    return gi_bytes_equal(line->name, gi_bytes_of(name)) && memcmp(line->hash, hash, KEY_HASH) == 0;
}

static gi_status check_line(const gi_note *note, const gi_note_line *line,
                            const gi_verifier *verifier, gi_error *err)
{
    gi_signature signature;
    bool holds = false;
    if (line->size == GI_SIGNATURE_SIZE) {
        memcpy(signature.bytes, line->data, GI_SIGNATURE_SIZE);
        GI_TRY(gi_verifier_fits(verifier, note->body, &signature, &holds, err));
    }
    return holds ? GI_OK : refuse("the signature of a known key does not fit", err);
}

gi_status gi_note_fits(const gi_note *note, const char *name, const gi_public_key *key, bool *fits,
                       gi_error *err)
{
    GI_AUTO(gi_verifier) verifier = NULL;
    uint8_t hash[KEY_HASH];
    bool found = false;
    gi_vkey_hash(name, key, hash);
    GI_TRY(gi_verifier_create(key, &verifier, err));
    for (size_t i = 0; i < note->count; i++) {
        if (claims(&note->line[i], name, hash)) {
            GI_TRY(check_line(note, &note->line[i], verifier, err));
            found = true;
        }
    }
    *fits = found;
    return GI_OK;
}
