/*
 * audit_digital.c - R4 for digital labels: no version hides the one before it.
 *
 * The text is not in the log; judged is the chain of its versions. A series is that of a product
 * of a producer, or of one batch; a batch may leave the series of its product once, and goes on
 * counting from there. So nothing begins at version 1 where the product has a text already.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit_papers.h"

/* What is wrong with a version that follows another one; NULL: nothing. One that is of its own
 * series replaces it; the first one of a batch leaves the text of the product, which goes on. */
static const char *wrong_digital(const gi_audit *audit, const audit_paper *before,
                                 const audit_paper *now)
{
    bool own = before->batch == now->batch;
    bool leaves = before->batch == SIZE_MAX && !own && !audit->batch[now->batch].labelled;
    if (strcmp(before->gi, now->gi) != 0 || (!own && !leaves)) {
        return "of another series";
    }
    if (before->ended) {
        return "replaced before";
    }
    return now->version == before->version + 1 ? NULL : "not the next version";
}

static void follow_digital(gi_audit *audit, const audit_leaf *leaf, const audit_paper *now)
{
    audit_paper *before = gi_audit_paper_of(audit, leaf, AUDIT_DIGITAL, now->of);
    const char *wrong = before == NULL ? NULL : wrong_digital(audit, before, now);
    if (wrong != NULL) {
        gi_audit_find(audit, GI_AUDIT_PAPER, leaf->index, before->act, "%s", wrong);
    }
    if (before != NULL && before->batch == now->batch) {
        before->ended = true;
    }
}

static const audit_text *text_of(const gi_audit *audit, const audit_paper *of)
{
    for (size_t i = 0; i < audit->labellings; i++) {
        const audit_text *at = &audit->labelling[i];
        if (at->org == of->of && strcmp(at->gi, of->gi) == 0) {
            return at;
        }
    }
    return NULL;
}

/* A text that follows none hides none either; the first of a product is remembered. */
static gi_status begin_digital(gi_audit *audit, const audit_leaf *leaf, const audit_paper *now,
                               gi_error *err)
{
    bool labelled = now->batch != SIZE_MAX && audit->batch[now->batch].labelled;
    const audit_text *before = text_of(audit, now);
    if (now->version != 1 || labelled) {
        gi_audit_find(audit, GI_AUDIT_PAPER, leaf->index, -1, "version %" PRId64, now->version);
        return GI_OK;
    }
    if (before != NULL) {
        gi_audit_find(audit, GI_AUDIT_PAPER, leaf->index, before->act,
                      "begins anew, the product has a text");
        return GI_OK;
    }
    if (now->batch != SIZE_MAX) {
        return GI_OK;
    }
    void *items = audit->labelling;
    GI_TRY(gi_audit_grow(&items, audit->labellings, &audit->labelling_room,
                         sizeof *audit->labelling, err));
    audit->labelling = items;
    audit_text *fresh = &audit->labelling[audit->labellings++];
    *fresh = (audit_text){ .act = leaf->index, .org = now->of };
    memcpy(fresh->gi, now->gi, sizeof fresh->gi);
    return GI_OK;
}

/* Versions of a text follow each other: each but the first names the one before it, of the same
 * producer. */
gi_status gi_audit_digital(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    audit_paper now = { .batch = SIZE_MAX };
    if (!gi_audit_org(audit, leaf, &now.of) || !gi_audit_int(audit, leaf, "ver", 1, &now.version) ||
        !gi_audit_word(audit, leaf, "gi", now.gi, sizeof now.gi)) {
        return GI_OK;
    }
    const audit_batch *batch = gi_audit_paper_batch(audit, leaf);
    gi_audit_paper_digest(audit, leaf, "doc");
    if (batch != NULL) {
        now.batch = (size_t)(batch - audit->batch);
    }
    bool follows = gi_json_get(leaf->json, "ref") != NULL;
    if (follows && now.version == 1) {
        gi_audit_find(audit, GI_AUDIT_PAPER, leaf->index, -1, "version %" PRId64, now.version);
    }
    if (follows) {
        follow_digital(audit, leaf, &now);
    } else {
        GI_TRY(begin_digital(audit, leaf, &now, err));
    }
    if (batch != NULL) {
        audit->batch[now.batch].labelled = true;
    }
    GI_TRY(gi_audit_paper_keep(audit, leaf, AUDIT_DIGITAL, now.of, err));
    audit_paper *kept = &audit->paper[audit->papers - 1];
    kept->batch = now.batch;
    kept->version = now.version;
    memcpy(kept->gi, now.gi, sizeof kept->gi);
    return GI_OK;
}
