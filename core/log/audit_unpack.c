/*
 * audit_unpack.c - R4 of packages later on: they are opened once, and activated with all inside.
 *
 * What lies in them is what their pack act said (audit_packages.c).
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit_labels.h"
#include "core/log/audit_runs.h"

static audit_places *inside_of(const gi_audit *audit, int64_t key)
{
    return &audit->runs[key]->inside;
}

/* The closed packages that a leaf names: its one range, in the run of the act in ref. */
static const audit_box *named_box(gi_audit *audit, const audit_leaf *leaf, int64_t range[3])
{
    int64_t ref = -1;
    if (!gi_audit_triple(gi_json_at(gi_json_get(leaf->json, "rng"), 0), range)) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "rng");
        return NULL;
    }
    if (!gi_audit_int(audit, leaf, "ref", 0, &ref)) {
        return NULL;
    }
    const audit_run *run = gi_audit_any_run_of(audit, range[0], range[1]);
    const audit_box *box = gi_audit_box_of(audit, range[0], range[1]);
    int64_t last = range[1] + range[2] - 1;
    if (box == NULL || box->act != ref || last >= (int64_t)run->first + run->count ||
        gi_audit_place_over(&audit->runs[range[0]]->opened, range[1], last) != NULL) {
        gi_audit_find(audit, GI_AUDIT_UNPACK, leaf->index, ref,
                      "[%" PRId64 ",%" PRId64 ",%" PRId64 "]", range[0], range[1], range[2]);
        return NULL;
    }
    gi_audit_after(audit, leaf, run->act, run->ts);
    return box;
}

/* Calls take with what lies in n packages of a box from a serial on. */
static gi_status each_member(gi_audit *audit, const audit_box *box, const int64_t range[3],
                             gi_status (*take)(gi_audit *, const int64_t[3], void *, gi_error *),
                             void *context, gi_error *err)
{
    size_t from = box->member; /* taking may move the books */
    size_t count = box->members;
    int64_t each = box->each;
    int64_t skip = (range[1] - box->first) * each;
    for (size_t i = 0; i < count; i++) {
        int64_t one[3];
        memcpy(one, audit->member[from + i].range, sizeof one);
        if (each > 0) {
            one[1] += skip;
            one[2] = range[2] * each;
        }
        GI_TRY(take(audit, one, context, err));
    }
    return GI_OK;
}

static gi_status free_member(gi_audit *audit, const int64_t range[3], void *context, gi_error *err)
{
    (void)context;
    return gi_audit_cut_places(inside_of(audit, range[0]), range[1], range[1] + range[2] - 1, err);
}

gi_status gi_audit_unpack(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    int64_t range[3];
    const audit_box *box = named_box(audit, leaf, range);
    if (box == NULL) {
        return GI_OK;
    }
    int64_t last = range[1] + range[2] - 1;
    const audit_place *carton = gi_audit_place_over(inside_of(audit, range[0]), range[1], last);
    if (carton != NULL) {
        gi_audit_find(audit, GI_AUDIT_UNPACK, leaf->index, carton->act, "lies in another package");
        return GI_OK;
    }
    audit_place opened = { (uint32_t)range[1], (uint32_t)range[2], leaf->index };
    GI_TRY(gi_audit_put_place(&audit->runs[range[0]]->opened, &opened, err));
    return each_member(audit, box, range, free_member, NULL, err);
}

typedef struct activating {
    const audit_leaf *leaf;
    int64_t labels;
} activating;

static gi_status activate_labels(gi_audit *audit, const int64_t range[3], void *context,
                                 gi_error *err)
{
    activating *at = context;
    int64_t labels = 0;
    const audit_box *inner = gi_audit_box_of(audit, range[0], range[1]);
    if (inner != NULL && inner->level == 1) {
        return each_member(audit, inner, range, activate_labels, context, err);
    }
    GI_TRY(gi_audit_activate_rest(audit, at->leaf, range, &labels, err));
    at->labels += labels;
    return GI_OK;
}

gi_status gi_audit_activate_box(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    int64_t range[3];
    activating at = { .leaf = leaf };
    const audit_box *box = named_box(audit, leaf, range);
    if (box == NULL) {
        return GI_OK;
    }
    GI_TRY(each_member(audit, box, range, activate_labels, &at, err));
    if (at.labels == 0) {
        gi_audit_find(audit, GI_AUDIT_ACTIVATION, leaf->index, box->act, "no label inside waits");
    }
    return GI_OK;
}
