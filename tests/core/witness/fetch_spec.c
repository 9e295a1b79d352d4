/* One HTTP request to a stranger: over real sockets, and to whom it goes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/core/witness/fetched.h"
#include "tests/core/witness/peer.h"
#include "tests/support/spec.h"

static void say_hello(peer *at, int socket)
{
    (void)at;
    (void)peer_reply(socket, "200 OK", "hello\n");
}

SPEC(an_answer_arrives_whole)
{
    peer at;
    fetched got;
    peer_open(&at, say_hello, NULL);
    fetch_from(at.url, NULL, PATIENT_MS, &got);
    peer_close(&at);
    gi_error err = got.err;
    EXPECT_OK(got.status);
    EXPECT_INT(got.code, 200);
    EXPECT_TEXT(got.body, "hello\n");
    EXPECT(strncmp(at.request, "GET / HTTP/1.1\r\n", 16) == 0);
}

SPEC(a_post_carries_its_body)
{
    peer at;
    fetched got;
    peer_open(&at, say_hello, NULL);
    fetch_from(at.url, "old 0\n\nnote", PATIENT_MS, &got);
    peer_close(&at);
    gi_error err = got.err;
    EXPECT_OK(got.status);
    EXPECT(strncmp(at.request, "POST / HTTP/1.1\r\n", 17) == 0);
    EXPECT_TEXT(strstr(at.request, "\r\n\r\n") + 4, "old 0\n\nnote");
}

SPEC(an_empty_post_is_a_post)
{
    peer at;
    fetched got;
    peer_open(&at, say_hello, NULL);
    fetch_from(at.url, "", PATIENT_MS, &got);
    peer_close(&at);
    EXPECT_INT(got.status, GI_OK);
    EXPECT(strncmp(at.request, "POST ", 5) == 0);
}

static void say_missing(peer *at, int socket)
{
    (void)at;
    (void)peer_reply(socket, "404 Not Found", "none\n");
}

SPEC(a_404_is_an_answer)
{
    peer at;
    fetched got;
    peer_open(&at, say_missing, NULL);
    fetch_from(at.url, NULL, PATIENT_MS, &got);
    peer_close(&at);
    EXPECT_INT(got.status, GI_OK);
    EXPECT_INT(got.code, 404);
    EXPECT_TEXT(got.body, "none\n");
}

static void say_elsewhere(peer *at, int socket)
{
    char head[200];
    (void)snprintf(head, sizeof head,
                   "HTTP/1.1 302 Found\r\nLocation: %s/x\r\nContent-Length: 0\r\n\r\n", at->url);
    (void)peer_say(socket, head);
}

SPEC(a_redirect_is_not_followed)
{
    peer at;
    fetched got;
    peer_open(&at, say_elsewhere, NULL);
    fetch_from(at.url, NULL, PATIENT_MS, &got);
    peer_close(&at);
    EXPECT_INT(got.code, 302);
    EXPECT_INT(atomic_load(&at.asked), 1);
}

SPEC(connections_are_used_again)
{
    peer at;
    int code = 0;
    gi_error err = { 0 };
    GI_AUTO(gi_fetcher) fetcher = NULL;
    GI_AUTO_BUF text = GI_BUF(SMALL);
    peer_open(&at, say_hello, NULL); /* serves the next connection when this one ends */
    EXPECT_OK(gi_fetcher_open(&fetcher, &err));
    for (int i = 0; i < 3; i++) {
        gi_fetch_limit limit = { PATIENT_MS, SMALL };
        EXPECT_OK(gi_fetch_get(fetcher, at.url, limit, &code, &text, &err));
    }
    peer_close(&at);
    EXPECT_TEXT(gi_buf_text(&text), "hello\nhello\nhello\n");
}

static void say_packed(peer *at, int socket)
{
    /* gzip of "hello\n" */
    static const char packed[] = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\x48\xcd\xc9\xc9\xe7"
                                 "\x02\x00\x20\x30\x3a\x36\x06\x00\x00\x00";
    (void)at;
    (void)peer_say(socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 26\r\n"
                           "\r\n");
    (void)peer_send(socket, packed, 26);
}

SPEC(gzip_is_undone)
{
    peer at;
    fetched got;
    peer_open(&at, say_packed, NULL);
    fetch_from(at.url, NULL, PATIENT_MS, &got);
    peer_close(&at);
    gi_error err = got.err;
    EXPECT_OK(got.status);
    EXPECT_TEXT(got.body, "hello\n");
}

SPEC(nobody_there_is_unreachable)
{
    peer at;
    fetched got;
    peer_open(&at, say_hello, NULL);
    peer_close(&at);
    fetch_from(at.url, NULL, PATIENT_MS, &got);
    gi_error err = got.err;
    EXPECT_WHY(got.status, GI_WHY_UNREACHABLE);
}

SPEC(a_proxy_of_the_environment_is_not_asked)
{
    peer at;
    fetched got;
    peer_open(&at, say_hello, NULL);
    EXPECT(setenv("http_proxy", "http://127.0.0.1:1", 1) == 0);
    fetch_from(at.url, NULL, PATIENT_MS, &got);
    (void)unsetenv("http_proxy");
    peer_close(&at);
    gi_error err = got.err;
    EXPECT_OK(got.status);
}

SPEC(only_plain_web_addresses_are_taken)
{
    static const char *const bad[] = { "",
                                       "x",
                                       "127.0.0.1/x",
                                       "file:///etc/passwd",
                                       "ftp://127.0.0.1/x",
                                       "gopher://127.0.0.1/x",
                                       "http://",
                                       "http://me@127.0.0.1/",
                                       "http://me:pw@127.0.0.1/",
                                       "http://127.0.0.1:99999/",
                                       "http://127.0.0.1/a b",
                                       "http://127.0.0.1/\r\nX: y" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        fetched got;
        gi_error err = { 0 };
        EXPECT_WHY(gi_fetch_check(bad[i], &err), GI_WHY_BAD_URL);
        fetch_from(bad[i], NULL, PATIENT_MS, &got);
        err = got.err;
        EXPECT_WHY(got.status, GI_WHY_BAD_URL);
    }
}
