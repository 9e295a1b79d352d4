/*
 * reply.c - headers of every answer, in one table, and the hand-over.
 *
 * Strict-Transport-Security stands in answers over TLS only; before plain http the proxy that
 * adds TLS adds it. The tag of a body that is compressed here is a weak one: the bytes on
 * the wire are not those that were tagged.
 */
#include "web/http/reply.h"

#include <stdio.h>
#include <string.h>

#include "gi/crypto.h"

#define GZIP_FROM 600 /* bytes; smaller answers fit one packet anyway */

static const char *const fixed_headers[][2] = {
    { "X-Robots-Tag", "noindex" },
    { "Referrer-Policy", "no-referrer" },
    { "X-Content-Type-Options", "nosniff" },
    { "Permissions-Policy", "geolocation=(), camera=(), microphone=()" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
};

static void add(struct MHD_Response *out, const char *name, const char *value)
{
    if (value != NULL) {
        /* Fails only without memory; an answer short of a header is still no wrong answer. */
        (void)MHD_add_response_header(out, name, value);
    }
}

void gi_http_tag(gi_http_response *response, gi_bytes bytes)
{
    gi_digest digest = gi_sha256(bytes);
    for (size_t i = 0; i < GI_HTTP_TAG / 2; i++) {
        (void)snprintf(response->tag + 2 * i, 3, "%02x", digest.bytes[i]);
    }
}

void gi_http_add_tag(struct MHD_Response *out, const gi_http_response *response, bool gzip)
{
    char text[GI_HTTP_TAG + 4];
    if (response->tag[0] != '\0') {
        (void)snprintf(text, sizeof text, "%s\"%s\"", gzip || response->weak_tag ? "W/" : "",
                       response->tag);
        add(out, "ETag", text);
    }
}

void gi_http_add_headers(struct MHD_Response *out, const gi_http_site *site,
                         const gi_http_response *response, bool coded)
{
    for (size_t i = 0; i < sizeof fixed_headers / sizeof fixed_headers[0]; i++) {
        add(out, fixed_headers[i][0], fixed_headers[i][1]);
    }
    bool spoken = response->language != NULL;
    add(out, "Vary", spoken ? "Accept-Encoding, Accept-Language" : "Accept-Encoding");
    add(out, "Cache-Control", response->cache == NULL ? "no-store" : response->cache);
    add(out, "Access-Control-Allow-Origin", response->any_origin ? "*" : NULL);
    add(out, "Content-Security-Policy", site->policy);
    add(out, "Content-Type", response->type);
    add(out, "Content-Language", response->language);
    add(out, "Allow", response->allow);
    add(out, "Location", response->location[0] == '\0' ? NULL : response->location);
    add(out, "Content-Encoding", coded && response->status != 304 ? "gzip" : NULL);
    if (response->retry_after > 0) {
        char seconds[16];
        (void)snprintf(seconds, sizeof seconds, "%d", response->retry_after);
        add(out, "Retry-After", seconds);
    }
}

void gi_http_add_manner(struct MHD_Response *out, const gi_reply_manner *manner)
{
    add(out, "Connection", manner->close ? "close" : NULL);
    add(out, "Strict-Transport-Security", manner->secure ? "max-age=31536000" : NULL);
}

/* True when the client holds this content: its tag stands in If-None-Match, or "*" does. */
static bool is_held(const gi_http_request *request, const gi_http_response *response)
{
    char quoted[GI_HTTP_TAG + 2];
    gi_bytes held = request->if_none_match;
    if (response->status != 200 || response->tag[0] == '\0' || held.size == 0) {
        return false;
    }
    int size = snprintf(quoted, sizeof quoted, "\"%s\"", response->tag);
    return gi_bytes_equal(held, gi_bytes_of("*")) ||
           memmem(held.data, held.size, quoted, (size_t)size) != NULL;
}

static void release_body(gi_http_response *response)
{
    gi_buf_clear(&response->body);
    if (response->shared.owner != NULL) {
        response->shared.release(response->shared.owner);
        response->shared = (gi_http_shared){ .owner = NULL };
    }
}

/* Hands the body over to libmicrohttpd, whatever it is; on failure it is released. */
static struct MHD_Response *wrap(gi_http_response *response)
{
    gi_http_shared *shared = &response->shared;
    gi_bytes body = gi_buf_view(&response->body);
    struct MHD_Response *out =
        shared->owner != NULL ? MHD_create_response_from_buffer_with_free_callback_cls(
                                    shared->bytes.size, (void *)(uintptr_t)shared->bytes.data,
                                    shared->release, shared->owner)
                              : MHD_create_response_from_buffer(
                                    body.size, (void *)(uintptr_t)body.data, MHD_RESPMEM_MUST_FREE);
    if (out == NULL) {
        release_body(response);
    } else if (shared->owner == NULL) {
        response->body = GI_BUF(0); /* its memory belongs to out now */
    }
    return out;
}

bool gi_http_press(gi_press *press, gi_buf *body)
{
    return body->size >= GZIP_FROM && gi_press_gzip(press, body);
}

enum MHD_Result gi_http_reply(struct MHD_Connection *connection, const gi_http_site *site,
                              const gi_http_request *request, gi_http_response *response,
                              const gi_reply_manner *manner)
{
    if (response->ready != NULL) {
        gi_buf_clear(&response->body);
        return gi_http_ready_queue(connection, response->ready, manner);
    }
    bool gzip =
        request->accepts_gzip && !response->dense && gi_http_press(manner->press, &response->body);
    if (is_held(request, response)) {
        response->status = 304; /* sends no body, but its length must be that of the 200 */
    }
    struct MHD_Response *out = wrap(response);
    if (out == NULL) {
        return MHD_NO;
    }
    gi_http_add_headers(out, site, response, gzip || response->gzipped);
    gi_http_add_tag(out, response, gzip);
    gi_http_add_manner(out, manner);
    enum MHD_Result queued = MHD_queue_response(connection, (unsigned)response->status, out);
    MHD_destroy_response(out);
    return queued;
}
