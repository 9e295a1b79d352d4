/*
 * grow.h - makes a log long, quickly: what measures of long logs share. Header only.
 */
#ifndef GI_TESTS_BENCH_GROW_H
#define GI_TESTS_BENCH_GROW_H

#include "tests/support/registry.h"
#include "tests/support/spec.h"

#define GROW_TOGETHER 256 /* acts of one commit */

static inline gi_draft *grow_harvest(const gi_fixture *fixture, const char *source, int64_t number)
{
    gi_error err = { 0 };
    gi_draft *draft = NULL;
    const gi_day day = (gi_day)(gi_day_of(fixture->now, 480) - 10 - number % 30);
    const struct {
        const char *name;
        const char *text;
    } fields[] = {
        { "source", source },   { "product", "LSYW" },
        { "season", "2026-1" }, { "day", gi_day_text(day).text },
        { "qty", "1g" },
    };
    EXPECT_OK(gi_draft_create("harvest", gi_random_system(), &draft, &err));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        EXPECT_OK(gi_draft_set(draft, fields[i].name, gi_bytes_of(fields[i].text), &err));
    }
    return draft;
}

/* By harvests of a gram of this source; *size is the length of the log, before and after. */
static inline void grow(gi_fixture *fixture, const char *source, int64_t *size, int64_t wanted)
{
    gi_error err = { 0 };
    gi_receipt receipt;
    while (*size < wanted) {
        GI_AUTO(gi_session) session = NULL;
        EXPECT_OK(
            gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
        for (int i = 0; i < GROW_TOGETHER && *size < wanted; i++) {
            GI_AUTO(gi_draft) draft = grow_harvest(fixture, source, *size);
            EXPECT_OK(gi_session_act(session, draft, &receipt, &err));
            *size = receipt.index + 1;
        }
        EXPECT_OK(gi_session_commit(session, &err));
    }
}

#endif
