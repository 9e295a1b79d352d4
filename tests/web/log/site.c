/*
 * site.c - the served registry and the raw client of site.h.
 */
#include "tests/web/log/site.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "gi/report.h"
#include "tests/support/spec.h"

void site_open_dir(site *at, const char *dir)
{
    gi_error err = { 0 };
    gi_http_limits limits = gi_http_limits_default();
    EXPECT_OK(gi_pool_open(dir, 2, &at->pool, &err));
    gi_site_init(&at->pages, gi_pool_about(at->pool), gi_pool_look(at->pool));
    gi_pool_publish(at->pool, &at->pages);
    EXPECT_OK(gi_http_server_open(&at->pages.http, "127.0.0.1", 0, &limits, &at->server, &err));
}

void site_open(site *at, int64_t size)
{
    *at = (site){ .fixture = fixture_with_batch(GI_ED25519) };
    site_grow(at, size);
    site_open_dir(at, at->fixture->dir);
}

void site_grow(site *at, int64_t size)
{
    while (at->fixture->receipt.index + 1 < size) {
        char card[32];
        (void)snprintf(card, sizeof card, "%lld", (long long)at->fixture->receipt.index + 1000);
        fixture_act(at->fixture, "holder", "kind", "grower", "name", "示例农户", "card", card,
                    NULL);
    }
}

void site_close(site *at)
{
    gi_http_server_close(at->server);
    gi_pool_close(at->pool);
    fixture_close(at->fixture);
}

static int connect_to(const site *at)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons(gi_http_server_port(at->server)),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT(fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof to) == 0);
    return fd;
}

static void read_all(int fd, gi_buf *out)
{
    uint8_t piece[16384];
    ssize_t got = 0;
    while ((got = recv(fd, piece, sizeof piece, 0)) > 0) {
        gi_buf_add(out, (gi_bytes){ piece, (size_t)got });
    }
}

void site_ask(const site *at, const char *method, const char *target, const char *lines, reply *out)
{
    char raw[4096];
    int size = snprintf(raw, sizeof raw, "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n",
                        method, target, lines);
    reply_clear(out);
    out->raw = GI_BUF(4 << 20);
    int fd = connect_to(at);
    EXPECT(send(fd, raw, (size_t)size, MSG_NOSIGNAL) == size);
    read_all(fd, &out->raw);
    (void)close(fd);
    const char *text = gi_buf_text(&out->raw);
    const char *end = strstr(text, "\r\n\r\n");
    EXPECT(strncmp(text, "HTTP/1.1 ", 9) == 0 && end != NULL);
    size_t head = (size_t)(end + 4 - text);
    out->code = (int)strtol(text + 9, NULL, 10);
    out->body = (gi_bytes){ out->raw.data + head, out->raw.size - head };
}

void reply_clear(reply *out)
{
    gi_buf_clear(&out->raw);
}

const char *reply_header(const reply *at, const char *name, char out[256])
{
    char mark[64];
    const char *text = (const char *)at->raw.data;
    (void)snprintf(mark, sizeof mark, "\r\n%s: ", name);
    const char *line = strstr(text, mark);
    out[0] = '\0';
    if (line != NULL && line < (const char *)at->body.data) {
        const char *value = line + strlen(mark);
        (void)snprintf(out, 256, "%.*s", (int)strcspn(value, "\r"), value);
    }
    return out;
}
