/*
 * audit_dead.c - R8 of the general status leaf: the ranges not in force, made anew (FORMATS 8).
 *
 * dead = SHA-256 of [[key,first,count,"state"], ...] by key and first, neighbours of one state
 * merged. Written from the text of the format and from leaves alone: it shares nothing with the
 * act that writes the leaf, so neither can hide a label that the other knows to be dead.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit.h"
#include "gi/text.h"

#define LIST_MAX (256U << 20)

static bool goes_on(const audit_dead *range, const audit_dead *next, int64_t count)
{
    return (int64_t)range->first + count == next->first && strcmp(range->state, next->state) == 0;
}

/* The ranges of one key; ranges that touch and have one state are one. */
static void add_key(const audit_runs *runs, size_t key, gi_buf *out)
{
    for (size_t i = 0; i < runs->deads;) {
        const audit_dead *range = &runs->dead[i];
        int64_t count = range->count;
        for (i++; i < runs->deads && goes_on(range, &runs->dead[i], count); i++) {
            count += runs->dead[i].count;
        }
        gi_buf_add_text(out, out->size > 1 ? "," : "");
        gi_buf_add_format(out, "[%zu,%" PRIu32 ",%" PRId64 ",\"%s\"]", key, range->first, count,
                          range->state);
    }
}

static gi_status digest_of(const gi_audit *audit, gi_digest *out, gi_error *err)
{
    GI_AUTO_BUF list = GI_BUF(LIST_MAX);
    gi_buf_add_byte(&list, '[');
    for (size_t key = 1; key < AUDIT_KEYS; key++) {
        if (audit->runs[key] != NULL) {
            add_key(audit->runs[key], key, &list);
        }
    }
    gi_buf_add_byte(&list, ']');
    GI_TRY(gi_buf_status(&list, "ranges not in force", err));
    *out = gi_sha256(gi_buf_view(&list));
    return GI_OK;
}

gi_status gi_audit_dead(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    gi_digest ours;
    gi_bytes given = gi_bytes_of("");
    GI_AUTO_BUF text = GI_BUF(64);
    if (audit->counts.unknown_acts > 0) {
        return GI_OK; /* one of them may have ended labels */
    }
    GI_TRY(digest_of(audit, &ours, err));
    gi_base64_add(&text, gi_digest_view(&ours));
    GI_TRY(gi_buf_status(&text, "dead", err));
    (void)gi_json_as_text(gi_json_get(leaf->json, "dead"), &given);
    if (!gi_bytes_equal(given, gi_buf_view(&text))) {
        gi_audit_find(audit, GI_AUDIT_DEAD, leaf->index, -1, "%s, the leaves give %s",
                      gi_quote(given).text, gi_buf_text(&text));
    }
    return GI_OK;
}
