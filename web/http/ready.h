/*
 * ready.h - an answer with its body and headers, made once and sent to many.
 *
 * What differs between connections is added while it is sent: whether the connection ends, and
 * whether it is encrypted. Any thread; the bytes change only while nobody else has it.
 */
#ifndef GI_WEB_READY_H
#define GI_WEB_READY_H

#include "web/http/http.h"
#include "web/http/press.h"

typedef struct gi_http_ready gi_http_ready;

/*
 * Makes one of a response that is not shared: its body moves here, compressed when gzip is wanted
 * and worth it and it is none already. Whoever names its tag in If-None-Match must not be sent it,
 * for he wants a 304. site and the texts of the response (type, language ...) must outlive the
 * answer. You own the result. NULL when there is no memory: the response can be sent as it is then.
 */
gi_http_ready *gi_http_ready_create(const gi_http_site *site, gi_http_response *response,
                                    gi_press *press, bool gzip);

/* One more owner, or one less: the last releases it once nobody receives it any more. drop takes
 * NULL. */
gi_http_ready *gi_http_ready_hold(gi_http_ready *ready);
void gi_http_ready_drop(gi_http_ready *ready);

/* For the one owner: makes him two, and gives the body as it is sent, which he may change before he
 * hands it on. NULL: it has other owners, as while it is sent. */
uint8_t *gi_http_ready_claim(gi_http_ready *ready);

/* The body as it is sent; borrowed. */
gi_bytes gi_http_ready_body(const gi_http_ready *ready);

#endif
