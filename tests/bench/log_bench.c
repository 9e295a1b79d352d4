/*
 * log_bench.c - GETs of a full hash tile and of a partial one against the look-up page.
 *
 * One server in this process, one connection kept alive; the three take turns every fifty
 * requests, so that all meet the same weather. Client and server count alike in each figure.
 * Prints "name ratio target".
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "gi/codes.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"
#include "web/pool.h"

#define LEAVES 300
#define TURN 50
#define ROUNDS 40

typedef struct target {
    char request[1024];
    size_t size;
    double spent;
} target;

/* Of this process on its processors: other work on the machine does not count. */
static double seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void target_set(target *at, const char *path)
{
    int size = snprintf(at->request, sizeof at->request,
                        "GET %s HTTP/1.1\r\nHost: x\r\nAccept-Encoding: identity\r\n\r\n", path);
    at->size = (size_t)size;
    at->spent = 0;
}

static gi_status keep(void *context, const gi_code_item *item, gi_error *err)
{
    char path[GI_UNIT_DIGITS_MAX + 2];
    (void)err;
    (void)snprintf(path, sizeof path, "/%s", item->digits);
    target_set(context, path);
    return GI_OK;
}

static int connect_to(uint16_t port)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons(port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT(fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof to) == 0);
    return fd;
}

/* One answer by its Content-Length. */
static void ask_once(int fd, const target *at)
{
    static char text[1 << 17];
    size_t have = 0;
    size_t need = sizeof text;
    EXPECT(send(fd, at->request, at->size, MSG_NOSIGNAL) == (ssize_t)at->size);
    while (have < need) {
        ssize_t got = recv(fd, text + have, sizeof text - 1 - have, 0);
        EXPECT(got > 0);
        have += (size_t)got;
        text[have] = '\0';
        const char *end = need == sizeof text ? strstr(text, "\r\n\r\n") : NULL;
        if (end != NULL) {
            const char *length = strstr(text, "Content-Length: ");
            EXPECT(strncmp(text, "HTTP/1.1 200", 12) == 0 && length != NULL && length < end);
            need = (size_t)(end + 4 - text) + strtoul(length + 16, NULL, 10);
        }
    }
}

static void ask(int fd, target *at)
{
    double start = seconds();
    for (int i = 0; i < TURN; i++) {
        ask_once(fd, at);
    }
    at->spent += seconds() - start;
}

static void fill(gi_fixture *fixture)
{
    while (fixture->receipt.index + 1 < LEAVES) {
        char card[32];
        (void)snprintf(card, sizeof card, "%lld", (long long)fixture->receipt.index + 1000);
        fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户", "card", card, NULL);
    }
}

SPEC(log_rates)
{
    gi_error err = { 0 };
    gi_site site;
    target page;
    target tile;
    target partial;
    GI_AUTO(gi_pool) pool = NULL;
    GI_AUTO(gi_http_server) server = NULL;
    gi_http_limits limits = gi_http_limits_default();
    limits.total_rate = limits.address_rate = 0; /* nobody is told to wait here */
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 1);
    const gi_signer *signer = fixture_signer(fixture, FIXTURE_LABEL);
    EXPECT_OK(gi_codes_stream(&run, signer, 1, 1, 1,
                              (gi_code_sink){ .take = keep, .context = &page }, &err));
    fill(fixture);
    target_set(&tile, "/log/tile/0/000");
    target_set(&partial, "/log/tile/0/001.p/44");
    EXPECT_OK(gi_pool_open(fixture->dir, limits.threads, &pool, &err));
    gi_site_init(&site, gi_pool_about(pool), gi_pool_look(pool));
    gi_pool_publish(pool, &site);
    EXPECT_OK(gi_http_server_open(&site.http, "127.0.0.1", 0, &limits, &server, &err));
    int fd = connect_to(gi_http_server_port(server));
    for (int round = 0; round < ROUNDS; round++) {
        ask(fd, &page);
        ask(fd, &tile);
        ask(fd, &partial);
    }
    (void)close(fd);
    (void)printf("lookup_page_per_second %.0f -\n", ROUNDS * TURN / page.spent);
    (void)printf("tile_get_against_lookup_page %.2f 0.80\n", page.spent / tile.spent);
    (void)printf("partial_tile_get_against_lookup_page %.2f 0.80\n", page.spent / partial.spent);
}
