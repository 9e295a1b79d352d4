/*
 * reply.c - headers of every answer, in one table, and the hand-over.
 *
 * Strict-Transport-Security is missing on purpose: this server speaks plain http; the proxy
 * that adds TLS adds it.
 */
#include "web/http/reply.h"

#include <stdio.h>

#define GZIP_FROM 600 /* bytes; smaller answers fit one packet anyway */

static const char *const fixed_headers[][2] = {
    { "Cache-Control", "no-store" },
    { "X-Robots-Tag", "noindex" },
    { "Referrer-Policy", "no-referrer" },
    { "X-Content-Type-Options", "nosniff" },
    { "Permissions-Policy", "geolocation=(), camera=(), microphone=()" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Vary", "Accept-Encoding, Accept-Language" },
};

static void add(struct MHD_Response *out, const char *name, const char *value)
{
    if (value != NULL) {
        /* Fails only without memory; an answer short of a header is still no wrong answer. */
        (void)MHD_add_response_header(out, name, value);
    }
}

static void add_headers(struct MHD_Response *out, const gi_http_site *site,
                        const gi_http_response *response)
{
    for (size_t i = 0; i < sizeof fixed_headers / sizeof fixed_headers[0]; i++) {
        add(out, fixed_headers[i][0], fixed_headers[i][1]);
    }
    add(out, "Content-Security-Policy", site->policy);
    add(out, "Content-Type", response->type);
    add(out, "Content-Language", response->language);
    add(out, "Allow", response->allow);
    if (response->retry_after > 0) {
        char seconds[16];
        (void)snprintf(seconds, sizeof seconds, "%d", response->retry_after);
        add(out, "Retry-After", seconds);
    }
}

enum MHD_Result gi_http_reply(struct MHD_Connection *connection, const gi_http_site *site,
                              const gi_http_request *request, gi_http_response *response,
                              bool close)
{
    bool gzip =
        request->accepts_gzip && response->body.size >= GZIP_FROM && gi_gzip(&response->body);
    gi_bytes body = gi_buf_view(&response->body);
    struct MHD_Response *out = MHD_create_response_from_buffer(
        body.size, (void *)(uintptr_t)body.data, MHD_RESPMEM_MUST_FREE);
    if (out == NULL) {
        gi_buf_clear(&response->body);
        return MHD_NO;
    }
    response->body = GI_BUF(0); /* its memory belongs to out now */
    add_headers(out, site, response);
    add(out, "Content-Encoding", gzip ? "gzip" : NULL);
    add(out, "Connection", close ? "close" : NULL);
    enum MHD_Result queued = MHD_queue_response(connection, (unsigned)response->status, out);
    MHD_destroy_response(out);
    return queued;
}
