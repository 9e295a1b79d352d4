/*
 * audit_papers.c - R4 for sales that are disputed, and for papers: certificates, laboratory
 * reports, certificates of conformity, purges; what a paper is, also for digital labels.
 *
 * What they are about is private; judged is what their leaves show: what they refer to stands
 * before them and fits, is settled or withdrawn once, and dates are in order. A day is civil, so
 * it may be that of any place on earth.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit_papers.h"
#include "gi/batch.h"
#include "gi/text.h"

#define DISPUTE_MS (INT64_C(7) * 24 * 3600 * 1000)
#define EAST_MIN (14 * 60) /* where a day begins first */

/* ---- what is remembered ---- */

gi_status gi_audit_paper_keep(gi_audit *audit, const audit_leaf *leaf, audit_paper_kind kind,
                              uint32_t of, gi_error *err)
{
    void *items = audit->paper;
    GI_TRY(gi_audit_grow(&items, audit->papers, &audit->paper_room, sizeof *audit->paper, err));
    audit->paper = items;
    audit->paper[audit->papers++] =
        (audit_paper){ .act = leaf->index, .ts = leaf->ts, .of = of, .kind = kind };
    return GI_OK;
}

/* Papers stand in the order of the log. */
static audit_paper *paper_at(const gi_audit *audit, int64_t act)
{
    size_t low = 0;
    size_t high = audit->papers;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (audit->paper[middle].act < act) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < audit->papers && audit->paper[low].act == act ? &audit->paper[low] : NULL;
}

audit_paper *gi_audit_paper_of(gi_audit *audit, const audit_leaf *leaf, audit_paper_kind kind,
                               uint32_t of)
{
    static const char *const names[] = { "transfer", "certificate", "conformity", "digital label",
                                         "finding" };
    int64_t ref = -1;
    if (!gi_audit_int(audit, leaf, "ref", 0, &ref)) {
        return NULL;
    }
    audit_paper *paper = paper_at(audit, ref);
    if (paper == NULL || paper->kind != kind || paper->of != of) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, ref, "no such %s", names[kind]);
        return NULL;
    }
    gi_audit_after(audit, leaf, paper->act, paper->ts);
    return paper;
}

/* A day of the leaf that its act could know; *day stays when there is none. */
static bool past_day(gi_audit *audit, const audit_leaf *leaf, const char *name)
{
    char text[16];
    gi_day day = 0;
    if (!gi_audit_word(audit, leaf, name, text, sizeof text)) {
        return false;
    }
    if (gi_day_parse(gi_bytes_of(text), &day, NULL) != GI_OK ||
        day > gi_day_of(leaf->ts, EAST_MIN)) {
        gi_audit_find(audit, GI_AUDIT_PAPER, leaf->index, -1, "%s %s", name, text);
        return false;
    }
    return true;
}

/* ---- disputes ---- */

gi_status gi_audit_transfer(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    size_t at = 0;
    return gi_audit_season(audit, leaf, &at)
               ? gi_audit_paper_keep(audit, leaf, AUDIT_SALE, (uint32_t)at, err)
               : GI_OK;
}

static void find_dispute(gi_audit *audit, const audit_leaf *leaf, const audit_paper *sale,
                         const char *what)
{
    gi_audit_find(audit, GI_AUDIT_DISPUTE, leaf->index, sale->act, "%s", what);
}

gi_status gi_audit_dispute(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    size_t at = 0;
    (void)err;
    audit_paper *sale = gi_audit_season(audit, leaf, &at)
                            ? gi_audit_paper_of(audit, leaf, AUDIT_SALE, (uint32_t)at)
                            : NULL;
    if (sale == NULL) {
        return GI_OK;
    }
    if (sale->disputed) {
        find_dispute(audit, leaf, sale, "disputed before");
    }
    if (leaf->ts - sale->ts > DISPUTE_MS + AUDIT_SLACK_MS) {
        find_dispute(audit, leaf, sale, "later than 168 hours after the sale");
    }
    sale->disputed = true;
    return GI_OK;
}

gi_status gi_audit_settle(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    size_t at = 0;
    (void)err;
    audit_paper *sale = gi_audit_season(audit, leaf, &at)
                            ? gi_audit_paper_of(audit, leaf, AUDIT_SALE, (uint32_t)at)
                            : NULL;
    if (sale != NULL && (!sale->disputed || sale->ended)) {
        find_dispute(audit, leaf, sale, sale->ended ? "settled before" : "nobody disputed it");
    }
    if (sale != NULL) {
        sale->ended = true;
    }
    return GI_OK;
}

/* ---- certificates ---- */

static gi_status add_certificate(gi_audit *audit, const audit_leaf *leaf, uint32_t org,
                                 gi_error *err)
{
    char from[16];
    char to[16];
    gi_day first = 0;
    gi_day last = 0;
    char number[GI_NAME_TEXT];
    if (gi_audit_word(audit, leaf, "number", number, sizeof number) &&
        gi_audit_word(audit, leaf, "from", from, sizeof from) &&
        gi_audit_word(audit, leaf, "to", to, sizeof to) &&
        (gi_day_parse(gi_bytes_of(from), &first, NULL) != GI_OK ||
         gi_day_parse(gi_bytes_of(to), &last, NULL) != GI_OK || last < first)) {
        gi_audit_find(audit, GI_AUDIT_PAPER, leaf->index, -1, "from %s to %s", from, to);
    }
    return gi_audit_paper_keep(audit, leaf, AUDIT_CERTIFICATE, org, err);
}

static void withdraw_certificate(gi_audit *audit, const audit_leaf *leaf, uint32_t org)
{
    audit_paper *paper = gi_audit_paper_of(audit, leaf, AUDIT_CERTIFICATE, org);
    (void)past_day(audit, leaf, "day");
    if (paper != NULL && paper->ended) {
        gi_audit_find(audit, GI_AUDIT_PAPER, leaf->index, paper->act, "withdrawn before");
    }
    if (paper != NULL) {
        paper->ended = true;
    }
}

gi_status gi_audit_certificate(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    uint32_t org = 0;
    char op[16];
    if (!gi_audit_org(audit, leaf, &org) || !gi_audit_word(audit, leaf, "op", op, sizeof op)) {
        return GI_OK;
    }
    if (strcmp(op, "add") == 0) {
        return add_certificate(audit, leaf, org, err);
    }
    if (strcmp(op, "withdraw") != 0) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "op");
        return GI_OK;
    }
    withdraw_certificate(audit, leaf, org);
    return GI_OK;
}

/* ---- reports and papers of a batch ---- */

const audit_batch *gi_audit_paper_batch(gi_audit *audit, const audit_leaf *leaf)
{
    char id[GI_BATCH_ID_TEXT];
    if (gi_json_get(leaf->json, "batch") == NULL ||
        !gi_audit_word(audit, leaf, "batch", id, sizeof id)) {
        return NULL;
    }
    size_t at = gi_audit_batch_find(audit, id);
    if (at == SIZE_MAX) {
        gi_audit_find(audit, GI_AUDIT_NO_BATCH, leaf->index, -1, "%s", id);
        return NULL;
    }
    gi_audit_after(audit, leaf, audit->batch[at].act, audit->batch[at].ts);
    return &audit->batch[at];
}

void gi_audit_paper_digest(gi_audit *audit, const audit_leaf *leaf, const char *name)
{
    gi_bytes text = { 0 };
    gi_digest digest;
    if (!gi_json_as_text(gi_json_get(leaf->json, name), &text) ||
        gi_base64_parse(text, digest.bytes, sizeof digest.bytes, NULL) != GI_OK) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "%s", name);
    }
}

gi_status gi_audit_lab_report(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    char word[GI_NAME_TEXT];
    (void)err;
    (void)gi_audit_paper_batch(audit, leaf);
    gi_audit_paper_digest(audit, leaf, "doc");
    (void)past_day(audit, leaf, "day");
    if (gi_audit_word(audit, leaf, "laboratory", word, sizeof word) &&
        gi_audit_word(audit, leaf, "number", word, sizeof word) &&
        gi_audit_word(audit, leaf, "result", word, sizeof word) && strcmp(word, "pass") != 0 &&
        strcmp(word, "fail") != 0) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "result");
    }
    return GI_OK;
}

gi_status gi_audit_conformity(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    size_t at = 0;
    if (!gi_audit_season(audit, leaf, &at)) {
        return GI_OK;
    }
    const audit_batch *batch = gi_audit_paper_batch(audit, leaf);
    if (batch != NULL && batch->sum != at) {
        gi_audit_find(audit, GI_AUDIT_PAPER, leaf->index, batch->act,
                      "%s is of another product or season", batch->id);
    }
    if (gi_json_get(leaf->json, "ref") != NULL) {
        (void)gi_audit_paper_of(audit, leaf, AUDIT_CONFORMITY, 0);
    }
    return gi_audit_paper_keep(audit, leaf, AUDIT_CONFORMITY, 0, err);
}

/* The table asks for its second signature; here: how much went, of which list, for which day. */
gi_status gi_audit_purge(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    int64_t count = 0;
    int64_t fields = 0;
    (void)err;
    gi_audit_paper_digest(audit, leaf, "list");
    (void)past_day(audit, leaf, "day");
    if (gi_audit_int(audit, leaf, "count", 1, &count)) {
        (void)gi_audit_int(audit, leaf, "fields", 1, &fields);
        if (count > leaf->index) {
            gi_audit_find(audit, GI_AUDIT_REF, leaf->index, -1, "%" PRId64 " acts before it",
                          count);
        }
    }
    return GI_OK;
}
