/* The server and the raw client of client.h. */
#include "tests/web/http/client.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/spec.h"

enum { PATIENCE_MS = 8000 };

static gi_status prepared(void *context, gi_bytes text, gi_verdict *out, gi_error *err)
{
    served *at = context;
    (void)text;
    (void)atomic_fetch_add(&at->looks, 1);
    if (at->status != GI_OK) {
        return gi_fail(err, GI_WHY_DB, "prepared to fail");
    }
    *out = at->verdict;
    return GI_OK;
}

void served_open(served *at, const gi_http_limits *limits)
{
    gi_error err = { 0 };
    gi_http_limits usual = gi_http_limits_default();
    gi_about about = { .name = "示例协会", .utc_offset_min = 480, .origin = "gi.example/log" };
    *at = (served){ .verdict = { .issued = GI_ISSUED_FORGED, .good = GI_GOOD_UNKNOWN } };
    gi_site_init(&at->site, &about, (gi_look){ prepared, at });
    EXPECT_OK(gi_http_server_open(&at->site.http, "127.0.0.1", 0, limits == NULL ? &usual : limits,
                                  &at->server, &err));
}

void served_close(served *at)
{
    gi_http_server_close(at->server);
}

int client_connect(const served *at)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons(gi_http_server_port(at->server)),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT(fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof to) == 0);
    return fd;
}

/* Stops quietly when the server has closed already. */
void client_send(int socket, const char *raw, size_t size)
{
    size_t sent = 0;
    while (sent < size) {
        ssize_t step = send(socket, raw + sent, size - sent, MSG_NOSIGNAL);
        if (step <= 0) {
            return;
        }
        sent += (size_t)step;
    }
}

/* One read; false when nothing came in time or the end was reached. */
static bool read_some(int socket, int wait_ms, reply *out)
{
    struct pollfd wait = { .fd = socket, .events = POLLIN };
    size_t room = sizeof out->text - 1 - out->size;
    if (room == 0 || poll(&wait, 1, wait_ms) <= 0) {
        return false;
    }
    ssize_t step = recv(socket, out->text + out->size, room, 0);
    out->closed = step <= 0;
    out->size += step > 0 ? (size_t)step : 0;
    out->text[out->size] = '\0';
    return step > 0;
}

void client_read(int socket, int wait_ms, reply *out)
{
    out->size = 0;
    out->closed = false;
    out->text[0] = '\0';
    while (read_some(socket, wait_ms, out)) {
    }
}

static bool is_whole(const reply *at)
{
    const char *end = strstr(at->text, "\r\n\r\n");
    char value[512];
    size_t size = (size_t)strtoul(reply_header(at, "Content-Length", value), NULL, 10);
    return end != NULL && at->size >= (size_t)(end + 4 - at->text) + size;
}

void client_read_one(int socket, reply *out)
{
    out->size = 0;
    out->closed = false;
    out->text[0] = '\0';
    while (!is_whole(out) && read_some(socket, PATIENCE_MS, out)) {
    }
}

void client_ask(const served *at, const char *raw, size_t size, reply *out)
{
    int fd = client_connect(at);
    client_send(fd, raw, size);
    client_read(fd, PATIENCE_MS, out);
    (void)close(fd);
}

int reply_code(const reply *at)
{
    bool started = strncmp(at->text, "HTTP/1.", 7) == 0;
    return started ? (int)strtol(at->text + 9, NULL, 10) : 0;
}

int reply_count(const reply *at)
{
    int count = 0;
    for (const char *line = at->text; (line = strstr(line, "HTTP/1.")) != NULL; line += 7) {
        count++;
    }
    return count;
}

const char *reply_header(const reply *at, const char *name, char out[512])
{
    char mark[64];
    (void)snprintf(mark, sizeof mark, "\r\n%s: ", name);
    const char *line = strstr(at->text, mark);
    const char *end = strstr(at->text, "\r\n\r\n");
    out[0] = '\0';
    if (line != NULL && end != NULL && line < end) {
        const char *value = line + strlen(mark);
        (void)snprintf(out, 512, "%.*s", (int)strcspn(value, "\r"), value);
    }
    return out;
}
