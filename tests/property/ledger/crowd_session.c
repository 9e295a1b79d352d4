/*
 * crowd_session.c - one session of random acts. What it was told it writes down after the
 * commit, never before.
 *
 * A refusal must be one of the business, and a request key that was used before must answer
 * as it did; anything else is a fault.
 */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "gi/text.h"
#include "tests/property/ledger/books.h"
#include "tests/property/ledger/crowd.h"

#define SESSION_MAX 64

/* What a draft with a remembered request key must meet. */
typedef enum again { NEW, SAME_DRAFT, OTHER_DRAFT } again;

/* One act of a session, as it was asked and as it went. */
typedef struct task {
    gi_draft *draft;
    int kind;
    again again;
    int64_t first; /* index of the first answer to its request key */
    bool done;
    gi_receipt receipt;
} task;

/* Over-balance is not among them: lots and allotments must refuse before the ledger has to. */
static const gi_why allowed[] = {
    GI_WHY_REQUEST_REUSED, GI_WHY_NO_SOURCE,    GI_WHY_NO_LOT,         GI_WHY_SUSPENDED,
    GI_WHY_NOT_PRODUCER,   GI_WHY_NOT_OWNER,    GI_WHY_ALREADY,        GI_WHY_DAY_ORDER,
    GI_WHY_OVER_LOT,       GI_WHY_OVER_DAILY,   GI_WHY_OVER_SOURCE,    GI_WHY_OVER_RATIO,
    GI_WHY_OVER_BATCH,     GI_WHY_OUTSIDE_RUN,  GI_WHY_RANGE_SPENT,    GI_WHY_TOO_LATE,
    GI_WHY_NOT_AMENDABLE,  GI_WHY_BAD_FIELD,    GI_WHY_NOT_IN_PRODUCT, GI_WHY_LOTS_DIFFER,
    GI_WHY_LOT_HELD,       GI_WHY_SAME_HOLDER,  GI_WHY_NOT_TRANSFER,   GI_WHY_WRONG_PIN,
    GI_WHY_CARD_LOCKED,    GI_WHY_NO_CREDIT,    GI_WHY_FROZEN,         GI_WHY_RECALLED,
    GI_WHY_FREEZE_OVER,    GI_WHY_OVER_OUTSIDE, GI_WHY_ALLOTTED,       GI_WHY_NO_BASIS,
    GI_WHY_ACTIVATED,      GI_WHY_SEASON_ENDED, GI_WHY_NOT_GRANTED,    GI_WHY_OVER_GRANT,
    GI_WHY_PRE_HARVEST,
};

static bool is_allowed(gi_why why)
{
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++) {
        if (allowed[i] == why) {
            return true;
        }
    }
    return false;
}

/* ---- asking ---- */

/* Few things can be disputed or settled: a draft that was drawn anew may be the remembered one. */
static bool is_same(const gi_draft *draft, const gi_json *known)
{
    GI_AUTO(gi_json) json = gi_draft_to_json(draft);
    GI_AUTO_BUF one = GI_BUF(65536);
    GI_AUTO_BUF other = GI_BUF(65536);
    gi_json_write(json, &one);
    gi_json_write(known, &other);
    return gi_bytes_equal(gi_buf_view(&one), gi_buf_view(&other));
}

/* A remembered draft again, or another draft under its request key. */
static void ask_again(crowd_worker *worker, task *one)
{
    uint64_t slot = crowd_below(worker, CROWD_MEMORY);
    const gi_json *known = worker->memory[slot].draft;
    gi_bytes request = { 0 };
    gi_error err = { 0 };
    if (known == NULL || !gi_json_as_text(gi_json_get(known, "request"), &request)) {
        return;
    }
    one->first = worker->memory[slot].index;
    if (crowd_below(worker, 2) == 0 && (one->draft = crowd_draft(worker, &one->kind)) != NULL) {
        if (gi_draft_set_request(one->draft, request, &err) != GI_OK) {
            abort();
        }
        one->again = is_same(one->draft, known) ? SAME_DRAFT : OTHER_DRAFT;
    } else if (gi_draft_from_json(known, crowd_random(worker), &one->draft, &err) == GI_OK) {
        one->again = SAME_DRAFT;
    }
}

static void ask(crowd_worker *worker, task *one)
{
    if (crowd_below(worker, 25) == 0) {
        ask_again(worker, one);
    } else {
        one->draft = crowd_draft(worker, &one->kind);
    }
}

/* ---- acting ---- */

static bool answered_rightly(const task *one, gi_why why)
{
    switch (one->again) {
    case SAME_DRAFT:
        return one->done && one->receipt.repeated && one->receipt.index == one->first;
    case OTHER_DRAFT:
        return !one->done && why == GI_WHY_REQUEST_REUSED;
    case NEW:
        break;
    }
    return one->done ? !one->receipt.repeated : is_allowed(why) && why != GI_WHY_REQUEST_REUSED;
}

static int run_task(crowd_worker *worker, gi_session *session, task *one)
{
    gi_error err = { 0 };
    if (one->draft == NULL) {
        return 0;
    }
    one->done = gi_session_act(session, one->draft, &one->receipt, &err) == GI_OK;
    atomic_fetch_add(&worker->shared->attempted, 1);
    if (!one->done) {
        atomic_fetch_add(&worker->shared->refused[err.why], 1);
    }
    return answered_rightly(one, err.why) ? 0 : crowd_fault(worker, crowd_kinds[one->kind], &err);
}

static gi_status begin(crowd_worker *worker, gi_session **session, gi_error *err)
{
    struct timespec from;
    struct timespec to;
    (void)clock_gettime(CLOCK_MONOTONIC, &from);
    gi_signer *const *signers = worker->signer[crowd_below(worker, 2)];
    gi_status status = gi_session_begin(worker->registry, signers, CROWD_SIGNERS, session, err);
    (void)clock_gettime(CLOCK_MONOTONIC, &to);
    long long waited = (to.tv_sec - from.tv_sec) * 1000000LL + (to.tv_nsec - from.tv_nsec) / 1000;
    long long longest = atomic_load(&worker->shared->longest_us);
    while (longest < waited &&
           !atomic_compare_exchange_weak(&worker->shared->longest_us, &longest, waited)) {
    }
    atomic_fetch_add(&worker->shared->waited_us, waited);
    return status;
}

/* Half of the drafts are older than the session, as forms are; half see what it did. */
static int run_tasks(crowd_worker *worker, task *tasks, size_t count)
{
    gi_error err = { 0 };
    GI_AUTO(gi_session) session = NULL;
    gi_status status = begin(worker, &session, &err);
    if (status == GI_BUSY) {
        atomic_fetch_add(&worker->shared->busy, 1);
        return 0;
    }
    for (size_t i = 0; status == GI_OK && i < count; i++) {
        if (tasks[i].draft == NULL) {
            ask(worker, &tasks[i]);
        }
        int code = run_task(worker, session, &tasks[i]);
        if (code != 0) {
            return code;
        }
    }
    status = status == GI_OK ? gi_session_commit(session, &err) : status;
    atomic_fetch_add(&worker->shared->sessions, 1);
    return status == GI_OK ? 0 : crowd_fault(worker, "session", &err);
}

/* ---- after the commit ---- */

/* The highest lot of an answer, 0 = none. */
static int64_t lot_of(const gi_json *answer)
{
    const gi_json *lots = gi_json_get(answer, "lots");
    int64_t lot = 0;
    size_t count = gi_json_count(lots);
    if (count > 0) {
        (void)gi_json_as_int(gi_json_at(lots, count - 1), &lot);
    } else {
        (void)gi_json_as_int(gi_json_get(answer, "lot"), &lot);
    }
    return lot;
}

static void raise_last_lot(crowd_shared *shared, const gi_receipt *receipt)
{
    GI_AUTO(gi_json) answer = NULL;
    if (gi_json_parse(gi_bytes_of(receipt->answer), 8, &answer, NULL) != GI_OK) {
        return;
    }
    int64_t lot = lot_of(answer);
    long long before = atomic_load(&shared->last_lot);
    while (before < lot && !atomic_compare_exchange_weak(&shared->last_lot, &before, lot)) {
    }
}

static told remember(crowd_worker *worker, const task *one)
{
    told record = { .index = one->receipt.index,
                    .answer = gi_sha256(gi_bytes_of(one->receipt.answer)) };
    uint64_t slot = crowd_below(worker, CROWD_MEMORY);
    gi_json *draft = gi_draft_to_json(one->draft);
    gi_bytes hex = { 0 };
    if (!gi_json_as_text(gi_json_get(draft, "request"), &hex) ||
        gi_hex_parse(hex, record.request, sizeof record.request, NULL) != GI_OK) {
        abort();
    }
    gi_json_destroy(worker->memory[slot].draft);
    worker->memory[slot].draft = draft;
    worker->memory[slot].index = record.index;
    return record;
}

static void count_task(crowd_shared *shared, const task *one)
{
    raise_last_lot(shared, &one->receipt);
    atomic_fetch_add(one->receipt.repeated ? &shared->repeated : &shared->accepted[one->kind], 1);
}

static int write_down(crowd_worker *worker, const task *tasks, size_t count)
{
    told records[SESSION_MAX];
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        if (tasks[i].done) {
            count_task(worker->shared, &tasks[i]);
            records[done++] = remember(worker, &tasks[i]);
        }
    }
    ssize_t size = (ssize_t)(done * sizeof records[0]);
    return write(worker->told, records, (size_t)size) == size
               ? 0
               : crowd_fault(worker, "what was told", &(gi_error){ 0 });
}

int crowd_session(crowd_worker *worker)
{
    task tasks[SESSION_MAX] = { 0 };
    size_t count = 1 + crowd_below(worker, SESSION_MAX);
    for (size_t i = 0; i < count / 2; i++) {
        ask(worker, &tasks[i]);
    }
    int code = run_tasks(worker, tasks, count);
    code = code == 0 ? write_down(worker, tasks, count) : code;
    for (size_t i = 0; i < count; i++) {
        gi_draft_destroy(tasks[i].draft);
    }
    return code;
}
