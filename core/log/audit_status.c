/*
 * audit_status.c - R8 and the sums of status leaves (FORMATS 8).
 *
 * A log without a single status leaf is not judged by R8; with one, each product and season
 * that moved needs its own within two days of the movement.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit.h"
#include "gi/text.h"

#define DUE_MS (INT64_C(48) * 3600 * 1000)

void gi_audit_moved(audit_sum *sum, const audit_leaf *leaf)
{
    if (sum->moved < 0) {
        sum->moved = leaf->index;
        sum->moved_ts = leaf->ts;
    }
}

void gi_audit_status_due(gi_audit *audit, gi_time now)
{
    for (size_t i = 0; audit->counts.statuses > 0 && i < audit->sums; i++) {
        audit_sum *sum = &audit->sum[i];
        if (sum->moved >= 0 && now - sum->moved_ts > DUE_MS) {
            gi_audit_find(audit, GI_AUDIT_NO_STATUS, audit->counts.leaves - 1, sum->moved,
                          "%s %s moved and had none for two days", sum->mnemonic,
                          gi_season_text(sum->season).text);
            sum->moved = -1; /* told once per movement */
        }
    }
}

/* Total of one material among [[material, total, root] ...]; 0 when it is not there. */
static int64_t total_of(const gi_json *sums, const char *material)
{
    for (size_t i = 0; i < gi_json_count(sums); i++) {
        const gi_json *row = gi_json_at(sums, i);
        gi_bytes name = { 0 };
        int64_t total = 0;
        if (gi_json_as_text(gi_json_at(row, 0), &name) &&
            gi_bytes_equal(name, gi_bytes_of(material)) &&
            gi_json_as_int(gi_json_at(row, 1), &total)) {
            return total;
        }
    }
    return 0;
}

/* What holders hold now and what went to market cannot pass what was allowed. */
static void judge_sums(gi_audit *audit, const audit_leaf *leaf, const audit_sum *sum)
{
    const gi_json *sums = gi_json_get(leaf->json, "sums");
    int64_t unused = total_of(sums, "allow");
    int64_t made = total_of(sums, "made");
    int64_t market = sum->issued - sum->credited;
    gi_audit_add(&unused, total_of(sums, "raw"));
    gi_audit_add(&made, market);
    int64_t left = sum->allowed - sum->lapsed;
    if (unused > left || made > gi_audit_potential(sum)) {
        gi_audit_find(audit, GI_AUDIT_STATUS_SUMS, leaf->index, -1,
                      "allow and raw %" PRId64 " of %" PRId64 ", made and issued %" PRId64
                      " of %" PRId64,
                      unused, left, made, gi_audit_potential(sum));
    }
}

/* Openings are only ever added; which they are is told to whoever has scans.db. A leaf may say
 * nothing of them; a loss is told once. */
static void judge_openings(gi_audit *audit, const audit_leaf *leaf)
{
    GI_AUTO_BUF none = GI_BUF(64);
    const gi_digest empty = gi_empty_root();
    const gi_json *member = gi_json_get(leaf->json, "opened");
    gi_bytes root = { 0 };
    int64_t opened = 0;
    if (member != NULL && !gi_audit_int(audit, leaf, "opened", 0, &opened)) {
        return;
    }
    gi_base64_add(&none, gi_digest_view(&empty));
    (void)gi_json_as_text(gi_json_get(leaf->json, "open"), &root);
    bool fewer = member != NULL && opened < audit->opened;
    if (fewer || (opened > 0) == gi_bytes_equal(root, gi_buf_view(&none))) {
        gi_audit_find(audit, GI_AUDIT_OPENINGS, leaf->index, -1,
                      "%" PRId64 ", told before: %" PRId64, opened, audit->opened);
    }
    audit->opened = member != NULL ? opened : audit->opened;
}

gi_status gi_audit_status(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    size_t at = 0;
    audit->counts.statuses++;
    if (gi_json_get(leaf->json, "gi") == NULL) {
        judge_openings(audit, leaf);
        return gi_audit_dead(audit, leaf, err);
    }
    if (gi_audit_season(audit, leaf, &at)) {
        judge_sums(audit, leaf, &audit->sum[at]);
        audit->sum[at].moved = -1;
    }
    return GI_OK;
}
