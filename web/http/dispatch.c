/*
 * dispatch.c - from a request to a response through the route table.
 *
 * The only place that maps a gi_status to an HTTP code. A failure never shows its message to
 * strangers: the site writes a page from the code alone.
 */
#include <string.h>
#include <time.h>

#include "web/http/http.h"

static const int codes[] = {
    [GI_OK] = 200,        [GI_NOT_FOUND] = 404, [GI_INVALID] = 400,
    [GI_CONFLICT] = 409,  [GI_DENIED] = 403,    [GI_BUSY] = 503,
    [GI_NO_MEMORY] = 503, [GI_IO] = 503,        [GI_CORRUPT] = 500,
};

int gi_http_code(gi_status status)
{
    return codes[status];
}

void gi_http_refuse(const gi_http_site *site, const gi_http_request *request, int status,
                    gi_http_response *response)
{
    gi_buf_reset(&response->body);
    response->dense = false;
    response->cache = NULL;
    response->tag[0] = '\0';
    response->status = status;
    response->retry_after = status == 503 ? 30 : 0;
    site->problem(site->context, request, response);
}

/* The first route whose pattern and method fit; *methods are those of all patterns that do. */
static const gi_route *find_route(const gi_http_site *site, const gi_http_request *request,
                                  unsigned *methods)
{
    *methods = 0;
    for (size_t i = 0; i < site->route_count; i++) {
        gi_bytes value;
        const gi_route *route = &site->routes[i];
        if (gi_http_pattern_fits(route->pattern, request->path, &value)) {
            *methods |= route->methods;
            if ((route->methods & (unsigned)request->method) != 0) {
                return route;
            }
        }
    }
    return NULL;
}

size_t gi_http_body_limit(const gi_http_site *site, const gi_http_request *request)
{
    unsigned methods = 0;
    const gi_route *route = find_route(site, request, &methods);
    return route == NULL ? 0 : route->body_limit;
}

/* The Allow header of a 405; NULL when there is nothing at that address. */
static const char *allow_of(unsigned methods)
{
    bool post = (methods & GI_HTTP_POST) != 0;
    if ((methods & GI_HTTP_GET) != 0) {
        return post ? "GET, HEAD, POST" : "GET, HEAD";
    }
    return post ? "POST" : NULL;
}

static void answer(const gi_http_site *site, const gi_route *route, const gi_http_request *request,
                   gi_http_response *response)
{
    gi_error err = { 0 };
    gi_status status = route->handle(site->context, request, response, &err);
    if (status == GI_OK) {
        status = gi_buf_status(&response->body, "page", &err);
    }
    if (status != GI_OK) {
        gi_http_refuse(site, request, gi_http_code(status), response);
    }
}

static int64_t now_us(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void gi_http_dispatch(const gi_http_site *site, const gi_http_request *request,
                      gi_http_response *response)
{
    unsigned methods = 0;
    int64_t begun = request->begun_us;
    if (begun == 0 && site->done != NULL) {
        begun = now_us();
    }
    const gi_route *route = find_route(site, request, &methods);
    if (route == NULL) {
        response->allow = allow_of(methods);
        gi_http_refuse(site, request, methods != 0 ? 405 : 404, response);
    } else {
        answer(site, route, request, response);
    }
    response->later.begun_us = begun;
    if (site->done != NULL && response->later.work == NULL) {
        site->done(site->context, route, response->status, now_us() - begun);
    }
}
