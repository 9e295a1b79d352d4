/*
 * stock.h - finished answers of one page with holes, for one request after the other.
 *
 * Headers and pieces of such an answer are made once. When one was sent, its holes are filled anew
 * for whoever asks next. Any thread.
 */
#ifndef GI_WEB_STOCK_H
#define GI_WEB_STOCK_H

#include "web/http/ready.h"
#include "web/http/stencil.h"

/* Most answers of a page that are kept; whoever finds all of them on their way makes his own. */
enum { GI_HTTP_STOCK = 4 };

typedef struct gi_http_stock gi_http_stock;

/* Takes the stencil over. You own the result. NULL, and the stencil is gone, when there is no
 * memory. */
gi_http_stock *gi_http_stock_create(gi_stencil *stencil);

/* One more owner, or one less. Both take NULL. */
gi_http_stock *gi_http_stock_hold(gi_http_stock *stock);
void gi_http_stock_drop(gi_http_stock *stock);

/* Borrowed. */
const gi_stencil *gi_http_stock_stencil(const gi_http_stock *stock);

/*
 * Makes response->ready the gzip page with text, of the size of the mark, in its holes. response is
 * as it is each time for that page, with an empty body; without memory its body is filled instead.
 * False, and nothing changed: all are on their way.
 */
bool gi_http_stock_take(gi_http_stock *stock, const gi_http_site *site, gi_bytes text,
                        gi_http_response *response);

#endif
