/*
 * db_sqlite_columns.c - reads the columns of the row a statement stands on.
 *
 * What is read comes from a file, so text that does not fit its field is damage, not an
 * overflow.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "core/store/db_sqlite.h"

int64_t gi_row_int(const gi_row *row, int column)
{
    return sqlite3_column_int64(row->statement, column);
}

gi_bytes gi_row_bytes(const gi_row *row, int column)
{
    /* In this order: asking for the blob may move it, asking for its size then does not. */
    const uint8_t *data = sqlite3_column_blob(row->statement, column);
    int size = sqlite3_column_bytes(row->statement, column);
    return (gi_bytes){ data, data == NULL ? 0 : (size_t)size };
}

bool gi_row_is_null(const gi_row *row, int column)
{
    return sqlite3_column_type(row->statement, column) == SQLITE_NULL;
}

gi_status gi_row_text(const gi_row *row, int column, char *out, size_t size, gi_error *err)
{
    gi_bytes text = gi_row_bytes(row, column);
    if (text.size >= size) {
        char what[80];
        (void)snprintf(what, sizeof what, "text of %zu bytes in a field of %zu", text.size,
                       size - 1);
        return gi_fail(err, GI_WHY_DB_CORRUPT, what);
    }
    if (text.size > 0 && memchr(text.data, 0, text.size) != NULL) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "text with a NUL");
    }
    if (text.size > 0) {
        memcpy(out, text.data, text.size);
    }
    out[text.size] = '\0';
    return GI_OK;
}

int64_t gi_db_changes(const gi_db *db)
{
    return sqlite3_changes64(db->handle);
}

void **gi_row_memo(const gi_row *row)
{
    return &row->db->memo;
}
