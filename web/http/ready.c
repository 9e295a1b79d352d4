/*
 * ready.c - one libmicrohttpd response for many connections (ready.h).
 *
 * Two counts: owners, who may still send it, and responses of libmicrohttpd, which hold the bytes
 * until the last connection has them. The common response is given up with the last owner.
 */
#include <stdatomic.h>
#include <stdlib.h>

#include "web/http/reply.h"

struct gi_http_ready {
    atomic_int owners;
    atomic_int responses;
    const gi_http_site *site;
    gi_http_response head; /* all but the body */
    gi_buf body;
    bool gzip;
    struct MHD_Response *common; /* of a plain connection that stays open */
};

/* Called by libmicrohttpd with the last connection of a response. */
static void response_ended(void *owner)
{
    gi_http_ready *ready = owner;
    if (atomic_fetch_sub(&ready->responses, 1) == 1) {
        gi_buf_clear(&ready->body);
        free(ready);
    }
}

static struct MHD_Response *make_response(gi_http_ready *ready, const gi_reply_manner *manner)
{
    gi_bytes body = gi_buf_view(&ready->body);
    struct MHD_Response *out = MHD_create_response_from_buffer_with_free_callback_cls(
        body.size, (void *)(uintptr_t)body.data, response_ended, ready);
    if (out != NULL) {
        (void)atomic_fetch_add(&ready->responses, 1);
        gi_http_add_headers(out, ready->site, &ready->head, ready->gzip);
        gi_http_add_tag(out, &ready->head, ready->gzip);
        gi_http_add_manner(out, manner);
    }
    return out;
}

gi_http_ready *gi_http_ready_create(const gi_http_site *site, gi_http_response *response,
                                    gi_press *press, bool gzip)
{
    gi_http_ready *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return NULL;
    }
    static const gi_reply_manner common;
    fresh->site = site;
    fresh->owners = 1;
    fresh->gzip = response->gzipped || (gzip && gi_http_press(press, &response->body));
    fresh->head = *response;
    fresh->head.body = GI_BUF(0);
    fresh->body = response->body;
    fresh->common = make_response(fresh, &common);
    if (fresh->common == NULL) {
        response->gzipped = response->dense = fresh->gzip;
        free(fresh);
        return NULL;
    }
    response->body = GI_BUF(response->body.max); /* its memory moved */
    return fresh;
}

gi_http_ready *gi_http_ready_hold(gi_http_ready *ready)
{
    (void)atomic_fetch_add(&ready->owners, 1);
    return ready;
}

void gi_http_ready_drop(gi_http_ready *ready)
{
    if (ready != NULL && atomic_fetch_sub(&ready->owners, 1) == 1) {
        MHD_destroy_response(ready->common);
    }
}

uint8_t *gi_http_ready_claim(gi_http_ready *ready)
{
    int alone = 1;
    return atomic_compare_exchange_strong(&ready->owners, &alone, 2) ? ready->body.data : NULL;
}

gi_bytes gi_http_ready_body(const gi_http_ready *ready)
{
    return gi_buf_view(&ready->body);
}

enum MHD_Result gi_http_ready_queue(struct MHD_Connection *connection, gi_http_ready *ready,
                                    const gi_reply_manner *manner)
{
    unsigned status = (unsigned)ready->head.status;
    if (!manner->close && !manner->secure) {
        return MHD_queue_response(connection, status, ready->common);
    }
    struct MHD_Response *own = make_response(ready, manner);
    if (own == NULL) {
        return MHD_NO;
    }
    enum MHD_Result queued = MHD_queue_response(connection, status, own);
    MHD_destroy_response(own);
    return queued;
}
