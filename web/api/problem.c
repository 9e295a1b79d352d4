/*
 * problem.c - problems of the API (RFC 9457): one table, one writer, and a page for each type.
 *
 * Types are a contract: rows are added, never renamed. A row with a reason answers for that
 * refusal and says its text; the others answer for a status alone, so that nothing of the inside
 * reaches strangers.
 */
#include <string.h>

#include "web/api/api.h"
#include "web/handlers.h"

#define PAGES "/api/v1/problems/"

typedef struct problem {
    int status;
    gi_why why; /* 0 = any */
    const char *id;
    const char *title[GI_LANGUAGE_COUNT];
    const char *detail[GI_LANGUAGE_COUNT];
} problem;

static const problem problems[] = {
    { 404,
      GI_WHY_NO_BATCH,
      "no-batch",
      { "没有此批次", "No such batch" },
      { "台账中没有这个批次号；批次号的校验位是对的", "The ledger holds no batch of this ID, "
                                                      "whose check character fits" } },
    { 400,
      0,
      "bad-request",
      { "请求有误", "Bad request" },
      { "请求的写法不符合接口说明，请对照 /api/v1/openapi.json",
        "The request is not written as /api/v1/openapi.json describes it" } },
    { 404,
      0,
      "not-found",
      { "没有此地址", "Not found" },
      { "此地址没有内容，可用的地址见 /api/v1/openapi.json",
        "Nothing stands at this address; /api/v1/openapi.json lists those that exist" } },
    { 405,
      0,
      "method-not-allowed",
      { "不支持此方法", "Method not allowed" },
      { "此地址只接受 Allow 头列出的方法", "This address takes the methods in Allow only" } },
    { 411,
      0,
      "length-required",
      { "须用 Content-Length", "Length required" },
      { "不接受 Transfer-Encoding", "Transfer-Encoding is not taken" } },
    { 413,
      0,
      "body-too-large",
      { "正文过大", "Body too large" },
      { "请求正文超过此地址的上限", "The body passes the limit of this address" } },
    { 414,
      0,
      "address-too-long",
      { "地址过长", "Address too long" },
      { "路径与参数合计不得超过 2048 字节", "Path and query take at most 2048 bytes" } },
    { 429,
      0,
      "too-many-requests",
      { "请求过多", "Too many requests" },
      { "请在 Retry-After 指明的秒数后再试", "Try again after the seconds in Retry-After" } },
    { 431,
      0,
      "header-too-large",
      { "请求头过大", "Header too large" },
      { "请求头不得超过 16384 字节、64 行", "The header takes at most 16384 bytes in 64 lines" } },
    { 503,
      0,
      "unavailable",
      { "暂时无法核验", "Cannot check right now" },
      { "登记库暂时读不到；这不说明任何标签的真假，请稍后再试",
        "The registry cannot be read now; that says nothing about any label. Try again later" } },
    { 500,
      0,
      "internal",
      { "系统故障", "Internal trouble" },
      { "本系统出了故障；这不说明任何标签的真假",
        "This system has trouble; that says nothing about any label" } },
};

enum { PROBLEM_COUNT = sizeof problems / sizeof problems[0] };

/* The row of a reason, else that of the status, else the last one. */
static const problem *find(int status, const gi_error *why)
{
    for (size_t i = 0; i < PROBLEM_COUNT; i++) {
        const problem *at = &problems[i];
        bool named = at->why != 0;
        if (at->status == status && (!named || (why != NULL && why->why == at->why))) {
            return at;
        }
    }
    return &problems[PROBLEM_COUNT - 1];
}

bool gi_api_owns(gi_bytes path)
{
    gi_bytes rest = { NULL, 0 };
    return (gi_http_pattern_fits("/api/{rest}", path, &rest) &&
            !gi_http_pattern_fits(PAGES "{id}", path, &rest)) ||
           gi_http_pattern_fits("/.well-known/{rest}", path, &rest);
}

/* The path, unless it holds what no JSON text may: such a request was refused for just that. */
static void set_instance(gi_json *value, gi_bytes path)
{
    for (size_t i = 0; i < path.size; i++) {
        if (path.data[i] <= 0x20 || path.data[i] >= 0x7F) {
            return;
        }
    }
    if (path.size > 0) {
        gi_json_set(value, "instance", gi_json_text(path));
    }
}

static gi_json *value_of(const gi_site *site, const gi_http_request *request, const problem *found,
                         int status, gi_language language)
{
    GI_AUTO_BUF path = GI_BUF(GI_API_URL_MAX);
    GI_AUTO_BUF url = GI_BUF(GI_API_URL_MAX);
    gi_buf_add_format(&path, PAGES "%s", found->id);
    gi_api_url(site, gi_buf_text(&path), &url);
    gi_json *value = gi_json_object();
    gi_json_set_text(value, "type", gi_buf_text(&url));
    gi_json_set_text(value, "title", found->title[language]);
    gi_json_set_int(value, "status", status);
    gi_json_set_text(value, "detail", found->detail[language]);
    set_instance(value, request->path);
    return value;
}

void gi_api_problem(const gi_site *site, const gi_http_request *request, const gi_error *why,
                    gi_http_response *response)
{
    const problem *found = find(response->status, why);
    GI_AUTO_BUF hl = GI_BUF(16);
    (void)gi_http_field(request, "hl", &hl);
    gi_language language = gi_language_choose(gi_buf_view(&hl), request->accept_language);
    GI_AUTO(gi_json) value = value_of(site, request, found, response->status, language);
    response->type = "application/problem+json";
    response->language = gi_language_tag(language);
    response->any_origin = true;
    gi_json_write(value, &response->body);
    gi_buf_add_byte(&response->body, '\n');
}

gi_status gi_api_answered(const gi_site *site, const gi_http_request *request, gi_status status,
                          const gi_error *why, gi_http_response *response)
{
    response->any_origin = true;
    if (status != GI_OK) {
        gi_buf_reset(&response->body);
        response->cache = NULL;
        response->tag[0] = '\0';
        response->status = gi_http_code(status);
        response->retry_after = response->status == 503 ? 30 : 0;
        gi_api_problem(site, request, why, response);
    }
    return GI_OK;
}

/* ---- pages of the types ---- */

static const problem *problem_named(gi_bytes id)
{
    for (size_t i = 0; i < PROBLEM_COUNT; i++) {
        if (gi_bytes_equal(id, gi_bytes_of(problems[i].id))) {
            return &problems[i];
        }
    }
    return NULL;
}

gi_status gi_handle_api_problem_page(void *context, const gi_http_request *request,
                                     gi_http_response *response, gi_error *err)
{
    gi_html page;
    gi_bytes id = { NULL, 0 };
    GI_AUTO_BUF other_url = GI_BUF(GI_VIEW_URL_MAX);
    bool fits = gi_http_pattern_fits(PAGES "{id}", request->path, &id);
    const problem *found = fits ? problem_named(id) : NULL;
    if (found == NULL) {
        return gi_fail(err, GI_WHY_NO_PAGE, "?");
    }
    gi_page_view view = gi_view_of(context, request, &other_url);
    gi_set_page_type(response, &view);
    gi_frame_begin(&page, &view, &response->body, found->title[view.language]);
    gi_open_block(&page, GI_TONE_NOTE);
    gi_html_element(&page, GI_LITERAL("h1"), found->title[view.language]);
    gi_html_element(&page, GI_LITERAL("p"), found->detail[view.language]);
    gi_html_element(&page, GI_LITERAL("p"), gi_num(found->status).text);
    gi_close_block(&page);
    gi_frame_end(&page, &view);
    return GI_OK;
}

gi_status gi_handle_api_nothing(void *context, const gi_http_request *request,
                                gi_http_response *response, gi_error *err)
{
    gi_status status = gi_fail(err, GI_WHY_NO_PAGE, "?");
    return gi_api_answered(context, request, status, err, response);
}
