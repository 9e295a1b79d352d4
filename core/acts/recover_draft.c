/*
 * recover_draft.c - the draft of an act from its public leaf alone (recover.h).
 *
 * One row per act whose fields can all show in its leaf; where a value of an act is private, its
 * leaf holds a commitment under a salt that only the registry and the journal know, and no draft
 * can make that leaf again. A draft may differ from the one that was sent in how it spells a
 * value; whether it makes the same leaf is found out by running it.
 */
#include <string.h>

#include "core/acts/recover.h"
#include "core/acts/recover_fields.h"

/* ---- heads, epochs, officers ---- */

static gi_status of_head(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    (void)db;
    return gi_field_int(draft, "size", gi_json_get(gi_json_get(leaf, "head"), "size"), err);
}

static gi_status of_epoch(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    const gi_json *epoch = gi_json_get(leaf, "epoch");
    const gi_json *seen = gi_json_get(leaf, "seen");
    (void)db;
    GI_TRY(gi_field_int(draft, "id", gi_json_get(epoch, "id"), err));
    GI_TRY(gi_field_text(draft, "log", gi_json_get(epoch, "log"), err));
    GI_TRY(gi_field_int(draft, "also_id", gi_json_get(epoch, "also_id"), err));
    GI_TRY(gi_field_text(draft, "also", gi_json_get(epoch, "also"), err));
    GI_TRY(gi_field_text(draft, "origin", gi_json_get(epoch, "origin"), err));
    GI_TRY(gi_field_int(draft, "size", gi_json_at(seen, 0), err));
    GI_TRY(gi_field_text(draft, "root", gi_json_at(seen, 1), err));
    return gi_field_text(draft, "note", gi_json_get(gi_json_get(leaf, "closed"), "note"), err);
}

/* A freeze of labels names their batch besides: one target only. */
static gi_status of_freeze(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    GI_AUTO(gi_json) bare = gi_json_copy(leaf);
    (void)db;
    if (gi_json_get(bare, "rng") != NULL) {
        gi_json_remove(bare, "batch");
    }
    GI_TRY(gi_json_ok(bare, err));
    return gi_fields_of_leaf(bare, draft, err);
}

static gi_status of_recall(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    static const char *const grades[] = { "I", "II", "III" };
    int64_t grade = 0;
    (void)db;
    if (!gi_json_as_int(gi_json_get(leaf, "grade"), &grade) || grade < 1 || grade > 3) {
        return gi_fail(err, GI_WHY_BAD_LEAF, "grade");
    }
    return gi_draft_set(draft, "grade", gi_bytes_of(grades[grade - 1]), err);
}

/* ---- the table ---- */

static const struct row {
    const char *act;
    bool members;       /* gi_fields_of_leaf first */
    gi_fields_of *fill; /* NULL = that is all */
} rows[] = {
    { "key", false, gi_fields_of_key },
    { "epoch", true, of_epoch },
    { "hosts", true, NULL },
    { "product", false, gi_fields_of_product },
    { "issue", true, gi_fields_of_issue },
    { "print", true, NULL },
    { "gtin", true, gi_fields_of_gtin },
    { "pack", false, gi_fields_of_pack },
    { "unpack", true, NULL },
    { "activate", false, gi_fields_of_activate },
    { "cancel", true, NULL },
    { "spoil", true, gi_fields_of_credit },
    { "return", true, gi_fields_of_credit },
    { "lose", true, NULL },
    { "void", true, NULL },
    { "repack", true, NULL },
    { "lapse", true, NULL },
    { "close", true, NULL },
    { "suspend", true, NULL },
    { "certificate", true, NULL },
    { "lab-report", true, NULL },
    { "purge", true, NULL },
    { "freeze", false, of_freeze },
    { "freeze-doc", true, NULL },
    { "freeze-extend", true, NULL },
    { "lift", true, NULL },
    { "finding", true, NULL },
    { "finding-lift", true, NULL },
    { "recall", true, of_recall },
    { "recall-progress", true, NULL },
    { "undo-import", true, NULL },
    { "status", true, NULL },
    { "head", true, of_head },
};

static const struct row *row_of(const gi_json *leaf)
{
    gi_bytes act = { 0 };
    (void)gi_json_as_text(gi_json_get(leaf, "t"), &act); /* "" has no row */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (gi_bytes_equal(act, gi_bytes_of(rows[i].act))) {
            return &rows[i];
        }
    }
    return NULL;
}

bool gi_leaf_is_public(const gi_json *leaf)
{
    return gi_json_get(leaf, "cmt") == NULL && row_of(leaf) != NULL;
}

gi_status gi_draft_of_leaf(gi_db *db, const gi_json *leaf, gi_bytes bytes, gi_draft **out,
                           gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_AUTO_BUF request = GI_BUF(64);
    const struct row *row = row_of(leaf);
    const gi_bytes parts[] = { gi_bytes_of("gi-recovered-v1\n"), bytes };
    gi_digest digest = gi_sha256_parts(parts, 2);
    if (row == NULL) {
        return gi_fail(err, GI_WHY_BAD_LEAF, "t");
    }
    gi_hex_add(&request, (gi_bytes){ digest.bytes, 16 });
    GI_TRY(gi_draft_create(row->act, gi_random_system(), &draft, err));
    GI_TRY(gi_draft_set_request(draft, gi_buf_view(&request), err));
    GI_TRY(row->members ? gi_fields_of_leaf(leaf, draft, err) : GI_OK);
    GI_TRY(row->fill != NULL ? row->fill(db, leaf, draft, err) : GI_OK);
    *out = GI_TAKE(draft);
    return GI_OK;
}
