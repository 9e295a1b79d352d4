/* The bundle of the registry directory over HTTP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include "gi/bundle.h"
#include "tests/support/spec.h"
#include "tests/web/log/site.h"
#include "web/http/gzip.h"

#define BIG (24 << 20)

/* Writes DIR/bundle as a writer should: aside, then renamed. */
static void write_file(const site *at, gi_bytes bytes)
{
    char path[200];
    char aside[210];
    (void)snprintf(path, sizeof path, "%s/bundle", at->fixture->dir);
    (void)snprintf(aside, sizeof aside, "%s.new", path);
    FILE *file = fopen(aside, "wb");
    EXPECT(file != NULL && fwrite(bytes.data, 1, bytes.size, file) == bytes.size);
    EXPECT(fclose(file) == 0 && rename(aside, path) == 0);
}

static void write_bundle(site *at, gi_buf *out)
{
    gi_error err = { 0 };
    const gi_signer *signer = fixture_signer(at->fixture, FIXTURE_REGISTRY);
    gi_buf_reset(out);
    EXPECT_OK(gi_bundle_write(at->fixture->registry, signer, out, &err));
    write_file(at, gi_buf_view(out));
}

static void expect_plain(const site *at, const gi_buf *wanted)
{
    AUTO_REPLY got = { .code = 0 };
    site_ask(at, "GET", "/bundle", "", &got);
    EXPECT_INT(got.code, 200);
    EXPECT(gi_bytes_equal(got.body, gi_buf_view(wanted)));
}

SPEC(a_bundle_that_was_never_written_is_404)
{
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    site_ask(&at, "GET", "/bundle", "", &got);
    EXPECT_INT(got.code, 404);
    site_close(&at);
}

SPEC(the_newest_bundle_is_served)
{
    site at;
    GI_AUTO_BUF bundle = GI_BUF(GI_BUNDLE_MAX);
    site_open(&at, 0);
    write_bundle(&at, &bundle);
    expect_plain(&at, &bundle);
    expect_plain(&at, &bundle);
    site_grow(&at, at.fixture->receipt.index + 3);
    write_bundle(&at, &bundle);
    expect_plain(&at, &bundle);
    site_close(&at);
}

SPEC(the_bundle_is_compressed_once_and_the_same_within)
{
    site at;
    char value[256];
    uint8_t room[65536];
    AUTO_REPLY got = { .code = 0 };
    GI_AUTO_BUF bundle = GI_BUF(GI_BUNDLE_MAX);
    site_open(&at, 0);
    write_bundle(&at, &bundle);
    site_ask(&at, "GET", "/bundle", "Accept-Encoding: gzip\r\n", &got);
    EXPECT_TEXT(reply_header(&got, "Content-Encoding", value), "gzip");
    EXPECT_TEXT(reply_header(&got, "Cache-Control", value), "no-cache");
    EXPECT_TEXT(reply_header(&got, "Access-Control-Allow-Origin", value), "*");
    z_stream stream = { .next_in = (uint8_t *)(uintptr_t)got.body.data,
                        .avail_in = (uInt)got.body.size,
                        .next_out = room,
                        .avail_out = sizeof room };
    EXPECT(inflateInit2(&stream, 15 + 16) == Z_OK);
    EXPECT_INT(inflate(&stream, Z_FINISH), Z_STREAM_END);
    EXPECT(gi_bytes_equal((gi_bytes){ room, stream.total_out }, gi_buf_view(&bundle)));
    (void)inflateEnd(&stream);
    site_close(&at);
}

SPEC(a_device_that_holds_the_bundle_is_answered_304_until_it_changes)
{
    site at;
    char tag[256];
    char line[300];
    AUTO_REPLY got = { .code = 0 };
    GI_AUTO_BUF bundle = GI_BUF(GI_BUNDLE_MAX);
    site_open(&at, 0);
    write_bundle(&at, &bundle);
    site_ask(&at, "GET", "/bundle", "Accept-Encoding: gzip\r\n", &got);
    (void)snprintf(line, sizeof line, "Accept-Encoding: gzip\r\nIf-None-Match: %s\r\n",
                   reply_header(&got, "ETag", tag));
    site_ask(&at, "GET", "/bundle", line, &got);
    EXPECT_INT(got.code, 304);
    EXPECT_INT(got.body.size, 0);
    site_grow(&at, at.fixture->receipt.index + 2);
    write_bundle(&at, &bundle);
    site_ask(&at, "GET", "/bundle", line, &got);
    EXPECT_INT(got.code, 200);
    site_close(&at);
}

static void write_letters(const site *at, char letter)
{
    GI_AUTO_BUF big = GI_BUF(BIG);
    memset(gi_buf_extend(&big, BIG), letter, BIG);
    write_file(at, gi_buf_view(&big));
}

static size_t count_letters(gi_bytes bytes, char letter)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        count += bytes.data[i] == (uint8_t)letter;
    }
    return count;
}

/* The first client takes some bytes of an answer far above all socket buffers, and waits. */
SPEC(a_bundle_that_is_replaced_while_it_is_sent_arrives_whole)
{
    static const char raw[] = "GET /bundle HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    site at;
    uint8_t first[512];
    AUTO_REPLY got = { .code = 0 };
    GI_AUTO_BUF rest = GI_BUF(BIG + 4096);
    site_open(&at, 0);
    write_letters(&at, '#');
    int fd = site_connect(&at);
    EXPECT(send(fd, raw, sizeof raw - 1, MSG_NOSIGNAL) == sizeof raw - 1);
    EXPECT(recv(fd, first, sizeof first, MSG_WAITALL) == sizeof first);
    write_letters(&at, '%');
    site_ask(&at, "GET", "/bundle", "", &got);
    EXPECT_INT(count_letters(got.body, '%'), BIG);
    gi_buf_add(&rest, (gi_bytes){ first, sizeof first });
    site_read(fd, &rest);
    EXPECT_INT(count_letters(gi_buf_view(&rest), '#'), BIG);
    (void)close(fd);
    site_close(&at);
}

SPEC(large_bodies_are_compressed_too)
{
    GI_AUTO_BUF big = GI_BUF(4 << 20);
    memset(gi_buf_extend(&big, 1 << 20), 'a', 1 << 20);
    EXPECT(gi_gzip(&big));
    EXPECT(big.size < 4096);
}

SPEC(a_folder_in_the_place_of_the_bundle_is_no_answer)
{
    site at;
    char path[200];
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    (void)snprintf(path, sizeof path, "%s/bundle", at.fixture->dir);
    EXPECT(symlink("/", path) == 0);
    site_ask(&at, "GET", "/bundle", "", &got);
    EXPECT_INT(got.code, 503);
    site_close(&at);
}

/* ---- what changed since ---- */

static void expect_code(const site *at, const char *target, int wanted)
{
    AUTO_REPLY got = { .code = 0 };
    site_ask(at, "GET", target, "", &got);
    EXPECT_INT(got.code, wanted);
}

/* A bundle on a device, and the site four acts later. */
static int64_t grow(site *at, gi_buf *held, gi_buf *newest)
{
    site_open(at, 0);
    write_bundle(at, held);
    int64_t size = at->fixture->receipt.index + 1;
    site_grow(at, size + 4);
    write_bundle(at, newest);
    return size;
}

SPEC(a_device_that_says_what_it_holds_is_sent_what_changed)
{
    site at;
    char target[64];
    gi_error err = { 0 };
    AUTO_REPLY got = { .code = 0 };
    GI_AUTO_BUF held = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF newest = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF made = GI_BUF(GI_BUNDLE_MAX);
    int64_t size = grow(&at, &held, &newest);
    (void)snprintf(target, sizeof target, "/bundle?since=%lld", (long long)size);
    site_ask(&at, "GET", target, "", &got);
    EXPECT_INT(got.code, 200);
    EXPECT(got.body.size < newest.size);
    EXPECT_OK(gi_bundle_apply(gi_buf_view(&held), got.body, &made, &err));
    EXPECT(gi_bytes_equal(gi_buf_view(&made), gi_buf_view(&newest)));
    site_close(&at);
}

SPEC(a_delta_has_a_tag_and_a_coding_of_its_own)
{
    site at;
    char tag[256];
    char line[300];
    AUTO_REPLY plain = { .code = 0 };
    AUTO_REPLY small = { .code = 0 };
    AUTO_REPLY again = { .code = 0 };
    GI_AUTO_BUF held = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF newest = GI_BUF(GI_BUNDLE_MAX);
    (void)grow(&at, &held, &newest);
    site_ask(&at, "GET", "/bundle?since=1", "", &plain);
    site_ask(&at, "GET", "/bundle?since=1", "Accept-Encoding: gzip\r\n", &small);
    EXPECT(small.body.size < plain.body.size && small.body.data[0] == 0x1F);
    (void)reply_header(&plain, "ETag", tag);
    EXPECT(tag[0] != '\0');
    (void)snprintf(line, sizeof line, "If-None-Match: %s\r\n", tag);
    site_ask(&at, "GET", "/bundle?since=1", line, &again);
    EXPECT_INT(again.code, 304);
    reply_clear(&again);
    site_ask(&at, "GET", "/bundle", line, &again);
    EXPECT_INT(again.code, 200);
    site_close(&at);
}

SPEC(since_nothing_is_the_whole_bundle_and_nonsense_is_400)
{
    site at;
    char target[64];
    AUTO_REPLY got = { .code = 0 };
    GI_AUTO_BUF held = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF newest = GI_BUF(GI_BUNDLE_MAX);
    int64_t size = grow(&at, &held, &newest) + 4;
    site_ask(&at, "GET", "/bundle?since=0", "", &got);
    EXPECT(gi_bytes_equal(got.body, gi_buf_view(&newest)));
    const char *const nonsense[] = { "/bundle?since=", "/bundle?since=-1", "/bundle?since=x",
                                     "/bundle?since=99999999999999999999", "/bundle?since=1.5" };
    for (size_t i = 0; i < sizeof nonsense / sizeof nonsense[0]; i++) {
        expect_code(&at, nonsense[i], 400);
    }
    (void)snprintf(target, sizeof target, "/bundle?since=%lld", (long long)size + 1);
    expect_code(&at, target, 400);
    (void)snprintf(target, sizeof target, "/bundle?since=%lld", (long long)size);
    expect_code(&at, target, 200);
    site_close(&at);
}

SPEC(more_sizes_than_are_kept_are_all_answered)
{
    site at;
    GI_AUTO_BUF held = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF newest = GI_BUF(GI_BUNDLE_MAX);
    int64_t size = grow(&at, &held, &newest);
    for (int64_t since = 1; since <= size; since++) {
        char target[64];
        (void)snprintf(target, sizeof target, "/bundle?since=%lld", (long long)since);
        expect_code(&at, target, 200);
    }
    expect_code(&at, "/bundle?since=1", 200);
    site_close(&at);
}
