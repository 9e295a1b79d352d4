/*
 * audit_seasons.c - R1 for grants after they were given: ceilings, adjustments, lapses, closing.
 *
 * What an adjustment takes back lowers the allowance; what was used already (owed) stays allowed,
 * so that what was made of it is no false over-issue, and is a listed deficit until later grants
 * of the product pay it. What lapsed can no longer be made. Whose deficit it is nobody tells the
 * public; only the product's total is compared.
 */
#include "core/log/audit_seasons.h"

#include <inttypes.h>
#include <string.h>

#define TOWNSHIPS_MAX 65536

/* ---- ceilings ---- */

static bool before(const audit_township *row, size_t sum, int64_t township)
{
    return row->sum < sum || (row->sum == sum && row->township < township);
}

/* Where a township of a season stands, or would stand. */
static size_t place_of(const gi_audit *audit, size_t sum, int64_t township)
{
    size_t low = 0;
    size_t high = audit->townships;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (before(&audit->township[middle], sum, township)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static gi_status township_row(gi_audit *audit, size_t sum, int64_t township, audit_township **out,
                              gi_error *err)
{
    size_t place = place_of(audit, sum, township);
    audit_township *row = place < audit->townships ? &audit->township[place] : NULL;
    if (row != NULL && row->sum == sum && row->township == township) {
        *out = row;
        return GI_OK;
    }
    if (audit->townships == TOWNSHIPS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "townships", gi_num(TOWNSHIPS_MAX).text);
    }
    void *items = audit->township;
    GI_TRY(gi_audit_grow(&items, audit->townships, &audit->township_room, sizeof *row, err));
    audit->township = items;
    row = &audit->township[place];
    memmove(row + 1, row, (audit->townships - place) * sizeof *row);
    *row = (audit_township){ .sum = sum, .township = township };
    audit->townships++;
    *out = row;
    return GI_OK;
}

gi_status gi_audit_township(gi_audit *audit, const audit_leaf *leaf, size_t sum, int64_t township,
                            int64_t quantity, gi_error *err)
{
    audit_township *row = NULL;
    GI_TRY(township_row(audit, sum, township, &row, err));
    const audit_product *product = gi_audit_product_of(audit, audit->sum[sum].mnemonic);
    gi_audit_add(&row->granted, quantity);
    for (size_t i = 0; i < product->ceilings; i++) {
        const gi_ceiling *ceiling = &product->ceiling[i];
        if (ceiling->township == township && row->granted > ceiling->quantity) {
            gi_audit_find(audit, GI_AUDIT_CEILING, leaf->index, -1,
                          "township %" PRId64 ": %" PRId64 ", at most %" PRId64, township,
                          row->granted, ceiling->quantity);
        }
    }
    return GI_OK;
}

/* ---- grants and their adjustment ---- */

void gi_audit_open_season(gi_audit *audit, const audit_leaf *leaf, const audit_sum *sum)
{
    if (sum->closed > 0) {
        gi_audit_find(audit, GI_AUDIT_CLOSED, leaf->index, sum->closed, "%s %s", sum->mnemonic,
                      gi_season_text(sum->season).text);
    }
}

/* What the holders of a product owe, over all its seasons. */
static int64_t owed_of(const gi_audit *audit, const char *mnemonic)
{
    int64_t owed = 0;
    for (size_t i = 0; i < audit->sums; i++) {
        const audit_sum *sum = &audit->sum[i];
        if (strcmp(sum->mnemonic, mnemonic) == 0) {
            gi_audit_add(&owed, sum->owed);
            owed -= sum->paid;
        }
    }
    return owed;
}

/* Member owed, at most `most`; 0 when there is none. */
static int64_t read_owed(gi_audit *audit, const audit_leaf *leaf, int64_t most)
{
    int64_t owed = 0;
    if (gi_json_get(leaf->json, "owed") == NULL) {
        return 0;
    }
    if (!gi_audit_int(audit, leaf, "owed", 1, &owed) || owed > most) {
        gi_audit_find(audit, GI_AUDIT_DEFICIT, leaf->index, -1, "%" PRId64 ", at most %" PRId64,
                      owed, most);
        return 0;
    }
    return owed;
}

gi_status gi_audit_granted(gi_audit *audit, const audit_leaf *leaf, size_t at, int64_t quantity,
                           gi_error *err)
{
    audit_sum *sum = &audit->sum[at];
    int64_t owed = owed_of(audit, sum->mnemonic);
    int64_t paid = read_owed(audit, leaf, quantity < owed ? quantity : owed);
    void *items = audit->grant;
    gi_audit_open_season(audit, leaf, sum);
    GI_TRY(gi_audit_grow(&items, audit->grants, &audit->grant_room, sizeof *audit->grant, err));
    audit->grant = items;
    audit->grant[audit->grants++] =
        (audit_grant){ .act = leaf->index, .sum = at, .quantity = quantity };
    gi_audit_add(&sum->paid, paid);
    gi_audit_add(&sum->allowed, quantity - paid);
    return GI_OK;
}

/* Grants stand in the order of the log. */
static audit_grant *grant_of(const gi_audit *audit, int64_t act)
{
    size_t low = 0;
    size_t high = audit->grants;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (audit->grant[middle].act < act) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < audit->grants && audit->grant[low].act == act ? &audit->grant[low] : NULL;
}

gi_status gi_audit_adjust(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    size_t at = 0;
    int64_t ref = 0;
    int64_t quantity = 0;
    (void)err;
    if (!gi_audit_season(audit, leaf, &at) || !gi_audit_int(audit, leaf, "ref", 0, &ref) ||
        !gi_audit_int(audit, leaf, "qty", 1, &quantity)) {
        return GI_OK;
    }
    audit_sum *sum = &audit->sum[at];
    audit_grant *grant = grant_of(audit, ref);
    if (grant == NULL || grant->sum != at) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, ref, "no grant of %s %s", sum->mnemonic,
                      gi_season_text(sum->season).text);
        return GI_OK;
    }
    if (quantity > grant->quantity - grant->lowered) {
        gi_audit_find(audit, GI_AUDIT_ADJUSTMENT, leaf->index, ref, "%" PRId64 ", at most %" PRId64,
                      quantity, grant->quantity - grant->lowered);
        return GI_OK;
    }
    int64_t owed = read_owed(audit, leaf, quantity);
    grant->lowered += quantity;
    gi_audit_add(&sum->owed, owed);
    sum->allowed -= quantity - owed;
    gi_audit_moved(sum, leaf);
    if (sum->issued - sum->credited > gi_audit_potential(sum)) {
        gi_audit_find(audit, GI_AUDIT_OVER_ISSUE, leaf->index, ref,
                      "%" PRId64 ", at most %" PRId64 " after the adjustment",
                      sum->issued - sum->credited, gi_audit_potential(sum));
    }
    return GI_OK;
}

/* ---- lapses ---- */

static void lapse(gi_audit *audit, const audit_leaf *leaf, audit_sum *sum)
{
    int64_t quantity = 0;
    if (gi_json_get(leaf->json, "qty") == NULL || !gi_audit_int(audit, leaf, "qty", 1, &quantity)) {
        return;
    }
    gi_audit_add(&sum->lapsed, quantity);
    gi_audit_moved(sum, leaf);
    if (sum->lapsed > sum->allowed || sum->issued - sum->credited > gi_audit_potential(sum)) {
        gi_audit_find(audit, GI_AUDIT_LAPSE, leaf->index, -1,
                      "lapsed %" PRId64 " of %" PRId64 ", issued %" PRId64, sum->lapsed,
                      sum->allowed, sum->issued - sum->credited);
    }
}

gi_status gi_audit_lapse(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    size_t at = 0;
    (void)err;
    if (gi_audit_season(audit, leaf, &at)) {
        lapse(audit, leaf, &audit->sum[at]);
    }
    return GI_OK;
}

gi_status gi_audit_close(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    size_t at = 0;
    (void)err;
    if (gi_audit_season(audit, leaf, &at)) {
        gi_audit_open_season(audit, leaf, &audit->sum[at]);
        audit->sum[at].closed = leaf->index;
        lapse(audit, leaf, &audit->sum[at]);
    }
    return GI_OK;
}
