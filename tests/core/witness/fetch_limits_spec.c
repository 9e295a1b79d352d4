/* A stranger that sends too much, too slowly, or something broken: nothing of it is kept. */
#include <string.h>
#include <sys/socket.h>

#include "tests/core/witness/fetched.h"
#include "tests/core/witness/peer.h"
#include "tests/support/spec.h"

/* A GET that is refused, leaves nothing behind and does not take for ever. */
static void expect_refusal(peer_answer answer, int64_t ms, gi_why why)
{
    peer at;
    fetched got;
    peer_open(&at, answer, NULL);
    fetch_from(at.url, NULL, ms, &got);
    gi_error err = got.err;
    peer_close(&at);
    EXPECT_WHY(got.status, why);
    EXPECT_INT(got.code, -1);
    EXPECT_TEXT(got.body, "");
    EXPECT(got.ms < PATIENT_MS);
    EXPECT(strstr(err.message, "127.0.0.1") != NULL);
}

static void say_much(peer *at, int socket)
{
    char piece[4096];
    (void)at;
    memset(piece, 'x', sizeof piece);
    (void)peer_say(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    for (int i = 0; i < 2560 && peer_send(socket, piece, sizeof piece); i++) {
    }
    (void)shutdown(socket, SHUT_RDWR);
}

SPEC(ten_megabytes_are_not_read)
{
    expect_refusal(say_much, PATIENT_MS, GI_WHY_FETCH_BIG);
}

static void promise_much(peer *at, int socket)
{
    (void)peer_say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n");
    (void)peer_wait(at, 2 * PATIENT_MS);
}

SPEC(ten_megabytes_that_are_announced_are_not_waited_for)
{
    expect_refusal(promise_much, PATIENT_MS, GI_WHY_FETCH_BIG);
}

static void say_headers(peer *at, int socket)
{
    (void)at;
    (void)peer_say(socket, "HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 100000 && peer_say(socket, "X-Again: and again and again\r\n"); i++) {
    }
    (void)shutdown(socket, SHUT_RDWR);
}

SPEC(headers_without_end_are_not_read)
{
    expect_refusal(say_headers, PATIENT_MS, GI_WHY_FETCH_BIG);
}

static void say_nothing(peer *at, int socket)
{
    (void)socket;
    (void)peer_wait(at, 2 * PATIENT_MS);
}

SPEC(a_server_that_never_answers_is_left)
{
    expect_refusal(say_nothing, HASTY_MS, GI_WHY_FETCH_SLOW);
}

static void say_slowly(peer *at, int socket)
{
    (void)peer_say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
    while (peer_wait(at, HASTY_MS / 5) && peer_say(socket, "x")) {
    }
}

SPEC(a_server_that_dribbles_is_left)
{
    expect_refusal(say_slowly, HASTY_MS, GI_WHY_FETCH_SLOW);
}

/* ---- broken ones ---- */

static void say_half(peer *at, int socket)
{
    (void)at;
    (void)peer_say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    (void)shutdown(socket, SHUT_RDWR);
}

SPEC(an_answer_cut_in_half_is_none)
{
    expect_refusal(say_half, PATIENT_MS, GI_WHY_UNREACHABLE);
}

static void say_old(peer *at, int socket)
{
    (void)at;
    (void)peer_say(socket, "hello, this is no HTTP\r\n");
    (void)shutdown(socket, SHUT_RDWR);
}

SPEC(what_is_no_http_is_no_answer)
{
    expect_refusal(say_old, PATIENT_MS, GI_WHY_UNREACHABLE);
}
