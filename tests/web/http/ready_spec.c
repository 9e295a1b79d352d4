/* Answers made once: over real connections they are what an answer made for each of them is. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/spec.h"
#include "tests/web/http/client.h"
#include "web/http/ready.h"

typedef struct world {
    served web; /* its server only */
    gi_http_site site;
    gi_press *press;
    gi_http_ready *ready; /* NULL: made for each */
} world;

static void fill(gi_http_response *response)
{
    response->type = "text/html; charset=utf-8";
    response->language = "zh-CN";
    for (int i = 0; i < 400; i++) {
        gi_buf_add_format(&response->body, "<p>庐山云雾茶 %d</p>\n", i);
    }
}

static gi_status handle(void *context, const gi_http_request *request, gi_http_response *response,
                        gi_error *err)
{
    world *at = context;
    (void)request;
    (void)err;
    if (at->ready == NULL) {
        fill(response);
    } else {
        response->ready = gi_http_ready_hold(at->ready);
    }
    return GI_OK;
}

static void problem(void *context, const gi_http_request *request, gi_http_response *response)
{
    (void)context;
    (void)request;
    response->type = "text/plain";
}

static const gi_route routes[] = { { GI_HTTP_GET | GI_HTTP_HEAD, "/", "anyone", 0, handle, "" } };

static void world_open(world *at)
{
    gi_error err = { 0 };
    gi_http_limits limits = gi_http_limits_default();
    limits.address_rate = 0;
    *at = (world){ .site = { .routes = routes,
                             .route_count = 1,
                             .context = at,
                             .problem = problem,
                             .policy = "default-src 'none'" } };
    EXPECT_OK(gi_press_create(&at->press, &err));
    EXPECT_OK(gi_http_server_open(&at->site, "127.0.0.1", 0, &limits, &at->web.server, &err));
}

static void make_ready(world *at)
{
    gi_http_response response = { .status = 200, .body = GI_BUF(GI_HTTP_PAGE_MAX) };
    fill(&response);
    at->ready = gi_http_ready_create(&at->site, &response, at->press, true);
    EXPECT(at->ready != NULL && response.body.data == NULL);
}

static void world_close(world *at)
{
    gi_http_ready_drop(at->ready);
    gi_http_server_close(at->web.server);
    gi_press_destroy(at->press);
}

/* The clock's line is that of the moment. */
static void forget_date(reply *at)
{
    char *line = strstr(at->text, "\r\nDate: ");
    if (line != NULL) {
        memset(line + 8, '-', strcspn(line + 8, "\r"));
    }
}

static void ask_twice(const world *at, const char *raw, reply *first, reply *second)
{
    int fd = client_connect(&at->web);
    client_send(fd, raw, strlen(raw));
    client_read_one(fd, first);
    client_send(fd, raw, strlen(raw));
    client_read_one(fd, second);
    forget_date(first);
    forget_date(second);
    (void)close(fd);
}

static bool is_equal(const reply *a, const reply *b)
{
    return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

/* Kept open, ended, and one that wants no body; header lines may stand in another order. */
SPEC(an_answer_made_once_is_on_the_wire_what_one_made_for_it_alone_is)
{
    static const char open[] = "GET / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n";
    static reply fresh, first, second;
    world at;
    world_open(&at);
    ask_twice(&at, open, &fresh, &first);
    EXPECT(is_equal(&fresh, &first));
    make_ready(&at);
    ask_twice(&at, open, &first, &second);
    EXPECT_INT(reply_code(&first), 200);
    EXPECT(is_equal(&first, &second));
    EXPECT_INT(first.size, fresh.size);
    size_t body = gi_http_ready_body(at.ready).size;
    EXPECT(body < first.size);
    EXPECT(memcmp(first.text + first.size - body, fresh.text + fresh.size - body, body) == 0);
    world_close(&at);
}

/* Of two requests in one piece the first is answered and ends the connection. */
SPEC(an_answer_made_once_ends_the_connection_where_it_must)
{
    static const char raw[] = "GET / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n"
                              "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    static reply out;
    char value[512];
    world at;
    world_open(&at);
    make_ready(&at);
    client_ask(&at.web, raw, sizeof raw - 1, &out);
    EXPECT_INT(reply_code(&out), 200);
    EXPECT(out.closed);
    EXPECT_INT(reply_count(&out), 1);
    EXPECT_TEXT(reply_header(&out, "Content-Encoding", value), "gzip");
    EXPECT_TEXT(reply_header(&out, "Content-Language", value), "zh-CN");
    EXPECT_TEXT(reply_header(&out, "Connection", value), "close");
    world_close(&at);
}

SPEC(an_answer_made_once_has_no_body_for_head)
{
    static const char raw[] = "HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    static reply out;
    char value[512];
    world at;
    world_open(&at);
    make_ready(&at);
    client_ask(&at.web, raw, sizeof raw - 1, &out);
    EXPECT_INT(reply_code(&out), 200);
    EXPECT_TEXT(strstr(out.text, "\r\n\r\n"), "\r\n\r\n");
    EXPECT_INT(strtol(reply_header(&out, "Content-Length", value), NULL, 10),
               gi_http_ready_body(at.ready).size);
    world_close(&at);
}

static void *ask_many(void *context)
{
    static const char raw[] = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    const world *at = context;
    reply *out = calloc(1, sizeof *out);
    int fd = client_connect(&at->web);
    for (int i = 0; i < 50 && out != NULL; i++) {
        client_send(fd, raw, sizeof raw - 1);
        client_read_one(fd, out);
        gi_bytes body = gi_http_ready_body(at->ready);
        EXPECT(out->size > body.size &&
               memcmp(out->text + out->size - body.size, body.data, body.size) == 0);
    }
    (void)close(fd);
    free(out);
    return NULL;
}

SPEC(an_answer_made_once_is_sent_to_many_at_the_same_time)
{
    pthread_t clients[4];
    world at;
    world_open(&at);
    make_ready(&at);
    for (size_t i = 0; i < 4; i++) {
        EXPECT_INT(pthread_create(&clients[i], NULL, ask_many, &at), 0);
    }
    for (size_t i = 0; i < 4; i++) {
        (void)pthread_join(clients[i], NULL);
    }
    world_close(&at);
}
