/*
 * handlers.c - from a request to a page: language, look-up, page.
 *
 * A verdict is an answer and gets 200, whatever it says; only a look-up that could not be
 * done fails, and dispatch.c turns that into "cannot check right now".
 */
#include "web/handlers.h"

#include <stdio.h>

#include "gi/batch_id.h"
#include "web/api/api.h"
#include "web/facts.h"
#include "web/part.h"
#include "web/report/report.h"
#include "web/scan/scan.h"
#include "web/sheet.h"
#include "web/whole.h"

static const char html[] = "text/html; charset=utf-8";

enum { TYPED_MAX = 512, URL_MAX = GI_VIEW_URL_MAX };

/* Appends "name=value&" of a field that the same page needs again. */
static void keep_field(const gi_http_request *request, const char *name, gi_buf *out)
{
    GI_AUTO_BUF value = GI_BUF(TYPED_MAX);
    if (gi_http_field(request, name, &value) && value.failed == GI_OK) {
        gi_buf_add_format(out, "%s=", name);
        gi_http_encode(out, gi_buf_view(&value));
        gi_buf_add_byte(out, '&');
    }
}

/* Fields that this page needs again, then the language and, when large, the size of text. */
static void add_self(const gi_http_request *request, gi_language language, bool large, gi_buf *out)
{
    gi_buf_add_byte(out, '?');
    keep_field(request, "S", out);
    keep_field(request, "q", out);
    keep_field(request, "v", out);
    keep_field(request, "code", out);
    gi_buf_add_text(out, "hl=");
    gi_buf_add_text(out, gi_language_hl(language));
    gi_buf_add_text(out, large ? "&t=1" : "");
}

static bool wants_large(const gi_http_request *request)
{
    GI_AUTO_BUF size = GI_BUF(16);
    return gi_http_field(request, "t", &size) &&
           gi_bytes_equal(gi_buf_view(&size), gi_bytes_of("1"));
}

gi_language gi_asked_language(const gi_http_request *request)
{
    GI_AUTO_BUF hl = GI_BUF(16);
    (void)gi_http_field(request, "hl", &hl);
    return gi_language_choose(gi_buf_view(&hl), request->accept_language);
}

gi_page_view gi_view_of(const gi_site *site, const gi_http_request *request, gi_buf *other_url)
{
    GI_AUTO_BUF hl = GI_BUF(16);
    (void)gi_http_field(request, "hl", &hl);
    gi_bytes wanted = gi_buf_view(&hl);
    bool large = wants_large(request);
    gi_page_view view = { .about = &site->about,
                          .language = gi_asked_language(request),
                          .large = large,
                          .home = site->home,
                          .typed = "",
                          .proofs = site->publisher.read != NULL };
    /* A page turned over is no new scan: both links say hl= (web/scan/scan.c, "again"). */
    add_self(request, view.language == GI_ZH ? GI_EN : GI_ZH, large, other_url);
    gi_buf_add_byte(other_url, '\0');
    size_t second = other_url->size;
    add_self(request, view.language, !large, other_url);
    view.other_url = gi_buf_text(other_url);
    view.size_url = view.other_url + (other_url->failed == GI_OK ? second : 0);
    bool given = gi_language_known(wanted);
    if (given || large) {
        const char *size = given ? "&t=1" : "?t=1";
        (void)snprintf(view.keep, sizeof view.keep, "%s%s%s", given ? "?hl=" : "",
                       given ? gi_language_hl(view.language) : "", large ? size : "");
    }
    return view;
}

void gi_set_page_type(gi_http_response *response, const gi_page_view *view)
{
    response->type = html;
    response->language = gi_language_tag(view->language);
}

/* What scans say is an answer of its own; a history that cannot be read says "not checked". */
static void look_at_scans(const gi_site *site, const gi_http_request *request, bool counted,
                          gi_verdict *verdict, gi_unit_seen *room, gi_page_view *view)
{
    if (site->scans.of == NULL || !gi_is_scannable(verdict)) {
        return;
    }
    if (site->scans.of(site->scans.context, verdict->unit, room, NULL) == GI_OK) {
        bool found = verdict->copied == GI_COPIED_COPIED; /* by officers: no scan outweighs it */
        verdict->copied = found ? GI_COPIED_COPIED : room->finding.value;
        view->seen = room;
    }
    view->counted = counted;
    if (counted) {
        gi_scan scan = gi_scan_of(request, verdict);
        site->scans.add(site->scans.context, &scan);
    }
}

/* typed is text again when a person wrote it, else "". */
static gi_status render(const gi_site *site, const gi_http_request *request, const gi_whole *whole,
                        gi_bytes text, const char *typed, gi_http_response *response, gi_error *err)
{
    gi_verdict verdict = { 0 };
    GI_TRY(site->look.look(site->look.context, text, &verdict, err));
    GI_AUTO_BUF other_url = GI_BUF(URL_MAX);
    gi_page_view view = gi_view_of(site, request, &other_url);
    gi_unit_seen seen;
    look_at_scans(site, request, whole->counted, &verdict, &seen, &view);
    view.typed = typed;
    gi_set_page_type(response, &view);
    bool keep = gi_whole_wanted(site, whole, &verdict, &view);
    gi_sheet_manner manner = { .gzip = request->accepts_gzip, .own = keep };
    if (!gi_sheet_fill(site, &whole->at, &view, &verdict, manner, response)) {
        bool lasting = false;
        GI_TRY(
            gi_write_page(site, &whole->at, text, &view, &verdict, &lasting, &response->body, err));
        if (lasting) {
            gi_sheet_learn(site, &whole->at, &view, &verdict, &response->body);
        }
    }
    if (keep) {
        gi_whole_keep(site, whole, request, &verdict, &view, response);
    }
    return GI_OK;
}

static gi_status answer(const gi_site *site, const gi_http_request *request, gi_bytes text,
                        const char *typed, gi_http_response *response, gi_error *err)
{
    gi_whole whole;
    gi_whole_ask(site, request, &whole);
    return gi_whole_send(site, &whole, request, response)
               ? GI_OK
               : render(site, request, &whole, text, typed, response, err);
}

gi_status gi_handle_code(void *context, const gi_http_request *request, gi_http_response *response,
                         gi_error *err)
{
    return answer(context, request, request->path, "", response, err);
}

gi_status gi_handle_digital_link(void *context, const gi_http_request *request,
                                 gi_http_response *response, gi_error *err)
{
    return answer(context, request, request->target, "", response, err);
}

gi_status gi_handle_batch(void *context, const gi_http_request *request, gi_http_response *response,
                          gi_error *err)
{
    gi_bytes text = { NULL, 0 };
    gi_batch_id id;
    if (!gi_http_pattern_fits("*/b/{batch}", request->path, &text) ||
        gi_batch_id_parse(text, &id, NULL) != GI_OK) {
        return gi_fail(err, GI_WHY_NO_BATCH, "?");
    }
    return answer(context, request, text, "", response, err);
}

static bool is_blank(gi_bytes text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] != ' ') {
            return false;
        }
    }
    return true;
}

gi_status gi_handle_start(void *context, const gi_http_request *request, gi_http_response *response,
                          gi_error *err)
{
    const gi_site *site = context;
    if (request->path.size != 1 && !gi_bytes_equal(request->path, gi_bytes_of(site->home))) {
        return gi_fail(err, GI_WHY_NO_PAGE, "?");
    }
    GI_AUTO_BUF typed = GI_BUF(TYPED_MAX);
    (void)gi_http_field(request, "q", &typed);
    if (!is_blank(gi_buf_view(&typed))) {
        const char *text = gi_buf_text(&typed);
        return answer(site, request, gi_buf_view(&typed), text, response, err);
    }
    GI_AUTO_BUF other_url = GI_BUF(URL_MAX);
    gi_page_view view = gi_view_of(site, request, &other_url);
    gi_hosts hosts;
    gi_read_hosts(site, &hosts, &view);
    gi_set_page_type(response, &view);
    gi_page_start(&view, &response->body);
    return GI_OK;
}

/* The number of batch papers, which is no label's and so answered from no memory (web/nearby.h):
 * only that the ledger could be read matters. */
gi_status gi_handle_health(void *context, const gi_http_request *request,
                           gi_http_response *response, gi_error *err)
{
    const gi_site *site = context;
    gi_verdict verdict = { 0 };
    char number[GI_UNIT_NUMBER_TEXT];
    (void)request;
    gi_unit_number_print((gi_unit_id){ .key = 1, .serial = 0 }, number);
    GI_TRY(site->look.look(site->look.context, gi_bytes_of(number), &verdict, err));
    response->type = "text/plain; charset=utf-8";
    gi_buf_add_text(&response->body, "ok\n");
    return GI_OK;
}

gi_status gi_handle_icon(void *context, const gi_http_request *request, gi_http_response *response,
                         gi_error *err)
{
    (void)context;
    (void)request;
    (void)err;
    response->status = 204;
    return GI_OK;
}

bool gi_is_for_programs(const gi_http_request *request)
{
    return gi_api_owns(request->path);
}

void gi_handle_problem(void *context, const gi_http_request *request, gi_http_response *response)
{
    const gi_site *site = context;
    if (gi_api_owns(request->path)) {
        gi_api_problem(site, request, NULL, response);
        return;
    }
    if (response->status == 413 && gi_report_owns(request->path)) {
        gi_report_too_large(site, request, response);
        return;
    }
    GI_AUTO_BUF other_url = GI_BUF(URL_MAX);
    gi_page_view view = gi_view_of(site, request, &other_url);
    gi_set_page_type(response, &view);
    gi_page_problem(&view, response->status, &response->body);
}
