/* Killed at any instant, asked twice at once: what was answered is held, and one story only. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/witness/watched.h"
#include "tests/support/spec.h"

/* Runs part in a child that ends by a kill of its own, or is killed after some time. */
static pid_t start(void (*part)(watched *at, int tell), watched *at, int tell)
{
    pid_t child = fork();
    if (child == 0) {
        part(at, tell);
        _exit(0);
    }
    EXPECT(child > 0);
    return child;
}

static void answer_and_die(watched *at, int tell)
{
    (void)tell;
    (void)watched_grow(at, 'a', 0, 7);
    (void)raise(SIGKILL); /* the answer never left */
}

SPEC(killed_between_storing_and_answering_the_head_is_held)
{
    watched at;
    watched_open(&at);
    (void)waitpid(start(answer_and_die, &at, -1), NULL, 0);
    watched_reopen(&at);
    EXPECT_INT(watched_size(&at), 7);
    EXPECT_INT(watched_grow(&at, 'b', 0, 9).status, 409);
    EXPECT_INT(watched_grow(&at, 'a', 7, 9).status, 200);
    watched_close(&at);
}

static gi_status die_signing(const gi_signer *signer, gi_bytes message, gi_signature *out,
                             gi_error *err)
{
    (void)signer;
    (void)message;
    (void)out;
    (void)raise(SIGKILL);
    return gi_fail(err, GI_WHY_CRYPTO, "killed");
}

static void die_at_signing(watched *at, int tell)
{
    static const gi_signer_type type = { die_signing, NULL };
    gi_signer mortal = { &type, 9, at->own->public_key };
    gi_signer *own = at->own;
    (void)tell;
    at->own = &mortal;
    watched_reopen(at);
    (void)watched_grow(at, 'a', 0, 7);
    at->own = own;
}

SPEC(killed_while_signing_nothing_is_held)
{
    watched at;
    watched_open(&at);
    (void)waitpid(start(die_at_signing, &at, -1), NULL, 0);
    watched_reopen(&at);
    EXPECT_INT(watched_size(&at), -1);
    EXPECT_INT(watched_grow(&at, 'a', 0, 7).status, 200);
    watched_close(&at);
}

/* Grows one by one from what is held and tells each size once it was answered. */
static void grow_and_tell(watched *at, int tell)
{
    for (int64_t size = watched_size(at) < 0 ? 0 : watched_size(at); size < 200; size++) {
        uint8_t told = (uint8_t)(size + 1);
        if (watched_grow(at, 'a', size, size + 1).status != 200 || write(tell, &told, 1) != 1) {
            _exit(1);
        }
    }
}

static int64_t last_told(int from, int64_t last)
{
    uint8_t told = 0;
    while (read(from, &told, 1) == 1) {
        last = told;
    }
    return last;
}

SPEC(killed_at_any_instant_no_answer_is_forgotten)
{
    int rounds = getenv("GI_LONG") != NULL ? 200 : 20;
    watched at;
    int64_t told = 0;
    watched_open(&at);
    for (int i = 0; i < rounds; i++) {
        int pipe_of[2];
        EXPECT(pipe(pipe_of) == 0);
        pid_t child = start(grow_and_tell, &at, pipe_of[1]);
        (void)close(pipe_of[1]);
        (void)usleep((useconds_t)(1000 + gi_spec_below(20000)));
        (void)kill(child, SIGKILL);
        (void)waitpid(child, NULL, 0);
        told = last_told(pipe_of[0], told);
        (void)close(pipe_of[0]);
        watched_reopen(&at);
        int64_t held = watched_size(&at) < 0 ? 0 : watched_size(&at);
        EXPECT(held == told || held == told + 1);
        told = held;
    }
    watched_close(&at);
}

/* Waits for the pipe to close, so that both start at once; ends with the status in tens. */
static void race(watched *at, int gate, char branch)
{
    uint8_t byte = 0;
    (void)!read(gate, &byte, 1);
    _exit(watched_grow(at, branch, 4, 9).status / 10);
}

static int racer(watched *at, int gate, int other_end, char branch)
{
    pid_t child = fork();
    if (child == 0) {
        (void)close(other_end);
        race(at, gate, branch);
    }
    EXPECT(child > 0);
    return (int)child;
}

static int code_of(int child)
{
    int status = 0;
    (void)waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

SPEC(of_two_stories_told_at_once_one_is_cosigned)
{
    for (int i = 0; i < 10; i++) {
        watched at;
        int gate[2];
        watched_open(&at);
        (void)watched_grow(&at, 'a', 0, 4);
        EXPECT(pipe(gate) == 0);
        int one = racer(&at, gate[0], gate[1], 'a');
        int two = racer(&at, gate[0], gate[1], 'b');
        (void)close(gate[1]);
        int first = code_of(one);
        int second = code_of(two);
        (void)close(gate[0]);
        EXPECT_INT(first + second, 20 + 40); /* 200 and 409 */
        EXPECT_INT(watched_size(&at), 9);
        watched_close(&at);
    }
}
