/*
 * bundle_read.c - opens a bundle: every signature and hash from the root down (gi/bundle.h).
 *
 *   note's form -> payload's hash -> roots and key list -> signature of a registry key
 *   -> checkpoint -> age and sequence -> rows
 *
 * Without a pin all of it is checked as well, but proves nothing: the view stays untrusted.
 */
#include <stdlib.h>
#include <string.h>

#include "core/log/lines.h"
#include "core/lookup/bundle.h"
#include "core/store/keys.h"
#include "gi/text.h"

#define DAY_MS INT64_C(86400000)

gi_status gi_bundle_refuse(gi_error *err, const char *what)
{
    return gi_fail(err, GI_WHY_BAD_BUNDLE, what);
}

/* ---- the note ---- */

/* Canonical JSON holds no newline, so the payload begins after the last one. */
static gi_status divide(gi_bytes bytes, gi_bytes *note, gi_bytes *payload, gi_error *err)
{
    if (bytes.size > GI_BUNDLE_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "bundle", gi_num(GI_BUNDLE_MAX).text);
    }
    const uint8_t *end = bytes.size > 0 ? memrchr(bytes.data, '\n', bytes.size) : NULL;
    if (end == NULL) {
        return gi_bundle_refuse(err, "no note");
    }
    size_t size = (size_t)(end - bytes.data) + 1;
    *note = (gi_bytes){ bytes.data, size };
    *payload = (gi_bytes){ bytes.data + size, bytes.size - size };
    return GI_OK;
}

/* "gi-bundle/v1 <size> <issued> <hex>" */
static gi_status read_title(gi_bytes line, gi_bundle_head *out, gi_error *err)
{
    gi_bytes size = { 0 };
    gi_bytes issued = { 0 };
    bool good = gi_prefix_take(&line, GI_BUNDLE_TITLE) && gi_word_take(&line, &size) &&
                gi_word_take(&line, &issued) && gi_log_number(size, &out->sequence) &&
                gi_log_number(issued, &out->issued) && out->issued <= GI_JSON_INT_MAX;
    if (!good || gi_hex_parse(line, out->hash.bytes, sizeof out->hash.bytes, NULL) != GI_OK) {
        return gi_bundle_refuse(err, "second line");
    }
    return GI_OK;
}

gi_status gi_bundle_read_head(gi_bytes bytes, gi_bundle_head *out, gi_error *err)
{
    gi_bytes origin = { 0 };
    gi_bytes title = { 0 };
    GI_TRY(divide(bytes, &out->text, &out->payload, err));
    GI_TRY(gi_note_parse(out->text, &out->note, err));
    gi_bytes body = out->note.body;
    if (!gi_line_take(&body, &origin) || !gi_line_take(&body, &title) || body.size > 0 ||
        !gi_log_name_valid(origin) || origin.size >= sizeof out->origin) {
        return gi_bundle_refuse(err, "first lines");
    }
    memset(out->origin, 0, sizeof out->origin);
    memcpy(out->origin, origin.data, origin.size);
    return read_title(title, out, err);
}

/* A registry key of the list signed the note; a key that was retired or leaked does not count. */
static gi_status check_signature(const gi_bundle *bundle, const gi_note *note, gi_error *err)
{
    for (size_t i = 0; i < bundle->keys; i++) {
        const gi_key_row *key = &bundle->key[i];
        bool fits = false;
        if (strcmp(key->role, "registry") == 0 && strcmp(key->state, "active") == 0) {
            GI_TRY(gi_note_fits(note, bundle->about.origin, &key->public_key, &fits, err));
        }
        if (fits) {
            return GI_OK;
        }
    }
    return gi_bundle_refuse(err, "no signature of a registry key");
}

/* ---- the checkpoint ---- */

static gi_status join_lines(const gi_json *lines, gi_buf *out, gi_error *err)
{
    for (size_t i = 0; i < gi_json_count(lines); i++) {
        gi_bytes line = { 0 };
        if (!gi_json_as_text(gi_json_at(lines, i), &line)) {
            return gi_bundle_refuse(err, "checkpoint");
        }
        gi_buf_add(out, line);
        gi_buf_add_byte(out, '\n');
    }
    return gi_buf_status(out, "checkpoint", err);
}

static gi_status check_checkpoint(const gi_bundle *bundle, gi_note *note, gi_error *err)
{
    gi_checkpoint checkpoint;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    GI_TRY(join_lines(gi_json_get(bundle->payload, "checkpoint"), &text, err));
    GI_TRY(gi_note_parse(gi_buf_view(&text), note, err));
    GI_TRY(gi_checkpoint_parse(note->body, &checkpoint, err));
    if (strcmp(checkpoint.origin, bundle->about.origin) != 0 ||
        checkpoint.size + bundle->lost != bundle->about.sequence) {
        return gi_bundle_refuse(err, "checkpoint");
    }
    bool fits = false;
    GI_TRY(gi_bundle_log_signed(bundle, note, &fits, err));
    return fits ? GI_OK : gi_bundle_refuse(err, "no signature of a log key");
}

/* ---- what it says about itself ---- */

static gi_status read_about(gi_bundle *bundle, int64_t *offset, gi_error *err)
{
    gi_bytes name = { 0 };
    gi_bytes kind = { 0 };
    int64_t version = 0;
    const gi_json *payload = bundle->payload;
    if (!gi_json_as_int(gi_json_get(payload, "v"), &version) || version != 1 ||
        !gi_json_as_text(gi_json_get(payload, "name"), &name) ||
        !gi_json_as_text(gi_json_get(payload, "kind"), &kind) ||
        !gi_json_as_int(gi_json_get(payload, "offset"), offset) || *offset < -1440 ||
        *offset > 1440 || !gi_json_is_array(gi_json_get(payload, "hosts"))) {
        return gi_bundle_refuse(err, "payload");
    }
    bundle->about.demo = gi_bytes_equal(kind, gi_bytes_of("demo"));
    return gi_text_copy(bundle->about.name, sizeof bundle->about.name, name, "name", err);
}

static gi_status set_view(gi_bundle *bundle, gi_time now, int64_t previous, gi_error *err)
{
    gi_bundle_about *about = &bundle->about;
    int64_t offset = 0;
    GI_TRY(read_about(bundle, &offset, err));
    if (about->sequence < previous) {
        return gi_fail(err, GI_WHY_BUNDLE_OLDER, gi_num(about->sequence).text,
                       gi_num(previous).text);
    }
    gi_time age = now - about->issued;
    about->stale = age > GI_BUNDLE_WARN_DAYS * DAY_MS || age < -DAY_MS;
    about->expired = age > GI_BUNDLE_END_DAYS * DAY_MS;
    bundle->base = (gi_view){
        .type = &gi_bundle_view_type,
        .offline = true,
        .untrusted = !about->trusted,
        .stale = about->stale,
        .expired = about->expired,
        .as_of = about->issued,
        .today = gi_day_of(now, (int)offset),
        .log_size = about->sequence - bundle->lost,
    };
    return GI_OK;
}

/* ---- the whole ---- */

static gi_status read_payload(gi_bundle *bundle, const gi_bundle_head *head, gi_error *err)
{
    gi_digest actual = gi_sha256(head->payload);
    if (memcmp(actual.bytes, head->hash.bytes, sizeof actual.bytes) != 0) {
        return gi_bundle_refuse(err, "hash of the payload");
    }
    GI_TRY(gi_json_parse_canonical(head->payload, GI_BUNDLE_DEPTH, &bundle->payload, err));
    int64_t first = 0;
    gi_bundle_seams(bundle->payload, &bundle->lost, &first);
    return gi_bundle_check_tables(bundle->payload, err);
}

static gi_status read_bundle(gi_bundle *bundle, gi_bundle_head *head, gi_bytes bytes,
                             const gi_root_pin *pins, size_t pin_count, gi_error *err)
{
    gi_bundle_about *about = &bundle->about;
    GI_TRY(gi_bundle_read_head(bytes, head, err));
    memcpy(about->origin, head->origin, sizeof about->origin);
    about->sequence = head->sequence;
    about->issued = head->issued;
    GI_TRY(read_payload(bundle, head, err));
    GI_TRY(gi_bundle_check_roots(bundle, pins, pin_count, err));
    GI_TRY(gi_bundle_read_keys(bundle, err));
    GI_TRY(check_signature(bundle, &head->note, err));
    return check_checkpoint(bundle, &head->note, err);
}

gi_status gi_bundle_open(gi_bytes bytes, const gi_root_pin *pins, size_t pin_count, gi_time now,
                         int64_t previous, gi_bundle **out, gi_error *err)
{
    GI_AUTO(gi_bundle) bundle = calloc(1, sizeof *bundle);
    gi_bundle_head *head = calloc(1, sizeof *head); /* 10 KiB: off the stack */
    if (bundle == NULL || head == NULL) {
        free(head);
        return gi_fail(err, GI_WHY_NO_MEMORY, "bundle");
    }
    gi_status status = read_bundle(bundle, head, bytes, pins, pin_count, err);
    free(head);
    GI_TRY(status);
    GI_TRY(set_view(bundle, now, previous, err));
    *out = GI_TAKE(bundle);
    return GI_OK;
}

void gi_bundle_close(gi_bundle *bundle)
{
    if (bundle != NULL) {
        for (size_t i = 0; i < bundle->keys; i++) {
            gi_verifier_destroy(bundle->verifier[i]);
        }
        free(bundle->verifier);
        free(bundle->key);
        gi_json_destroy(bundle->payload);
        free(bundle);
    }
}

const gi_bundle_about *gi_bundle_about_of(const gi_bundle *bundle)
{
    return &bundle->about;
}
