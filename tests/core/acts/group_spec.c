/* Group commit: many threads ask, one writes, every answer stands in the log. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/acts/draft.h"
#include "core/store/log_rows.h"
#include "core/store/registry.h"
#include "gi/group.h"
#include "gi/text.h"
#include "tests/core/acts/helpers.h"

#define THREADS 32
#define EACH 50
#define REQUEST "00112233445566778899aabbccddeeff"

typedef struct client {
    pthread_t thread;
    gi_group *group;
    int acts;         /* how many it asks */
    int bad_every;    /* each so-manieth asks for too much; 0 = none */
    int reuse_every;  /* the first client: each so-manieth has REQUEST for other words; 0 = none */
    bool one_request; /* all clients ask the same */
    gi_receipt receipt[EACH];
    uint8_t request[EACH][16];
    gi_error err[EACH];
    gi_status status[EACH];
} client;

/* No EXPECT in a thread: what happened is looked at after it. */
static gi_status ask(client *mine, int i)
{
    bool bad = mine->bad_every > 0 && i % mine->bad_every == 0;
    bool reused = mine->reuse_every > 0 && i % mine->reuse_every == 0;
    const char *qty = reused ? "2g" : "1g";
    const char *const fields[][2] = { { "source", "1" },
                                      { "product", "LSYW" },
                                      { "season", "2026-1" },
                                      { "day", "2026-04-05" },
                                      { "qty", bad ? "500kg" : qty } };
    gi_error *err = &mine->err[i];
    GI_AUTO(gi_draft) draft = NULL;
    GI_TRY(gi_draft_create("harvest", gi_random_system(), &draft, err));
    if (mine->one_request || reused) {
        GI_TRY(gi_draft_set_request(draft, gi_bytes_of(REQUEST), err));
    }
    for (size_t f = 0; f < sizeof fields / sizeof fields[0]; f++) {
        GI_TRY(gi_draft_set(draft, fields[f][0], gi_bytes_of(fields[f][1]), err));
    }
    memcpy(mine->request[i], gi_draft_request(draft), 16);
    return gi_group_submit(mine->group, draft, &mine->receipt[i], err);
}

static void *ask_all(void *context)
{
    client *mine = context;
    for (int i = 0; i < mine->acts; i++) {
        mine->status[i] = ask(mine, i);
    }
    return NULL;
}

static void run_clients(gi_fixture *fixture, client *clients, client like)
{
    gi_error err = { 0 };
    GI_AUTO(gi_group) group = NULL;
    EXPECT_OK(gi_group_open(fixture->registry, fixture->signer, fixture->signers, &group, &err));
    like.group = group;
    for (int i = 0; i < THREADS; i++) {
        clients[i] = like;
        clients[i].reuse_every = i == 0 ? like.reuse_every : 0;
        EXPECT(pthread_create(&clients[i].thread, NULL, ask_all, &clients[i]) == 0);
    }
    for (int i = 0; i < THREADS; i++) {
        EXPECT(pthread_join(clients[i].thread, NULL) == 0);
    }
}

static int checkpoints(const gi_fixture *fixture, int64_t from)
{
    gi_error err = { 0 };
    int count = 0;
    while (from < acts(fixture)) {
        GI_AUTO_BUF text = GI_BUF(4096);
        static gi_note note;
        gi_checkpoint head;
        bool found = false;
        EXPECT_OK(gi_checkpoint_after(fixture->registry->db, from, &text, &found, &err));
        EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
        EXPECT_OK(gi_checkpoint_parse(note.body, &head, &err));
        from = head.size;
        count++;
    }
    return count;
}

static void expect_in_log(const gi_fixture *fixture, const client *mine, int i)
{
    gi_error err = { 0 };
    gi_act_row row;
    EXPECT_OK(gi_act_load(fixture->registry->db, mine->receipt[i].index, &row, NULL, NULL, &err));
    EXPECT(memcmp(row.request, mine->request[i], sizeof row.request) == 0);
}

static client clients[THREADS];

SPEC(every_act_of_many_threads_stands_in_the_log_at_the_place_it_was_told)
{
    GI_AUTO(gi_fixture) fixture = land();
    int64_t before = acts(fixture);
    run_clients(fixture, clients, (client){ .acts = EACH });
    for (int i = 0; i < THREADS * EACH; i++) {
        EXPECT_INT(clients[i / EACH].status[i % EACH], GI_OK);
        expect_in_log(fixture, &clients[i / EACH], i % EACH);
    }
    EXPECT_INT(acts(fixture), before + THREADS * EACH);
    EXPECT_INT(balance(fixture, "raw"), THREADS * EACH * 1000);
    EXPECT(books_balance(fixture));
}

SPEC(acts_that_wait_together_share_a_checkpoint)
{
    GI_AUTO(gi_fixture) fixture = land();
    int64_t before = acts(fixture);
    run_clients(fixture, clients, (client){ .acts = 20 });
    EXPECT(checkpoints(fixture, before) < THREADS * 20 / 2);
}

SPEC(an_act_that_fails_in_a_group_is_refused_alone)
{
    GI_AUTO(gi_fixture) fixture = land();
    int64_t before = acts(fixture);
    run_clients(fixture, clients, (client){ .acts = 10, .bad_every = 5 });
    for (int i = 0; i < THREADS * 10; i++) {
        const client *mine = &clients[i / 10];
        EXPECT_INT(mine->err[i % 10].why, i % 5 == 0 ? GI_WHY_OVER_DAILY : GI_WHY_NONE);
        EXPECT_INT(mine->status[i % 10] == GI_OK, i % 5 != 0);
    }
    EXPECT_INT(acts(fixture), before + THREADS * 8);
}

/* Done is what was not done before: "not done again" would invite a second booking. */
SPEC(a_request_that_was_reused_in_a_group_leaves_the_others_done_once)
{
    GI_AUTO(gi_fixture) fixture = land();
    int64_t before = acts(fixture);
    run_clients(fixture, clients, (client){ .acts = 1, .one_request = true });
    run_clients(fixture, clients, (client){ .acts = 8, .reuse_every = 2 });
    for (int i = 0; i < THREADS * 8; i++) {
        const client *mine = &clients[i / 8];
        bool reused = i / 8 == 0 && i % 2 == 0;
        EXPECT_INT(mine->err[i % 8].why, reused ? GI_WHY_REQUEST_REUSED : GI_WHY_NONE);
        EXPECT(reused || !mine->receipt[i % 8].repeated);
    }
    EXPECT_INT(acts(fixture), before + 1 + THREADS * 8 - 4);
}

SPEC(one_request_asked_by_many_threads_at_once_has_one_answer)
{
    GI_AUTO(gi_fixture) fixture = land();
    int64_t before = acts(fixture);
    int first = 0;
    run_clients(fixture, clients, (client){ .acts = 3, .one_request = true });
    for (int i = 0; i < THREADS * 3; i++) {
        const client *mine = &clients[i / 3];
        EXPECT_INT(mine->status[i % 3], GI_OK);
        EXPECT_INT(mine->receipt[i % 3].index, before);
        EXPECT_TEXT(mine->receipt[i % 3].answer, clients[0].receipt[0].answer);
        first += mine->receipt[i % 3].repeated ? 0 : 1;
    }
    EXPECT_INT(first, 1);
    EXPECT_INT(acts(fixture), before + 1);
}

SPEC(a_commit_that_fails_fails_for_all_who_waited)
{
    GI_AUTO(gi_fixture) fixture = land();
    int64_t before = acts(fixture);
    drop_signer(fixture, FIXTURE_LOG);
    run_clients(fixture, clients, (client){ .acts = 1 });
    for (int i = 0; i < THREADS; i++) {
        EXPECT_INT(clients[i].err[0].why, GI_WHY_SIGNER_MISSING);
        EXPECT_INT(clients[i].status[0], GI_DENIED);
    }
    EXPECT_INT(acts(fixture), before);
}

SPEC(a_group_that_could_not_begin_works_again_afterwards)
{
    GI_AUTO(gi_fixture) fixture = land();
    char mark[160];
    (void)snprintf(mark, sizeof mark, "%s.high", fixture->dir);
    EXPECT(unlink(mark) == 0 && mkdir(mark, 0700) == 0);
    run_clients(fixture, clients, (client){ .acts = 1 });
    EXPECT(rmdir(mark) == 0);
    for (int i = 0; i < THREADS; i++) {
        EXPECT_INT(clients[i].err[0].why, GI_WHY_FILE_OPEN);
    }
    run_clients(fixture, clients, (client){ .acts = 1 });
    EXPECT_INT(clients[THREADS - 1].status[0], GI_OK);
}

SPEC(a_group_that_nobody_asked_closes)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    GI_AUTO(gi_group) group = NULL;
    EXPECT_OK(gi_group_open(fixture->registry, fixture->signer, fixture->signers, &group, &err));
}
