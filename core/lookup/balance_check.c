/*
 * balance_check.c - checks a proof of balances with nothing but the log's verifier key.
 *
 *   note's signature -> paths of the status leaves -> every balance up to the published total
 *
 * What is shown: this holder's balance is part of the total that everybody sees. The status
 * leaf itself is signed by a registry key, which the log's auditors check.
 */
#include <string.h>

#include "core/lookup/balance.h"
#include "gi/batch.h"
#include "gi/tend.h"
#include "gi/text.h"

/* ---- one balance ---- */

typedef struct claim {
    gi_bytes material;
    int64_t balance, place, count;
    uint8_t salt[GI_SALT_SIZE];
    gi_sum_path path;
} claim;

static bool read_sum_path(const gi_json *list, gi_sum_path *out)
{
    out->count = gi_json_count(list);
    if (!gi_json_is_array(list) || out->count > GI_PROOF_MAX) {
        return false;
    }
    for (size_t i = 0; i < out->count; i++) {
        const gi_json *pair = gi_json_at(list, i);
        if (gi_json_count(pair) != 2 || !gi_json_as_int(gi_json_at(pair, 0), &out->node[i].sum) ||
            !gi_read_base64(gi_json_at(pair, 1), out->node[i].hash.bytes, GI_DIGEST_SIZE)) {
            return false;
        }
    }
    return true;
}

static bool read_claim(const gi_json *row, claim *out)
{
    return gi_json_is_array(row) && gi_json_count(row) == 6 &&
           gi_json_as_text(gi_json_at(row, 0), &out->material) &&
           gi_json_as_int(gi_json_at(row, 1), &out->balance) &&
           gi_read_base64(gi_json_at(row, 2), out->salt, GI_SALT_SIZE) &&
           gi_json_as_int(gi_json_at(row, 3), &out->place) &&
           gi_json_as_int(gi_json_at(row, 4), &out->count) &&
           read_sum_path(gi_json_at(row, 5), &out->path);
}

/* The published sum of a material. */
static bool find_root(const gi_json *leaf, gi_bytes material, gi_sum_node *out)
{
    const gi_json *sums = gi_json_get(leaf, "sums");
    for (size_t i = 0; i < gi_json_count(sums); i++) {
        const gi_json *sum = gi_json_at(sums, i);
        gi_bytes name = { 0 };
        if (gi_json_as_text(gi_json_at(sum, 0), &name) && gi_bytes_equal(name, material)) {
            return gi_json_as_int(gi_json_at(sum, 1), &out->sum) &&
                   gi_read_base64(gi_json_at(sum, 2), out->hash.bytes, GI_DIGEST_SIZE);
        }
    }
    return false;
}

static gi_json *claim_row(const gi_sheaf_leaf *status, const claim *one, const gi_sum_node *root)
{
    gi_json *row = gi_json_object();
    gi_json_set_int(row, "act", status->index);
    gi_json_set(row, "product", gi_json_copy(gi_json_get(status->leaf, "gi")));
    gi_json_set(row, "season", gi_json_copy(gi_json_get(status->leaf, "sea")));
    gi_json_set(row, "ts", gi_json_copy(gi_json_get(status->leaf, "ts")));
    gi_json_set(row, "material", gi_json_text(one->material));
    gi_json_set_int(row, "balance", one->balance);
    gi_json_set_int(row, "total", root->sum);
    return row;
}

static gi_status check_claim(const gi_sheaf *sheaf, const gi_sheaf_leaf *status, uint32_t holder,
                             const gi_json *row, gi_json *rows, gi_error *err)
{
    claim one;
    gi_sum_node root;
    if (!read_claim(row, &one) || !find_root(status->leaf, one.material, &root)) {
        return gi_fail(err, sheaf->why, "balances");
    }
    gi_sum_node leaf = gi_sum_leaf(one.salt, holder, one.balance);
    if (!gi_sum_fits(&leaf, one.place, one.count, &one.path, &root)) {
        return gi_fail(err, sheaf->why, gi_num(status->index).text);
    }
    gi_json_push(rows, claim_row(status, &one, &root));
    return gi_json_ok(rows, err);
}

static gi_status check_status(const gi_sheaf *sheaf, const gi_sheaf_leaf *status, uint32_t holder,
                              gi_json *rows, gi_error *err)
{
    gi_bytes kind = { 0 };
    const gi_json *balances = gi_json_get(status->entry, "balances");
    if (!gi_json_as_text(gi_json_get(status->leaf, "t"), &kind) ||
        !gi_bytes_equal(kind, gi_bytes_of("status")) || gi_json_count(status->entry) != 4 ||
        !gi_json_is_array(balances) || gi_json_count(balances) == 0) {
        return gi_fail(err, sheaf->why, "leaves");
    }
    for (size_t i = 0; i < gi_json_count(balances); i++) {
        GI_TRY(check_claim(sheaf, status, holder, gi_json_at(balances, i), rows, err));
    }
    return GI_OK;
}

/* ---- the file ---- */

static gi_status read_holder(const gi_json *file, const gi_sheaf *sheaf, uint32_t *out,
                             gi_error *err)
{
    gi_bytes kind = { 0 };
    gi_bytes holder = { 0 };
    char number[5];
    int64_t version = 0;
    if (!gi_json_is_object(file) || gi_json_count(file) != 6 ||
        !gi_json_as_int(gi_json_get(file, "v"), &version) || version != 1 ||
        !gi_json_as_text(gi_json_get(file, "kind"), &kind) ||
        !gi_bytes_equal(kind, gi_bytes_of(GI_BALANCE_KIND)) ||
        !gi_json_as_text(gi_json_get(file, "holder"), &holder) ||
        gi_number_parse(holder, out, NULL) != GI_OK) {
        return gi_fail(err, sheaf->why, "holder, kind, v");
    }
    gi_number_print(*out, number);
    return gi_bytes_equal(holder, gi_bytes_of(number)) ? GI_OK : gi_fail(err, sheaf->why, "holder");
}

gi_status gi_balance_check_file(const gi_json *file, gi_sheaf *sheaf, gi_json *rows, gi_error *err)
{
    uint32_t holder = 0;
    GI_TRY(read_holder(file, sheaf, &holder, err));
    GI_TRY(gi_sheaf_open(file, sheaf, err));
    for (size_t i = 0; i < sheaf->count; i++) {
        GI_TRY(check_status(sheaf, &sheaf->leaf[i], holder, rows, err));
    }
    return GI_OK;
}

static gi_status check_signature(const gi_sheaf *sheaf, gi_bytes vkey, gi_error *err)
{
    char origin[GI_ORIGIN_MAX];
    gi_public_key key;
    bool fits = false;
    GI_TRY(gi_vkey_parse(vkey, origin, sizeof origin, &key, err));
    GI_TRY(gi_note_fits(sheaf->note, origin, &key, &fits, err));
    return fits && strcmp(origin, sheaf->checkpoint.origin) == 0
               ? GI_OK
               : gi_fail(err, sheaf->why, "no signature of this log key");
}

gi_status gi_balance_proof_check(gi_bytes text, gi_bytes vkey, gi_json **out, gi_error *err)
{
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO(gi_json) answer = gi_json_object();
    GI_SHEAF sheaf = { .why = GI_WHY_BAD_BALANCE };
    gi_json *rows = gi_json_array();
    gi_json_set(answer, "balances", rows);
    if (text.size > GI_BALANCE_PROOF_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "file", gi_num(GI_BALANCE_PROOF_MAX).text);
    }
    GI_TRY(gi_json_parse_canonical(text, GI_SHEAF_DEPTH, &file, err));
    GI_TRY(gi_balance_check_file(file, &sheaf, rows, err));
    GI_TRY(check_signature(&sheaf, vkey, err));
    gi_json_set(answer, "holder", gi_json_copy(gi_json_get(file, "holder")));
    gi_json_set_text(answer, "origin", sheaf.checkpoint.origin);
    gi_json_set_int(answer, "size", sheaf.checkpoint.size);
    GI_TRY(gi_json_ok(answer, err));
    *out = GI_TAKE(answer);
    return GI_OK;
}
