/*
 * passport.c - opens a passport and hands out what is in it (gi/passport.h).
 *
 *   form -> paths -> roots and key list -> log key of the note -> signatures of the leaves
 *   -> commitments
 *
 * Everything in the file is needed: a member, leaf or hash without a use is refused.
 */
#include "core/lookup/passport_facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/text.h"
#include "gi/witness.h"

#define MEMBERS 7U /* batch hashes kind leaves list note v; and policy, facts where they are */

gi_status gi_passport_refuse(gi_error *err, const char *what)
{
    return gi_fail(err, GI_WHY_BAD_PASSPORT, what);
}

static bool is_text(const gi_json *object, const char *name, const char *wanted)
{
    gi_bytes text = { 0 };
    return gi_json_as_text(gi_json_get(object, name), &text) &&
           gi_bytes_equal(text, gi_bytes_of(wanted));
}

bool gi_leaf_is(const gi_json *leaf, const char *act)
{
    return is_text(leaf, "t", act);
}

bool gi_leaf_is_root(const gi_json *leaf)
{
    return gi_leaf_is(leaf, "found") || gi_leaf_is(leaf, "epoch") ||
           (gi_leaf_is(leaf, "key") && gi_json_get(leaf, "next") &&
            is_text(gi_json_get(leaf, "key"), "role", "root"));
}

/* Only its form: whom to believe is for the reader to say, not for the file. */
static gi_status check_policy(const gi_json *lines, gi_error *err)
{
    GI_AUTO(gi_policy) policy = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    for (size_t i = 0; i < gi_json_count(lines); i++) {
        gi_bytes line = { 0 };
        if (!gi_json_as_text(gi_json_at(lines, i), &line)) {
            return gi_passport_refuse(err, "policy");
        }
        gi_buf_add(&text, line);
        gi_buf_add_byte(&text, '\n');
    }
    GI_TRY(gi_buf_status(&text, "policy", err));
    return gi_json_is_array(lines) && gi_policy_parse(gi_buf_view(&text), &policy, NULL) == GI_OK
               ? GI_OK
               : gi_passport_refuse(err, "policy");
}

static bool whole(const gi_json *file)
{
    size_t more = (gi_json_get(file, "policy") != NULL ? 1U : 0U) +
                  (gi_json_get(file, "facts") != NULL ? 1U : 0U);
    return gi_json_is_object(file) && gi_json_count(file) == MEMBERS + more;
}

static gi_status read_head(gi_passport *passport, gi_error *err)
{
    gi_bytes id = { 0 };
    gi_batch_id parsed;
    int64_t version = 0;
    const gi_json *file = passport->file;
    const gi_json *policy = gi_json_get(file, "policy");
    char *batch = passport->about.batch;
    const gi_json *facts = gi_json_get(file, "facts");
    if (!whole(file) || !gi_json_as_int(gi_json_get(file, "v"), &version) || version != 1 ||
        !is_text(file, "kind", GI_PASSPORT_KIND) || !gi_json_is_object(gi_json_get(file, "list"))) {
        return gi_passport_refuse(err, "kind, v, list");
    }
    if (policy != NULL) {
        GI_TRY(check_policy(policy, err));
    }
    if (facts != NULL && !gi_passport_read_groups(facts, &passport->groups)) {
        return gi_passport_refuse(err, "facts");
    }
    if (!gi_json_as_text(gi_json_get(file, "batch"), &id) ||
        gi_batch_id_parse(id, &parsed, NULL) != GI_OK) {
        return gi_passport_refuse(err, "batch");
    }
    gi_batch_id_print(&parsed, batch);
    return gi_bytes_equal(id, gi_bytes_of(batch)) ? GI_OK : gi_passport_refuse(err, "batch");
}

/* What may stand there: leaves about keys, added records and their corrections, one of this batch,
 * then those of its labels. */
static bool may_stand(const gi_passport *passport, const gi_sheaf_leaf *one)
{
    bool keys = gi_leaf_is_root(one->leaf) || gi_leaf_is(one->leaf, "key");
    bool first = gi_leaf_is(one->leaf, "batch") && passport->batch == NULL;
    bool later = gi_leaf_is(one->leaf, "issue") && passport->batch != NULL;
    bool added = gi_passport_may_add(one->leaf, passport->groups, passport->about.batch) ||
                 gi_passport_may_correct(passport, one);
    return keys || added ||
           ((first || later) && is_text(one->leaf, "batch", passport->about.batch));
}

static gi_status sort_leaves(gi_passport *passport, gi_error *err)
{
    for (size_t i = 0; i < passport->sheaf.count; i++) {
        const gi_sheaf_leaf *one = &passport->sheaf.leaf[i];
        bool batch = gi_leaf_is(one->leaf, "batch");
        bool record = batch || gi_passport_group_of(one->leaf) != NULL;
        if (!may_stand(passport, one) || gi_json_count(one->entry) != (record ? 5U : 3U)) {
            return gi_passport_refuse(err, gi_num(one->index).text);
        }
        if (batch) {
            passport->batch = one;
        }
    }
    return passport->batch != NULL ? GI_OK : gi_passport_refuse(err, "batch");
}

static gi_status read_passport(gi_passport *passport, gi_bytes text, const gi_root_pin *pins,
                               size_t pin_count, gi_error *err)
{
    if (text.size > GI_PASSPORT_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "passport", gi_num(GI_PASSPORT_MAX).text);
    }
    GI_TRY(gi_json_parse_canonical(text, GI_SHEAF_DEPTH, &passport->file, err));
    GI_TRY(read_head(passport, err));
    GI_TRY(gi_sheaf_open(passport->file, &passport->sheaf, err));
    GI_TRY(sort_leaves(passport, err));
    memcpy(passport->about.origin, passport->sheaf.checkpoint.origin,
           sizeof passport->about.origin);
    passport->about.size = passport->sheaf.checkpoint.size;
    GI_TRY(gi_passport_check_keys(passport, pins, pin_count, err));
    return gi_passport_check_records(passport, err);
}

gi_status gi_passport_open(gi_bytes text, const gi_root_pin *pins, size_t pin_count,
                           gi_passport **out, gi_error *err)
{
    GI_AUTO(gi_passport) passport = calloc(1, sizeof *passport);
    if (passport == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "passport");
    }
    passport->sheaf.why = GI_WHY_BAD_PASSPORT;
    GI_TRY(read_passport(passport, text, pins, pin_count, err));
    *out = GI_TAKE(passport);
    return GI_OK;
}

void gi_passport_close(gi_passport *passport)
{
    if (passport != NULL) {
        gi_sheaf_clear(&passport->sheaf);
        gi_bundle_close(passport->keys);
        gi_json_destroy(passport->file);
        free(passport);
    }
}

const gi_passport_about *gi_passport_about_of(const gi_passport *passport)
{
    return &passport->about;
}

size_t gi_passport_leaves(const gi_passport *passport)
{
    return passport->sheaf.count;
}

gi_status gi_passport_proof(const gi_passport *passport, size_t at, char name[GI_PASSPORT_NAME],
                            gi_buf *leaf, gi_buf *proof, gi_error *err)
{
    if (at >= passport->sheaf.count) {
        return gi_fail(err, GI_WHY_NO_ACT, gi_num((int64_t)at).text);
    }
    const gi_sheaf_leaf *one = &passport->sheaf.leaf[at];
    gi_bytes act = { 0 };
    (void)gi_json_as_text(gi_json_get(one->leaf, "t"), &act); /* one of four known words */
    (void)snprintf(name, GI_PASSPORT_NAME, "%s-%.*s", gi_num(one->index).text, (int)act.size,
                   (const char *)act.data);
    gi_json_write(one->leaf, leaf);
    GI_TRY(gi_buf_status(leaf, "leaf", err));
    gi_tlog_proof_print(one->index, &one->path, gi_buf_view(&passport->sheaf.text), proof);
    return gi_buf_status(proof, "proof", err);
}
