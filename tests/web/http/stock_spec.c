/* Answers that are filled anew: each request is sent its own, however many are on their way. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/spec.h"
#include "tests/web/http/client.h"
#include "tests/web/http/unpacked.h"
#include "web/http/stock.h"

enum { HOLE = 13, LABELS = 64, SLOW = 3 };
static const char mark[] = "~~~~~~~~~~~~~";

typedef struct world {
    served web; /* its server only */
    gi_http_site site;
    gi_buf page;
    gi_http_stock *stock;
} world;

static void text_of(unsigned label, char out[HOLE + 1])
{
    (void)snprintf(out, HOLE + 1, "000W-%04u-W9F", label);
}

/* The page of a label: as it is before it is packed. */
static void page_of(const world *at, unsigned label, gi_buf *out)
{
    char text[HOLE + 1];
    text_of(label, text);
    gi_buf_add(out, gi_buf_view(&at->page));
    for (char *hole = (char *)out->data; (hole = strstr(hole, mark)) != NULL;) {
        memcpy(hole, text, HOLE);
    }
}

static bool take(world *at, unsigned label, gi_http_response *response)
{
    char text[HOLE + 1];
    text_of(label, text);
    *response = (gi_http_response){ .status = 200, .body = GI_BUF(GI_HTTP_PAGE_MAX) };
    response->type = "text/html; charset=utf-8";
    bool taken = gi_http_stock_take(at->stock, &at->site, gi_bytes_of(text), response);
    EXPECT_INT(taken, response->ready != NULL && response->gzipped);
    return taken;
}

/* One after the other: unpacking has one room for all. */
static void expect_page(const world *at, unsigned label, gi_bytes packed)
{
    static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
    GI_AUTO_BUF wanted = GI_BUF(GI_STENCIL_PAGE_MAX);
    page_of(at, label, &wanted);
    (void)pthread_mutex_lock(&turn);
    expect_zlib_gives(packed, gi_buf_view(&wanted));
    (void)pthread_mutex_unlock(&turn);
}

/* "/42": the page of that label, filled for it alone when all of the stock are on their way. */
static gi_status handle(void *context, const gi_http_request *request, gi_http_response *response,
                        gi_error *err)
{
    world *at = context;
    unsigned label = 0;
    char path[32];
    char text[HOLE + 1];
    (void)err;
    (void)snprintf(path, sizeof path, "%.*s", (int)request->path.size,
                   (const char *)request->path.data);
    EXPECT_INT(sscanf(path, "/%u", &label), 1);
    response->type = "text/html; charset=utf-8";
    text_of(label, text);
    if (!gi_http_stock_take(at->stock, &at->site, gi_bytes_of(text), response)) {
        response->gzipped = response->dense = true;
        EXPECT(gi_stencil_fill(gi_http_stock_stencil(at->stock), gi_bytes_of(text), true,
                               &response->body));
    }
    return GI_OK;
}

static void problem(void *context, const gi_http_request *request, gi_http_response *response)
{
    (void)context;
    (void)request;
    response->type = "text/plain";
}

static const gi_route routes[] = { { GI_HTTP_GET, "*/{batch}", "anyone", 0, handle, "" } };

/* A page that can hardly be packed: it is longer than what a slow connection takes at once. */
static void world_open(world *at)
{
    *at = (world){ .site = { .routes = routes,
                             .route_count = 1,
                             .context = at,
                             .problem = problem,
                             .policy = "default-src 'none'" },
                   .page = GI_BUF(GI_STENCIL_PAGE_MAX) };
    gi_buf_add_text(&at->page, mark);
    while (at->page.size < GI_STENCIL_PAGE_MAX - HOLE) {
        gi_buf_add_byte(&at->page, (uint8_t)(1 + gi_spec_below(100)));
    }
    gi_buf_add_text(&at->page, mark);
    at->stock = gi_http_stock_create(gi_stencil_create(gi_buf_view(&at->page), gi_bytes_of(mark)));
    EXPECT(at->stock != NULL);
}

static void world_serve(world *at)
{
    gi_error err = { 0 };
    gi_http_limits limits = gi_http_limits_default();
    limits.address_rate = 0;
    limits.threads = 4;
    EXPECT_OK(gi_http_server_open(&at->site, "127.0.0.1", 0, &limits, &at->web.server, &err));
}

static void world_close(world *at)
{
    gi_http_server_close(at->web.server);
    gi_http_stock_drop(at->stock);
    gi_buf_clear(&at->page);
}

SPEC(an_answer_is_filled_anew_once_nobody_has_it_any_more)
{
    world at;
    gi_http_response first, second;
    world_open(&at);
    EXPECT(take(&at, 1, &first));
    expect_page(&at, 1, gi_http_ready_body(first.ready));
    gi_http_ready_drop(first.ready);
    EXPECT(take(&at, 2, &second));
    EXPECT(second.ready == first.ready);
    expect_page(&at, 2, gi_http_ready_body(second.ready));
    gi_http_ready_drop(second.ready);
    world_close(&at);
}

SPEC(no_answer_changes_while_somebody_has_it)
{
    world at;
    gi_http_response taken[GI_HTTP_STOCK];
    gi_http_response more;
    world_open(&at);
    for (unsigned i = 0; i < GI_HTTP_STOCK; i++) {
        EXPECT(take(&at, i, &taken[i]));
    }
    EXPECT(!take(&at, 99, &more));
    EXPECT(more.body.size == 0 && !more.gzipped);
    for (unsigned i = 0; i < GI_HTTP_STOCK; i++) {
        expect_page(&at, i, gi_http_ready_body(taken[i].ready));
    }
    gi_http_ready_drop(taken[2].ready);
    EXPECT(take(&at, 50, &more));
    EXPECT(more.ready == taken[2].ready);
    taken[2] = more;
    gi_http_stock_drop(at.stock);
    at.stock = NULL;
    for (unsigned i = 0; i < GI_HTTP_STOCK; i++) {
        expect_page(&at, i == 2 ? 50 : i, gi_http_ready_body(taken[i].ready));
        gi_http_ready_drop(taken[i].ready);
    }
    world_close(&at);
}

static void send_request(int socket, unsigned label, bool close)
{
    char raw[128];
    int size =
        snprintf(raw, sizeof raw, "GET /%u HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n%s\r\n",
                 label, close ? "Connection: close\r\n" : "");
    client_send(socket, raw, (size_t)size);
}

static void expect_reply(const world *at, unsigned label, const reply *one)
{
    const char *end = memmem(one->text, one->size, "\r\n\r\n", 4);
    EXPECT(end != NULL && reply_code(one) == 200);
    size_t header = (size_t)(end + 4 - one->text);
    expect_page(at, label, (gi_bytes){ (const uint8_t *)end + 4, one->size - header });
}

/* Takes little at a time, and nothing at first. */
static int connect_slowly(const world *at, unsigned label)
{
    int little = 1;
    int fd = client_connect(&at->web);
    EXPECT_INT(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &little, sizeof little), 0);
    send_request(fd, label, false);
    return fd;
}

typedef struct crowd {
    const world *at;
    unsigned from;
} crowd;

static void *ask_for_labels(void *context)
{
    const crowd *one = context;
    reply *out = malloc(sizeof *out);
    int fd = client_connect(&one->at->web);
    for (unsigned label = one->from; label < one->from + LABELS; label++) {
        send_request(fd, label, label == one->from + LABELS - 1);
        client_read_one(fd, out);
        expect_reply(one->at, label, out);
    }
    (void)close(fd);
    free(out);
    return NULL;
}

SPEC(many_at_once_get_each_his_own_page_slow_ones_as_well)
{
    static world at;
    static reply out;
    pthread_t threads[8];
    crowd crowds[8];
    int slow[SLOW];
    world_open(&at);
    world_serve(&at);
    for (unsigned i = 0; i < SLOW; i++) {
        slow[i] = connect_slowly(&at, 9000 + i);
    }
    for (unsigned i = 0; i < 8; i++) {
        crowds[i] = (crowd){ &at, 1000 * i };
        EXPECT(pthread_create(&threads[i], NULL, ask_for_labels, &crowds[i]) == 0);
    }
    for (int i = 0; i < 8; i++) {
        EXPECT(pthread_join(threads[i], NULL) == 0);
    }
    for (unsigned i = 0; i < SLOW; i++) {
        client_read_one(slow[i], &out);
        expect_reply(&at, 9000 + i, &out);
        (void)close(slow[i]);
    }
    world_close(&at);
}
