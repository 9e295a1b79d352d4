/*
 * passport_batch.c - what a passport says of its batch: commitments, disclosed fields, runs.
 *
 * The commitment of a leaf fixes every c_i; each disclosed field must open one of them, in
 * their order, so none is shown twice and none is made up.
 */
#include <string.h>

#include "core/lookup/passport_facts.h"
#include "gi/text.h"
#include "gi/unit_number.h"

#define FIELDS_MAX 512

/* ---- commitments ---- */

static gi_status read_commitments(const gi_sheaf_leaf *one, gi_digest *out, size_t *count,
                                  gi_error *err)
{
    gi_digest cmt;
    const gi_json *list = gi_json_get(one->entry, "commitments");
    *count = gi_json_count(list);
    if (!gi_json_is_array(list) || *count > FIELDS_MAX) {
        return gi_passport_refuse(err, "commitments");
    }
    for (size_t i = 0; i < *count; i++) {
        if (!gi_read_base64(gi_json_at(list, i), out[i].bytes, GI_DIGEST_SIZE)) {
            return gi_passport_refuse(err, "commitments");
        }
    }
    const gi_json *held = gi_json_get(one->leaf, "cmt");
    if (*count == 0) {
        return held == NULL ? GI_OK : gi_passport_refuse(err, "commitments");
    }
    gi_digest made = gi_commitment(out, *count);
    return gi_read_base64(held, cmt.bytes, sizeof cmt.bytes) &&
                   memcmp(cmt.bytes, made.bytes, sizeof cmt.bytes) == 0
               ? GI_OK
               : gi_passport_refuse(err, "commitments");
}

static gi_status open_field(const gi_json *row, gi_digest *out, gi_error *err)
{
    char name[48];
    gi_bytes text = { 0 };
    uint8_t salt[GI_SALT_SIZE];
    if (!gi_json_is_array(row) || gi_json_count(row) != 3 ||
        !gi_json_as_text(gi_json_at(row, 0), &text) ||
        gi_text_copy(name, sizeof name, text, "name", NULL) != GI_OK ||
        !gi_read_base64(gi_json_at(row, 2), salt, sizeof salt)) {
        return gi_passport_refuse(err, "disclosed");
    }
    return gi_field_commitment(name, gi_json_at(row, 1), salt, out, err);
}

static gi_status check_record(const gi_sheaf_leaf *one, gi_error *err)
{
    gi_digest hashes[FIELDS_MAX];
    size_t count = 0;
    size_t at = 0;
    const gi_json *disclosed = gi_json_get(one->entry, "disclosed");
    GI_TRY(read_commitments(one, hashes, &count, err));
    if (!gi_json_is_array(disclosed)) {
        return gi_passport_refuse(err, "disclosed");
    }
    for (size_t i = 0; i < gi_json_count(disclosed); i++) {
        gi_digest hash;
        GI_TRY(open_field(gi_json_at(disclosed, i), &hash, err));
        while (at < count && memcmp(hashes[at].bytes, hash.bytes, sizeof hash.bytes) != 0) {
            at++;
        }
        if (at++ == count) {
            return gi_passport_refuse(err, "disclosed");
        }
    }
    return GI_OK;
}

gi_status gi_passport_check_records(const gi_passport *passport, gi_error *err)
{
    for (size_t i = 0; i < passport->sheaf.count; i++) {
        const gi_sheaf_leaf *one = &passport->sheaf.leaf[i];
        if (one == passport->batch || gi_passport_group_of(one->leaf) != NULL) {
            GI_TRY(check_record(one, err));
        }
    }
    return GI_OK;
}

/* ---- runs and facts ---- */

bool gi_passport_read_run(const gi_json *leaf, gi_run *out, gi_unit_header *header)
{
    int64_t part[3];
    const gi_json *run = gi_json_get(leaf, "run");
    for (size_t i = 0; i < 3; i++) {
        if (!gi_json_as_int(gi_json_at(run, i), &part[i])) {
            return false;
        }
    }
    if (part[0] < 1 || part[0] > UINT16_MAX || part[1] < 1 || part[2] < 1 || part[1] > UINT32_MAX ||
        part[2] > UINT32_MAX || part[1] + part[2] - 1 > UINT32_MAX) {
        return false;
    }
    out->key = (uint16_t)part[0];
    out->first = (uint32_t)part[1];
    out->count = (uint32_t)part[2];
    return gi_read_base64(gi_json_get(leaf, "hdr"), out->header, sizeof out->header) &&
           gi_unit_header_decode((gi_bytes){ out->header, sizeof out->header }, header, NULL) ==
               GI_OK &&
           header->key == out->key;
}

static gi_json *run_json(const gi_sheaf_leaf *one)
{
    gi_run run;
    gi_unit_header header;
    char text[GI_UNIT_NUMBER_TEXT];
    gi_json *row = gi_json_object();
    if (!gi_passport_read_run(one->leaf, &run, &header)) {
        return row; /* cannot be: it was read when the passport opened */
    }
    gi_unit_number_print((gi_unit_id){ run.key, run.first }, text);
    gi_json_set_text(row, "first", text);
    gi_unit_number_print((gi_unit_id){ run.key, run.first + run.count - 1 }, text);
    gi_json_set_text(row, "last", text);
    gi_json_set_int(row, "act", one->index);
    gi_json_set_int(row, "count", run.count);
    gi_json_set_int(row, "net", gi_net_decode(header.net));
    gi_json_set_text(row, "packed", gi_day_text(GI_LABEL_EPOCH + header.packed).text);
    return row;
}

gi_json *gi_passport_disclosed(const gi_json *rows)
{
    gi_json *facts = gi_json_object();
    for (size_t i = 0; i < gi_json_count(rows); i++) {
        char name[48];
        gi_bytes text = { 0 };
        const gi_json *row = gi_json_at(rows, i);
        if (gi_json_as_text(gi_json_at(row, 0), &text) &&
            gi_text_copy(name, sizeof name, text, "name", NULL) == GI_OK) {
            gi_json_set(facts, name, gi_json_copy(gi_json_at(row, 1)));
        }
    }
    return facts;
}

gi_status gi_passport_facts(const gi_passport *passport, gi_json **out, gi_error *err)
{
    static const char *const same[][2] = {
        { "product", "gi" }, { "season", "sea" }, { "org", "org" }, { "qty", "qty" }, { "ts", "ts" }
    };
    GI_AUTO(gi_json) facts = gi_json_object();
    gi_json *runs = gi_json_array();
    gi_json_set(facts, "runs", runs);
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        const gi_json *value = gi_json_get(passport->batch->leaf, same[i][1]);
        if (value != NULL) {
            gi_json_set(facts, same[i][0], gi_json_copy(value));
        }
    }
    for (size_t i = 0; i < passport->sheaf.count; i++) {
        if (gi_leaf_is(passport->sheaf.leaf[i].leaf, "issue")) {
            gi_json_push(runs, run_json(&passport->sheaf.leaf[i]));
        }
    }
    gi_json_set_text(facts, "batch", passport->about.batch);
    gi_json_set_int(facts, "act", passport->batch->index);
    gi_json_set(facts, "disclosed",
                gi_passport_disclosed(gi_json_get(passport->batch->entry, "disclosed")));
    gi_passport_add_facts(passport, facts);
    GI_TRY(gi_json_ok(facts, err));
    *out = GI_TAKE(facts);
    return GI_OK;
}
