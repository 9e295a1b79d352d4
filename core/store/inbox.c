/*
 * inbox.c - rows of the inbox (inbox.h). An entry that is closed is never written again, but for
 * what is taken out of it when its time is over.
 */
#include "core/store/inbox.h"

#include <string.h>

#define ENTRY "id, kind, subject, first, last, count, state, closed, why, facts"

static const char q_inbox_load[] = "SELECT " ENTRY " FROM inbox WHERE kind = ?1 AND subject = ?2 "
                                   "ORDER BY id DESC LIMIT 1";
static const char q_inbox_get[] = "SELECT " ENTRY " FROM inbox WHERE id = ?1";
static const char q_inbox_above[] = "SELECT " ENTRY " FROM inbox WHERE id > ?1 "
                                    "AND (state = 0 OR ?2 = 1) ORDER BY id LIMIT 1";
static const char q_inbox_waiting[] = "SELECT COUNT(*) FROM inbox WHERE state = 0 AND kind = ?1";
static const char q_inbox_insert[] =
    "INSERT INTO inbox (kind, subject, first, last, count, facts, state, closed, why) "
    "VALUES (?1, ?2, ?3, ?3, ?4, ?5, 0, 0, '') RETURNING id";
static const char q_inbox_update[] =
    "UPDATE inbox SET last = ?2, count = ?3, facts = ?4 WHERE id = ?1 AND state = 0";
static const char q_inbox_finish[] =
    "UPDATE inbox SET state = ?2, closed = ?3, why = ?4 WHERE id = ?1 AND state = 0";
/* The kind tells it from one that somebody dismissed: the column knows no third finding. */
#define UNREAD "report-unread"
static const char q_inbox_unread[] = "UPDATE inbox SET kind = '" UNREAD "', state = 2, "
                                     "closed = ?2, why = ?3 WHERE id = ?1 AND state = 0";

/* Walks the numbers: entries come in the order of time, and once a day is not often. */
static const char q_inbox_older[] = "SELECT id, facts FROM inbox WHERE id > ?1 AND +kind = ?2 "
                                    "AND first < ?3 ORDER BY id LIMIT 1";
static const char q_inbox_blank[] =
    "UPDATE inbox SET kind = ?2, subject = '-', facts = ?3 WHERE id = ?1";

const char *const gi_inbox_statements[] = {
    q_inbox_load,   q_inbox_get,    q_inbox_above, q_inbox_waiting, q_inbox_insert, q_inbox_update,
    q_inbox_finish, q_inbox_unread, q_inbox_older, q_inbox_blank,   NULL,
};

static gi_status read_entry(const gi_row *row, gi_inbox_entry *out, gi_error *err)
{
    gi_inbox_entry entry = { .number = gi_row_int(row, 0),
                             .first = gi_row_int(row, 3),
                             .last = gi_row_int(row, 4),
                             .count = gi_row_int(row, 5),
                             .state = (gi_inbox_state)gi_row_int(row, 6),
                             .closed = gi_row_int(row, 7) };
    GI_TRY(gi_row_text(row, 1, entry.kind, sizeof entry.kind, err));
    GI_TRY(gi_row_text(row, 2, entry.subject, sizeof entry.subject, err));
    GI_TRY(gi_row_text(row, 8, entry.why, sizeof entry.why, err));
    entry.state = strcmp(entry.kind, UNREAD) == 0 ? GI_INBOX_UNREAD : entry.state;
    *out = entry;
    return GI_OK;
}

static gi_status bind_bytes(gi_row *row, int index, gi_bytes text, gi_error *err)
{
    GI_AUTO_BUF room = GI_BUF(GI_INBOX_FACTS_MAX + 1);
    gi_buf_add(&room, text);
    gi_row_bind_text(row, index, gi_buf_text(&room));
    return gi_buf_status(&room, "inbox", err);
}

gi_status gi_inbox_load(gi_db *db, const char *kind, gi_bytes subject, gi_inbox_entry *out,
                        bool *found, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_inbox_load);
    bool here = false;
    gi_row_bind_text(row, 1, kind);
    GI_TRY(bind_bytes(row, 2, subject, err));
    GI_TRY(gi_row_step(row, &here, err));
    if (here) {
        GI_TRY(read_entry(row, out, err));
    }
    *found = here;
    return GI_OK;
}

gi_status gi_inbox_get(gi_db *db, int64_t number, gi_inbox_entry *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_inbox_get);
    bool here = false;
    gi_row_bind_int(row, 1, number);
    GI_TRY(gi_row_step(row, &here, err));
    return here ? read_entry(row, out, err) : gi_fail(err, GI_WHY_NO_INBOX, gi_num(number).text);
}

gi_status gi_inbox_above(gi_db *db, int64_t after, bool all, gi_inbox_entry *out, gi_buf *facts,
                         bool *found, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_inbox_above);
    bool here = false;
    gi_row_bind_int(row, 1, after);
    gi_row_bind_int(row, 2, all ? 1 : 0);
    GI_TRY(gi_row_step(row, &here, err));
    if (here && facts != NULL) {
        gi_buf_reset(facts);
        gi_buf_add(facts, gi_row_bytes(row, 9));
        GI_TRY(gi_buf_status(facts, "facts", err));
    }
    if (here) {
        GI_TRY(read_entry(row, out, err));
    }
    *found = here;
    return GI_OK;
}

gi_status gi_inbox_waiting(gi_db *db, const char *kind, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_inbox_waiting);
    bool found = false;
    gi_row_bind_text(row, 1, kind);
    GI_TRY(gi_row_step(row, &found, err));
    *out = gi_row_int(row, 0);
    return GI_OK;
}

gi_status gi_inbox_insert(gi_db *db, const gi_inbox_note *note, int64_t *number, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_inbox_insert);
    bool found = false;
    gi_row_bind_text(row, 1, note->kind);
    GI_TRY(bind_bytes(row, 2, note->subject, err));
    gi_row_bind_int(row, 3, note->at);
    gi_row_bind_int(row, 4, note->count);
    GI_TRY(bind_bytes(row, 5, note->facts, err));
    GI_TRY(gi_row_step(row, &found, err));
    *number = gi_row_int(row, 0);
    return GI_OK;
}

gi_status gi_inbox_update(gi_db *db, int64_t number, const gi_inbox_note *note, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_inbox_update);
    gi_row_bind_int(row, 1, number);
    gi_row_bind_int(row, 2, note->at);
    gi_row_bind_int(row, 3, note->count);
    GI_TRY(bind_bytes(row, 4, note->facts, err));
    return gi_row_run(row, err);
}

static gi_status finish_unread(gi_db *db, int64_t number, const char *why, gi_time now,
                               gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_inbox_unread);
    gi_row_bind_int(row, 1, number);
    gi_row_bind_int(row, 2, now);
    gi_row_bind_text(row, 3, why);
    return gi_row_run(row, err);
}

gi_status gi_inbox_finish(gi_db *db, int64_t number, gi_inbox_state state, const char *why,
                          gi_time now, gi_error *err)
{
    if (state == GI_INBOX_UNREAD) {
        return finish_unread(db, number, why, now, err);
    }
    GI_AUTO(gi_row) row = gi_db_use(db, q_inbox_finish);
    gi_row_bind_int(row, 1, number);
    gi_row_bind_int(row, 2, state);
    gi_row_bind_int(row, 3, now);
    gi_row_bind_text(row, 4, why);
    return gi_row_run(row, err);
}

gi_status gi_inbox_older(gi_db *db, int64_t after, const char *kind, gi_time before,
                         int64_t *number, gi_buf *facts, bool *found, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_inbox_older);
    bool here = false;
    gi_row_bind_int(row, 1, after);
    gi_row_bind_text(row, 2, kind);
    gi_row_bind_int(row, 3, before);
    GI_TRY(gi_row_step(row, &here, err));
    if (here) {
        gi_buf_reset(facts);
        gi_buf_add(facts, gi_row_bytes(row, 1));
        GI_TRY(gi_buf_status(facts, "facts", err));
        *number = gi_row_int(row, 0);
    }
    *found = here;
    return GI_OK;
}

gi_status gi_inbox_blank(gi_db *db, int64_t number, const char *kind, gi_bytes facts, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_inbox_blank);
    gi_row_bind_int(row, 1, number);
    gi_row_bind_text(row, 2, kind);
    GI_TRY(bind_bytes(row, 3, facts, err));
    return gi_row_run(row, err);
}
