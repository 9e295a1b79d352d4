/* Listening sockets outlive the servers on them: one that fails, ends or is drained. */
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/spec.h"
#include "tests/web/http/client.h"

#define HEALTH "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

/* A port of ours, open as the program keeps it. */
static gi_listeners listen_here(const char *second)
{
    gi_error err = { 0 };
    gi_listeners all = { .count = 0 };
    EXPECT_OK(gi_listeners_add(&all, "127.0.0.1:0", &err));
    if (second != NULL) {
        EXPECT_OK(gi_listeners_add(&all, second, &err));
    }
    return all;
}

static gi_http_server *start(served *at, const gi_listeners *all)
{
    gi_error err = { 0 };
    gi_http_server *out = NULL;
    gi_http_limits limits = gi_http_limits_default();
    EXPECT_OK(gi_http_server_start(&at->site.http, all, NULL, &limits, &out, &err));
    return out;
}

static void expect_served(const served *at)
{
    reply got;
    client_ask(at, HEALTH, sizeof HEALTH - 1, &got);
    EXPECT_INT(reply_code(&got), 200);
}

/* The pages of at, on sockets of our own. */
static gi_listeners served_on_ours(served *at, const char *second)
{
    served_open(at, NULL);
    served_close(at);
    gi_listeners all = listen_here(second);
    gi_listeners plain = { .count = 1, .one = { all.one[0] } };
    at->server = start(at, &plain);
    return all;
}

SPEC(a_server_with_a_bad_key_fails_and_the_one_before_it_goes_on)
{
    served at;
    gi_error err = { 0 };
    gi_http_server *none = NULL;
    gi_http_limits limits = gi_http_limits_default();
    gi_listeners all = served_on_ours(&at, "tls:127.0.0.1:0");
    gi_tls bad = { GI_BUF(64), GI_BUF(64) };
    gi_buf_add(&bad.chain, (gi_bytes){ (const uint8_t *)"no chain", 9 });
    gi_buf_add(&bad.key, (gi_bytes){ (const uint8_t *)"no key", 7 });
    EXPECT_WHY(gi_http_server_start(&at.site.http, &all, &bad, &limits, &none, &err),
               GI_WHY_LISTEN);
    EXPECT(none == NULL);
    expect_served(&at);
    served_close(&at);
    gi_tls_clear(&bad);
    gi_listeners_close(&all);
}

SPEC(a_server_that_ends_leaves_its_sockets_to_the_next)
{
    served at;
    gi_listeners all = served_on_ours(&at, NULL);
    gi_http_server *other = start(&at, &all);
    gi_http_server_close(other);
    expect_served(&at);
    served_close(&at);
    at.server = start(&at, &all);
    expect_served(&at);
    served_close(&at);
    gi_listeners_close(&all);
}

/* True when the kernel takes a connection on the port of at. */
static bool takes_connections(uint16_t port)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons(port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    bool taken = fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof to) == 0;
    (void)close(fd);
    return taken;
}

SPEC(who_comes_once_the_last_server_leaves_is_refused_at_once)
{
    served at;
    gi_listeners all = served_on_ours(&at, NULL);
    uint16_t port = gi_http_server_port(at.server);
    EXPECT(takes_connections(port));
    (void)gi_http_server_drain(at.server, 0, true);
    EXPECT(!takes_connections(port));
    served_close(&at);
    gi_listeners_close(&all);
}

SPEC(a_socket_of_systemd_takes_connections_after_the_last_server_left)
{
    served at;
    served_open(&at, NULL);
    served_close(&at);
    gi_listeners all = listen_here(NULL);
    all.one[0].inherited = true;
    at.server = start(&at, &all);
    (void)gi_http_server_drain(at.server, 0, true);
    EXPECT(takes_connections(gi_http_server_port(at.server)));
    served_close(&at);
    EXPECT(takes_connections(gi_listener_port(&all.one[0])));
    gi_listeners_close(&all);
}
