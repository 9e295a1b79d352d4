/*
 * epoch_note.c - is this note fit to be the last word of a log? (epoch.h)
 *
 * What others know of the log that ends is this checkpoint; a wrong one would bury what they
 * saw. So it must be the log's own, and a witness of ours must have seen it where we have any.
 */
#include <stdlib.h>
#include <string.h>

#include "core/acts/epoch.h"
#include "core/acts/recover.h"
#include "core/log/policy.h"
#include "core/store/log_rows.h"

void gi_last_word_clear(gi_last_word *word)
{
    gi_buf_clear(&word->text);
}

static gi_status unfit(const char *what, gi_error *err)
{
    return gi_fail(err, GI_WHY_LAST_WORD, what);
}

/* One witness of ours is enough: the newest word counts, and a quorum may be of an older one. */
static gi_status check_cosigned(const gi_registry *registry, const gi_note *note, gi_error *err)
{
    GI_AUTO(gi_policy) policy = NULL;
    const gi_policy_name *one = NULL;
    int place = 0;
    bool any = false;
    bool fits = false;
    GI_TRY(gi_policy_read(registry->dir, &policy, err));
    while (!fits && (one = gi_policy_next(policy, &place)) != NULL) {
        int64_t seconds = 0;
        gi_status status = gi_cosignature_fits(note, &one->cosigner, &fits, &seconds, err);
        any = true;
        if (status != GI_OK && status != GI_INVALID) {
            return status;
        }
    }
    return fits || !any ? GI_OK : unfit("no witness of DIR/witnesses has cosigned it", err);
}

/* Of leaves that are here the root must be ours; about the others nothing can be said. */
static gi_status check_root(gi_registry *registry, const gi_checkpoint *head, gi_error *err)
{
    gi_digest root;
    gi_tile_io io = gi_tiles_of(registry->db);
    if (head->size > registry->tree.size) {
        return GI_OK;
    }
    GI_TRY(gi_tree_flush(&registry->tree, io, err));
    GI_TRY(gi_tiles_root(io, head->size, &root, err));
    return memcmp(root.bytes, head->root.bytes, sizeof root.bytes) == 0
               ? GI_OK
               : unfit("the leaves here give another root", err);
}

static gi_status judge(gi_registry *registry, const gi_note *note, bool cosigned,
                       gi_checkpoint *head, gi_error *err)
{
    GI_TRY(gi_checkpoint_parse(note->body, head, err));
    if (strcmp(head->origin, registry->about.origin) != 0) {
        return unfit(head->origin, err);
    }
    if (gi_note_is_ours(registry, note, head->origin, NULL) != GI_OK) {
        return unfit("no log key of ours signed it", err);
    }
    GI_TRY(check_root(registry, head, err));
    return cosigned ? check_cosigned(registry, note, err) : GI_OK;
}

static gi_status read_note(gi_registry *registry, bool cosigned, gi_last_word *out, gi_error *err)
{
    gi_note *note = calloc(1, sizeof *note);
    gi_status status = note == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "note")
                                    : gi_note_parse(gi_buf_view(&out->text), note, err);
    if (status == GI_OK) {
        status = judge(registry, note, cosigned, &out->head, err);
    }
    free(note);
    return status;
}

gi_status gi_last_word_read(gi_registry *registry, gi_bytes note, bool cosigned, gi_last_word *out,
                            gi_error *err)
{
    GI_LAST_WORD word = { .text = GI_BUF(GI_NOTE_MAX), .kept = registry->tree.size };
    gi_buf_add(&word.text, note);
    GI_TRY(gi_buf_status(&word.text, "note", err));
    GI_TRY(read_note(registry, cosigned, &word, err));
    word.far = word.head.size;
    *out = word;
    word.text = GI_BUF(GI_NOTE_MAX); /* moved */
    return GI_OK;
}
