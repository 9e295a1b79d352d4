/*
 * audit_brackets.c - R2: cosignatures say when a leaf was there, and when not yet.
 *
 * A witness that cosigned size s at time T saw every leaf below s, so those are dated T at the
 * latest; every other leaf came after, so it is dated T at the earliest. Ten minutes are left to
 * clocks. Kept are the times of leaves that no cosigned size covers yet; below, only the latest.
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

/* A: a leaf behind the newest cosigned size is dated after that moment. */
static void check_after(gi_audit *audit, int64_t index, int64_t *entry)
{
    const audit_brackets *all = &audit->brackets;
    gi_time ts = time_of(*entry);
    if (ts >= all->floor - AUDIT_SLACK_MS || (*entry & LISTED) != 0) {
        return;
    }
    if ((*entry & MAY_LATE) != 0) {
        gi_audit_note(audit, GI_AUDIT_LATE, index, all->floor_at,
                      "%" PRId64 ", size %" PRId64 " was cosigned at %" PRId64, ts, all->floor_size,
                      all->floor);
        audit->counts.late++;
    } else {
        gi_audit_find(audit, GI_AUDIT_BACK_DATED, index, all->floor_at,
                      "%" PRId64 ", size %" PRId64 " was cosigned at %" PRId64, ts, all->floor_size,
                      all->floor);
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
    check_after(audit, leaf->index, &all->entry[all->count]);
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

void gi_audit_bracket(gi_audit *audit, const audit_cosigned *seen)
{
    audit_brackets *all = &audit->brackets;
    audit->counts.brackets++;
    if (seen->newest > audit->counts.cosigned) {
        audit->counts.cosigned = seen->newest;
    }
    judge_below(audit, seen);
    if (seen->newest <= all->floor) {
        return;
    }
    all->floor = seen->newest;
    all->floor_at = seen->head;
    all->floor_size = seen->size;
    for (size_t i = all->skip; i < all->count; i++) {
        check_after(audit, all->base + (int64_t)(i - all->skip), &all->entry[i]);
    }
}
