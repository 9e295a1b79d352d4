/*
 * spec.c - runs the SPECs of one program (spec.h).
 *
 * With an argument, only sentences that contain it run. Exit 0 when none failed.
 */
#include "tests/support/spec.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const gi_spec_case *const __start_gi_specs[];
extern const gi_spec_case *const __stop_gi_specs[];

static jmp_buf leave;
static bool skipped;
static uint64_t seed_state;
static char directories[4096][64];
static size_t directory_count;

static void fail_at(const char *file, int line, const char *what)
{
    (void)printf("    %s:%d: %s\n", file, line, what);
    longjmp(leave, 1);
}

void gi_spec_expect(bool holds, const char *file, int line, const char *what)
{
    if (!holds) {
        fail_at(file, line, what);
    }
}

void gi_spec_expect_int(int64_t actual, int64_t wanted, const char *file, int line,
                        const char *what)
{
    if (actual != wanted) {
        (void)printf("    is %" PRId64 ", wanted %" PRId64 "\n", actual, wanted);
        fail_at(file, line, what);
    }
}

void gi_spec_expect_text(const char *actual, const char *wanted, const char *file, int line,
                         const char *what)
{
    if (strcmp(actual, wanted) != 0) {
        (void)printf("    is     \"%s\"\n    wanted \"%s\"\n", actual, wanted);
        fail_at(file, line, what);
    }
}

void gi_spec_expect_ok(gi_status status, const gi_error *err, const char *file, int line,
                       const char *what)
{
    if (status != GI_OK) {
        (void)printf("    status %d, %s: %s\n", (int)status, gi_why_id(err->why), err->message);
        fail_at(file, line, what);
    }
}

void gi_spec_expect_why(gi_status status, const gi_error *err, gi_why wanted, const char *file,
                        int line, const char *what)
{
    if (status == GI_OK || err->why != wanted || status != gi_reason_of(wanted)->status) {
        (void)printf("    status %d, %s: %s; wanted %s\n", (int)status, gi_why_id(err->why),
                     err->message, gi_why_id(wanted));
        fail_at(file, line, what);
    }
}

void gi_spec_skip(const char *why)
{
    (void)printf("SKIP %s\n", why);
    skipped = true;
    longjmp(leave, 1);
}

const char *gi_spec_directory(void)
{
    char *path = directories[directory_count];
    const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    (void)snprintf(path, sizeof directories[0], "%s/gi-spec-XXXXXX", base);
    if (directory_count + 1 >= sizeof directories / sizeof directories[0] ||
        mkdtemp(path) == NULL) {
        fail_at(__FILE__, __LINE__, "no temporary directory");
    }
    directory_count++;
    return path;
}

/* All in one process: to fork one for each costs more than what it does. */
static void remove_directories(void)
{
    static char name[] = "rm";
    static char how[] = "-rf";
    static char *words[sizeof directories / sizeof directories[0] + 3] = { name, how };
    for (size_t i = 0; i < directory_count; i++) {
        words[2 + i] = directories[i];
    }
    if (directory_count > 0 && fork() == 0) {
        (void)execvp(words[0], words);
        _exit(127);
    }
}

/* SplitMix64: small, seeded, good enough to choose test cases. */
uint64_t gi_spec_random(void)
{
    seed_state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = seed_state;
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

uint64_t gi_spec_below(uint64_t limit)
{
    return gi_spec_random() % limit;
}

static int run_one(const gi_spec_case *spec, uint64_t seed)
{
    seed_state = seed;
    skipped = false;
    if (setjmp(leave) == 0) {
        spec->run();
        return 1;
    }
    if (!skipped) {
        (void)printf("FAIL %s (%s, seed %" PRIu64 ")\n", spec->sentence, spec->file, seed);
    }
    return skipped ? 2 : 0;
}

int main(int argc, char **argv)
{
    const char *given = getenv("GI_SEED");
    uint64_t seed = given != NULL ? strtoull(given, NULL, 10) : 20261122;
    const char *filter = argc > 1 ? argv[1] : "";
    int count[3] = { 0, 0, 0 };
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    for (const gi_spec_case *const *at = __start_gi_specs; at < __stop_gi_specs; at++) {
        if (strstr((*at)->sentence, filter) != NULL) {
            count[run_one(*at, seed)]++;
        }
    }
    remove_directories();
    if (count[2] > 0) {
        (void)printf("%d passed, %d failed, %d skipped\n", count[1], count[0], count[2]);
    } else {
        (void)printf("%d passed, %d failed\n", count[1], count[0]);
    }
    return count[0] == 0 ? 0 : 1;
}
