/* The witness over HTTP: codes, types and bodies of the protocol. */
#include <stdio.h>
#include <string.h>

#include "gi/text.h"
#include "tests/support/spec.h"
#include "tests/web/witness/site.h"

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
