/*
 * spec.h - a test is a sentence: SPEC(an_id_with_a_missing_letter_is_refused) { ... }
 *
 * SPECs register themselves in a linker section: an array in link order, no list to keep. A
 * failed EXPECT prints the place and what was expected and ends that SPEC. Each program
 * prints one line per failed sentence and ends with "N passed, N failed".
 */
#ifndef GI_TESTS_SPEC_H
#define GI_TESTS_SPEC_H

#include <stdbool.h>
#include <stdint.h>

#include "gi/status.h"

typedef struct gi_spec_case {
    const char *sentence;
    const char *file;
    void (*run)(void);
} gi_spec_case;

#define SPEC(name)                                                                    \
    static void name(void);                                                           \
    static const gi_spec_case case_##name = { #name, __FILE__, name };                \
    static const gi_spec_case *const pointer_##name                                   \
        __attribute__((used, section("gi_specs"))) = &case_##name;                   \
    static void name(void)

/* Ends the SPEC (from any depth) unless the condition holds. */
#define EXPECT(condition) gi_spec_expect((condition), __FILE__, __LINE__, #condition)

/* Numbers and texts show both sides when they differ. */
#define EXPECT_INT(actual, wanted) \
    gi_spec_expect_int((int64_t)(actual), (int64_t)(wanted), __FILE__, __LINE__, #actual)
#define EXPECT_TEXT(actual, wanted) \
    gi_spec_expect_text((actual), (wanted), __FILE__, __LINE__, #actual)

/* The call succeeds; a failure shows its message. Uses a gi_error named err in scope. */
#define EXPECT_OK(call) gi_spec_expect_ok((call), &err, __FILE__, __LINE__, #call)

/* The call is refused for exactly this reason (GI_WHY_...); same err in scope. */
#define EXPECT_WHY(call, reason) \
    gi_spec_expect_why((call), &err, (reason), __FILE__, __LINE__, #call)

/* Leaves the SPEC as skipped, with the reason printed. */
void gi_spec_skip(const char *why);

void gi_spec_expect(bool holds, const char *file, int line, const char *what);
void gi_spec_expect_int(int64_t actual, int64_t wanted, const char *file, int line, const char *what);
void gi_spec_expect_text(const char *actual, const char *wanted, const char *file, int line,
                         const char *what);
void gi_spec_expect_ok(gi_status status, const gi_error *err, const char *file, int line,
                       const char *what);
void gi_spec_expect_why(gi_status status, const gi_error *err, gi_why wanted, const char *file,
                        int line, const char *what);

/* A fresh empty directory, removed when the program ends; the path is valid until then. */
const char *gi_spec_directory(void);

/* Seeded numbers for properties: the seed (GI_SEED or a fixed one) is printed on failure. */
uint64_t gi_spec_random(void);
uint64_t gi_spec_below(uint64_t limit);

#endif
