/*
 * inbox.c - what is put into the inbox, and how an officer closes it (gi/inbox.h).
 *
 * Closing odd labels decides about their verdicts in the same transaction: nobody sees a closed
 * entry whose labels still wait.
 */
#include "core/scans/inbox.h"

#include <string.h>

#include "core/scans/store.h"
#include "core/store/inbox.h"
#include "core/store/scans.h"
#include "gi/json.h"
#include "gi/text.h"

enum { FACTS_DEPTH = 4 };

static const char *const words[] = {
    [GI_INBOX_WAITING] = "waiting",
    [GI_INBOX_CONFIRMED] = "confirmed",
    [GI_INBOX_DISMISSED] = "dismissed",
    [GI_INBOX_UNREAD] = "unread",
};

const char *gi_inbox_word(gi_inbox_state state)
{
    return words[state];
}

static bool is_kind(const char *kind)
{
    size_t size = strlen(kind);
    return size > 0 && size < GI_INBOX_KIND && strspn(kind, "abcdefghijklmnopqrstuvwxyz-") == size;
}

static gi_status check_line(const char *name, gi_bytes text, size_t size, gi_error *err)
{
    if (text.size == 0 || text.size >= size || !gi_utf8_printable(text)) {
        return gi_fail_field(err, name, GI_WHY_BAD_FIELD, name, gi_quote(text).text,
                             size == GI_INBOX_WHY ? "1..511 bytes, one line"
                                                  : "1..127 bytes, one line");
    }
    return GI_OK;
}

gi_status gi_inbox_check(const gi_inbox_note *note, gi_error *err)
{
    GI_AUTO(gi_json) facts = NULL;
    if (!is_kind(note->kind)) {
        return gi_fail_field(err, "kind", GI_WHY_BAD_FIELD, "kind",
                             gi_quote(gi_bytes_of(note->kind)).text, "a-z and '-', 1..31");
    }
    GI_TRY(check_line("subject", note->subject, GI_INBOX_SUBJECT, err));
    if (note->facts.size > GI_INBOX_FACTS_MAX) {
        return gi_fail(err, GI_WHY_TOO_LONG, "facts", gi_num((int64_t)note->facts.size).text,
                       gi_num(GI_INBOX_FACTS_MAX).text);
    }
    if (note->count < 1) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "count", gi_num(note->count).text, "1",
                       gi_num(INT64_MAX).text);
    }
    GI_TRY(gi_json_parse(note->facts, FACTS_DEPTH, &facts, err));
    return gi_json_is_object(facts) ? GI_OK : gi_fail(err, GI_WHY_BAD_JSON, "0", "object");
}

gi_status gi_inbox_put(gi_db *db, const gi_inbox_note *note, int64_t *number, gi_error *err)
{
    gi_inbox_entry entry;
    bool found = false;
    int64_t waiting = 0;
    if (note->fold) {
        GI_TRY(gi_inbox_load(db, note->kind, note->subject, &entry, &found, err));
    }
    if (found && entry.state == GI_INBOX_WAITING) {
        GI_TRY(gi_inbox_update(db, entry.number, note, err));
        *number = entry.number;
        return GI_OK;
    }
    GI_TRY(gi_inbox_waiting(db, note->kind, &waiting, err));
    if (waiting >= GI_INBOX_WAITING_MAX) {
        return gi_fail(err, GI_WHY_INBOX_FULL, note->kind, gi_num(waiting).text);
    }
    return gi_inbox_insert(db, note, number, err);
}

/* ---- closing ---- */

/* "7/2026-11-22" */
static gi_status read_subject(const char *subject, int64_t *org, gi_day *day, gi_error *err)
{
    const char *slash = strchr(subject, '/');
    size_t size = slash == NULL ? 0 : (size_t)(slash - subject);
    GI_TRY(
        gi_text_int((gi_bytes){ (const uint8_t *)subject, size }, "org", 0, UINT32_MAX, org, err));
    return gi_day_parse(gi_bytes_of(slash == NULL ? "" : slash + 1), day, err);
}

static gi_status decide(gi_db *db, const gi_inbox_entry *entry, gi_inbox_state state, gi_time now,
                        gi_error *err)
{
    int64_t org = 0;
    gi_day day = 0;
    if (strcmp(entry->kind, GI_INBOX_ODD) != 0) {
        return GI_OK;
    }
    GI_TRY(read_subject(entry->subject, &org, &day, err));
    return gi_odd_decide(db, org, day,
                         state == GI_INBOX_CONFIRMED ? GI_ODD_SHOWN : GI_ODD_DISMISSED, now, err);
}

static gi_status close_in(gi_db *db, int64_t number, gi_inbox_state state, const char *why,
                          gi_time now, gi_error *err)
{
    gi_inbox_entry entry;
    GI_TRY(gi_inbox_get(db, number, &entry, err));
    if (entry.state != GI_INBOX_WAITING) {
        return gi_fail(err, GI_WHY_INBOX_CLOSED, gi_num(number).text, gi_inbox_word(entry.state),
                       gi_quote(gi_bytes_of(entry.why)).text);
    }
    if (state == GI_INBOX_UNREAD && strcmp(entry.kind, GI_INBOX_GONE) != 0) {
        return gi_fail_field(err, "finding", GI_WHY_BAD_FIELD, "finding", gi_inbox_word(state),
                             GI_INBOX_GONE);
    }
    GI_TRY(gi_inbox_finish(db, number, state, why, now, err));
    return decide(db, &entry, state, now, err);
}

gi_status gi_inbox_close(const char *dir, int64_t number, gi_inbox_state state, gi_bytes why,
                         gi_time now, gi_error *err)
{
    char text[GI_INBOX_WHY];
    GI_AUTO(gi_db) db = NULL;
    GI_TRY(check_line("why", why, GI_INBOX_WHY, err));
    GI_TRY(gi_text_copy(text, sizeof text, why, "why", err));
    GI_TRY(gi_scans_open_beside(dir, &db, err));
    if (db == NULL) {
        return gi_fail(err, GI_WHY_NO_INBOX, gi_num(number).text);
    }
    GI_TRY(gi_db_begin(db, true, err));
    gi_status status = close_in(db, number, state, text, now, err);
    if (status != GI_OK) {
        gi_db_rollback(db);
        return status;
    }
    return gi_db_commit(db, err);
}

gi_status gi_inbox_next(gi_scans *scans, int64_t after, bool all, gi_inbox_entry *out,
                        gi_buf *facts, bool *found, gi_error *err)
{
    gi_db *db = gi_scans_db(scans);
    if (db == NULL) {
        *found = false;
        return GI_OK;
    }
    return gi_inbox_above(db, after, all, out, facts, found, err);
}
