/*
 * hidden.c - the page of the hidden code: GET asks, POST checks and records (pages/.../hidden.c).
 *
 * Order of a check: is there such a label, may this network try now, does the code fit, and only
 * then the opening is made durable; the answer leaves after that.
 */
#include "web/facts.h"
#include "web/handlers.h"
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

/* Right: the opening is recorded before anything is said. */
static gi_status record(const gi_hidden_book *book, const gi_scan *scan, gi_hidden_answer *out,
                        gi_error *err)
{
    gi_unit_seen seen;
    GI_TRY(book->opened(book->context, scan, &seen, err));
    out->outcome = seen.openings > 1 ? GI_HIDDEN_AGAIN : GI_HIDDEN_JUST_NOW;
    out->outcome = seen.tries == 1 ? GI_HIDDEN_FIRST : out->outcome;
    out->opened = seen.opened;
    return GI_OK;
}

static gi_status check(const gi_hidden_book *book, const gi_http_request *request,
                       const gi_verdict *verdict, gi_bytes typed, gi_hidden_answer *out,
                       gi_error *err)
{
    bool fits = false;
    gi_scan scan = gi_scan_of(request, verdict);
    out->wait = book->begin(book->context, &scan);
    if (out->wait > 0) {
        out->outcome = GI_HIDDEN_WAIT;
        return GI_OK;
    }
    GI_TRY(book->fits(book->context, verdict->unit, typed, &fits, err));
    if (fits) {
        book->right(book->context, &scan);
        return record(book, &scan, out, err);
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
                   gi_bytes typed, gi_hidden_answer *out)
{
    out->outcome = before_checking(site, verdict);
    bool posted = request->method == GI_HTTP_POST && out->outcome == GI_HIDDEN_ASK;
    if (posted && check(&site->hidden, request, verdict, typed, out, NULL) != GI_OK) {
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

gi_status gi_handle_hidden(void *context, const gi_http_request *request,
                           gi_http_response *response, gi_error *err)
{
    const gi_site *site = context;
    gi_bytes number;
    gi_bytes in_path;
    gi_verdict verdict = { 0 };
    gi_hidden_answer found = { .outcome = GI_HIDDEN_ASK };
    GI_AUTO_BUF typed = GI_BUF(HIDDEN_TYPED_MAX);
    GI_AUTO_BUF other_url = GI_BUF(GI_VIEW_URL_MAX);
    read_path(request->path, &number, &in_path);
    if (request->method == GI_HTTP_POST) {
        read_posted(request, &typed);
    } else {
        gi_buf_add(&typed, in_path);
    }
    if (typed.failed != GI_OK) {
        gi_buf_reset(&typed); /* longer than any code: nothing that could fit */
    }
    GI_TRY(site->look.look(site->look.context, number, &verdict, err));
    decide(site, request, &verdict, gi_buf_view(&typed), &found);
    gi_page_view view = gi_view_of(site, request, &other_url);
    gi_hosts hosts;
    gi_read_hosts(site, &hosts, &view);
    view.typed = gi_buf_text(&typed);
    gi_set_page_type(response, &view);
    set_status(&found, response);
    gi_page_hidden(&view, &verdict, &found, &response->body);
    return GI_OK;
}
