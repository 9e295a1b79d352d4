/* The witness over HTTP: codes, types and bodies of the protocol; bounded bodies. */
#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "gi/text.h"
#include "tests/support/spec.h"
#include "web/witness.h"

#define ORIGIN "trace.example.cn/log/2026"
#define EMPTY "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

enum { PATIENCE_MS = 8000 };

typedef struct world {
    char dir[160];
    gi_signer *log;
    gi_signer *own;
    gi_witness *witness;
    gi_witness_site site;
    gi_http_server *server;
} world;

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void world_open(world *at)
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

static void world_close(world *at)
{
    gi_http_server_close(at->server);
    gi_witness_close(at->witness);
    gi_signer_destroy(at->own);
    gi_signer_destroy(at->log);
}

/* A request for a log of one leaf (size 1, root = that leaf's hash), or of none. */
static void make_request(const world *at, const char *leaf, gi_buf *out)
{
    gi_error err = { 0 };
    gi_checkpoint checkpoint = { .origin = ORIGIN, .size = leaf == NULL ? 0 : 1 };
    GI_AUTO_BUF body = GI_BUF(400);
    checkpoint.root = leaf == NULL ? gi_empty_root() : gi_leaf_hash(gi_bytes_of(leaf));
    gi_checkpoint_print(&checkpoint, &body);
    gi_buf_add_text(out, "old 0\n\n");
    EXPECT_OK(gi_note_sign(gi_buf_view(&body), ORIGIN, at->log, out, &err));
}

typedef struct heard {
    char text[8192];
    size_t size;
} heard;

static int connect_to(const world *at)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons(gi_http_server_port(at->server)),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT(fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof to) == 0);
    return fd;
}

static void send_all(int fd, const char *bytes, size_t size)
{
    for (size_t sent = 0; sent < size;) {
        ssize_t step = send(fd, bytes + sent, size - sent, MSG_NOSIGNAL);
        if (step <= 0) {
            return; /* the server has closed already */
        }
        sent += (size_t)step;
    }
}

/* Reads to the end of the connection: answers to POST always end it. */
static void hear(int fd, heard *out)
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

static void post(const world *at, const char *path, gi_bytes body, heard *out)
{
    GI_AUTO_BUF raw = GI_BUF(200000);
    gi_buf_add_format(&raw, "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %zu\r\n\r\n", path,
                      body.size);
    gi_buf_add(&raw, body);
    int fd = connect_to(at);
    send_all(fd, gi_buf_text(&raw), raw.size);
    hear(fd, out);
}

static int code_of(const heard *at)
{
    return strncmp(at->text, "HTTP/1.1 ", 9) == 0 ? (int)strtol(at->text + 9, NULL, 10) : 0;
}

static const char *body_of(const heard *at)
{
    const char *end = strstr(at->text, "\r\n\r\n");
    return end == NULL ? "" : end + 4;
}

static void post_leaf(const world *at, const char *leaf, heard *out)
{
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    make_request(at, leaf, &request);
    post(at, "/add-checkpoint", gi_buf_view(&request), out);
}

SPEC(a_posted_checkpoint_is_cosigned)
{
    world at;
    heard got;
    world_open(&at);
    post_leaf(&at, "a", &got);
    EXPECT_INT(code_of(&got), 200);
    EXPECT(strncmp(body_of(&got), "\xE2\x80\x94 w.example.cn ", 17) == 0);
    EXPECT_INT(strlen(body_of(&got)), 17 + 104 + 1);
    world_close(&at);
}

SPEC(a_prefix_before_the_address_does_not_matter)
{
    world at;
    heard got;
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    world_open(&at);
    make_request(&at, "a", &request);
    post(&at, "/jiujiang/witness/add-checkpoint", gi_buf_view(&request), &got);
    EXPECT_INT(code_of(&got), 200);
    world_close(&at);
}

SPEC(a_conflict_has_the_size_as_its_body_and_type)
{
    world at;
    heard got;
    world_open(&at);
    post_leaf(&at, "a", &got);
    post_leaf(&at, "a", &got);
    EXPECT_INT(code_of(&got), 409);
    EXPECT_TEXT(body_of(&got), "1\n");
    EXPECT(strstr(got.text, "\r\nContent-Type: text/x.tlog.size\r\n") != NULL);
    world_close(&at);
}

static void expect_code(const char *body, int code)
{
    world at;
    heard got;
    world_open(&at);
    post(&at, "/add-checkpoint", gi_bytes_of(body), &got);
    EXPECT_INT(code_of(&got), code);
    world_close(&at);
}

SPEC(nonsense_is_answered_400)
{
    expect_code("nonsense", 400);
}

SPEC(an_empty_body_is_answered_400)
{
    expect_code("", 400);
}

SPEC(an_unknown_log_is_answered_404_over_http)
{
    expect_code("old 0\n\nelse\n0\n" EMPTY "\n\n\xE2\x80\x94 else AAAAAAAA\n", 404);
}

SPEC(a_stranger_s_signature_is_answered_403_over_http)
{
    expect_code("old 0\n\n" ORIGIN "\n0\n" EMPTY "\n\n\xE2\x80\x94 else AAAAAAAA\n", 403);
}

SPEC(a_proof_from_nothing_is_answered_422_over_http)
{
    world at;
    heard got;
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    GI_AUTO_BUF body = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    world_open(&at);
    make_request(&at, "a", &request);
    gi_buf_add_text(&body, "old 0\n" EMPTY "\n");
    gi_buf_add_text(&body, gi_buf_text(&request) + strlen("old 0\n"));
    post(&at, "/add-checkpoint", gi_buf_view(&body), &got);
    EXPECT_INT(code_of(&got), 422);
    world_close(&at);
}

static void get(const world *at, const char *path, heard *out)
{
    char raw[400];
    int size =
        snprintf(raw, sizeof raw, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", path);
    int fd = connect_to(at);
    send_all(fd, raw, (size_t)size);
    hear(fd, out);
}

static void get_checkpoint(const world *at, heard *out)
{
    gi_digest hash = gi_sha256(gi_bytes_of(ORIGIN));
    GI_AUTO_BUF path = GI_BUF(200);
    gi_buf_add_text(&path, "/monitor/");
    gi_hex_add(&path, gi_digest_view(&hash));
    gi_buf_add_text(&path, "/checkpoint");
    get(at, gi_buf_text(&path), out);
}

SPEC(monitors_read_the_newest_checkpoint)
{
    world at;
    heard got;
    world_open(&at);
    get_checkpoint(&at, &got);
    EXPECT_INT(code_of(&got), 404);
    post_leaf(&at, "a", &got);
    get_checkpoint(&at, &got);
    EXPECT_INT(code_of(&got), 200);
    EXPECT(strncmp(body_of(&got), ORIGIN "\n1\n", strlen(ORIGIN "\n1\n")) == 0);
    EXPECT(strstr(body_of(&got), "\xE2\x80\x94 w.example.cn ") != NULL);
    world_close(&at);
}

SPEC(other_addresses_and_methods_are_refused)
{
    world at;
    heard got;
    world_open(&at);
    get(&at, "/add-checkpoint", &got);
    EXPECT_INT(code_of(&got), 405);
    EXPECT(strstr(got.text, "\r\nAllow: POST\r\n") != NULL);
    get(&at, "/", &got);
    EXPECT_INT(code_of(&got), 404);
    post(&at, "/00/checkpoint", gi_bytes_of("x"), &got);
    EXPECT_INT(code_of(&got), 405);
    EXPECT(strstr(got.text, "\r\nAllow: GET, HEAD\r\n") != NULL);
    world_close(&at);
}

SPEC(what_cannot_be_stored_is_answered_503)
{
    world at;
    heard got;
    char state[200];
    char away[200];
    world_open(&at);
    (void)snprintf(state, sizeof state, "%s/state", at.dir);
    (void)snprintf(away, sizeof away, "%s/away", at.dir);
    EXPECT(rename(state, away) == 0);
    post_leaf(&at, "a", &got);
    EXPECT_INT(code_of(&got), 503);
    EXPECT_TEXT(body_of(&got), "503\n");
    world_close(&at);
}

SPEC(a_body_at_the_limit_is_read_and_judged)
{
    world at;
    heard got;
    GI_AUTO_BUF body = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    world_open(&at);
    while (body.size < GI_ADD_CHECKPOINT_MAX) {
        gi_buf_add_byte(&body, 'x');
    }
    post(&at, "/add-checkpoint", gi_buf_view(&body), &got);
    EXPECT_INT(code_of(&got), 400);
    world_close(&at);
}

/* Says how long its body is, and hears the refusal before it has sent any of it. */
static void expect_refused_head(const char *length, int code)
{
    world at;
    heard got;
    char raw[200];
    int size =
        snprintf(raw, sizeof raw, "POST /add-checkpoint HTTP/1.1\r\nHost: x\r\n%s\r\n", length);
    world_open(&at);
    int fd = connect_to(&at);
    send_all(fd, raw, (size_t)size);
    hear(fd, &got);
    EXPECT_INT(code_of(&got), code);
    world_close(&at);
}

SPEC(a_body_one_byte_past_the_limit_is_refused)
{
    expect_refused_head("Content-Length: 65537\r\n", 413);
}

SPEC(a_body_of_ten_megabytes_is_refused_unread)
{
    expect_refused_head("Content-Length: 10000000\r\n", 413);
}

SPEC(a_chunked_post_is_refused)
{
    expect_refused_head("Transfer-Encoding: chunked\r\n", 411);
}

SPEC(ten_megabytes_sent_all_the_same_change_nothing)
{
    world at;
    heard got;
    static const char head[] = "POST /add-checkpoint HTTP/1.1\r\nHost: x\r\n"
                               "Content-Length: 10000000\r\n\r\n";
    world_open(&at);
    char *filling = calloc(1, 10000000);
    EXPECT(filling != NULL);
    int fd = connect_to(&at);
    send_all(fd, head, sizeof head - 1);
    send_all(fd, filling, 10000000);
    hear(fd, &got);
    free(filling);
    EXPECT(code_of(&got) == 413 || code_of(&got) == 0); /* the kernel may drop what was said */
    post_leaf(&at, "a", &got);
    EXPECT_INT(code_of(&got), 200);
    world_close(&at);
}

SPEC(a_body_that_comes_in_pieces_is_one_body)
{
    world at;
    heard got;
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    GI_AUTO_BUF raw = GI_BUF(200000);
    world_open(&at);
    make_request(&at, "a", &request);
    gi_buf_add_format(&raw,
                      "POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: %zu\r\n\r\n",
                      request.size);
    gi_buf_add(&raw, gi_buf_view(&request));
    int fd = connect_to(&at);
    for (size_t i = 0; i < raw.size; i++) {
        send_all(fd, gi_buf_text(&raw) + i, 1);
    }
    hear(fd, &got);
    EXPECT_INT(code_of(&got), 200);
    world_close(&at);
}

SPEC(what_stands_behind_a_body_is_never_served)
{
    world at;
    heard got;
    GI_AUTO_BUF raw = GI_BUF(1000);
    world_open(&at);
    gi_buf_add_text(&raw, "POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx"
                          "POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");
    int fd = connect_to(&at);
    send_all(fd, gi_buf_text(&raw), raw.size);
    hear(fd, &got);
    EXPECT_INT(code_of(&got), 400);
    EXPECT(strstr(got.text + 9, "HTTP/1.1 ") == NULL);
    world_close(&at);
}

typedef struct contender {
    const world *at;
    const char *leaf;
    heard got;
} contender;

static void *contend(void *context)
{
    contender *one = context;
    post_leaf(one->at, one->leaf, &one->got);
    return NULL;
}

SPEC(of_two_stories_posted_at_once_one_is_cosigned)
{
    for (int i = 0; i < 10; i++) {
        world at;
        pthread_t thread;
        world_open(&at);
        contender one = { .at = &at, .leaf = "a" };
        contender two = { .at = &at, .leaf = "b" };
        EXPECT(pthread_create(&thread, NULL, contend, &one) == 0);
        (void)contend(&two);
        (void)pthread_join(thread, NULL);
        EXPECT_INT(code_of(&one.got) + code_of(&two.got), 200 + 409);
        world_close(&at);
    }
}
