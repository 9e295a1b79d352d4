/*
 * hidden.c - the page of the hidden code: GET asks, POST checks and records (pages/.../hidden.c).
 *
 * Order of a check: is there such a label, may this network try now, does the code fit, and only
 * then the opening is made durable; the answer leaves after that. Nobody's thread waits for the
 * disk: the opening is handed over, and the page asked for again when it is recorded.
 */
#include <stdlib.h>

#include "gi/scan_writer.h"
#include "web/facts.h"
#include "web/handlers.h"
#include "web/opened_page.h"
#include "web/scan/scan.h"

enum { HIDDEN_TYPED_MAX = 64 };

/* "/t/h/000W003RJ0W/AQ786Y6X" or "/t/h/000W003RJ0W": what stands behind the last "/h/". */
static void read_path(gi_bytes path, gi_bytes *number, gi_bytes *hidden)
{
    gi_bytes one = { NULL, 0 };
    bool both = gi_http_pattern_fits("*/h/{number}/{hidden}", path, &one);
    *hidden = both ? one : (gi_bytes){ path.data, 0 };
    size_t size = path.size - (both ? one.size + 1 : 0);
    size_t from = size;
    while (from > 0 && path.data[from - 1] != '/') {
        from--;
    }
    *number = (gi_bytes){ path.data + from, size - from };
}

/* The field of a posted form: it is written as a query is. */
static void read_posted(const gi_http_request *request, gi_buf *out)
{
    gi_http_request form = *request;
    form.query = request->body;
    (void)gi_http_field(&form, "hidden", out);
}

static bool has_hidden(const gi_verdict *verdict)
{
    return gi_shows_facts(verdict) && verdict->has_unit &&
           (verdict->header.flags & GI_FLAG_SCRATCH) != 0;
}

/* ---- an opening under way ---- */

/* Of one request, from the right code to the answer. */
typedef struct opening {
    const gi_site *site;
    gi_scan scan;
    gi_verdict verdict;
    gi_http_waiter *waiter;
    gi_hidden_answer answer;
} opening;

static void set_outcome(gi_hidden_answer *out, gi_status status, const gi_unit_seen *seen)
{
    if (status != GI_OK) {
        out->outcome = GI_HIDDEN_LATER;
        return;
    }
    out->outcome = seen->openings > 1 ? GI_HIDDEN_AGAIN : GI_HIDDEN_JUST_NOW;
    out->outcome = seen->tries == 1 ? GI_HIDDEN_FIRST : out->outcome;
    out->opened = seen->opened;
}

/* In the writer's thread: it is on the disk, or will never be. */
static void recorded(void *context, gi_status status, const gi_unit_seen *seen)
{
    opening *at = context;
    set_outcome(&at->answer, status, seen);
    gi_http_wake(at->waiter);
}

static void begin_opening(void *work, gi_http_waiter *waiter)
{
    opening *at = work;
    const gi_hidden_book *book = &at->site->hidden;
    at->waiter = waiter;
    if (book->opened(book->context, &at->scan, (gi_opening_told){ recorded, at }, NULL) != GI_OK) {
        recorded(at, GI_BUSY, NULL);
    }
}

/* Right: the opening is recorded before anything is said. */
static gi_status record(const gi_site *site, const gi_scan *scan, const gi_verdict *verdict,
                        gi_http_later *later, gi_error *err)
{
    opening *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "opening");
    }
    *fresh = (opening){ .site = site, .scan = *scan, .verdict = *verdict };
    *later = (gi_http_later){ .begin = begin_opening, .release = free, .work = fresh };
    return GI_OK;
}

/* ---- the page ---- */

/* *out as it can be said now; a right code goes into later instead. */
static gi_status check(const gi_site *site, const gi_http_request *request,
                       const gi_verdict *verdict, gi_bytes typed, gi_hidden_answer *out,
                       gi_http_later *later, gi_error *err)
{
    bool fits = false;
    const gi_hidden_book *book = &site->hidden;
    gi_scan scan = gi_scan_of(request, verdict);
    out->wait = book->begin(book->context, &scan);
    if (out->wait > 0) {
        out->outcome = GI_HIDDEN_WAIT;
        return GI_OK;
    }
    GI_TRY(book->fits(book->context, verdict->unit, typed, &fits, err));
    if (fits) {
        book->right(book->context, &scan);
        return record(site, &scan, verdict, later, err);
    }
    out->outcome = GI_HIDDEN_WRONG;
    return GI_OK;
}

/* What can be said without looking at the code; ASK = look at what was typed. */
static gi_hidden_outcome before_checking(const gi_site *site, const gi_verdict *verdict)
{
    if (!has_hidden(verdict)) {
        return GI_HIDDEN_NONE;
    }
    return site->hidden.fits == NULL ? GI_HIDDEN_LATER : GI_HIDDEN_ASK;
}

static void decide(const gi_site *site, const gi_http_request *request, const gi_verdict *verdict,
                   gi_bytes typed, gi_hidden_answer *out, gi_http_later *later)
{
    out->outcome = before_checking(site, verdict);
    bool posted = request->method == GI_HTTP_POST && out->outcome == GI_HIDDEN_ASK;
    if (posted && check(site, request, verdict, typed, out, later, NULL) != GI_OK) {
        out->outcome = GI_HIDDEN_LATER;
    }
}

static void set_status(const gi_hidden_answer *answer, gi_http_response *response)
{
    if (answer->outcome == GI_HIDDEN_WAIT) {
        response->status = 429;
        response->retry_after = answer->wait;
    }
    if (answer->outcome == GI_HIDDEN_LATER) {
        response->status = 503;
        response->retry_after = 30;
    }
}

static void show(const gi_site *site, const gi_http_request *request, const gi_verdict *verdict,
                 gi_buf *typed, const gi_hidden_answer *found, gi_http_response *response)
{
    GI_AUTO_BUF other_url = GI_BUF(GI_VIEW_URL_MAX);
    gi_page_view view = gi_view_of(site, request, &other_url);
    gi_hosts hosts;
    gi_read_hosts(site, &hosts, &view);
    view.typed = gi_buf_text(typed);
    gi_set_page_type(response, &view);
    set_status(found, response);
    gi_page_hidden(&view, verdict, found, &response->body);
}

/* The other labels of the print run get the same page. */
static void say_opened(const gi_site *site, const gi_http_request *request, const opening *over,
                       gi_http_response *response)
{
    gi_opened_page page;
    GI_AUTO_BUF nothing = GI_BUF(HIDDEN_TYPED_MAX);
    gi_opened_page_ask(site, request, &over->verdict, &over->answer, &page);
    if (!gi_opened_page_send(site, &page, response)) {
        show(site, request, &over->verdict, &nothing, &over->answer, response);
        gi_opened_page_keep(site, &page, request->accepts_gzip, response);
    }
}

static void read_typed(const gi_http_request *request, gi_bytes in_path, gi_buf *typed)
{
    if (request->method == GI_HTTP_POST) {
        read_posted(request, typed);
    } else {
        gi_buf_add(typed, in_path);
    }
    if (typed->failed != GI_OK) {
        gi_buf_reset(typed); /* longer than any code: nothing that could fit */
    }
}

gi_status gi_handle_hidden(void *context, const gi_http_request *request,
                           gi_http_response *response, gi_error *err)
{
    const gi_site *site = context;
    gi_bytes number;
    gi_bytes in_path;
    gi_verdict verdict = { 0 };
    gi_hidden_answer found = { .outcome = GI_HIDDEN_ASK };
    GI_AUTO_BUF typed = GI_BUF(HIDDEN_TYPED_MAX);
    const opening *over = request->done;
    if (over != NULL) {
        say_opened(site, request, over, response);
        return GI_OK;
    }
    read_path(request->path, &number, &in_path);
    read_typed(request, in_path, &typed);
    GI_TRY(site->look.look(site->look.context, number, &verdict, err));
    decide(site, request, &verdict, gi_buf_view(&typed), &found, &response->later);
    if (response->later.work == NULL) {
        show(site, request, &verdict, &typed, &found, response);
    }
    return GI_OK;
}
