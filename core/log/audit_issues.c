/*
 * audit_issues.c - R1, R5, R6 for issue leaves: amount, serials and the header that is signed.
 *
 * Every rule is judged by itself, so one leaf may give several findings; the amount enters the
 * books in any case, because the labels are out.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit_runs.h"
#include "gi/text.h"
#include "gi/unit_code.h"

typedef struct issue {
    int64_t run[3];
    int64_t quantity;
    uint32_t org;
    char batch_id[GI_BATCH_ID_TEXT];
    size_t sum;
    size_t batch; /* SIZE_MAX: there is none */
    gi_unit_header header;
    const audit_product *product;
} issue;

static bool read_header(gi_audit *audit, const audit_leaf *leaf, gi_unit_header *out)
{
    gi_bytes text = { 0 };
    uint8_t raw[GI_UNIT_HEADER_SIZE];
    if (gi_json_as_text(gi_json_get(leaf->json, "hdr"), &text) &&
        gi_base64_parse(text, raw, sizeof raw, NULL) == GI_OK &&
        gi_unit_header_decode((gi_bytes){ raw, sizeof raw }, out, NULL) == GI_OK) {
        return true;
    }
    gi_audit_find(audit, GI_AUDIT_HEADER, leaf->index, -1, "hdr cannot be read");
    return false;
}

static bool read_issue(gi_audit *audit, const audit_leaf *leaf, issue *work)
{
    if (!gi_audit_season(audit, leaf, &work->sum) || !gi_audit_org(audit, leaf, &work->org) ||
        !gi_audit_word(audit, leaf, "batch", work->batch_id, sizeof work->batch_id) ||
        !gi_audit_int(audit, leaf, "qty", 1, &work->quantity)) {
        return false;
    }
    if (!gi_audit_triple(gi_json_get(leaf->json, "run"), work->run)) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "run");
        return false;
    }
    work->product = gi_audit_product_of(audit, audit->sum[work->sum].mnemonic);
    work->batch = gi_audit_batch_find(audit, work->batch_id);
    return read_header(audit, leaf, &work->header);
}

/* Net content of one label; variable weight counts as the product's largest class. */
static int64_t net_of(const issue *work)
{
    int64_t net = gi_net_decode(work->header.net);
    for (size_t i = 0; work->header.net == 0 && i < work->product->nets; i++) {
        net = work->product->net[i] > net ? work->product->net[i] : net;
    }
    return net;
}

static bool net_allowed(const issue *work, int64_t net)
{
    for (size_t i = 0; i < work->product->nets; i++) {
        if (work->product->net[i] == net) {
            return true;
        }
    }
    return work->product->nets == 0;
}

/* What of the header contradicts the leaf; NULL when nothing does. */
static const char *header_fault(const gi_audit *audit, const audit_leaf *leaf, const issue *work)
{
    const gi_unit_header *header = &work->header;
    const audit_batch *batch = work->batch == SIZE_MAX ? NULL : &audit->batch[work->batch];
    const struct {
        bool fits;
        const char *what;
    } checks[] = {
        { header->type == GI_LABEL_UNIT && header->serial == 0, "type or serial" },
        { header->key == leaf->by && work->run[0] == leaf->by, "key" },
        { header->product == work->product->index, "product" },
        { header->producer == work->org, "producer" },
        { header->season == audit->sum[work->sum].season % 16, "season" },
        { header->best_before == work->product->best, "best before" },
        { net_allowed(work, net_of(work)), "net content" },
        { batch == NULL || header->batch == batch->number, "batch" },
        { batch == NULL || (batch->org == work->org && batch->sum == work->sum),
          "batch of another product, season or producer" },
    };
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        if (!checks[i].fits) {
            return checks[i].what;
        }
    }
    return NULL;
}

static void judge_sums(gi_audit *audit, const audit_leaf *leaf, const issue *work)
{
    audit_sum *sum = &audit->sum[work->sum];
    int64_t wanted = 0;
    if (__builtin_mul_overflow(work->run[2], net_of(work), &wanted) || wanted != work->quantity) {
        gi_audit_find(audit, GI_AUDIT_ISSUE_QUANTITY, leaf->index, -1,
                      "%" PRId64 ", count x net is %" PRId64, work->quantity, wanted);
    }
    /* By whichever is more: a small quantity in the leaf must not hide many labels. */
    int64_t counted = work->quantity > wanted ? work->quantity : wanted;
    gi_audit_graded *graded = &sum->grade[work->header.grade];
    gi_audit_add(&sum->issued, counted);
    gi_audit_add(&graded->issued, counted);
    gi_audit_add(&graded->labels, work->run[2]);
    gi_audit_moved(sum, leaf);
    if (sum->issued - sum->credited > gi_audit_potential(sum)) {
        gi_audit_find(audit, GI_AUDIT_OVER_ISSUE, leaf->index, -1,
                      "%s %s: %" PRId64 ", at most %" PRId64, sum->mnemonic,
                      gi_season_text(sum->season).text, sum->issued - sum->credited,
                      gi_audit_potential(sum));
    }
    if (work->batch == SIZE_MAX) {
        gi_audit_find(audit, GI_AUDIT_NO_BATCH, leaf->index, -1, "%s", work->batch_id);
        return;
    }
    audit_batch *batch = &audit->batch[work->batch];
    gi_audit_add(&batch->issued, counted);
    gi_audit_add(&batch->units, work->run[2]);
    if (batch->issued - batch->credited > batch->quantity) {
        gi_audit_find(audit, GI_AUDIT_OVER_BATCH, leaf->index, batch->act,
                      "%s: %" PRId64 ", at most %" PRId64, batch->id,
                      batch->issued - batch->credited, batch->quantity);
    }
    gi_audit_after(audit, leaf, batch->act, batch->ts);
}

gi_status gi_audit_issue(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    issue work = { 0 };
    if (!read_issue(audit, leaf, &work)) {
        return gi_audit_reserve(audit, leaf, err);
    }
    const audit_key *key = audit->key[leaf->by];
    const char *fault = header_fault(audit, leaf, &work);
    if (fault != NULL) {
        gi_audit_find(audit, GI_AUDIT_HEADER, leaf->index, -1, "%s", fault);
    }
    if (key != NULL && !gi_audit_in_scope(key, work.product->mnemonic, work.org)) {
        gi_audit_find(audit, GI_AUDIT_KEY_SCOPE, leaf->index, key->introduced, "key %u", key->id);
    }
    judge_sums(audit, leaf, &work);
    audit_run run = { .first = (uint32_t)work.run[1],
                      .count = (uint32_t)work.run[2],
                      .act = leaf->index,
                      .ts = leaf->ts,
                      .net = net_of(&work),
                      .waits = work.product->waits,
                      .grade = work.header.grade,
                      .sum = work.sum,
                      .batch = work.batch };
    return gi_audit_run(audit, &run, (uint16_t)work.run[0], err);
}
