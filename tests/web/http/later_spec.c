/* Answers that wait for somebody else's work: many at once, one thread, and a server that ends. */
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/spec.h"
#include "tests/web/http/client.h"
#include "tests/web/http/moments.h"

enum { MANY = 40 };

static const char wait_again[] = "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n";

/* What waits, as its handler left it. */
typedef struct works {
    served at;
    atomic_int begun, released, answered, told;
    gi_http_waiter *waiter[MANY];
} works;

static void begin(void *work, gi_http_waiter *waiter)
{
    works *all = work;
    all->waiter[atomic_load(&all->begun)] = waiter; /* one thread begins them all */
    (void)atomic_fetch_add(&all->begun, 1);
}

static void release(void *work)
{
    (void)atomic_fetch_add(&((works *)work)->released, 1);
}

static gi_status wait_for_it(void *context, const gi_http_request *request,
                             gi_http_response *response, gi_error *err)
{
    works *all = context;
    (void)err;
    response->type = "text/plain";
    if (request->done != NULL) {
        EXPECT(request->done == all);
        (void)atomic_fetch_add(&all->answered, 1);
        gi_buf_add_text(&response->body, "done");
        return GI_OK;
    }
    response->later = (gi_http_later){ .begin = begin, .release = release, .work = all };
    return GI_OK;
}

static gi_status say_now(void *context, const gi_http_request *request, gi_http_response *response,
                         gi_error *err)
{
    (void)context;
    (void)request;
    (void)err;
    response->type = "text/plain";
    gi_buf_add_text(&response->body, "now");
    return GI_OK;
}

static const gi_route routes[] = {
    { GI_HTTP_GET, "/wait", "anyone", 0, wait_for_it, "waits" },
    { GI_HTTP_GET, "/now", "anyone", 0, say_now, "does not" },
};

static void count_done(void *context, const gi_route *route, int status, int64_t us)
{
    works *all = context;
    (void)route;
    EXPECT(status > 0 && us >= 0);
    (void)atomic_fetch_add(&all->told, 1);
}

static void works_open(works *all, int request_ms)
{
    gi_http_limits limits = gi_http_limits_default();
    limits.threads = 1;
    limits.request_ms = request_ms;
    *all = (works){ .begun = 0 };
    served_open(&all->at, &limits);
    all->at.site.http.routes = routes;
    all->at.site.http.route_count = 2;
    all->at.site.http.context = all;
    all->at.site.http.done = count_done;
}

static void await(const atomic_int *number, int wanted)
{
    for (int i = 0; i < 8000 && atomic_load(number) != wanted; i++) {
        pause_ms(1);
    }
    EXPECT_INT(atomic_load(number), wanted);
}

static int ask_for(const works *all, const char *path)
{
    GI_AUTO_BUF raw = GI_BUF(200);
    gi_buf_add_format(&raw, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", path);
    int fd = client_connect(&all->at);
    client_send(fd, gi_buf_text(&raw), raw.size);
    return fd;
}

static void expect_answer(int fd, int code, const char *text)
{
    reply got;
    client_read_one(fd, &got);
    EXPECT_INT(reply_code(&got), code);
    EXPECT(strstr(got.text, text) != NULL);
}

SPEC(one_thread_has_many_wait_and_answers_others_meanwhile)
{
    works all;
    int fd[MANY];
    works_open(&all, 30000);
    for (int i = 0; i < MANY; i++) {
        fd[i] = ask_for(&all, "/wait");
    }
    await(&all.begun, MANY);

    int other = ask_for(&all, "/now");
    expect_answer(other, 200, "now");
    (void)close(other);
    EXPECT_INT(all.answered, 0);
    for (int i = 0; i < MANY; i++) {
        gi_http_wake(all.waiter[i]);
    }
    for (int i = 0; i < MANY; i++) {
        expect_answer(fd[i], 200, "done");
        (void)close(fd[i]);
    }
    await(&all.released, MANY);
    EXPECT_INT(all.told, MANY + 1);
    served_close(&all.at);
}

SPEC(a_connection_is_kept_after_an_answer_that_was_waited_for)
{
    works all;
    works_open(&all, 30000);
    int fd = ask_for(&all, "/wait");
    for (int i = 1; i <= 3; i++) {
        await(&all.begun, i);
        gi_http_wake(all.waiter[i - 1]);
        expect_answer(fd, 200, "done");
        client_send(fd, wait_again, sizeof wait_again - 1);
    }
    await(&all.begun, 4);
    gi_http_wake(all.waiter[3]);
    expect_answer(fd, 200, "done");
    (void)close(fd);
    await(&all.released, 4);
    served_close(&all.at);
}

static void wake(void *work, gi_http_waiter *waiter)
{
    (void)work;
    gi_http_wake(waiter);
}

static gi_status wait_for_nothing(void *context, const gi_http_request *request,
                                  gi_http_response *response, gi_error *err)
{
    GI_TRY(wait_for_it(context, request, response, err));
    response->later.begin = wake;
    return GI_OK;
}

SPEC(work_that_is_over_before_it_began_is_answered)
{
    static const gi_route at_once = { GI_HTTP_GET, "/wait", "anyone", 0, wait_for_nothing, "-" };
    works all;
    works_open(&all, 30000);
    all.at.site.http.routes = &at_once;
    all.at.site.http.route_count = 1;
    int fd = ask_for(&all, "/wait");
    expect_answer(fd, 200, "done");
    (void)close(fd);
    await(&all.released, 1);
    served_close(&all.at);
}

SPEC(who_waits_past_the_deadline_is_cut_and_the_work_given_back)
{
    works all;
    reply got;
    works_open(&all, 300);
    int fd = ask_for(&all, "/wait");
    await(&all.begun, 1);
    client_read(fd, 5000, &got);
    EXPECT(got.closed && got.size == 0);
    EXPECT_INT(all.released, 0);
    gi_http_wake(all.waiter[0]);
    await(&all.released, 1);
    (void)close(fd);
    served_close(&all.at);
}

static void *close_it(void *context)
{
    works *all = context;
    served_close(&all->at);
    (void)atomic_fetch_add(&all->told, 1000);
    return NULL;
}

SPEC(a_server_ends_after_those_who_wait_and_begins_nothing_more)
{
    works all;
    pthread_t ending;
    works_open(&all, 30000);
    int late = ask_for(&all, "/now");
    expect_answer(late, 200, "now");
    int fd = ask_for(&all, "/wait");
    await(&all.begun, 1);
    EXPECT_INT(pthread_create(&ending, NULL, close_it, &all), 0);
    pause_ms(100);
    EXPECT(atomic_load(&all.told) < 1000);

    client_send(late, wait_again, sizeof wait_again - 1);
    expect_answer(late, 503, "503");
    EXPECT_INT(all.begun, 1);
    gi_http_wake(all.waiter[0]);
    EXPECT_INT(pthread_join(ending, NULL), 0);
    EXPECT_INT(all.released, 2);
    (void)close(late);
    (void)close(fd);
}
