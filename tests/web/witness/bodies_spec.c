/* Bodies of POST: bounded, read whole, nothing behind them served; two requests at once. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/witness/site.h"

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
