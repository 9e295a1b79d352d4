/*
 * db_sqlite_error.c - result codes of the engine become reasons, by one table.
 *
 * A message carries the engine's fixed text for the code, or the name of the constraint;
 * never SQL, never a stored value.
 */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>

#include "core/store/db_sqlite.h"

/* Extended codes first: the first row that equals the code or its low byte counts. */
static const struct reason_row {
    int code;
    gi_why why;
} reasons[] = {
    { SQLITE_IOERR_NOMEM, GI_WHY_NO_MEMORY }, { SQLITE_IOERR_CORRUPTFS, GI_WHY_DB_CORRUPT },
    { SQLITE_BUSY, GI_WHY_DB_BUSY },          { SQLITE_LOCKED, GI_WHY_DB_BUSY },
    { SQLITE_PROTOCOL, GI_WHY_DB_BUSY },      { SQLITE_FULL, GI_WHY_DB_FULL },
    { SQLITE_READONLY, GI_WHY_DB_READ_ONLY }, { SQLITE_CORRUPT, GI_WHY_DB_CORRUPT },
    { SQLITE_NOTADB, GI_WHY_DB_CORRUPT },     { SQLITE_CONSTRAINT, GI_WHY_CONSTRAINT },
    { SQLITE_NOMEM, GI_WHY_NO_MEMORY },       { SQLITE_TOOBIG, GI_WHY_OVER_LIMIT },
};

static int last_errno(struct sqlite3 *handle)
{
    int cause = 0;
    sqlite3_file *wal = NULL;
    (void)sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
    if (wal != NULL && wal->pMethods != NULL) {
        (void)wal->pMethods->xFileControl(wal, SQLITE_FCNTL_LAST_ERRNO, &cause);
    }
    if (cause == 0) {
        (void)sqlite3_file_control(handle, "main", SQLITE_FCNTL_LAST_ERRNO, &cause);
    }
    return cause;
}

/* The engine knows ENOSPC; a quota and a file size limit are the same to the user. */
static bool disk_is_full(struct sqlite3 *handle, int code)
{
    int cause = (code & 0xff) == SQLITE_IOERR && handle != NULL ? last_errno(handle) : 0;
    return cause == EDQUOT || cause == EFBIG;
}

static gi_why reason_of(struct sqlite3 *handle, int code)
{
    if (disk_is_full(handle, code)) {
        return GI_WHY_DB_FULL;
    }
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].code == code || reasons[i].code == (code & 0xff)) {
            return reasons[i].why;
        }
    }
    return GI_WHY_DB;
}

gi_status gi_sqlite_fail(struct sqlite3 *handle, int code, gi_error *err)
{
    gi_why why = reason_of(handle, code);
    if (why == GI_WHY_DB_BUSY) {
        return gi_fail(err, why, gi_num(GI_SQLITE_BUSY_MS).text);
    }
    if (why == GI_WHY_OVER_LIMIT) {
        return gi_fail(err, why, "row", gi_num(GI_SQLITE_VALUE_MAX).text);
    }
    /* The text of an unnamed CHECK would be its expression. */
    if (why == GI_WHY_CONSTRAINT && code != SQLITE_CONSTRAINT_CHECK) {
        return gi_fail(err, why, sqlite3_errmsg(handle));
    }
    char text[96];
    (void)snprintf(text, sizeof text, "%s (%d)", sqlite3_errstr(code), code);
    return gi_fail(err, why, text);
}

gi_status gi_sqlite_fail_naming(struct sqlite3 *handle, int code, const char *name, gi_error *err)
{
    if (code != SQLITE_ERROR) {
        return gi_sqlite_fail(handle, code, err);
    }
    char text[160];
    (void)snprintf(text, sizeof text, "%s: %s", name, sqlite3_errmsg(handle));
    return gi_fail(err, GI_WHY_DB, text);
}
