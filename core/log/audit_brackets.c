/*
 * audit_brackets.c - R2: cosignatures say when a leaf was there, and when not yet.
 *
 * A witness that cosigned size s at time T saw every leaf below s, so those are dated T at the
 * latest (B). Asked over the network it saw the newest size, so every other leaf came after and is
 * dated T at the earliest (A). A witness fed by file may be days late: of its T only this is sure,
 * that the head leaf which holds its line, and all leaves behind, came after. Ten minutes are left
 * to clocks. Kept are the times of leaves that no cosigned size covers yet; below, only the latest.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit.h"

/* A time with two marks, in eight bytes: leaves may be many. */
#define MAY_LATE 1 /* signed offline: late is told, no violation */
#define LISTED 2   /* ... and was told, or the violation was */
#define MARKS 4

static gi_time time_of(int64_t entry)
{
    return entry / MARKS;
}

/* A: a leaf that came after that moment is dated so. */
static void check_after(gi_audit *audit, int64_t index, const audit_floor *floor, int64_t *entry)
{
    gi_time ts = time_of(*entry);
    if (ts >= floor->at - AUDIT_SLACK_MS || (*entry & LISTED) != 0) {
        return;
    }
    if ((*entry & MAY_LATE) != 0) {
        gi_audit_note(audit, GI_AUDIT_LATE, index, floor->head,
                      "%" PRId64 ", size %" PRId64 " was cosigned at %" PRId64, ts, floor->size,
                      floor->at);
        audit->counts.late++;
    } else {
        gi_audit_find(audit, GI_AUDIT_BACK_DATED, index, floor->head,
                      "%" PRId64 ", size %" PRId64 " was cosigned at %" PRId64, ts, floor->size,
                      floor->at);
    }
    *entry |= LISTED;
}

gi_status gi_audit_bracket_take(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    audit_brackets *all = &audit->brackets;
    if (audit->options.witnesses == 0) {
        return GI_OK;
    }
    void *items = all->entry;
    GI_TRY(gi_audit_grow(&items, all->count, &all->room, sizeof *all->entry, err));
    all->entry = items;
    bool told =
        leaf->ts < 0 || audit->listed == leaf->index; /* without a time: its form was told */
    int64_t marks = (leaf->may_late ? MAY_LATE : 0) + (told ? LISTED : 0);
    all->entry[all->count] = (leaf->ts < 0 ? 0 : leaf->ts * MARKS) + marks;
    check_after(audit, leaf->index, &all->ahead, &all->entry[all->count]);
    all->count++;
    return GI_OK;
}

/* B: every leaf below the cosigned size is dated before that moment. */
static void check_before(gi_audit *audit, int64_t index, gi_time ts, gi_time latest, int64_t head)
{
    if (ts > latest + AUDIT_SLACK_MS) {
        gi_audit_find(audit, GI_AUDIT_AHEAD, index, head, "%" PRId64 ", cosigned at %" PRId64, ts,
                      latest);
    }
}

/* The leaves below size are bracketed for good: only the latest of them is kept. */
static void drop_below(audit_brackets *all, int64_t size)
{
    size_t gone = (size_t)(size - all->base);
    all->base = size;
    all->skip += gone;
    if (all->skip * 2 > all->count) { /* seldom enough that moving costs little per leaf */
        memmove(all->entry, all->entry + all->skip, (all->count - all->skip) * sizeof *all->entry);
        all->count -= all->skip;
        all->skip = 0;
    }
}

static void judge_below(gi_audit *audit, const audit_cosigned *seen)
{
    audit_brackets *all = &audit->brackets;
    if (seen->size < all->base) {
        return; /* what it could say of these leaves was said by a later head */
    }
    if (all->latest_at >= 0) {
        check_before(audit, all->latest_at, all->latest, seen->oldest, seen->head);
    }
    for (int64_t i = all->base; i < seen->size; i++) {
        gi_time ts = time_of(all->entry[all->skip + (size_t)(i - all->base)]);
        check_before(audit, i, ts, seen->oldest, seen->head);
        if (ts > all->latest) {
            all->latest = ts;
            all->latest_at = i;
        }
    }
    drop_below(all, seen->size);
}

/* All leaves behind the size, also those before the head leaf that holds the line. */
static void judge_behind(gi_audit *audit, const audit_cosigned *seen)
{
    audit_brackets *all = &audit->brackets;
    audit_floor floor = { seen->prompt, seen->head, seen->size };
    if (!seen->any_prompt || seen->prompt <= all->prompt) {
        return;
    }
    all->prompt = seen->prompt;
    for (size_t i = all->skip; i < all->count; i++) {
        check_after(audit, all->base + (int64_t)(i - all->skip), &floor, &all->entry[i]);
    }
}

/* A line by file in the published head says nothing yet: no leaf holds it. */
static void raise_floor(audit_floor *floor, const audit_cosigned *seen)
{
    gi_time at = seen->head >= 0 ? seen->newest : seen->prompt;
    if ((seen->head >= 0 || seen->any_prompt) && at > floor->at) {
        *floor = (audit_floor){ at, seen->head, seen->size };
    }
}

void gi_audit_bracket(gi_audit *audit, const audit_cosigned *seen)
{
    audit->counts.brackets++;
    if (seen->newest > audit->counts.cosigned) {
        audit->counts.cosigned = seen->newest;
    }
    judge_below(audit, seen);
    judge_behind(audit, seen);
    raise_floor(&audit->brackets.ahead, seen);
}
