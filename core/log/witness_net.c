/*
 * witness_net.c - requests to several witnesses at once (witness_net.h).
 *
 * A thread touches its own call and nothing else; the one that runs them waits for all. Each
 * ends by its own limit, so waiting is bounded.
 */
#include "core/log/witness_net.h"

#include <pthread.h>

#include "core/log/fetch.h"

enum { ANSWER_MAX = GI_NOTE_MAX };

typedef struct worker {
    pthread_t thread;
    bool started;
    gi_call *call;
    int64_t ms;
} worker;

static gi_status perform(const worker *at, gi_error *err)
{
    gi_call *call = at->call;
    gi_fetch_limit limit = { at->ms, ANSWER_MAX };
    GI_AUTO(gi_fetcher) fetcher = NULL;
    GI_TRY(gi_fetcher_open(&fetcher, err));
    return call->post ? gi_fetch_post(fetcher, call->url, gi_buf_view(&call->request), limit,
                                      &call->code, &call->answer, err)
                      : gi_fetch_get(fetcher, call->url, limit, &call->code, &call->answer, err);
}

static void *work(void *context)
{
    worker *at = context;
    at->call->code = 0;
    gi_buf_clear(&at->call->answer);
    at->call->answer = GI_BUF(ANSWER_MAX);
    at->call->failure = (gi_error){ .status = GI_OK };
    gi_error why = { .status = GI_OK };
    if (perform(at, &why) != GI_OK) {
        at->call->failure = why;
    }
    return NULL;
}

void gi_calls_run(gi_call *const *calls, size_t count, int64_t ms)
{
    worker workers[GI_WITNESSES_MAX];
    for (size_t i = 0; i < count && i < GI_WITNESSES_MAX; i++) {
        workers[i] = (worker){ .call = calls[i], .ms = ms };
        if (calls[i] != NULL) {
            workers[i].started = pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
        }
    }
    for (size_t i = 0; i < count && i < GI_WITNESSES_MAX; i++) {
        if (workers[i].started) {
            (void)pthread_join(workers[i].thread, NULL);
        } else if (calls[i] != NULL) {
            (void)gi_fail(&calls[i]->failure, GI_WHY_NO_MEMORY, "thread");
        }
    }
}
