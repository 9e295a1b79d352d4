/*
 * tlog_proof.c - an inclusion path and its checkpoint in one text, c2sp.org/tlog-proof@v1
 * (gi/log.h).
 *
 * Form only: the caller checks the note, the path and, before all, that the leaf is the one
 * it means. An "extra" line is skipped, since nothing signs it.
 */
#include <inttypes.h>

#include "core/log/lines.h"
#include "gi/log.h"
#include "gi/text.h"

#define MAGIC "c2sp.org/tlog-proof@v1"
#define PROOF_TEXT_MAX (2 * GI_NOTE_MAX)

void gi_tlog_proof_print(int64_t index, const gi_path *path, gi_bytes checkpoint_note, gi_buf *out)
{
    gi_buf_add_format(out, MAGIC "\nindex %" PRId64 "\n", index);
    for (size_t i = 0; i < path->count; i++) {
        gi_base64_add(out, gi_digest_view(&path->hash[i]));
        gi_buf_add_byte(out, '\n');
    }
    gi_buf_add_byte(out, '\n');
    gi_buf_add(out, checkpoint_note);
}

static gi_status refuse(const char *what, gi_error *err)
{
    return gi_fail(err, GI_WHY_BAD_PROOF, what);
}

static gi_status check_extra(gi_bytes text, gi_error *err)
{
    GI_AUTO_BUF scratch = GI_BUF(PROOF_TEXT_MAX);
    gi_status status = gi_base64_parse_add(text, &scratch, err);
    if (status == GI_INVALID) {
        return refuse("extra line", err);
    }
    GI_TRY(status);
    return gi_buf_status(&scratch, "extra", err);
}

/* The magic line, an extra line if there is one, the index. */
static gi_status read_head(gi_bytes *rest, int64_t *index, gi_error *err)
{
    gi_bytes line = { NULL, 0 };
    if (!gi_line_take(rest, &line) || !gi_bytes_equal(line, gi_bytes_of(MAGIC))) {
        return refuse("first line", err);
    }
    if (!gi_line_take(rest, &line)) {
        return refuse("index", err);
    }
    if (gi_prefix_take(&line, "extra ")) {
        GI_TRY(check_extra(line, err));
        if (!gi_line_take(rest, &line)) {
            return refuse("index", err);
        }
    }
    return gi_prefix_take(&line, "index ") && gi_log_number(line, index) ? GI_OK
                                                                         : refuse("index", err);
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

gi_status gi_tlog_proof_parse(gi_bytes text, int64_t *index, gi_path *path,
                              gi_bytes *checkpoint_note, gi_error *err)
{
    gi_path found = { .count = 0 };
    int64_t at = 0;
    if (text.size > PROOF_TEXT_MAX) {
        return refuse("longer than 131072 bytes", err);
    }
    GI_TRY(read_head(&text, &at, err));
    GI_TRY(read_path(&text, &found, err));
    if (text.size == 0) {
        return refuse("no checkpoint", err);
    }
    *index = at;
    *path = found;
    *checkpoint_note = text;
    return GI_OK;
}
