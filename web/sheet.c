/*
 * sheet.c - which labels share a page, and the page with a hole where the number stands (sheet.h).
 *
 * All that a page shows must follow from what is told (add_told), the number of the label and the
 * stamp; whoever lets it show more adds that there. It is compared member by member, for gaps of a
 * structure may hold anything.
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

static void add_numbers(gi_buf *out, const int64_t *numbers, size_t count)
{
    gi_buf_add(out, (gi_bytes){ (const uint8_t *)numbers, count * sizeof numbers[0] });
}

/* Each with its end, so that no two lists of texts are the same bytes. */
static void add_texts(gi_buf *out, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        gi_buf_add_text(out, texts[i]);
        gi_buf_add_byte(out, 0);
    }
}

static void add_header(const gi_unit_header *header, gi_buf *out)
{
    const int64_t numbers[] = { header->type,        header->key,   header->product,
                                header->producer,    header->batch, header->packed,
                                header->best_before, header->net,   header->grade,
                                header->season,      header->flags, header->first_child,
                                header->child_count };
    add_numbers(out, numbers, sizeof numbers / sizeof numbers[0]);
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

/* Facts of the batch itself stand under the stamp, with its number. */
static void add_verdict(const gi_verdict *verdict, gi_buf *out)
{
    const int64_t numbers[] = {
        verdict->asked,        verdict->issued,     verdict->unknown,
        verdict->copied,       verdict->good,       gi_known_minute(verdict->as_of),
        verdict->offline,      verdict->stale,      verdict->net,
        verdict->packed,       verdict->has_last,   verdict->has_last ? verdict->last : 0,
        verdict->act,          verdict->state_act,  verdict->state_time,
        verdict->state_until,  verdict->copied_act, verdict->copied_time,
        verdict->recall_grade, verdict->log_size,   verdict->witnesses,
        verdict->witnessed
    };
    const char *const texts[] = { verdict->batch.id_text, verdict->state_by, verdict->state_why,
                                  verdict->copied_by, verdict->copied_why };
    add_numbers(out, numbers, sizeof numbers / sizeof numbers[0]);
    add_texts(out, texts, sizeof texts / sizeof texts[0]);
    add_header(&verdict->header, out);
}

/* All that the page of a label tells, but the label. */
static void add_told(const gi_page_view *view, const gi_verdict *verdict, gi_buf *out)
{
    const int64_t numbers[] = { view->language, view->large, view->counted, view->seen != NULL };
    const char *const texts[] = { view->keep, view->other_url, view->size_url };
    add_numbers(out, numbers, sizeof numbers / sizeof numbers[0]);
    add_seen(view->seen, out);
    add_verdict(verdict, out);
    add_texts(out, texts, sizeof texts / sizeof texts[0]);
}

/* Where its sheet lies: a few may share a place, so told is compared whole. */
static uint64_t key_of(const gi_buf *told)
{
    return gi_memo_hash(gi_buf_view(told));
}

static gi_bytes key_bytes(const uint64_t *key)
{
    return (gi_bytes){ (const uint8_t *)key, sizeof *key };
}

/* The sheet of those who are told the same; its stock is one more owner's. */
static bool find(const gi_site *site, const gi_known_moment *at, const gi_buf *told,
                 gi_known_sheet *out)
{
    uint64_t key = key_of(told);
    if (told->failed != GI_OK || !gi_known_sheet_of(site->known, at, key_bytes(&key), out)) {
        return false;
    }
    if (!gi_bytes_equal((gi_bytes){ out->told, out->size }, gi_buf_view(told))) {
        gi_http_stock_drop(out->stock);
        return false;
    }
    return true;
}

static bool fill(const gi_site *site, gi_http_stock *stock, gi_bytes number,
                 const gi_sheet_manner *manner, gi_http_response *response)
{
    if (manner->gzip && !manner->own && gi_http_stock_take(stock, &site->http, number, response)) {
        return true;
    }
    bool filled =
        gi_stencil_fill(gi_http_stock_stencil(stock), number, manner->gzip, &response->body);
    if (filled) {
        response->gzipped = response->dense = manner->gzip;
    }
    return filled;
}

bool gi_sheet_fill(const gi_site *site, const gi_known_moment *at, const gi_page_view *view,
                   const gi_verdict *verdict, gi_sheet_manner manner, gi_http_response *response)
{
    gi_known_sheet kept;
    GI_AUTO_BUF told = GI_BUF(GI_KNOWN_TOLD_MAX);
    if (!at->usable || !is_of_a_run(verdict)) {
        return false;
    }
    add_told(view, verdict, &told);
    if (!find(site, at, &told, &kept)) {
        return false;
    }
    bool filled = kept.stock != NULL &&
                  fill(site, kept.stock, gi_bytes_of(verdict->unit_text), &manner, response);
    gi_http_stock_drop(kept.stock);
    return filled;
}

/* The same page, had it been written with that stencil. */
static bool gives(const gi_stencil *stencil, const char *number, const gi_buf *page)
{
    GI_AUTO_BUF filled = GI_BUF(GI_STENCIL_PAGE_MAX);
    return gi_stencil_fill(stencil, gi_bytes_of(number), false, &filled) &&
           filled.failed == GI_OK && gi_bytes_equal(gi_buf_view(&filled), gi_buf_view(page));
}

static gi_http_stock *make(const gi_site *site, const gi_known_moment *at, const gi_page_view *view,
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
    return fresh == NULL ? NULL : gi_http_stock_create(fresh);
}

void gi_sheet_learn(const gi_site *site, const gi_known_moment *at, const gi_page_view *view,
                    const gi_verdict *verdict, const gi_buf *page)
{
    gi_known_sheet sheet;
    GI_AUTO_BUF told = GI_BUF(GI_KNOWN_TOLD_MAX);
    if (!at->usable || !is_of_a_run(verdict)) {
        return;
    }
    add_told(view, verdict, &told);
    bool again = find(site, at, &told, &sheet);
    if (told.failed != GI_OK || (again && sheet.tried)) {
        gi_http_stock_drop(again ? sheet.stock : NULL);
        return;
    }
    uint64_t key = key_of(&told);
    sheet = (gi_known_sheet){ .tried = again, .size = told.size };
    memcpy(sheet.told, told.data, told.size);
    sheet.stock = again ? make(site, at, view, verdict, page) : NULL;
    gi_known_keep_sheet(site->known, at, key_bytes(&key), &sheet);
    gi_http_stock_drop(sheet.stock);
}
