/*
 * passport_write.c - a batch and its proofs into one file (gi/passport.h).
 *
 * One reading transaction. What is written is opened again, without pins, before it leaves.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lookup/passport_facts.h"
#include "core/lookup/report.h"
#include "core/store/batches.h"
#include "core/store/keys.h"
#include "core/store/log_rows.h"
#include "core/store/runs.h"
#include "gi/publish.h"
#include "gi/text.h"

#define KEY_LIST_MAX (1U << 20)

/* Fields that the public pages show as well. */
static const char *const open_fields[] = { "grade", "note", "place", NULL };

typedef struct work {
    gi_registry *registry;
    gi_db *db;
    gi_bytes policy; /* of the log, as it is published */
    gi_batch_row batch;
    unsigned groups;                /* of records to be added */
    gi_passport_left left;          /* of those, what is not */
    int64_t index[GI_SHEAF_LEAVES]; /* of the leaves, ascending once sorted */
    size_t count;
} work;

/* ---- which leaves ---- */

static gi_status want(void *context, int64_t index, gi_error *err)
{
    work *at = context;
    if (at->count == GI_SHEAF_LEAVES) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "leaves", gi_num(GI_SHEAF_LEAVES).text);
    }
    at->index[at->count++] = index;
    return GI_OK;
}

static gi_status want_root(void *context, int64_t act, gi_error *err)
{
    work *at = context;
    gi_act_row row;
    GI_AUTO(gi_json) leaf = NULL;
    GI_AUTO_BUF bytes = GI_BUF(65536);
    GI_TRY(gi_act_load(at->db, act, &row, NULL, &bytes, err));
    GI_TRY(gi_json_parse(gi_buf_view(&bytes), GI_SHEAF_DEPTH, &leaf, err));
    return gi_leaf_is_root(leaf) ? want(at, act, err) : GI_OK;
}

static gi_status want_run(void *context, const gi_run *run, gi_error *err)
{
    return want(context, run->act, err);
}

static int by_index(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return left < right ? -1 : left > right;
}

static gi_status find_leaves(work *at, int64_t list_act, gi_error *err)
{
    GI_TRY(gi_key_list_each(at->db, want_root, at, err));
    GI_TRY(want(at, list_act, err));
    GI_TRY(want(at, at->batch.act, err));
    GI_TRY(gi_run_each(at->db, at->batch.id, want_run, at, err));
    GI_TRY(gi_passport_choose(at->db, &at->batch, &at->groups, &at->left, want, at, err));
    qsort(at->index, at->count, sizeof at->index[0], by_index);
    return GI_OK;
}

/* ---- private records ---- */

typedef struct disclosing {
    const char *const *fields; /* to be disclosed; NULL ends */
    gi_json *commitments;
    gi_json *disclosed;
} disclosing;

static bool is_open(const disclosing *to, const gi_private_field *field)
{
    bool open = false;
    for (size_t i = 0; to->fields[i] != NULL; i++) {
        open = open || strcmp(field->name, to->fields[i]) == 0;
    }
    return open && field->value != NULL;
}

static gi_status take_field(void *context, const gi_private_field *field, gi_error *err)
{
    disclosing *to = context;
    gi_push_base64(to->commitments, gi_digest_view(&field->hash));
    if (is_open(to, field)) {
        gi_json *value = NULL;
        GI_TRY(gi_json_parse(gi_bytes_of(field->value), 2, &value, err));
        gi_json *row = gi_json_array();
        gi_json_push_text(row, field->name);
        gi_json_push(row, value);
        gi_push_base64(row, (gi_bytes){ field->salt, sizeof field->salt });
        gi_json_push(to->disclosed, row);
    }
    return GI_OK;
}

static gi_status add_record(const work *at, int64_t act, const char *const *fields, gi_json *entry,
                            gi_error *err)
{
    disclosing to = { fields, gi_json_array(), gi_json_array() };
    gi_json_set(entry, "commitments", to.commitments);
    gi_json_set(entry, "disclosed", to.disclosed);
    return gi_private_each(at->db, act, take_field, &to, err);
}

/* Of the batch what pages show; an amended fact would be shown as it no longer stands. */
static gi_status add_records(const work *at, int64_t act, gi_json *entry, gi_error *err)
{
    static const char *const none[] = { NULL };
    const gi_passport_group *group = gi_passport_group_of(gi_json_get(entry, "leaf"));
    if (act == at->batch.act) {
        return add_record(at, act, at->batch.amended < 0 ? open_fields : none, entry, err);
    }
    return group != NULL ? add_record(at, act, group->fields, entry, err) : GI_OK;
}

/* ---- the policy ---- */

/* Lines of a text: strings hold no control characters, and a tab is one. */
static gi_json *lines_of(gi_bytes text)
{
    gi_json *lines = gi_json_array();
    for (size_t first = 0, at = 0; at < text.size; at++) {
        if (text.data[at] == '\n') {
            char line[GI_POLICY_LINE] = "";
            size_t size = at - first < sizeof line ? at - first : sizeof line - 1;
            memcpy(line, text.data + first, size);
            for (char *tab = strchr(line, '\t'); tab != NULL; tab = strchr(tab, '\t')) {
                *tab = ' ';
            }
            gi_json_push_text(lines, line);
            first = at + 1;
        }
    }
    return lines;
}

/* ---- the file ---- */

static gi_status add_leaves(const work *at, gi_json *file, gi_error *err)
{
    GI_SHEAF_WRITER sheaf = { 0 };
    GI_TRY(gi_sheaf_begin(at->db, file, &sheaf, err));
    for (size_t i = 0; i < at->count; i++) {
        gi_json *entry = NULL;
        if (i > 0 && at->index[i] == at->index[i - 1]) {
            continue; /* the founding may hold the key list too */
        }
        GI_TRY(gi_sheaf_add(&sheaf, at->index[i], &entry, err));
        GI_TRY(add_records(at, at->index[i], entry, err));
    }
    return GI_OK;
}

static gi_status write_file(work *at, const char *id, gi_buf *out, gi_error *err)
{
    GI_AUTO(gi_json) file = gi_json_object();
    GI_AUTO(gi_json) list = NULL;
    GI_AUTO_BUF list_text = GI_BUF(KEY_LIST_MAX);
    int64_t list_act = 0;
    GI_TRY(gi_batch_load(at->db, id, &at->batch, err));
    if (at->batch.undone > 0) {
        return gi_fail_field(err, "batch", GI_WHY_TAKEN_BACK, id, gi_num(at->batch.undone).text);
    }
    GI_TRY(gi_key_list_last(at->db, &list_act, &list_text, err));
    GI_TRY(gi_json_parse(gi_buf_view(&list_text), GI_SHEAF_DEPTH, &list, err));
    GI_TRY(find_leaves(at, list_act, err));
    gi_json_set_text(file, "batch", at->batch.id);
    if (at->groups != 0) {
        gi_json_set(file, "facts", gi_passport_write_groups(at->groups));
    }
    gi_json_set_text(file, "kind", GI_PASSPORT_KIND);
    gi_json_set(file, "list", GI_TAKE(list));
    gi_json_set(file, "policy", lines_of(at->policy));
    gi_json_set_int(file, "v", 1);
    GI_TRY(add_leaves(at, file, err));
    GI_TRY(gi_json_ok(file, err));
    gi_json_write(file, out);
    return gi_buf_status(out, "passport", err);
}

gi_status gi_passport_write(gi_registry *registry, gi_bytes batch, gi_buf *out, gi_error *err)
{
    gi_passport_left none;
    return gi_passport_write_with(registry, batch, 0, out, &none, err);
}

gi_status gi_passport_write_with(gi_registry *registry, gi_bytes batch, unsigned groups,
                                 gi_buf *out, gi_passport_left *left, gi_error *err)
{
    work at = { .registry = registry, .db = registry->db, .groups = groups };
    gi_batch_id id;
    char text[GI_BATCH_ID_TEXT];
    GI_AUTO(gi_passport) own = NULL;
    gi_publish_kind kind;
    GI_AUTO_BUF file = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO_BUF policy = GI_BUF(GI_PUBLISH_MAX);
    GI_TRY(gi_batch_id_parse(batch, &id, err));
    gi_batch_id_print(&id, text);
    GI_TRY(gi_publish_read(registry, gi_bytes_of("policy"), &policy, &kind, err));
    at.policy = gi_buf_view(&policy);
    GI_TRY(GI_READ(registry, write_file(&at, text, &file, err), err));
    GI_TRY(gi_passport_open(gi_buf_view(&file), NULL, 0, &own, err));
    gi_buf_add(out, gi_buf_view(&file));
    GI_TRY(gi_buf_status(out, "passport", err));
    *left = at.left;
    return GI_OK;
}
