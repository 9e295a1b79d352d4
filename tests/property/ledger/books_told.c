/*
 * books_told.c - a writer may be killed at any moment, but what it was told stays true.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/store/log_rows.h"
#include "tests/property/ledger/books.h"
#include "tests/support/spec.h"

static void expect_stored(gi_db *db, const told *record)
{
    gi_error err = { 0 };
    gi_act_row row;
    GI_AUTO_BUF answer = GI_BUF(4096);
    EXPECT_OK(gi_act_load(db, record->index, &row, &answer, NULL, &err));
    gi_digest digest = gi_sha256(gi_buf_view(&answer));
    EXPECT(memcmp(row.request, record->request, sizeof row.request) == 0);
    EXPECT(memcmp(digest.bytes, record->answer.bytes, sizeof digest.bytes) == 0);
}

int64_t books_expect_told(const char *dir, const char *path)
{
    told record;
    int64_t count = 0;
    GI_AUTO(gi_db) db = books_open(dir);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    EXPECT(file >= 0);
    while (read(file, &record, sizeof record) == (ssize_t)sizeof record) {
        expect_stored(db, &record);
        count++;
    }
    (void)close(file);
    return count;
}

int64_t books_expect_prefix(const char *early, const char *late)
{
    gi_error err = { 0 };
    bool found = true;
    int64_t count = 0;
    gi_checkpoint head = { .size = 0 };
    gi_note *note = calloc(1, sizeof *note);
    GI_AUTO(gi_db) before = books_open(early);
    GI_AUTO(gi_db) after = books_open(late);
    EXPECT(note != NULL);
    for (;; count++) {
        bool kept = false;
        GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
        GI_AUTO_BUF again = GI_BUF(GI_NOTE_MAX);
        EXPECT_OK(gi_checkpoint_after(before, head.size, &text, &found, &err));
        if (!found) {
            break;
        }
        EXPECT_OK(gi_checkpoint_after(after, head.size, &again, &kept, &err));
        EXPECT(kept && gi_bytes_equal(gi_buf_view(&text), gi_buf_view(&again)));
        EXPECT_OK(gi_note_parse(gi_buf_view(&text), note, &err));
        EXPECT_OK(gi_checkpoint_parse(note->body, &head, &err));
    }
    free(note);
    return count;
}
