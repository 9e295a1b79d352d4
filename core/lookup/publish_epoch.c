/*
 * publish_epoch.c - which log of the registry a public path is of (gi/publish.h).
 *
 * "<number>/..." names an epoch, a path without a number the log that goes on. A closed log shows
 * its last cosigned checkpoint for ever, and those leaves of it that are still here.
 */
#include <string.h>

#include "core/log/lines.h"
#include "core/lookup/publish.h"
#include "core/store/log_rows.h"
#include "core/store/registry.h"

#define NUMBER_DIGITS 9

void gi_public_log_clear(gi_public_log *log)
{
    gi_buf_clear(&log->note);
}

bool gi_public_log_take(gi_bytes *path, int64_t *number)
{
    const uint8_t *slash = path->size > 0 ? memchr(path->data, '/', path->size) : NULL;
    size_t size = slash != NULL ? (size_t)(slash - path->data) : 0;
    *number = 0;
    if (size == 0 || size > NUMBER_DIGITS || path->data[0] == '0' ||
        !gi_log_number((gi_bytes){ path->data, size }, number)) {
        return false;
    }
    *path = (gi_bytes){ path->data + size + 1, path->size - size - 1 };
    return true;
}

static gi_status open_now(gi_registry *registry, bool cosigned, gi_public_log *log, gi_error *err)
{
    gi_checkpoint head;
    GI_TRY(cosigned ? gi_published_note(registry->db, &log->note, &head, err)
                    : gi_published_head(registry->db, &log->note, &head, err));
    log->size = head.size;
    memcpy(log->origin, head.origin, sizeof log->origin);
    return GI_OK;
}

static gi_status open_closed(gi_registry *registry, int64_t number, gi_public_log *log,
                             gi_error *err)
{
    gi_epoch_row next;
    gi_checkpoint head;
    bool found = false;
    GI_TRY(gi_epoch_load(registry->db, number + 1, &next, &log->note, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_FILE_MISSING, gi_num(number).text);
    }
    GI_TRY(gi_checkpoint_of_note(gi_buf_view(&log->note), &head, err));
    log->size = head.size < next.act ? head.size : next.act;
    memcpy(log->origin, head.origin, sizeof log->origin);
    return GI_OK;
}

gi_status gi_public_log_open(gi_registry *registry, int64_t number, bool cosigned,
                             gi_public_log *out, gi_error *err)
{
    gi_epoch_row now;
    gi_public_log log = { .note = GI_BUF(GI_NOTE_MAX) };
    /* A server has the registry open while another process begins a new epoch. */
    gi_status status = gi_epoch_at(registry->db, INT64_MAX, &now, err);
    if (status == GI_OK) {
        status = number == 0 || number == now.number ? open_now(registry, cosigned, &log, err)
                                                     : open_closed(registry, number, &log, err);
    }
    if (status != GI_OK) {
        gi_public_log_clear(&log);
        return status;
    }
    *out = log;
    return GI_OK;
}
