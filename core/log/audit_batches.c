/*
 * audit_batches.c - R4, R5: batches, their IDs, and amendments that refer to them.
 *
 * The table over IDs is probed by a hash that nobody can steer, so a hostile log cannot make
 * the audit slow.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/audit.h"

/* ---- the table ---- */

static size_t slot_of(const gi_audit *audit, const char *id)
{
    uint64_t hash = 0;
    gi_digest digest = gi_sha256(gi_bytes_of(id));
    memcpy(&hash, digest.bytes, sizeof hash);
    size_t at = (size_t)hash & (audit->slots - 1);
    while (audit->slot[at] != 0 && strcmp(audit->batch[audit->slot[at] - 1].id, id) != 0) {
        at = (at + 1) & (audit->slots - 1);
    }
    return at;
}

size_t gi_audit_batch_find(const gi_audit *audit, const char *id)
{
    uint32_t found = audit->slots > 0 ? audit->slot[slot_of(audit, id)] : 0;
    return found > 0 ? found - 1 : SIZE_MAX;
}

static gi_status widen(gi_audit *audit, gi_error *err)
{
    if (audit->batches * 2 < audit->slots) {
        return GI_OK;
    }
    size_t wanted = audit->slots == 0 ? 64 : audit->slots * 2;
    uint32_t *fresh = wanted > UINT32_MAX ? NULL : calloc(wanted, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "audit");
    }
    free(audit->slot);
    audit->slot = fresh;
    audit->slots = wanted;
    for (size_t i = 0; i < audit->batches; i++) {
        audit->slot[slot_of(audit, audit->batch[i].id)] = (uint32_t)i + 1;
    }
    return GI_OK;
}

static gi_status keep(gi_audit *audit, const audit_batch *batch, gi_error *err)
{
    void *items = audit->batch;
    GI_TRY(gi_audit_grow(&items, audit->batches, &audit->batch_room, sizeof *batch, err));
    audit->batch = items;
    audit->batch[audit->batches] = *batch;
    GI_TRY(widen(audit, err));
    audit->batches++;
    audit->slot[slot_of(audit, batch->id)] = (uint32_t)audit->batches;
    return GI_OK;
}

/* ---- rules ---- */

void gi_audit_after(gi_audit *audit, const audit_leaf *leaf, int64_t cause, gi_time ts)
{
    if (leaf->ts < ts - AUDIT_SLACK_MS) {
        gi_audit_find(audit, GI_AUDIT_BEFORE_CAUSE, leaf->index, cause,
                      "%" PRId64 ", the other %" PRId64, leaf->ts, ts);
    }
}

/* Valid, in its one spelling, of this product and this mark user. */
static bool id_fits(const audit_batch *batch, const char *mnemonic, gi_batch_id *id)
{
    char again[GI_BATCH_ID_TEXT];
    if (gi_batch_id_parse(gi_bytes_of(batch->id), id, NULL) != GI_OK) {
        return false;
    }
    gi_batch_id_print(id, again);
    return strcmp(again, batch->id) == 0 && strcmp(id->product, mnemonic) == 0 &&
           id->producer == batch->org && !gi_batch_id_skipped(id);
}

gi_status gi_audit_batch(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    audit_batch batch = { .act = leaf->index, .ts = leaf->ts };
    gi_batch_id id;
    if (!gi_audit_season(audit, leaf, &batch.sum) || !gi_audit_org(audit, leaf, &batch.org) ||
        !gi_audit_word(audit, leaf, "batch", batch.id, sizeof batch.id) ||
        !gi_audit_int(audit, leaf, "qty", 1, &batch.quantity)) {
        return GI_OK;
    }
    if (!id_fits(&batch, audit->sum[batch.sum].mnemonic, &id)) {
        gi_audit_find(audit, GI_AUDIT_BATCH_ID, leaf->index, -1, "%s", batch.id);
        return GI_OK;
    }
    batch.number = id.number;
    size_t before = gi_audit_batch_find(audit, batch.id);
    if (before != SIZE_MAX) {
        gi_audit_find(audit, GI_AUDIT_BATCH_TWICE, leaf->index, audit->batch[before].act, "%s",
                      batch.id);
        return GI_OK;
    }
    gi_audit_moved(&audit->sum[batch.sum], leaf);
    return keep(audit, &batch, err);
}

/* A public paper is corrected in public: the earlier act, the field, the new value. */
static gi_status judge_paper(gi_audit *audit, const audit_leaf *leaf)
{
    char field[32];
    char value[1300];
    int64_t ref = 0;
    if (gi_audit_word(audit, leaf, "field", field, sizeof field) &&
        gi_audit_word(audit, leaf, "value", value, sizeof value) &&
        gi_audit_int(audit, leaf, "ref", 0, &ref) && ref >= leaf->index) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, ref, "not an earlier act");
    }
    return GI_OK;
}

gi_status gi_audit_amend(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    char id[GI_BATCH_ID_TEXT];
    int64_t ref = 0;
    (void)err;
    if (gi_json_get(leaf->json, "batch") == NULL && gi_json_get(leaf->json, "field") != NULL) {
        return judge_paper(audit, leaf);
    }
    if (!gi_audit_word(audit, leaf, "batch", id, sizeof id) ||
        !gi_audit_int(audit, leaf, "ref", 0, &ref)) {
        return GI_OK;
    }
    size_t at = gi_audit_batch_find(audit, id);
    if (at == SIZE_MAX || audit->batch[at].act != ref) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, ref, "%s was made by %" PRId64, id,
                      at == SIZE_MAX ? -1 : audit->batch[at].act);
        return GI_OK;
    }
    gi_audit_after(audit, leaf, ref, audit->batch[at].ts);
    return GI_OK;
}
