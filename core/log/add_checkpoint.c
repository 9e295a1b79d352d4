/*
 * add_checkpoint.c - the request a log sends to a witness, printed and parsed (gi/witness.h).
 *
 *     old <size>
 *     <base64 hash> ...    consistency proof, at most 63 lines
 *                          (a blank line)
 *     <signed checkpoint>
 *
 * Form only: whether anything in it is true is for witness.c.
 */
#include <inttypes.h>

#include "core/log/lines.h"
#include "gi/text.h"
#include "gi/witness.h"

void gi_add_checkpoint_print(const gi_add_checkpoint *request, gi_buf *out)
{
    gi_buf_add_format(out, "old %" PRId64 "\n", request->old);
    for (size_t i = 0; i < request->path.count; i++) {
        gi_base64_add(out, gi_digest_view(&request->path.hash[i]));
        gi_buf_add_byte(out, '\n');
    }
    gi_buf_add_byte(out, '\n');
    gi_buf_add(out, request->note);
}

static gi_status refuse(const char *what, gi_error *err)
{
    return gi_fail(err, GI_WHY_BAD_REQUEST, what);
}

/* Hash lines up to the blank line, which is taken too. */
static gi_status read_path(gi_bytes *rest, gi_path *path, gi_error *err)
{
    gi_bytes line = { NULL, 0 };
    for (;;) {
        if (!gi_line_take(rest, &line)) {
            return refuse("no blank line", err);
        }
        if (line.size == 0) {
            return GI_OK;
        }
        if (path->count == GI_PROOF_MAX) {
            return refuse("more than 63 hashes", err);
        }
        if (!gi_log_hash(line, &path->hash[path->count])) {
            return refuse("hash line", err);
        }
        path->count++;
    }
}

gi_status gi_add_checkpoint_parse(gi_bytes text, gi_add_checkpoint *out, gi_error *err)
{
    gi_add_checkpoint found = { .old = 0 };
    gi_bytes line = { NULL, 0 };
    if (text.size > GI_ADD_CHECKPOINT_MAX) {
        return refuse("longer than 65536 bytes", err);
    }
    if (!gi_line_take(&text, &line) || !gi_prefix_take(&line, "old ") ||
        !gi_log_number(line, &found.old)) {
        return refuse("old size", err);
    }
    GI_TRY(read_path(&text, &found.path, err));
    if (text.size == 0) {
        return refuse("no checkpoint", err);
    }
    found.note = text;
    *out = found;
    return GI_OK;
}
