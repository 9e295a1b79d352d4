/*
 * checkpoint.c - a tree head as the text that is signed (C2SP checkpoint, gi/log.h).
 *
 * Exactly three lines: extension lines are refused, because no monitor could audit them. Only a
 * witness takes them, for it vouches for size and root alone and signs what it was shown. Whether
 * size 0 comes with the empty root is a question of proofs (verify.c), not of form.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/lines.h"
#include "gi/log.h"
#include "gi/text.h"

void gi_checkpoint_print(const gi_checkpoint *checkpoint, gi_buf *out)
{
    gi_buf_add_format(out, "%s\n%" PRId64 "\n", checkpoint->origin, checkpoint->size);
    gi_base64_add(out, gi_digest_view(&checkpoint->root));
    gi_buf_add_byte(out, '\n');
}

static gi_status refuse(const char *what, gi_error *err)
{
    return gi_fail(err, GI_WHY_BAD_CHECKPOINT, what);
}

static gi_status read_origin(gi_bytes line, gi_checkpoint *out, gi_error *err)
{
    if (!gi_log_name_valid(line)) {
        return refuse("origin", err);
    }
    if (line.size >= sizeof out->origin) {
        return refuse("origin longer than 127 bytes", err);
    }
    memcpy(out->origin, line.data, line.size);
    return GI_OK;
}

/* The three lines; body is left with what follows them. */
static gi_status read_head(gi_bytes *body, gi_checkpoint *out, gi_error *err)
{
    gi_checkpoint found = { .size = 0 };
    gi_bytes line[3];
    for (size_t i = 0; i < 3; i++) {
        if (!gi_line_take(body, &line[i])) {
            return refuse("fewer than three lines", err);
        }
    }
    GI_TRY(read_origin(line[0], &found, err));
    if (!gi_log_number(line[1], &found.size)) {
        return refuse("size", err);
    }
    if (!gi_log_hash(line[2], &found.root)) {
        return refuse("root hash", err);
    }
    *out = found;
    return GI_OK;
}

gi_status gi_checkpoint_parse(gi_bytes body, gi_checkpoint *out, gi_error *err)
{
    gi_checkpoint found;
    GI_TRY(read_head(&body, &found, err));
    if (body.size > 0) {
        return refuse("extension lines", err);
    }
    *out = found;
    return GI_OK;
}

gi_status gi_checkpoint_parse_extended(gi_bytes body, gi_checkpoint *out, gi_error *err)
{
    gi_checkpoint found;
    gi_bytes line = { NULL, 0 };
    GI_TRY(read_head(&body, &found, err));
    while (body.size > 0) {
        if (!gi_line_take(&body, &line) || line.size == 0) {
            return refuse("extension line", err);
        }
    }
    *out = found;
    return GI_OK;
}
