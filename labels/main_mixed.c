/*
 * main_mixed.c - what lies in a mixed box, in words (main_mixed.h).
 *
 * Members come from the report of the box, names and net contents from the runs of their labels;
 * nothing is read from the code. Cases are counted by what is in them.
 */
#include "labels/main_mixed.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gi/codes.h"
#include "gi/quantity.h"
#include "gi/report.h"
#include "gi/text.h"
#include "labels/main.h"

#define SEPARATOR 3 /* bytes of "；" */
#define TAIL_MAX 40 /* bytes of " 等 N 种，扫码看明细", and a separator */

/* One item: goods of one product and net content, or mixed boxes. */
typedef struct item {
    char product[GI_NAME_TEXT];
    gi_unit unit;
    int64_t net; /* 0 = variable weight, or boxes */
    int64_t count;
    bool boxes;
} item;

typedef struct mixing {
    gi_registry *registry;
    item items[GI_PACKAGE_MEMBERS];
    size_t count;
    gi_batch_facts facts; /* of the last labels met: for the producer's name */
} mixing;

/* ---- members into items ---- */

static void add(mixing *work, const item *more)
{
    for (size_t i = 0; i < work->count; i++) {
        item *at = &work->items[i];
        if (at->boxes == more->boxes && at->net == more->net &&
            strcmp(at->product, more->product) == 0) {
            at->count += more->count;
            return;
        }
    }
    work->items[work->count++] = *more; /* one item per member at most */
}

static gi_status add_labels(mixing *work, gi_unit_id first, int64_t count, gi_error *err)
{
    char place[32];
    gi_run run;
    gi_unit_header header;
    item found = { .count = count };
    (void)snprintf(place, sizeof place, "%u/%" PRIu32, (unsigned)first.key, first.serial);
    GI_TRY(gi_run_find(work->registry, gi_bytes_of(place), &run, &work->facts, err));
    GI_TRY(gi_unit_header_decode((gi_bytes){ run.header, sizeof run.header }, &header, err));
    found.net = gi_net_decode(header.net);
    found.unit = work->facts.unit;
    memcpy(found.product, work->facts.product_zh, sizeof found.product);
    add(work, &found);
    return GI_OK;
}

static gi_status add_cases(mixing *work, gi_bytes number, int64_t count, gi_error *err)
{
    gi_package_run run;
    gi_unit_id id;
    gi_package_member inside;
    GI_TRY(gi_package_find(work->registry, number, &run, &id, err));
    if (run.each == 0) {
        add(work, &(item){ .product = "混装箱", .count = count, .boxes = true });
        return GI_OK;
    }
    gi_package_slice(&run, id.serial, 1, &inside);
    return add_labels(work, (gi_unit_id){ inside.key, inside.first }, count * inside.count, err);
}

/* {"kind","numbers","count"}; the first number of "A..B" stands for all: they are of one run. */
static gi_status add_member(mixing *work, const gi_json *member, gi_error *err)
{
    gi_bytes kind = { 0 };
    gi_bytes first = { 0 };
    gi_unit_id id;
    int64_t count = 0;
    (void)gi_json_as_text(gi_json_get(member, "kind"), &kind);
    (void)gi_json_as_text(gi_json_get(member, "numbers"), &first);
    (void)gi_json_as_int(gi_json_get(member, "count"), &count);
    first.size = first.size < GI_UNIT_NUMBER_TEXT - 1 ? first.size : GI_UNIT_NUMBER_TEXT - 1;
    GI_TRY(gi_unit_number_parse(first, &id, err));
    return gi_bytes_equal(kind, gi_bytes_of("packages")) ? add_cases(work, first, count, err)
                                                         : add_labels(work, id, count, err);
}

/* ---- items into words ---- */

static void print_item(const item *at, gi_buf *out)
{
    gi_buf_add_text(out, at->product);
    if (at->net > 0) {
        gi_buf_add_format(out, " %s", gi_quantity_text(at->net, at->unit).text);
    }
    gi_buf_add_format(out, " × %" PRId64 " %s", at->count, at->boxes ? "箱" : "枚");
}

static gi_status set_inside(const mixing *work, gi_label *label, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(GI_LABEL_TEXT - 1);
    for (size_t i = 0; i < work->count; i++) {
        GI_AUTO_BUF one = GI_BUF(GI_NAME_TEXT + 64);
        size_t tail = i + 1 < work->count ? TAIL_MAX : SEPARATOR;
        print_item(&work->items[i], &one);
        if (text.size + one.size + tail >= GI_LABEL_TEXT) {
            gi_buf_add_format(&text, " 等 %d 种，扫码看明细", (int)work->count);
            break;
        }
        gi_buf_add_text(&text, i > 0 ? "；" : "");
        gi_buf_add(&text, gi_buf_view(&one));
    }
    GI_TRY(gi_buf_status(&text, "inside", err));
    return gi_label_set(label, "inside", gi_buf_text(&text), err);
}

/* Only what is of one unit and weighed beforehand can be added up. */
static gi_status set_total(const mixing *work, gi_label *label, gi_error *err)
{
    int64_t total = 0;
    for (size_t i = 0; i < work->count; i++) {
        const item *at = &work->items[i];
        if (at->net == 0 || at->unit != work->items[0].unit) {
            return GI_OK;
        }
        total += at->net * at->count;
    }
    return gi_label_set(label, "net_total", gi_quantity_text(total, work->items[0].unit).text, err);
}

static gi_status set_names(const mixing *work, int64_t labels, gi_label *label, gi_error *err)
{
    const gi_about *about = gi_registry_about(work->registry);
    char count[32];
    (void)snprintf(count, sizeof count, "%" PRId64 " 枚", labels);
    const struct {
        const char *name;
        const char *text;
    } texts[] = {
        { "product_zh", "混装" },
        { "product_en", "mixed box" },
        { "count", count },
        { "producer", work->facts.producer },
        { "address", work->facts.address },
        { "uscc", work->facts.uscc },
        { "host", about->host },
    };
    label->demo = about->demo;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        GI_TRY(gi_label_set(label, texts[i].name, texts[i].text, err));
    }
    return gi_text_copy(label->prefix, sizeof label->prefix, gi_bytes_of(about->base_url), "prefix",
                        err);
}

/* A carton of mixed boxes alone has no labels at hand: those of its first box name the producer. */
static gi_status meet_producer(mixing *work, const gi_json *report, gi_error *err)
{
    gi_bytes first = { 0 };
    gi_unit_id id;
    const gi_json *inside = gi_json_get(report, "inside");
    if (work->facts.producer[0] != '\0') {
        return GI_OK;
    }
    (void)gi_json_as_text(gi_json_get(inside, "first"), &first);
    GI_TRY(gi_unit_number_parse(first, &id, err));
    size_t count = work->count;
    GI_TRY(add_labels(work, id, 0, err));
    work->count = count;
    return GI_OK;
}

gi_status gi_main_mixed(gi_registry *registry, gi_bytes number, gi_label *out, gi_error *err)
{
    mixing work = { .registry = registry };
    int64_t labels = 0;
    gi_label label = { 0 };
    GI_AUTO(gi_json) report = NULL;
    GI_TRY(gi_report_package(registry, number, &report, err));
    const gi_json *members = gi_json_get(report, "members");
    for (size_t i = 0; i < gi_json_count(members) && i < GI_PACKAGE_MEMBERS; i++) {
        GI_TRY(add_member(&work, gi_json_at(members, i), err));
    }
    (void)gi_json_as_int(gi_json_get(gi_json_get(report, "inside"), "labels"), &labels);
    GI_TRY(meet_producer(&work, report, err));
    GI_TRY(set_names(&work, labels, &label, err));
    GI_TRY(set_inside(&work, &label, err));
    GI_TRY(set_total(&work, &label, err));
    *out = label;
    return GI_OK;
}
