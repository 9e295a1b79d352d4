/*
 * recover_draft.c - the draft of an act from its public leaf alone (recover.h).
 *
 * One row per act whose fields all show in its leaf. A draft may differ from the one that was
 * sent in how it spells a value; whether it makes the same leaf is found out by running it.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/recover.h"
#include "core/acts/recover_fields.h"
#include "gi/unit_code.h"
#include "gi/unit_number.h"

/* ---- fields from members ---- */

gi_status gi_field_text(gi_draft *draft, const char *field, const gi_json *member, gi_error *err)
{
    gi_bytes text = { 0 };
    return gi_json_as_text(member, &text) ? gi_draft_set(draft, field, text, err) : GI_OK;
}

gi_status gi_field_int(gi_draft *draft, const char *field, const gi_json *member, gi_error *err)
{
    int64_t number = 0;
    return gi_json_as_int(member, &number)
               ? gi_draft_set(draft, field, gi_bytes_of(gi_num(number).text), err)
               : GI_OK;
}

static gi_status field_hex(gi_draft *draft, const char *field, const gi_json *member, gi_error *err)
{
    gi_bytes text = { 0 };
    gi_digest digest;
    GI_AUTO_BUF hex = GI_BUF(64);
    if (!gi_json_as_text(member, &text)) {
        return GI_OK;
    }
    GI_TRY(gi_base64_parse(text, digest.bytes, sizeof digest.bytes, err));
    gi_hex_add(&hex, gi_digest_view(&digest));
    return gi_draft_set(draft, field, gi_buf_view(&hex), err);
}

static gi_status bad(const char *member, gi_error *err)
{
    return gi_fail(err, GI_WHY_BAD_LEAF, member);
}

/* ---- keys ---- */

static const char *key_operation(const gi_json *leaf, const gi_json *entry)
{
    gi_bytes state = { 0 };
    (void)gi_json_as_text(gi_json_get(entry, "state"), &state); /* "" ends as leaked, refused */
    if (gi_json_get(leaf, "next") != NULL) {
        return "rotate";
    }
    return gi_bytes_equal(state, gi_bytes_of("active"))    ? "add"
           : gi_bytes_equal(state, gi_bytes_of("retired")) ? "retire"
                                                           : "leaked";
}

static gi_status key_public(gi_draft *draft, const gi_json *entry, gi_error *err)
{
    char text[256];
    gi_bytes algorithm = { 0 };
    gi_bytes body = { 0 };
    if (!gi_json_as_text(gi_json_get(entry, "alg"), &algorithm) ||
        !gi_json_as_text(gi_json_get(entry, "pub"), &body)) {
        return bad("key", err);
    }
    (void)snprintf(text, sizeof text, "%.*s:%.*s", (int)algorithm.size,
                   (const char *)algorithm.data, (int)body.size, (const char *)body.data);
    return gi_draft_set(draft, "public", gi_bytes_of(text), err);
}

static gi_status key_holder(gi_draft *draft, const gi_json *entry, gi_error *err)
{
    int64_t holder = 0;
    char number[5];
    if (!gi_json_as_int(gi_json_get(entry, "holder"), &holder) || holder < 1 ||
        holder > GI_NUMBER_MAX) {
        return GI_OK;
    }
    gi_number_print((uint32_t)holder, number);
    return gi_draft_set(draft, "holder", gi_bytes_of(number), err);
}

static gi_status of_key(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    const gi_json *entry = gi_json_get(leaf, "key");
    const char *operation = key_operation(leaf, entry);
    (void)db;
    GI_TRY(gi_draft_set(draft, "op", gi_bytes_of(operation), err));
    GI_TRY(gi_field_int(draft, "id", gi_json_get(entry, "id"), err));
    if (strcmp(operation, "rotate") == 0) {
        GI_TRY(gi_field_text(draft, "next", gi_json_get(leaf, "next"), err));
        return key_public(draft, entry, err);
    }
    if (strcmp(operation, "add") != 0) {
        return gi_field_int(draft, "last_good", gi_json_get(entry, "last"), err);
    }
    GI_TRY(gi_field_text(draft, "role", gi_json_get(entry, "role"), err));
    GI_TRY(gi_field_text(draft, "products", gi_json_get(entry, "products"), err));
    GI_TRY(gi_field_text(draft, "types", gi_json_get(entry, "types"), err));
    GI_TRY(key_holder(draft, entry, err));
    return key_public(draft, entry, err);
}

/* ---- labels ---- */

static gi_status of_header(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    static const struct flag {
        const char *field;
        uint8_t bit;
    } flags[] = {
        { "scratch", GI_FLAG_SCRATCH },
        { "physical", GI_FLAG_PHYSICAL },
        { "sample", GI_FLAG_SAMPLE },
        { "export", GI_FLAG_EXPORT },
    };
    uint8_t bytes[GI_UNIT_HEADER_SIZE];
    gi_unit_header header;
    gi_product product;
    gi_bytes text = { 0 };
    if (!gi_json_as_text(gi_json_get(leaf, "hdr"), &text)) {
        return bad("hdr", err);
    }
    GI_TRY(gi_base64_parse(text, bytes, sizeof bytes, err));
    GI_TRY(gi_unit_header_decode((gi_bytes){ bytes, sizeof bytes }, &header, err));
    GI_TRY(gi_product_by_index(db, header.product, &product, err));
    gi_quantity_text_t net = gi_quantity_text(gi_net_decode(header.net), product.unit);
    GI_TRY(gi_draft_set(draft, "net", gi_bytes_of(net.text), err));
    gi_day_text_t packed = gi_day_text(GI_LABEL_EPOCH + header.packed);
    GI_TRY(gi_draft_set(draft, "packed", gi_bytes_of(packed.text), err));
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if ((header.flags & flags[i].bit) != 0) {
            GI_TRY(gi_draft_set(draft, flags[i].field, gi_bytes_of("yes"), err));
        }
    }
    return GI_OK;
}

static gi_status of_issue(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    GI_TRY(gi_field_text(draft, "batch", gi_json_get(leaf, "batch"), err));
    GI_TRY(gi_field_int(draft, "count", gi_json_at(gi_json_get(leaf, "run"), 2), err));
    return of_header(db, leaf, draft, err);
}

/* "first..last" of the one range of a leaf. */
static gi_status of_range(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    const gi_json *range = gi_json_at(gi_json_get(leaf, "rng"), 0);
    int64_t part[3];
    char first[GI_UNIT_NUMBER_TEXT];
    char last[GI_UNIT_NUMBER_TEXT];
    char text[2 * GI_UNIT_NUMBER_TEXT + 2];
    (void)db;
    for (size_t i = 0; i < 3; i++) {
        if (!gi_json_as_int(gi_json_at(range, i), &part[i]) || part[i] < 1 ||
            part[i] > UINT32_MAX) {
            return bad("rng", err);
        }
    }
    if (part[0] > UINT16_MAX || part[1] + part[2] - 1 > UINT32_MAX) {
        return bad("rng", err);
    }
    uint16_t key = (uint16_t)part[0];
    gi_unit_number_print((gi_unit_id){ key, (uint32_t)part[1] }, first);
    gi_unit_number_print((gi_unit_id){ key, (uint32_t)(part[1] + part[2] - 1) }, last);
    (void)snprintf(text, sizeof text, "%s..%s", first, last);
    GI_TRY(gi_draft_set(draft, "units", gi_bytes_of(text), err));
    return gi_field_text(draft, "why", gi_json_get(leaf, "why"), err);
}

/* ---- holders, heads, status ---- */

static gi_status of_suspend(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    (void)db;
    GI_TRY(gi_field_text(draft, "holder", gi_json_get(leaf, "org"), err));
    GI_TRY(gi_field_text(draft, "op", gi_json_get(leaf, "op"), err));
    return gi_field_text(draft, "why", gi_json_get(leaf, "why"), err);
}

static gi_status of_head(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    (void)db;
    return gi_field_int(draft, "size", gi_json_get(gi_json_get(leaf, "head"), "size"), err);
}

static gi_status of_status(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    (void)db;
    GI_TRY(gi_field_text(draft, "product", gi_json_get(leaf, "gi"), err));
    GI_TRY(gi_field_text(draft, "season", gi_json_get(leaf, "sea"), err));
    return gi_json_get(leaf, "sums") != NULL
               ? GI_OK
               : field_hex(draft, "bundle", gi_json_get(leaf, "doc"), err);
}

static gi_status of_epoch(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    const gi_json *epoch = gi_json_get(leaf, "epoch");
    const gi_json *seen = gi_json_get(leaf, "seen");
    (void)db;
    GI_TRY(gi_field_int(draft, "id", gi_json_get(epoch, "id"), err));
    GI_TRY(gi_field_text(draft, "log", gi_json_get(epoch, "log"), err));
    GI_TRY(gi_field_text(draft, "origin", gi_json_get(epoch, "origin"), err));
    GI_TRY(gi_field_text(draft, "why", gi_json_get(leaf, "why"), err));
    GI_TRY(gi_field_int(draft, "size", gi_json_at(seen, 0), err));
    GI_TRY(gi_field_text(draft, "root", gi_json_at(seen, 1), err));
    return gi_field_text(draft, "note", gi_json_get(gi_json_get(leaf, "closed"), "note"), err);
}

/* ---- the table ---- */

static const struct row {
    const char *act;
    gi_status (*fill)(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err);
} rows[] = {
    { "key", of_key },     { "product", gi_fields_of_product },
    { "issue", of_issue }, { "cancel", of_range },
    { "void", of_range },  { "suspend", of_suspend },
    { "head", of_head },   { "status", of_status },
    { "epoch", of_epoch },
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
        return bad("t", err);
    }
    gi_hex_add(&request, (gi_bytes){ digest.bytes, 16 });
    GI_TRY(gi_draft_create(row->act, gi_random_system(), &draft, err));
    GI_TRY(gi_draft_set_request(draft, gi_buf_view(&request), err));
    GI_TRY(row->fill(db, leaf, draft, err));
    *out = GI_TAKE(draft);
    return GI_OK;
}
