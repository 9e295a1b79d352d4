/*
 * head.c - a checkpoint of an earlier size goes into the log itself.
 *
 * Its cosignatures then say for ever which leaves stood before which moment, so back-dating can
 * be found years later (rule R2). Member head = {note: base64, origin, root: base64, size}.
 */
#include <stdlib.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/head_note.h"
#include "core/acts/status_tree.h"
#include "core/store/log_rows.h"
#include "core/store/meta.h"

enum { SIZE };

const gi_field_rule gi_head_fields[] = {
    [SIZE] = { "size", GI_FIELD_INT, GI_PUBLIC, "检查点的日志长度（缺省为最新）",
               "size of the checkpoint, default the newest", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* What of a note fits into a leaf of 2,048 bytes beside everything else. */
#define NOTE_ROOM 1100

/* Lines of signatures that find no room are left out, the last ones first. */
gi_bytes gi_head_cut(gi_bytes note, size_t room)
{
    while (note.size > room) {
        do {
            note.size--;
        } while (note.size > 0 && note.data[note.size - 1] != '\n');
    }
    return note;
}

gi_status gi_head_set(gi_json *leaf, const char *member, gi_bytes note, size_t room,
                      const gi_checkpoint *checkpoint, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(2 * NOTE_ROOM);
    gi_json *head = gi_json_object();
    gi_json_set(leaf, member, head);
    gi_base64_add(&text, gi_head_cut(note, room));
    GI_TRY(gi_buf_status(&text, "note", err));
    gi_json_set_text(head, "note", gi_buf_text(&text));
    gi_json_set_text(head, "origin", checkpoint->origin);
    gi_json_set_int(head, "size", checkpoint->size);
    gi_leaf_set_digest(head, "root", &checkpoint->root);
    return GI_OK;
}

static gi_status read_checkpoint(gi_bytes text, gi_checkpoint *out, gi_error *err)
{
    gi_note *note = calloc(1, sizeof *note);
    gi_status status =
        note == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "note") : gi_note_parse(text, note, err);
    if (status == GI_OK) {
        status = gi_checkpoint_parse(note->body, out, err);
    }
    free(note);
    return status;
}

/* Without a size: the newest that a witness cosigned, else the newest of all. */
static gi_status wanted_size(gi_act *act, int64_t *out, gi_error *err)
{
    if (act->value[SIZE].given) {
        *out = act->value[SIZE].number;
        return GI_OK;
    }
    GI_TRY(gi_cosignature_size(act->db, out, err));
    if (*out == 0) {
        *out = act->index; /* every transaction ends with a checkpoint, but acts may precede */
    }
    return GI_OK;
}

static gi_status find_note(gi_act *act, gi_buf *note, gi_checkpoint *out, gi_error *err)
{
    bool found = false;
    int64_t size = 0;
    GI_TRY(wanted_size(act, &size, err));
    GI_TRY(gi_checkpoint_after(act->db, size - 1, note, &found, err));
    if (!found && !act->value[SIZE].given) {
        GI_TRY(gi_checkpoint_last(act->db, note, &found, err));
    }
    if (!found) {
        return gi_fail_field(err, "size", GI_WHY_NO_ACT, gi_num(size - 1).text);
    }
    GI_TRY(read_checkpoint(gi_buf_view(note), out, err));
    if (act->value[SIZE].given && out->size != size) {
        return gi_act_bad_field(act, SIZE, err);
    }
    return gi_cosignature_newest(act->db, out->size, note, err);
}

gi_status gi_head_perform(gi_act *act, gi_error *err)
{
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    gi_checkpoint checkpoint;
    GI_TRY(find_note(act, &note, &checkpoint, err));
    GI_TRY(gi_head_set(act->leaf, "head", gi_buf_view(&note), NOTE_ROOM, &checkpoint, err));
    gi_json_set_int(act->answer, "size", checkpoint.size);
    return gi_counter_raise(act->db, GI_HEAD_MARK, act->index + 1, err);
}
