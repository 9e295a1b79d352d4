/*
 * audit_packages.c - R4, R5, R6 for packages: what goes in exists, is in force and lies nowhere
 * else; the code says what the leaf says. What becomes of them later: audit_unpack.c.
 *
 * Runs of packages take serials of the same counter as labels, so they stand among a key's runs
 * too (gi_audit_run); what is special about them is kept here.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit_labels.h"
#include "core/log/audit_runs.h"
#include "gi/text.h"
#include "gi/unit_code.h"

#define MEMBERS_MAX 40

typedef struct packing {
    audit_box box;
    int64_t run[3];
    gi_unit_header header;
    int64_t member[MEMBERS_MAX][3];
    size_t members;
} packing;

/* ---- packages ---- */

static gi_status keep_box(gi_audit *audit, const audit_box *box, gi_error *err)
{
    void *items = audit->box;
    GI_TRY(gi_audit_grow(&items, audit->boxes, &audit->box_room, sizeof *audit->box, err));
    audit->box = items;
    audit->box[audit->boxes++] = *box;
    return GI_OK;
}

static audit_places *inside_of(const gi_audit *audit, int64_t key)
{
    return &audit->runs[key]->inside;
}

/* ---- pack ---- */

static bool read_header(const audit_leaf *leaf, gi_unit_header *out)
{
    gi_bytes text = { 0 };
    uint8_t raw[GI_PACKAGE_HEADER_SIZE];
    return gi_json_as_text(gi_json_get(leaf->json, "hdr"), &text) &&
           gi_base64_parse(text, raw, sizeof raw, NULL) == GI_OK &&
           gi_unit_header_decode((gi_bytes){ raw, sizeof raw }, out, NULL) == GI_OK;
}

static bool read_members(const audit_leaf *leaf, packing *work)
{
    const gi_json *ranges = gi_json_get(leaf->json, "rng");
    work->members = gi_json_count(ranges);
    for (size_t i = 0; i < work->members && i < MEMBERS_MAX; i++) {
        if (!gi_audit_triple(gi_json_at(ranges, i), work->member[i])) {
            return false;
        }
    }
    return work->members >= 1 && work->members <= MEMBERS_MAX;
}

/* Of labels: one issued run, of this producer, none ended. Of packages: one run of level 1, of
 * this producer, none opened. */
static bool member_fits(const gi_audit *audit, packing *work, const int64_t range[3],
                        int64_t *other)
{
    int64_t last = range[1] + range[2] - 1;
    const audit_run *run = gi_audit_any_run_of(audit, range[0], range[1]);
    if (run == NULL || last >= (int64_t)run->first + run->count) {
        return false;
    }
    *other = run->act;
    if (run->box != 0) {
        const audit_box *box = &audit->box[run->box - 1];
        work->box.level = 2;
        return box->level == 1 && box->org == work->box.org &&
               gi_audit_place_over(&audit->runs[range[0]]->opened, range[1], last) == NULL;
    }
    return run->batch != SIZE_MAX && audit->batch[run->batch].org == work->box.org &&
           gi_audit_ended_by(audit, range) < 0;
}

/* Only what fits is kept: so no member is ever deeper than it says. */
static gi_status take_member(gi_audit *audit, const audit_leaf *leaf, packing *work,
                             const int64_t range[3], gi_error *err)
{
    int64_t other = -1;
    if (!member_fits(audit, work, range, &other)) {
        gi_audit_find(audit, GI_AUDIT_PACKAGE, leaf->index, other,
                      "[%" PRId64 ",%" PRId64 ",%" PRId64 "]", range[0], range[1], range[2]);
        return GI_OK;
    }
    audit_places *inside = inside_of(audit, range[0]);
    const audit_place *there = gi_audit_place_over(inside, range[1], range[1] + range[2] - 1);
    if (there != NULL) {
        gi_audit_find(audit, GI_AUDIT_PACKAGE, leaf->index, there->act,
                      "serial %" PRIu32 " lies in another package", there->first);
        return GI_OK;
    }
    audit_place one = { (uint32_t)range[1], (uint32_t)range[2], leaf->index };
    void *items = audit->member;
    GI_TRY(gi_audit_grow(&items, audit->members, &audit->member_room, sizeof *audit->member, err));
    audit->member = items;
    memcpy(audit->member[audit->members++].range, range, sizeof audit->member->range);
    work->box.members++;
    return gi_audit_put_place(inside, &one, err);
}

/* A sum is only ever of a product that is known. */
static int64_t product_of(const gi_audit *audit, const audit_batch *batch)
{
    return gi_audit_product_of(audit, audit->sum[batch->sum].mnemonic)->index;
}

static bool batch_fits(const audit_leaf *leaf, const packing *work, const audit_batch *batch)
{
    gi_bytes text = { 0 };
    return work->header.batch == batch->number &&
           gi_json_as_text(gi_json_get(leaf->json, "batch"), &text) &&
           gi_bytes_equal(text, gi_bytes_of(batch->id));
}

/* What of the header contradicts the leaf or what lies inside; NULL when nothing does. */
static const char *header_fault(const gi_audit *audit, const audit_leaf *leaf, const packing *work)
{
    const gi_unit_header *header = &work->header;
    const int64_t *member = work->member[0];
    int64_t each = header->child_count;
    bool mixed = each == 0;
    const audit_batch *batch = mixed ? NULL : gi_audit_batch_of(audit, member[0], member[1]);
    const struct {
        bool fits;
        const char *what;
    } checks[] = {
        { header->type == GI_LABEL_PACKAGE && header->serial == 0, "type or serial" },
        { header->key == leaf->by && work->run[0] == leaf->by, "key" },
        { header->producer == work->box.org, "producer" },
        { mixed || (work->members == 1 && member[0] == leaf->by &&
                    member[1] == header->first_child && each * work->run[2] == member[2]),
          "children" },
        { !mixed || (header->product == 0 && header->first_child == 0 && work->run[2] == 1),
          "mixed box" },
        { batch == NULL || header->product == product_of(audit, batch), "product" },
        { batch == NULL || batch_fits(leaf, work, batch), "batch" },
    };
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        if (!checks[i].fits) {
            return checks[i].what;
        }
    }
    return NULL;
}

static gi_status judge_pack(gi_audit *audit, const audit_leaf *leaf, packing *work, gi_error *err)
{
    audit_box *box = &work->box;
    const char *fault = header_fault(audit, leaf, work);
    box->level = 1;
    box->member = audit->members;
    for (size_t i = 0; i < work->members; i++) {
        GI_TRY(take_member(audit, leaf, work, work->member[i], err));
    }
    if (fault != NULL) {
        gi_audit_find(audit, GI_AUDIT_HEADER, leaf->index, -1, "%s", fault);
        box->members = 0; /* nobody can tell what lies in which */
    }
    box->first = (uint32_t)work->run[1];
    box->each = work->header.child_count;
    box->act = leaf->index;
    return keep_box(audit, box, err);
}

gi_status gi_audit_pack(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    packing work = { 0 };
    if (!gi_audit_triple(gi_json_get(leaf->json, "run"), work.run)) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "run");
        return GI_OK;
    }
    audit_run run = { .first = (uint32_t)work.run[1],
                      .count = (uint32_t)work.run[2],
                      .act = leaf->index,
                      .ts = leaf->ts,
                      .batch = SIZE_MAX };
    bool rest = read_header(leaf, &work.header) && read_members(leaf, &work);
    if (!rest) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "hdr or rng");
    }
    if (!gi_audit_org(audit, leaf, &work.box.org) || !rest) {
        return gi_audit_run(audit, &run, (uint16_t)work.run[0], err);
    }
    GI_TRY(judge_pack(audit, leaf, &work, err));
    run.box = audit->boxes;
    return gi_audit_run(audit, &run, (uint16_t)work.run[0], err);
}
