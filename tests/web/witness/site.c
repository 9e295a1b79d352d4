/* The served witness and its client (site.h). */
#include "tests/web/witness/site.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/spec.h"

enum { PATIENCE_MS = 8000 };

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

void world_open(world *at)
{
    gi_error err = { 0 };
    gi_http_limits limits = gi_http_limits_default();
    char vkey[GI_VKEY_TEXT];
    char path[200];
    uint8_t seed[32] = { 1 };
    *at = (world){ .server = NULL };
    gi_secret secret = { .bytes = "secret", .size = 6 };
    (void)snprintf(at->dir, sizeof at->dir, "%s/w", gi_spec_directory());
    EXPECT_OK(gi_signer_from_seed(GI_ED25519, 3, (gi_bytes){ seed, 32 }, &at->log, &err));
    EXPECT_OK(gi_witness_create(at->dir, "w.example.cn", &secret, GI_KDF_ROUNDS_DEMO, &err));
    (void)snprintf(path, sizeof path, "%s/witness.key", at->dir);
    EXPECT_OK(gi_key_file_open(path, &secret, GI_KDF_ROUNDS_DEMO, &at->own, &err));
    EXPECT_OK(gi_vkey_print(ORIGIN, &at->log->public_key, vkey, &err));
    (void)snprintf(path, sizeof path, "%s/logs", at->dir);
    write_file(path, vkey);
    EXPECT_OK(gi_witness_open(at->dir, at->own, gi_clock_system(), &at->witness, &err));
    gi_witness_site_init(&at->site, at->witness, NULL);
    EXPECT_OK(gi_http_server_open(&at->site.http, "127.0.0.1", 0, &limits, &at->server, &err));
}

void world_close(world *at)
{
    gi_http_server_close(at->server);
    gi_witness_close(at->witness);
    gi_signer_destroy(at->own);
    gi_signer_destroy(at->log);
}

void make_request(const world *at, const char *leaf, gi_buf *out)
{
    gi_error err = { 0 };
    gi_checkpoint checkpoint = { .origin = ORIGIN, .size = leaf == NULL ? 0 : 1 };
    GI_AUTO_BUF body = GI_BUF(400);
    checkpoint.root = leaf == NULL ? gi_empty_root() : gi_leaf_hash(gi_bytes_of(leaf));
    gi_checkpoint_print(&checkpoint, &body);
    gi_buf_add_text(out, "old 0\n\n");
    EXPECT_OK(gi_note_sign(gi_buf_view(&body), ORIGIN, at->log, out, &err));
}

int connect_to(const world *at)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons(gi_http_server_port(at->server)),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT(fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof to) == 0);
    return fd;
}

void send_all(int fd, const char *bytes, size_t size)
{
    for (size_t sent = 0; sent < size;) {
        ssize_t step = send(fd, bytes + sent, size - sent, MSG_NOSIGNAL);
        if (step <= 0) {
            return; /* the server has closed already */
        }
        sent += (size_t)step;
    }
}

void hear(int fd, heard *out)
{
    struct pollfd wait = { .fd = fd, .events = POLLIN };
    out->size = 0;
    while (out->size < sizeof out->text - 1 && poll(&wait, 1, PATIENCE_MS) > 0) {
        ssize_t step = recv(fd, out->text + out->size, sizeof out->text - 1 - out->size, 0);
        if (step <= 0) {
            break;
        }
        out->size += (size_t)step;
    }
    out->text[out->size] = '\0';
    (void)close(fd);
}

void post(const world *at, const char *path, gi_bytes body, heard *out)
{
    GI_AUTO_BUF raw = GI_BUF(200000);
    gi_buf_add_format(&raw, "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %zu\r\n\r\n", path,
                      body.size);
    gi_buf_add(&raw, body);
    int fd = connect_to(at);
    send_all(fd, gi_buf_text(&raw), raw.size);
    hear(fd, out);
}

int code_of(const heard *at)
{
    return strncmp(at->text, "HTTP/1.1 ", 9) == 0 ? (int)strtol(at->text + 9, NULL, 10) : 0;
}

const char *body_of(const heard *at)
{
    const char *end = strstr(at->text, "\r\n\r\n");
    return end == NULL ? "" : end + 4;
}

void post_leaf(const world *at, const char *leaf, heard *out)
{
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    make_request(at, leaf, &request);
    post(at, "/add-checkpoint", gi_buf_view(&request), out);
}

void get(const world *at, const char *path, heard *out)
{
    char raw[400];
    int size =
        snprintf(raw, sizeof raw, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", path);
    int fd = connect_to(at);
    send_all(fd, raw, (size_t)size);
    hear(fd, out);
}
