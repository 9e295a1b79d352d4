/*
 * stock.c - answers that are claimed while nobody receives them (stock.h).
 *
 * The stock owns each answer, whoever sends it owns it as well until its connection has it all: one
 * with a single owner is free.
 */
#include "web/http/stock.h"

#include <stdatomic.h>
#include <stdlib.h>

struct gi_http_stock {
    atomic_int owners;
    gi_stencil *stencil;
    _Atomic(gi_http_ready *) answers[GI_HTTP_STOCK]; /* filled from the first on, never emptied */
};

gi_http_stock *gi_http_stock_create(gi_stencil *stencil)
{
    gi_http_stock *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        gi_stencil_drop(stencil);
        return NULL;
    }
    fresh->owners = 1;
    fresh->stencil = stencil;
    return fresh;
}

gi_http_stock *gi_http_stock_hold(gi_http_stock *stock)
{
    if (stock != NULL) {
        (void)atomic_fetch_add(&stock->owners, 1);
    }
    return stock;
}

void gi_http_stock_drop(gi_http_stock *stock)
{
    if (stock == NULL || atomic_fetch_sub(&stock->owners, 1) != 1) {
        return;
    }
    for (size_t i = 0; i < GI_HTTP_STOCK; i++) {
        gi_http_ready_drop(atomic_load(&stock->answers[i]));
    }
    gi_stencil_drop(stock->stencil);
    free(stock);
}

const gi_stencil *gi_http_stock_stencil(const gi_http_stock *stock)
{
    return stock->stencil;
}

/* For an empty place, unless another thread filled it meanwhile: then it is sent once. */
static void make(const gi_http_stock *stock, const gi_http_site *site, gi_bytes text,
                 _Atomic(gi_http_ready *) *place, gi_http_response *response)
{
    gi_http_ready *none = NULL;
    (void)gi_stencil_fill(stock->stencil, text, true, &response->body);
    response->gzipped = response->dense = true;
    if (response->body.failed != GI_OK) {
        return;
    }
    response->ready = gi_http_ready_create(site, response, NULL, true);
    if (response->ready == NULL) {
        return;
    }
    (void)gi_http_ready_hold(response->ready);
    if (!atomic_compare_exchange_strong(place, &none, response->ready)) {
        gi_http_ready_drop(response->ready);
    }
}

bool gi_http_stock_take(gi_http_stock *stock, const gi_http_site *site, gi_bytes text,
                        gi_http_response *response)
{
    for (size_t i = 0; i < GI_HTTP_STOCK; i++) {
        gi_http_ready *ready = atomic_load(&stock->answers[i]);
        if (ready == NULL) {
            make(stock, site, text, &stock->answers[i], response);
            return true;
        }
        uint8_t *body = gi_http_ready_claim(ready);
        if (body != NULL) {
            gi_stencil_put(stock->stencil, text, body);
            response->gzipped = response->dense = true;
            response->ready = ready;
            return true;
        }
    }
    return false;
}
