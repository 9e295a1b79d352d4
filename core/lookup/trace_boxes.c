/*
 * trace_boxes.c - which packages hold the labels of a trace, and which labels a package holds
 * (trace_walk.h).
 *
 * By ranges: a pack act of ten thousand equal cases is one box here. What is inside a box is its
 * own act's word; where it lies now is asked of the closed packages, so an opened one is met
 * only as a root.
 */
#include <string.h>

#include "core/lookup/trace_walk.h"
#include "core/store/runs.h"
#include "gi/unit_number.h"

int64_t gi_trace_box_id(uint16_t key, uint32_t first)
{
    return ((int64_t)key << 32) | first;
}

static gi_trace_box *box_at(const gi_tracing *at, size_t place)
{
    return (gi_trace_box *)(void *)at->boxes.data + place;
}

static size_t box_count(const gi_tracing *at)
{
    return at->boxes.size / sizeof(gi_trace_box);
}

/* ---- what is inside ---- */

typedef struct content {
    gi_tracing *at;
    int64_t labels, quantity;
    uint16_t product;
    bool mixed;
} content;

static gi_status find_run(const gi_tracing *at, uint16_t key, uint32_t first, gi_run *run,
                          gi_error *err)
{
    bool found = false;
    GI_TRY(gi_run_by_serial(at->db, key, first, &found, run, err));
    return found ? GI_OK : gi_fail(err, GI_WHY_DB_CORRUPT, "package");
}

static gi_status add_labels(content *sum, const gi_run *run, uint32_t count, gi_error *err)
{
    gi_unit_header header;
    GI_TRY(gi_unit_header_decode((gi_bytes){ run->header, sizeof run->header }, &header, err));
    sum->mixed = sum->mixed || (sum->product != 0 && sum->product != header.product);
    sum->product = header.product;
    sum->labels += count;
    sum->quantity += gi_net_decode(header.net) * count;
    return GI_OK;
}

static gi_status take_labels(void *context, uint16_t key, uint32_t first, uint32_t count,
                             gi_error *err)
{
    content *sum = context;
    gi_run run;
    GI_TRY(find_run(sum->at, key, first, &run, err));
    return add_labels(sum, &run, count, err);
}

static gi_status weigh(gi_tracing *at, const gi_package_run *run, uint32_t first, uint32_t count,
                       content *out, gi_error *err)
{
    gi_package_books books = gi_package_books_of(at->db);
    *out = (content){ .at = at };
    GI_TRY(gi_package_labels(&books, run, first, count, take_labels, out, err));
    if (out->mixed) {
        out->product = 0;
        out->quantity = 0;
    }
    return GI_OK;
}

/* ---- boxes and ways ---- */

/* Only a mixed box is met more than once, from each of its members; it is then there already. */
static bool is_there(const gi_tracing *at, const gi_package_run *run, uint32_t first)
{
    for (size_t i = box_count(at); run->each == 0 && i-- > 0;) {
        if (box_at(at, i)->id == gi_trace_box_id(run->key, first)) {
            return true;
        }
    }
    return false;
}

/* Adds packages [first, first + count) of one pack act; *fresh false when they are there. */
static gi_status add_box(gi_tracing *at, uint16_t key, uint32_t first, uint32_t count,
                         gi_trace_box *out, bool *fresh, gi_error *err)
{
    gi_trace_box box = { .id = gi_trace_box_id(key, first), .first = first, .count = count };
    content sum;
    bool found = false;
    GI_TRY(gi_package_by_serial(at->db, (gi_unit_id){ key, first }, &found, &box.run, err));
    if (!found) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "package");
    }
    *fresh = !is_there(at, &box.run, first);
    *out = box;
    if (!*fresh) {
        return GI_OK;
    }
    GI_TRY(weigh(at, &box.run, first, count, &sum, err));
    box.labels = sum.labels;
    box.quantity = sum.quantity;
    box.product = sum.product;
    gi_buf_add(&at->boxes, (gi_bytes){ (const uint8_t *)&box, sizeof box });
    *out = box;
    return gi_buf_status(&at->boxes, "packages", err);
}

static gi_status add_way(gi_tracing *at, gi_trace_kind kind, int64_t from, const content *sum,
                         const gi_trace_box *to, gi_error *err)
{
    gi_trace_way way = { kind, from, sum->labels, sum->quantity, to->id, to->run.act };
    gi_buf_add(&at->ways, (gi_bytes){ (const uint8_t *)&way, sizeof way });
    return gi_buf_status(&at->ways, "packages", err);
}

/* ---- down into a package ---- */

static gi_status take_run(gi_tracing *at, const gi_package_member *member, const gi_trace_box *into,
                          gi_error *err)
{
    gi_run run;
    content sum = { .at = at };
    GI_TRY(find_run(at, member->key, member->first, &run, err));
    GI_TRY(add_labels(&sum, &run, member->count, err));
    gi_buf_add(&at->runs, (gi_bytes){ (const uint8_t *)&run, sizeof run });
    GI_TRY(gi_buf_status(&at->runs, "runs", err));
    return add_way(at, GI_TRACE_RUN, run.act, &sum, into, err);
}

static gi_status members_of(const gi_tracing *at, const gi_trace_box *box,
                            gi_package_member out[GI_PACKAGE_MEMBERS], size_t *count, gi_error *err)
{
    if (box->run.each == 0) {
        return gi_package_members_of(at->db, box->run.act, out, count, err);
    }
    gi_package_slice(&box->run, box->first, box->count, out);
    *count = 1;
    return GI_OK;
}

/* The members of a carton are cases and labels, those of a case are labels: two deep. */
static gi_status unpack_case(gi_tracing *at, const gi_trace_box *box, gi_error *err)
{
    gi_package_member member[GI_PACKAGE_MEMBERS];
    size_t count = 0;
    GI_TRY(members_of(at, box, member, &count, err));
    for (size_t i = 0; i < count; i++) {
        GI_TRY(member[i].packages ? gi_fail(err, GI_WHY_DB_CORRUPT, "package")
                                  : take_run(at, &member[i], box, err));
    }
    return GI_OK;
}

static gi_status unpack_cases(gi_tracing *at, const gi_package_member *cases,
                              const gi_trace_box *into, gi_error *err)
{
    gi_trace_box box;
    content sum;
    bool fresh = false;
    GI_TRY(add_box(at, cases->key, cases->first, cases->count, &box, &fresh, err));
    GI_TRY(weigh(at, &box.run, box.first, box.count, &sum, err));
    GI_TRY(add_way(at, GI_TRACE_PACKAGE, box.id, &sum, into, err));
    return fresh ? unpack_case(at, &box, err) : GI_OK;
}

gi_status gi_trace_unpack(gi_tracing *at, gi_error *err)
{
    gi_package_member member[GI_PACKAGE_MEMBERS];
    gi_label_state opening;
    gi_trace_box root;
    bool fresh = false;
    size_t count = 0;
    gi_unit_id id = at->root.unit;
    GI_TRY(add_box(at, id.key, id.serial, 1, &root, &fresh, err));
    GI_TRY(gi_package_opened(at->db, id.key, id.serial, 1, &box_at(at, 0)->opened, &opening, err));
    if ((at->directions & GI_TRACE_UP) == 0) {
        return GI_OK;
    }
    GI_TRY(members_of(at, &root, member, &count, err));
    for (size_t i = 0; i < count; i++) {
        GI_TRY(member[i].packages ? unpack_cases(at, &member[i], &root, err)
                                  : take_run(at, &member[i], &root, err));
    }
    return GI_OK;
}

/* ---- up to what holds them ---- */

typedef struct holding {
    gi_tracing *at;
    const gi_run *run;       /* labels of it, or */
    const gi_trace_box *box; /* packages */
} holding;

static gi_status take_inside(void *context, const gi_inside_row *inside, gi_error *err);

static gi_status boxes_over_box(gi_tracing *at, const gi_trace_box *box, gi_error *err)
{
    holding what = { .at = at, .box = box };
    return gi_inside_each(at->db, box->run.key, box->first, box->count, take_inside, &what, err);
}

/* `inside` is cut to what was asked for; what it lies in may lie in something itself. */
static gi_status take_inside(void *context, const gi_inside_row *inside, gi_error *err)
{
    const holding *what = context;
    gi_tracing *at = what->at;
    gi_trace_box into;
    content sum = { .at = at };
    bool fresh = false;
    uint32_t boxes = inside->each > 0 ? (inside->count - 1) / inside->each + 1 : 1;
    GI_TRY(add_box(at, inside->box.key, inside->box.serial, boxes, &into, &fresh, err));
    if (what->run != NULL) {
        GI_TRY(add_labels(&sum, what->run, inside->count, err));
        GI_TRY(add_way(at, GI_TRACE_RUN, what->run->act, &sum, &into, err));
    } else {
        GI_TRY(weigh(at, &what->box->run, inside->first, inside->count, &sum, err));
        GI_TRY(add_way(at, GI_TRACE_PACKAGE, what->box->id, &sum, &into, err));
    }
    return fresh ? boxes_over_box(at, &into, err) : GI_OK;
}

gi_status gi_trace_boxes_over(gi_tracing *at, const gi_run *run, uint32_t first, uint32_t count,
                              gi_error *err)
{
    holding what = { .at = at, .run = run };
    return gi_inside_each(at->db, run->key, first, count, take_inside, &what, err);
}

gi_status gi_trace_boxes_over_root(gi_tracing *at, gi_error *err)
{
    gi_trace_box root = *box_at(at, 0);
    return boxes_over_box(at, &root, err);
}
