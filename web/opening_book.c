/*
 * opening_book.c - a registry's secrets, the tries of networks and the writer, as one book.
 */
#include "web/opening_book.h"

#include <stdlib.h>

#include "gi/scan_writer.h"
#include "web/hidden_check.h"
#include "web/known.h"
#include "web/opened_page.h"
#include "web/scan/tries.h"

struct gi_opening_book {
    gi_hidden_check *check;
    gi_scan_writer *writer;
    gi_tries *tries;
    gi_known *known;
    gi_memo *pages;
};

/* ---- whether a code is right ---- */

static gi_status fits(void *context, gi_unit_id unit, gi_bytes text, bool *out, gi_error *err)
{
    const gi_opening_book *book = context;
    return gi_hidden_check_fits(book->check, unit, text, out, err);
}

static int begin_try(void *context, const gi_scan *scan)
{
    const gi_opening_book *book = context;
    return gi_tries_begin(book->tries, scan->unit, scan->prefix, scan->at);
}

static void was_right(void *context, const gi_scan *scan)
{
    const gi_opening_book *book = context;
    gi_tries_right(book->tries, scan->unit, scan->prefix);
}

/* ---- that it was opened ---- */

/* Who is told of an opening, after nothing older counts any more. */
typedef struct told_first {
    const gi_opening_book *book;
    gi_opening_told next;
} told_first;

static void recorded(void *context, gi_status status, const gi_unit_seen *seen)
{
    told_first *mine = context;
    gi_opening_told next = mine->next;
    gi_known_opened(mine->book->known);
    free(mine);
    next.tell(next.context, status, seen);
}

static gi_status opened(void *context, const gi_scan *scan, gi_opening_told told, gi_error *err)
{
    const gi_opening_book *book = context;
    told_first *mine = malloc(sizeof *mine);
    if (mine == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "opening");
    }
    *mine = (told_first){ book, told };
    gi_status status =
        gi_scan_writer_begin_opening(book->writer, scan, (gi_opening_told){ recorded, mine }, err);
    if (status != GI_OK) {
        free(mine); /* nobody will be told */
    }
    return status;
}

/* ---- the book ---- */

gi_status gi_opening_book_create(gi_reader reader, const gi_counting *counting, gi_known *known,
                                 gi_opening_book **out, gi_error *err)
{
    GI_AUTO(gi_opening_book) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "openings");
    }
    *fresh = (gi_opening_book){ NULL, counting->writer, counting->tries, known, NULL };
    GI_TRY(gi_hidden_check_create(reader, &fresh->check, err));
    GI_TRY(gi_opened_pages_create(&fresh->pages, err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_opening_book_destroy(gi_opening_book *book)
{
    if (book != NULL) {
        gi_hidden_check_destroy(book->check);
        gi_memo_destroy(book->pages);
        free(book);
    }
}

gi_hidden_book gi_opening_book_use(gi_opening_book *book)
{
    return (gi_hidden_book){ fits, opened, begin_try, was_right, book, book->pages };
}
