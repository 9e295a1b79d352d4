/*
 * linkset.c - labels in GS1 Digital Link form, for programs: which links belong to one of them.
 *
 * A phone that opens the address gets the page itself (200), because the answer is ours. A program
 * that asks for a type of link is sent there (307), and one that asks for all of them gets a
 * linkset (RFC 9264). Only what was issued has links: everything else is 404, so that nobody takes
 * a forged label for a known item. What is asked here is no scan.
 *
 * Names of links are those of the GS1 Web Vocabulary; the resolver's description follows GS1's
 * conformant resolver standard.
 */
#include <stdio.h>
#include <string.h>

#include "gi/gs1.h"
#include "web/api/api.h"

#define VOCABULARY "https://gs1.org/voc/"
#define RESOLVER_TITLE "gitrace 源证"

/* Where a type of link leads. */
typedef enum place {
    TO_LABEL, /* the page of this label */
    TO_BATCH, /* the page of its batch */
    TO_DATA,  /* the batch as JSON */
    PLACES
} place;

static const struct {
    const char *name; /* behind "gs1:" */
    place to;
    const char *title;
} types[] = {
    { "defaultLink", TO_LABEL, "查询结果 / result of the look-up" },
    { "pip", TO_LABEL, "产品信息 / product information" },
    { "recallStatus", TO_LABEL, "召回与状态 / recall and state" },
    { "certificationInfo", TO_BATCH, "证书与检测 / certificates and tests" },
    { "traceability", TO_DATA, "批次追溯数据 / traceability of the batch" },
};

enum { TYPE_COUNT = sizeof types / sizeof types[0], LINK_TYPE_MAX = 64 };

static const char *const media[PLACES] = {
    [TO_LABEL] = "text/html", [TO_BATCH] = "text/html", [TO_DATA] = "application/json"
};

static void add_place(const gi_site *site, const gi_verdict *verdict, gi_bytes digits, place to,
                      gi_buf *out)
{
    GI_AUTO_BUF path = GI_BUF(GI_API_URL_MAX);
    if (to == TO_DATA) {
        gi_buf_add_format(&path, "/api/v1/batches/%s", verdict->batch.id_text);
        gi_api_url(site, gi_buf_text(&path), out);
        return;
    }
    gi_buf_add_text(out, site->about.base_url);
    if (to == TO_BATCH) {
        gi_buf_add_format(out, "b/%s", verdict->batch.id_text);
    } else {
        gi_buf_add(out, digits);
    }
}

static gi_json *link_of(const char *href, size_t type)
{
    gi_json *link = gi_json_object();
    gi_json *languages = gi_json_array();
    gi_json *links = gi_json_array();
    gi_json_push_text(languages, "zh-CN");
    gi_json_push_text(languages, "en");
    gi_json_set_text(link, "href", href);
    gi_json_set_text(link, "title", types[type].title);
    gi_json_set_text(link, "type", media[types[type].to]);
    gi_json_set(link, "hreflang", languages);
    gi_json_push(links, link);
    return links;
}

static gi_json *linkset_of(const gi_site *site, const gi_http_request *request,
                           const gi_verdict *verdict, gi_bytes digits)
{
    GI_AUTO_BUF path = GI_BUF(GI_HTTP_TARGET_MAX);
    GI_AUTO_BUF anchor = GI_BUF(GI_HTTP_TARGET_MAX);
    gi_json *set = gi_json_object();
    gi_json *contexts = gi_json_array();
    gi_json *context = gi_json_object();
    gi_buf_add(&path, request->path);
    gi_api_url(site, gi_buf_text(&path), &anchor);
    gi_json_set_text(context, "anchor", gi_buf_text(&anchor));
    for (size_t i = 0; i < TYPE_COUNT; i++) {
        char name[LINK_TYPE_MAX];
        GI_AUTO_BUF href = GI_BUF(GI_API_URL_MAX);
        add_place(site, verdict, digits, types[i].to, &href);
        (void)snprintf(name, sizeof name, VOCABULARY "%s", types[i].name);
        gi_json_set(context, name, link_of(gi_buf_text(&href), i));
    }
    gi_json_push(contexts, context);
    gi_json_set(set, "linkset", contexts);
    return set;
}

/* ---- what is asked ---- */

static bool holds(gi_bytes text, const char *word)
{
    return text.size > 0 && memmem(text.data, text.size, word, strlen(word)) != NULL;
}

static bool is_text(const gi_buf *buf, const char *text)
{
    return gi_bytes_equal(gi_buf_view(buf), gi_bytes_of(text));
}

static size_t type_named(const gi_buf *wanted)
{
    char name[LINK_TYPE_MAX];
    size_t i = 0;
    for (; i < TYPE_COUNT; i++) {
        (void)snprintf(name, sizeof name, "gs1:%s", types[i].name);
        if (is_text(wanted, name) || is_text(wanted, name + strlen("gs1:"))) {
            break;
        }
    }
    return i;
}

static gi_status answer_links(const gi_site *site, const gi_http_request *request,
                              const gi_buf *wanted, gi_http_response *response, gi_error *err)
{
    gi_verdict verdict = { 0 };
    GI_AUTO_BUF digits = GI_BUF(GI_API_URL_MAX);
    (void)gi_http_field(request, "S", &digits);
    GI_TRY(site->look.look(site->look.context, request->target, &verdict, err));
    bool all = wanted->size == 0 || is_text(wanted, "linkset") || is_text(wanted, "all");
    size_t type = all ? 0 : type_named(wanted);
    if (verdict.issued != GI_ISSUED_YES || !verdict.has_batch || type == TYPE_COUNT) {
        return gi_fail(err, GI_WHY_NO_PAGE, "?");
    }
    if (all) {
        GI_AUTO(gi_json) set = linkset_of(site, request, &verdict, gi_buf_view(&digits));
        GI_TRY(gi_api_send(set, NULL, response, err));
        response->type = "application/linkset+json";
        return GI_OK;
    }
    GI_AUTO_BUF href = GI_BUF(sizeof response->location - 1);
    add_place(site, &verdict, gi_buf_view(&digits), types[type].to, &href);
    (void)snprintf(response->location, sizeof response->location, "%s", gi_buf_text(&href));
    response->status = 307;
    response->cache = "no-cache";
    return GI_OK;
}

gi_status gi_handle_gs1(void *context, const gi_http_request *request, gi_http_response *response,
                        gi_error *err)
{
    GI_AUTO_BUF wanted = GI_BUF(LINK_TYPE_MAX);
    bool asked = gi_http_field(request, "linkType", &wanted) ||
                 holds(request->accept, "application/linkset+json");
    if (!asked) {
        return gi_handle_digital_link(context, request, response, err);
    }
    gi_status status = answer_links(context, request, &wanted, response, err);
    return gi_api_answered(context, request, status, err, response);
}

/* ---- what this resolver can do ---- */

static void push_names(gi_json *value, const char *member, const char *one)
{
    gi_json *names = gi_json_array();
    gi_json_push_text(names, one);
    gi_json_set(value, member, names);
}

gi_status gi_handle_gs1_resolver(void *context, const gi_http_request *request,
                                 gi_http_response *response, gi_error *err)
{
    const gi_site *site = context;
    GI_AUTO_BUF root = GI_BUF(GI_API_URL_MAX);
    GI_AUTO(gi_json) value = gi_json_object();
    gi_json *vocabularies = gi_json_array();
    gi_json *vocabulary = gi_json_object();
    gi_api_url(site, "", &root);
    gi_json_set_text(vocabulary, "namespace", VOCABULARY);
    gi_json_set_text(vocabulary, "prefix", "gs1:");
    gi_json_push(vocabularies, vocabulary);
    gi_json_set_text(value, "name", RESOLVER_TITLE);
    gi_json_set_text(value, "resolverRoot", gi_buf_text(&root));
    gi_json_set(value, "supportedLinkType", vocabularies);
    push_names(value, "supportedPrimaryKeys", "01");
    gi_json_set(value, "linkTypeDefaultCanBeLinkset", gi_json_bool(false));
    gi_status status = gi_api_send(value, NULL, response, err);
    return gi_api_answered(context, request, status, err, response);
}
