/* The public log over HTTP: which files, how long they may be kept, who may read them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/publish.h"
#include "gi/report.h"
#include "tests/support/spec.h"
#include "tests/web/log/site.h"

#define FOREVER "public, max-age=31536000, immutable"

static void expect_header(const reply *got, const char *name, const char *wanted)
{
    char value[256];
    EXPECT_TEXT(reply_header(got, name, value), wanted);
}

static void expect_file(const site *at, const char *target, const char *path)
{
    gi_error err = { 0 };
    gi_publish_kind kind;
    AUTO_REPLY got = { .code = 0 };
    GI_AUTO_BUF wanted = GI_BUF(GI_PUBLISH_MAX);
    EXPECT_OK(gi_publish_read(at->fixture->registry, gi_bytes_of(path), &wanted, &kind, &err));
    site_ask(at, "GET", target, "", &got);
    EXPECT_INT(got.code, 200);
    EXPECT(wanted.size > 0 && gi_bytes_equal(got.body, gi_buf_view(&wanted)));
}

SPEC(the_checkpoint_is_text_that_must_be_asked_for_again)
{
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    site_ask(&at, "GET", "/log/checkpoint", "", &got);
    EXPECT_INT(got.code, 200);
    expect_header(&got, "Content-Type", "text/plain; charset=utf-8");
    expect_header(&got, "Cache-Control", "no-cache");
    expect_header(&got, "Access-Control-Allow-Origin", "*");
    expect_file(&at, "/log/checkpoint", "checkpoint");
    site_close(&at);
}

SPEC(tiles_are_octets_that_may_be_kept_forever)
{
    static const char *const targets[] = { "/log/tile/0/000", "/log/tile/0/001.p/4",
                                           "/log/tile/1/000.p/1", "/log/tile/entries/000",
                                           "/log/tile/entries/000.p/7" };
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 260);
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        site_ask(&at, "GET", targets[i], "", &got);
        EXPECT_INT(got.code, 200);
        expect_header(&got, "Content-Type", "application/octet-stream");
        expect_header(&got, "Cache-Control", FOREVER);
        expect_header(&got, "Access-Control-Allow-Origin", "*");
        expect_file(&at, targets[i], targets[i] + strlen("/log/"));
    }
    site_close(&at);
}

SPEC(the_log_grows_while_it_is_served)
{
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 250);
    expect_file(&at, "/log/tile/0/000.p/250", "tile/0/000.p/250");
    site_ask(&at, "GET", "/log/tile/0/000", "", &got);
    EXPECT_INT(got.code, 404);
    site_grow(&at, 257);
    for (int again = 0; again < 4; again++) {
        expect_file(&at, "/log/tile/0/000", "tile/0/000");
        expect_file(&at, "/log/tile/0/000.p/250", "tile/0/000.p/250");
        expect_file(&at, "/log/checkpoint", "checkpoint");
    }
    site_close(&at);
}

SPEC(a_path_in_another_spelling_is_404_for_scripts_of_any_site_too)
{
    static const char *const targets[] = {
        "/log/",
        "/log/Checkpoint",
        "/log/checkpoint/",
        "/log//checkpoint",
        "/log/tile/0/0",
        "/log/tile/00/000",
        "/log/tile/0/x000/000",
        "/log/tile/0/000.p/0",
        "/log/tile/0/000.p/256",
        "/log/tile/0/000.p/01",
        "/log/tile/0/%30%30%30.p/1",
        "/log/tile/0/999",
        "/log/tile/64/000",
        "/log/tile/entries/00",
        "/log/proof/LSYW-26-0001-0001-X.tlog-proof",
        "/proof/checkpoint",
        "/proof/LSYW-26-0001-0001-X.tlog-proof",
        "/proof/tile/0/000.p/1",
    };
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        site_ask(&at, "GET", targets[i], "", &got);
        EXPECT_INT(got.code, 404);
        expect_header(&got, "Cache-Control", "no-store");
        expect_header(&got, "ETag", "");
        expect_header(&got, "Access-Control-Allow-Origin", i == 0 ? "" : "*");
    }
    site_close(&at);
}

SPEC(head_says_what_get_would_without_the_bytes)
{
    static const char *const names[] = { "Content-Length", "Content-Type", "Cache-Control", "ETag",
                                         "Access-Control-Allow-Origin" };
    site at;
    char value[256];
    AUTO_REPLY whole = { .code = 0 };
    AUTO_REPLY head = { .code = 0 };
    site_open(&at, 0);
    site_ask(&at, "GET", "/log/tile/0/000.p/9", "", &whole);
    site_ask(&at, "HEAD", "/log/tile/0/000.p/9", "", &head);
    EXPECT_INT(head.code, 200);
    EXPECT_INT(head.body.size, 0);
    EXPECT_INT(whole.body.size, 9 * 32);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        expect_header(&head, names[i], reply_header(&whole, names[i], value));
        EXPECT(value[0] != '\0');
    }
    site_close(&at);
}

/* RFC 9110 section 8.6: the length in a 304 is that of the 200, or it is not there. */
static void expect_length_of_get(const site *at, const char *target, const reply *got)
{
    char length[256];
    AUTO_REPLY whole = { .code = 0 };
    site_ask(at, "GET", target, "", &whole);
    EXPECT(whole.body.size > 0);
    expect_header(got, "Content-Length", reply_header(&whole, "Content-Length", length));
}

/* What a client is answered that holds the tag "prefix + tag + suffix". */
static int code_for(const site *at, const char *target, const char *prefix, const char *tag,
                    const char *suffix)
{
    char line[400];
    AUTO_REPLY got = { .code = 0 };
    (void)snprintf(line, sizeof line, "If-None-Match: %s%s%s\r\n", prefix, tag, suffix);
    site_ask(at, "GET", target, line, &got);
    if (got.code == 304) {
        EXPECT_INT(got.body.size, 0);
        expect_header(&got, "ETag", tag);
        expect_length_of_get(at, target, &got);
    }
    return got.code;
}

SPEC(who_holds_the_content_is_answered_304)
{
    static const char *const targets[] = { "/log/checkpoint", "/log/tile/0/000.p/9" };
    site at;
    char tag[256];
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    for (size_t i = 0; i < 2; i++) {
        site_ask(&at, "GET", targets[i], "", &got);
        EXPECT_INT(strlen(reply_header(&got, "ETag", tag)), 34);
        EXPECT_INT(code_for(&at, targets[i], "", tag, ""), 304);
        EXPECT_INT(code_for(&at, targets[i], "W/", tag, ""), 304);
        EXPECT_INT(code_for(&at, targets[i], "\"a\", ", tag, ", \"b\""), 304);
        EXPECT_INT(code_for(&at, targets[i], "\"0", tag + 1, ""), 200);
        EXPECT_INT(code_for(&at, targets[i], "\"\"", "", ""), 200);
    }
    site_close(&at);
}

/* All of an answer behind its date. */
static gi_bytes undated(const reply *at)
{
    const char *from = strstr((const char *)at->raw.data, "X-Robots-Tag");
    EXPECT(from != NULL);
    size_t before = from == NULL ? 0 : (size_t)(from - (const char *)at->raw.data);
    return (gi_bytes){ at->raw.data + before, at->raw.size - before };
}

SPEC(a_tile_that_is_sent_again_has_the_same_headers_tag_and_bytes)
{
    static const char *const targets[] = { "/log/tile/0/000", "/log/tile/0/001.p/4" };
    site at;
    AUTO_REPLY first = { .code = 0 };
    AUTO_REPLY again = { .code = 0 };
    site_open(&at, 260);
    for (size_t i = 0; i < 6; i++) {
        site_ask(&at, "GET", targets[i % 2], "", &first);
        site_ask(&at, "GET", targets[i % 2], "", &again);
        EXPECT_INT(again.code, 200);
        EXPECT(gi_bytes_equal(undated(&first), undated(&again)));
        site_ask(&at, "GET", targets[i % 2], "If-None-Match: *\r\n", &again);
        EXPECT_INT(again.code, 304);
    }
    site_close(&at);
}

SPEC(a_new_act_changes_the_tag_of_the_checkpoint_and_of_no_tile)
{
    site at;
    char checkpoint[256];
    char tile[256];
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    site_ask(&at, "GET", "/log/checkpoint", "", &got);
    (void)reply_header(&got, "ETag", checkpoint);
    site_ask(&at, "GET", "/log/tile/0/000.p/9", "", &got);
    (void)reply_header(&got, "ETag", tile);
    site_grow(&at, at.fixture->receipt.index + 2);
    EXPECT_INT(code_for(&at, "/log/checkpoint", "", checkpoint, ""), 200);
    EXPECT_INT(code_for(&at, "/log/tile/0/000.p/9", "", tile, ""), 304);
    site_close(&at);
}

SPEC(the_proof_of_a_batch_is_served_under_its_id)
{
    site at;
    char target[64];
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    (void)snprintf(target, sizeof target, "/proof/%s.tlog-proof", at.fixture->batch);
    expect_file(&at, target, target + 1);
    site_ask(&at, "GET", target, "", &got);
    expect_header(&got, "Content-Type", "text/plain; charset=utf-8");
    expect_header(&got, "Cache-Control", "no-cache");
    expect_header(&got, "Access-Control-Allow-Origin", "*");
    EXPECT(strncmp((const char *)got.body.data, "c2sp.org/tlog-proof@v1\n", 23) == 0);
    site_close(&at);
}

SPEC(a_registry_that_is_not_founded_serves_no_log)
{
    gi_error err = { 0 };
    char dir[200];
    gi_about about = { .base_url = "https://gi.example/", .utc_offset_min = 480 };
    site at = { .fixture = NULL };
    AUTO_REPLY got = { .code = 0 };
    (void)snprintf(dir, sizeof dir, "%s/empty", gi_spec_directory());
    EXPECT_OK(gi_registry_create(dir, &about, &err));
    site_open_dir(&at, dir);
    site_ask(&at, "GET", "/log/checkpoint", "", &got);
    EXPECT_INT(got.code, 404);
    site_ask(&at, "GET", "/log/tile/0/000.p/1", "", &got);
    EXPECT_INT(got.code, 404);
    gi_http_server_close(at.server);
    gi_pool_close(at.pool);
}

SPEC(a_site_that_publishes_nothing_has_no_log_and_no_bundle)
{
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    at.pages.publisher.read = NULL;
    at.pages.bundle = NULL;
    site_ask(&at, "GET", "/log/checkpoint", "", &got);
    EXPECT_INT(got.code, 404);
    site_ask(&at, "GET", "/bundle", "", &got);
    EXPECT_INT(got.code, 404);
    site_close(&at);
}

SPEC(nothing_can_be_posted_to_the_log)
{
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    site_ask(&at, "POST", "/log/checkpoint", "Content-Length: 0\r\n", &got);
    EXPECT_INT(got.code, 405);
    expect_header(&got, "Allow", "GET, HEAD");
    site_close(&at);
}
