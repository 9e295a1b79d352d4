/*
 * witness_held.c - the head that is held of a log, as a note on the disk (core/log/witness.h).
 *
 * Signed by the log and by us, so a damaged or foreign file is noticed and nothing is cosigned
 * on top of it. Lines of strangers are left out: what is held stays small.
 */
#include <stdio.h>
#include <string.h>

#include "core/log/witness.h"
#include "gi/text.h"

#define HELD_MAX GI_NOTE_MAX

void gi_held_clear(gi_held *held)
{
    gi_buf_clear(&held->note);
}

void gi_held_name(const char *origin, const char *suffix, char out[GI_HELD_NAME])
{
    char hash[GI_ORIGIN_HASH];
    gi_origin_hash(origin, hash);
    (void)snprintf(out, GI_HELD_NAME, "%s%s", hash, suffix);
}

static gi_status check(const gi_witness *witness, const char *origin, gi_held *held, gi_error *err)
{
    gi_note note;
    bool ours = false;
    if (gi_note_parse(gi_buf_view(&held->note), &note, NULL) != GI_OK ||
        gi_checkpoint_parse_extended(note.body, &held->checkpoint, NULL) != GI_OK ||
        strcmp(held->checkpoint.origin, origin) != 0) {
        return gi_fail(err, GI_WHY_WITNESS_STATE, origin);
    }
    gi_status status = gi_cosignature_fits(&note, &witness->cosigner, &ours, &held->seconds, err);
    if (status == GI_OK ? !ours : status == GI_INVALID) {
        return gi_fail(err, GI_WHY_WITNESS_STATE, origin);
    }
    return status;
}

gi_status gi_held_load(const gi_witness *witness, const char *origin, gi_held *out, gi_error *err)
{
    char name[GI_HELD_NAME];
    GI_AUTO_HELD held = { .note = GI_BUF(HELD_MAX) };
    gi_error why = { 0 };
    gi_held_name(origin, ".checkpoint", name);
    gi_status status = gi_state_read(witness->state, name, &held.note, &why);
    if (status == GI_NOT_FOUND) {
        held.checkpoint.root = gi_empty_root();
    } else if (status != GI_OK) {
        return gi_fail(err, GI_WHY_FILE_READ, name, why.message);
    } else {
        GI_TRY(check(witness, origin, &held, err));
        held.any = true;
    }
    *out = held;
    held.note = GI_BUF(0);
    return GI_OK;
}

static bool is_of_log(const gi_witness *witness, const gi_note_line *line)
{
    for (size_t i = 0; i < witness->log_count; i++) {
        uint8_t hash[sizeof line->hash];
        gi_vkey_hash(witness->logs[i].origin, &witness->logs[i].key, hash);
        if (gi_bytes_equal(line->name, gi_bytes_of(witness->logs[i].origin)) &&
            memcmp(line->hash, hash, sizeof hash) == 0) {
            return true;
        }
    }
    return false;
}

static void add_line(const gi_note_line *line, gi_buf *out)
{
    uint8_t payload[sizeof line->hash + sizeof line->data];
    memcpy(payload, line->hash, sizeof line->hash);
    memcpy(payload + sizeof line->hash, line->data, line->size);
    gi_buf_add_text(out, "\xE2\x80\x94 ");
    gi_buf_add(out, line->name);
    gi_buf_add_byte(out, ' ');
    gi_base64_add(out, (gi_bytes){ payload, sizeof line->hash + line->size });
    gi_buf_add_byte(out, '\n');
}

/* One line is enough: the same key may stand there many times. */
void gi_held_print(const gi_witness *witness, const gi_note *note, gi_buf *out)
{
    gi_buf_add(out, note->body);
    gi_buf_add_byte(out, '\n');
    for (size_t i = 0; i < note->count; i++) {
        if (is_of_log(witness, &note->line[i])) {
            add_line(&note->line[i], out);
            return;
        }
    }
}

gi_status gi_held_save(const gi_witness *witness, const gi_note *note,
                       const gi_checkpoint *checkpoint, gi_bytes line, gi_error *err)
{
    char name[GI_HELD_NAME];
    GI_AUTO_BUF text = GI_BUF(HELD_MAX);
    gi_held_print(witness, note, &text);
    gi_buf_add(&text, line);
    GI_TRY(gi_buf_status(&text, "checkpoint", err));
    gi_held_name(checkpoint->origin, ".checkpoint", name);
    return gi_state_write(witness->state, name, gi_buf_view(&text), err);
}
