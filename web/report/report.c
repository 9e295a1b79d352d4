/*
 * report.c - from a posted form to the inbox and back to a page (report.h).
 *
 * Order: the form is read, the code is looked up, the network's allowance is asked, and only then
 * is a photo looked at and anything written. A report that is refused costs no allowance. The
 * connection ends after a POST, as after all of them.
 */
#include "web/report/report.h"

#include <string.h>

#include "web/facts.h"
#include "web/handlers.h"
#include "web/report/multipart.h"
#include "web/report/page.h"

/* What came of a request, with room for its words. */
typedef struct answer {
    gi_notice_outcome outcome;
    char value[GI_ERROR_TEXT];
    gi_buf code, reason, text;
} answer;

static void answer_clear(answer *at)
{
    gi_buf_clear(&at->code);
    gi_buf_clear(&at->reason);
    gi_buf_clear(&at->text);
}

static void set_value(answer *at, gi_notice_outcome outcome, const char *value)
{
    size_t i = 0;
    for (; value[i] != '\0' && i + 1 < sizeof at->value; i++) {
        at->value[i] = value[i];
    }
    at->value[i] = '\0';
    at->outcome = outcome;
}

/* A refusal in the language of the page; what is no fault of the form is told as "later". */
static void refuse(answer *at, const gi_error *why, gi_language language)
{
    bool own = why->status == GI_INVALID;
    bool large = why->why == GI_WHY_TOO_LONG && strcmp(why->field, "photo") == 0;
    gi_notice_outcome outcome = own ? GI_NOTICE_BAD : GI_NOTICE_LATER;
    set_value(at, large ? GI_NOTICE_LARGE : outcome, language == GI_ZH ? why->zh : why->message);
}

/* What the page shows again, as far as it is text of a sane size. */
static void remember(const gi_parts *parts, answer *at)
{
    gi_buf_add(&at->code, gi_parts_find(parts, "code"));
    gi_buf_add(&at->reason, gi_parts_find(parts, "reason"));
    gi_buf_add(&at->text, gi_parts_find(parts, "text"));
}

static gi_status take(const gi_site *site, const gi_http_request *request, gi_language language,
                      answer *at, gi_error *err)
{
    gi_parts parts;
    uint8_t prefix[8];
    gi_verdict verdict = { 0 };
    gi_notice_taken taken;
    GI_TRY(gi_multipart_read(request->content_type, request->body, &parts, err));
    remember(&parts, at);
    gi_notice notice = { .reason = gi_parts_find(&parts, "reason"),
                         .code = gi_parts_find(&parts, "code"),
                         .text = gi_parts_find(&parts, "text"),
                         .photo = gi_parts_find(&parts, "photo"),
                         .language = gi_language_tag(language),
                         .verdict = &verdict };
    GI_TRY(site->look.look(site->look.context, notice.code, &verdict, err));
    gi_http_prefix(&request->client, prefix);
    int wait = gi_notices_begin(site->notices, prefix, verdict.as_of);
    if (wait > 0) {
        set_value(at, GI_NOTICE_WAIT, gi_num(wait).text);
        return GI_OK;
    }
    gi_status status = gi_notices_add(site->notices, &notice, &taken, err);
    if (status != GI_OK) {
        gi_notices_undo(site->notices, prefix, verdict.as_of);
        return status;
    }
    set_value(at, taken.photo_left_out ? GI_NOTICE_BARE : GI_NOTICE_TAKEN, taken.receipt);
    return GI_OK;
}

static void set_status(const answer *at, const gi_error *why, gi_http_response *response)
{
    static const int statuses[GI_NOTICE_OUTCOMES] = {
        [GI_NOTICE_ASK] = 200,   [GI_NOTICE_TAKEN] = 200, [GI_NOTICE_BARE] = 200,
        [GI_NOTICE_WAIT] = 429,  [GI_NOTICE_BAD] = 400,   [GI_NOTICE_LARGE] = 413,
        [GI_NOTICE_LATER] = 503,
    };
    int64_t seconds = 0;
    response->status = statuses[at->outcome];
    if (at->outcome == GI_NOTICE_WAIT || at->outcome == GI_NOTICE_LATER) {
        for (const char *digit = at->value; *digit >= '0' && *digit <= '9'; digit++) {
            seconds = seconds * 10 + (*digit - '0');
        }
        response->retry_after = seconds > 0 ? (int)seconds : 30;
    }
    bool too_long = at->outcome == GI_NOTICE_BAD && why->why == GI_WHY_TOO_LONG;
    response->status = too_long ? 413 : response->status;
}

static void show(const gi_site *site, answer *at, gi_page_view *view, gi_http_response *response)
{
    gi_hosts hosts;
    gi_notice_form form = { .code = gi_buf_text(&at->code),
                            .reason = gi_buf_text(&at->reason),
                            .text = gi_buf_text(&at->text) };
    form.days = site->notices == NULL ? GI_REPORT_DAYS : gi_notices_days(site->notices);
    gi_read_hosts(site, &hosts, view);
    gi_set_page_type(response, view);
    gi_page_report(view, at->outcome, at->value, &form, &response->body);
}

gi_status gi_handle_report(void *context, const gi_http_request *request,
                           gi_http_response *response, gi_error *err)
{
    const gi_site *site = context;
    GI_AUTO_BUF other_url = GI_BUF(GI_VIEW_URL_MAX);
    gi_page_view view = gi_view_of(site, request, &other_url);
    __attribute__((cleanup(answer_clear))) answer at = { .outcome = GI_NOTICE_ASK,
                                                         .code = GI_BUF(GI_NOTICE_CODE_MAX),
                                                         .reason = GI_BUF(64),
                                                         .text = GI_BUF(GI_NOTICE_TEXT_MAX) };
    if (site->notices == NULL) {
        set_value(&at, GI_NOTICE_LATER, "");
    } else if (request->method != GI_HTTP_POST) {
        (void)gi_http_field(request, "code", &at.code);
    } else if (take(site, request, view.language, &at, err) != GI_OK) {
        refuse(&at, err, view.language);
    }
    show(site, &at, &view, response);
    set_status(&at, err, response);
    return GI_OK;
}

void gi_report_too_large(const gi_site *site, const gi_http_request *request,
                         gi_http_response *response)
{
    GI_AUTO_BUF other_url = GI_BUF(GI_VIEW_URL_MAX);
    gi_page_view view = gi_view_of(site, request, &other_url);
    answer at = { .outcome = GI_NOTICE_LARGE };
    show(site, &at, &view, response);
}

bool gi_report_owns(gi_bytes path)
{
    gi_bytes value;
    return gi_http_pattern_fits("*/report", path, &value);
}
