/*
 * sheet.c - which labels share a page, and the page with a hole where the number stands (sheet.h).
 *
 * The whole verdict but number, serial and moment is compared, byte by byte; the key adds what the
 * view tells. All that a page shows must follow from these two and the stamp; whoever lets it show
 * more adds that to the key.
 */
#include "web/sheet.h"

#include <stdio.h>
#include <string.h>

#include "web/part.h"
#include "web/scan/scan.h"

/* As long as a number, and what none holds; addresses keep it as it is. */
static const char mark[] = "~~~~~~~~~~~~~";
_Static_assert(sizeof mark == GI_UNIT_NUMBER_TEXT, "mark and number have one size");

/* Codes of labels that the ledger holds: they come in numbers, and tell little of their own. */
static bool is_of_a_run(const gi_verdict *verdict)
{
    return gi_is_scannable(verdict) && verdict->has_batch;
}

static gi_verdict without_label(const gi_verdict *verdict)
{
    gi_verdict out;
    memcpy(&out, verdict, sizeof out); /* gaps as well: they are compared */
    out.as_of = 0;
    out.unit.serial = 0;
    out.header.serial = 0;
    memset(out.unit_text, 0, sizeof out.unit_text);
    return out;
}

static void add_numbers(gi_buf *out, const int64_t *numbers, size_t count)
{
    gi_buf_add(out, (gi_bytes){ (const uint8_t *)numbers, count * sizeof numbers[0] });
}

/* Times as pages tell them, which is by the minute. */
static void add_seen(const gi_unit_seen *seen, gi_buf *out)
{
    if (seen != NULL) {
        const int64_t numbers[] = { seen->count,
                                    seen->places,
                                    gi_known_minute(seen->first),
                                    gi_known_minute(seen->last),
                                    seen->openings,
                                    gi_known_minute(seen->opened) };
        add_numbers(out, numbers, sizeof numbers / sizeof numbers[0]);
    }
}

/* What the view tells, and of the verdict what sets the sheets of a batch apart. */
static void add_key(const gi_page_view *view, const gi_verdict *verdict, gi_buf *out)
{
    const int64_t numbers[] = { view->language,
                                view->large,
                                view->counted,
                                view->seen != NULL,
                                gi_known_minute(verdict->as_of),
                                verdict->act,
                                verdict->state_act,
                                verdict->copied_act,
                                verdict->header.flags,
                                verdict->copied };
    add_numbers(out, numbers, sizeof numbers / sizeof numbers[0]);
    add_seen(view->seen, out);
    gi_buf_add_text(out, verdict->batch.id_text);
    gi_buf_add_byte(out, '/');
    gi_buf_add_text(out, view->keep);
    gi_buf_add_byte(out, '/');
    gi_buf_add_text(out, view->other_url);
    gi_buf_add_text(out, view->size_url);
}

/* Its bytes, gaps and what stands behind the end of texts: sheets are few, and a wrong one would
 * be worse than one too many. */
static gi_bytes bytes_of(const gi_verdict *verdict)
{
    return (gi_bytes){ (const uint8_t *)verdict, sizeof *verdict };
}

/* The sheet of those who are told the same; its stencil is one more owner's. */
static bool find(const gi_site *site, const gi_known_moment *at, const gi_buf *key,
                 const gi_verdict *of, gi_known_sheet *out)
{
    if (key->failed != GI_OK || !gi_known_sheet_of(site->known, at, gi_buf_view(key), out)) {
        return false;
    }
    if (!gi_bytes_equal(bytes_of(&out->of), bytes_of(of))) {
        gi_stencil_drop(out->stencil);
        return false;
    }
    return true;
}

bool gi_sheet_fill(const gi_site *site, const gi_known_moment *at, const gi_page_view *view,
                   const gi_verdict *verdict, bool gzip, gi_http_response *response)
{
    gi_known_sheet kept;
    GI_AUTO_BUF key = GI_BUF(GI_MEMO_KEY_MAX);
    if (!at->usable || !is_of_a_run(verdict)) {
        return false;
    }
    gi_verdict of = without_label(verdict);
    add_key(view, verdict, &key);
    if (!find(site, at, &key, &of, &kept)) {
        return false;
    }
    bool filled =
        kept.stencil != NULL &&
        gi_stencil_fill(kept.stencil, gi_bytes_of(verdict->unit_text), gzip, &response->body);
    gi_stencil_drop(kept.stencil);
    if (filled) {
        response->gzipped = response->dense = gzip;
    }
    return filled;
}

/* The same page, had it been written with that stencil. */
static bool gives(const gi_stencil *stencil, const char *number, const gi_buf *page)
{
    GI_AUTO_BUF filled = GI_BUF(GI_STENCIL_PAGE_MAX);
    return gi_stencil_fill(stencil, gi_bytes_of(number), false, &filled) &&
           filled.failed == GI_OK && gi_bytes_equal(gi_buf_view(&filled), gi_buf_view(page));
}

static gi_stencil *make(const gi_site *site, const gi_known_moment *at, const gi_page_view *view,
                        const gi_verdict *verdict, const gi_buf *page)
{
    GI_AUTO_BUF marked_page = GI_BUF(GI_HTTP_PAGE_MAX);
    gi_verdict marked = *verdict;
    bool lasting = false;
    (void)snprintf(marked.unit_text, sizeof marked.unit_text, "%s", mark);
    if (gi_write_page(site, at, gi_bytes_of(mark), view, &marked, &lasting, &marked_page, NULL) !=
            GI_OK ||
        !lasting) {
        return NULL;
    }
    gi_stencil *fresh = gi_stencil_create(gi_buf_view(&marked_page), gi_bytes_of(mark));
    if (fresh != NULL && !gives(fresh, verdict->unit_text, page)) {
        gi_stencil_drop(fresh);
        return NULL;
    }
    return fresh;
}

void gi_sheet_learn(const gi_site *site, const gi_known_moment *at, const gi_page_view *view,
                    const gi_verdict *verdict, const gi_buf *page)
{
    gi_known_sheet sheet;
    GI_AUTO_BUF key = GI_BUF(GI_MEMO_KEY_MAX);
    if (!at->usable || !is_of_a_run(verdict)) {
        return;
    }
    gi_verdict of = without_label(verdict);
    add_key(view, verdict, &key);
    bool again = find(site, at, &key, &of, &sheet);
    if (key.failed != GI_OK || (again && sheet.tried)) {
        gi_stencil_drop(again ? sheet.stencil : NULL);
        return;
    }
    sheet = (gi_known_sheet){ .tried = again };
    memcpy(&sheet.of, &of, sizeof of);
    sheet.stencil = again ? make(site, at, view, verdict, page) : NULL;
    gi_known_keep_sheet(site->known, at, gi_buf_view(&key), &sheet);
    gi_stencil_drop(sheet.stencil);
}
