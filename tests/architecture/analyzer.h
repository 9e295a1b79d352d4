/*
 * analyzer.h - tells clang-tidy what the compiler need not know: a refusal is never GI_OK, and a
 * SPEC does not go on behind an EXPECT that failed.
 *
 * tests/run.sh puts it in front of every file it analyses. Without it the analyzer follows a
 * path on which a callee refused and the caller went on, and reports what cannot happen.
 */
#ifndef GI_TESTS_ANALYZER_H
#define GI_TESTS_ANALYZER_H

#include "gi/status.h"

static inline gi_status gi_refused(gi_status status)
{
    if (status == GI_OK) {
        __builtin_unreachable();
    }
    return status;
}

#undef gi_fail
#define gi_fail(err, why, ...) \
    gi_refused(gi_fail_values((err), (why), (const char *const[]){ __VA_ARGS__, NULL }))

#undef gi_fail_field
#define gi_fail_field(err, name, why, ...) \
    gi_refused(                            \
        gi_fail_field_values((err), (name), (why), (const char *const[]){ __VA_ARGS__, NULL }))

#if __has_include("tests/support/spec.h")
#include "tests/support/spec.h"

static inline void gi_spec_held(bool holds)
{
    if (!holds) {
        __builtin_unreachable();
    }
}

#undef EXPECT
#define EXPECT(condition) gi_spec_held(condition)
#undef EXPECT_OK
#define EXPECT_OK(call) ((void)&err, gi_spec_held((call) == GI_OK))
#undef EXPECT_WHY
#define EXPECT_WHY(call, reason) ((void)&err, (void)(reason), gi_spec_held((call) != GI_OK))
#endif

#endif
