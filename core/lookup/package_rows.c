/*
 * package_rows.c - packages, opened ones and GTINs as rows of a bundle, written and read.
 *
 *   packages  [key, first, count, header, level, producer, batch, packed ms, act,
 *              [[key, first, count, packages?]...]]  the list of a mixed box, else empty
 *   opened    [key, first, count, why, who, ms, act]
 *   gtins     [GTIN as a number, producer, product, net, act]
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/lookup/bundle_cursor.h"
#include "core/lookup/package.h"
#include "core/store/runs.h"
#include "gi/text.h"

/* ---- writing ---- */

static void push_ints(gi_json *row, const int64_t *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        gi_json_push_int(row, values[i]);
    }
}

#define PUSH_INTS(row, ...)                            \
    push_ints((row), (const int64_t[]){ __VA_ARGS__ }, \
              sizeof((const int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t))

typedef struct writing {
    gi_db *db;
    gi_json *rows;
} writing;

static gi_status add_package(void *context, const gi_package_run *run, gi_error *err)
{
    writing *to = context;
    GI_AUTO_BUF header = GI_BUF(64);
    gi_package_member member[GI_PACKAGE_MEMBERS];
    size_t count = 0;
    if (run->each == 0) {
        GI_TRY(gi_package_members_of(to->db, run->act, member, &count, err));
    }
    gi_json *row = gi_json_array();
    gi_json *members = gi_json_array();
    gi_base64_add(&header, (gi_bytes){ run->header, sizeof run->header });
    PUSH_INTS(row, run->key, run->first, run->count);
    gi_json_push_text(row, gi_buf_text(&header));
    PUSH_INTS(row, run->level, run->holder);
    gi_json_push_text(row, run->batch);
    PUSH_INTS(row, run->packed, run->act);
    for (size_t i = 0; i < count; i++) {
        gi_json *one = gi_json_array();
        PUSH_INTS(one, member[i].key, member[i].first, member[i].count, member[i].packages);
        gi_json_push(members, one);
    }
    gi_json_push(row, members);
    gi_json_push(to->rows, row);
    return GI_OK;
}

static gi_status add_opened(void *context, const gi_label_state *state, gi_error *err)
{
    gi_json *row = gi_json_array();
    (void)err;
    PUSH_INTS(row, state->key, state->first, state->count);
    gi_json_push_text(row, state->why);
    gi_json_push_text(row, state->who);
    PUSH_INTS(row, state->ts, state->act);
    gi_json_push(context, row);
    return GI_OK;
}

static gi_status add_gtin(void *context, const gi_gtin_row *gtin, gi_error *err)
{
    int64_t number = 0;
    gi_json *row = gi_json_array();
    gi_json_push(context, row);
    GI_TRY(gi_text_int(gi_bytes_of(gtin->gtin + strspn(gtin->gtin, "0")), "gtin", 1,
                       INT64_C(99999999999999), &number, err));
    PUSH_INTS(row, number, gtin->holder, gtin->product, gtin->net, gtin->act);
    return GI_OK;
}

static gi_json *new_table(gi_json *payload, gi_bundle_table table)
{
    gi_json *rows = gi_json_array();
    gi_json_set(payload, gi_bundle_table_name(table), rows);
    return rows;
}

gi_status gi_bundle_add_packages(gi_db *db, gi_json *payload, gi_error *err)
{
    writing packages = { db, new_table(payload, GI_TABLE_PACKAGES) };
    GI_TRY(gi_package_each(db, add_package, &packages, err));
    GI_TRY(gi_package_opened_each(db, add_opened, new_table(payload, GI_TABLE_OPENED), err));
    return gi_gtin_each(db, add_gtin, new_table(payload, GI_TABLE_GTINS), err);
}

/* ---- reading ---- */

static void take_header(gi_cursor *at, gi_package_run *run)
{
    gi_bytes text = { 0 };
    gi_unit_header header = { 0 };
    bool good = gi_json_as_text(gi_json_at(at->row, at->place++), &text) &&
                gi_base64_parse(text, run->header, sizeof run->header, NULL) == GI_OK &&
                gi_unit_header_decode((gi_bytes){ run->header, sizeof run->header }, &header,
                                      NULL) == GI_OK &&
                header.type == GI_LABEL_PACKAGE;
    run->first_child = header.first_child;
    run->each = header.child_count;
    at->misfit = at->misfit || !good;
}

static void take_members(gi_cursor *at, gi_package_member members[GI_PACKAGE_MEMBERS],
                         size_t *count)
{
    const gi_json *list = gi_json_at(at->row, at->place++);
    *count = gi_json_count(list);
    at->misfit = at->misfit || !gi_json_is_array(list) || *count > GI_PACKAGE_MEMBERS;
    for (size_t i = 0; i < *count && !at->misfit; i++) {
        gi_cursor one = { .row = gi_json_at(list, i) };
        members[i].key = (uint16_t)gi_cursor_int(&one, 1, UINT16_MAX);
        members[i].first = (uint32_t)gi_cursor_int(&one, 1, UINT32_MAX);
        members[i].count =
            (uint32_t)gi_cursor_int(&one, 1, (int64_t)UINT32_MAX - members[i].first + 1);
        members[i].packages = gi_cursor_int(&one, 0, 1) != 0;
        at->misfit = one.misfit || gi_json_count(one.row) != one.place;
    }
}

/* Of a run that is not mixed: do its children fit into 32 bits? */
static bool children_fit(const gi_package_run *run)
{
    int64_t last = (int64_t)run->first_child + (int64_t)run->count * run->each - 1;
    return run->each == 0 ? run->count == 1 : run->first_child >= 1 && last <= UINT32_MAX;
}

gi_status gi_bundle_read_package(const gi_json *row, gi_package_run *out,
                                 gi_package_member members[GI_PACKAGE_MEMBERS], size_t *count,
                                 gi_error *err)
{
    gi_cursor at = { .row = row };
    gi_package_run run = { 0 };
    run.key = (uint16_t)gi_cursor_int(&at, 1, UINT16_MAX);
    run.first = (uint32_t)gi_cursor_int(&at, 1, UINT32_MAX);
    run.count = (uint32_t)gi_cursor_int(&at, 1, (int64_t)UINT32_MAX - run.first + 1);
    take_header(&at, &run);
    run.level = (int)gi_cursor_int(&at, 1, 2);
    run.holder = (uint32_t)gi_cursor_int(&at, 1, GI_NUMBER_MAX);
    gi_cursor_text(&at, run.batch, sizeof run.batch);
    run.packed = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    run.act = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    take_members(&at, members, count);
    at.misfit = at.misfit || !children_fit(&run) || (run.each == 0) == (*count == 0);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_PACKAGES, err));
    *out = run;
    return GI_OK;
}

gi_status gi_bundle_read_opened(const gi_json *row, gi_label_state *out, gi_error *err)
{
    gi_cursor at = { .row = row };
    gi_label_state state = { .state = "repacked" };
    state.key = (uint16_t)gi_cursor_int(&at, 1, UINT16_MAX);
    state.first = (uint32_t)gi_cursor_int(&at, 1, UINT32_MAX);
    state.count = (uint32_t)gi_cursor_int(&at, 1, (int64_t)UINT32_MAX - state.first + 1);
    gi_cursor_text(&at, state.why, sizeof state.why);
    gi_cursor_text(&at, state.who, sizeof state.who);
    state.ts = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    state.act = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_OPENED, err));
    *out = state;
    return GI_OK;
}

gi_status gi_bundle_read_gtin(const gi_json *row, gi_gtin_row *out, gi_error *err)
{
    gi_cursor at = { .row = row };
    gi_gtin_row gtin = { 0 };
    int64_t number = gi_cursor_int(&at, 1, INT64_C(99999999999999));
    (void)snprintf(gtin.gtin, sizeof gtin.gtin, "%014" PRId64, number);
    gtin.holder = (uint32_t)gi_cursor_int(&at, 1, GI_NUMBER_MAX);
    gtin.product = (uint16_t)gi_cursor_int(&at, 1, UINT16_MAX);
    gtin.net = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    gtin.act = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_GTINS, err));
    *out = gtin;
    return GI_OK;
}
