/*
 * package.c - which serials a package covers, down to the labels (gi/package.h).
 *
 * Pure: runs and members come from the caller's books. The walk is bounded by its depth: the
 * members of a carton are cases, those of a case are labels.
 */
#include "gi/package.h"

#include <assert.h>
#include <string.h>

#include "big_endian.h"

#define SERIAL_AT 14 /* offsets in the header (label-code 2.2) */
#define CHILD_AT 22

void gi_package_slice(const gi_package_run *run, uint32_t serial, uint32_t n,
                      gi_package_member *out)
{
    assert(run->each > 0 && serial >= run->first && n >= 1);
    *out = (gi_package_member){ run->key, run->first_child + (serial - run->first) * run->each,
                                n * run->each, run->level == 2 };
}

void gi_package_header(const gi_package_run *run, uint32_t serial,
                       uint8_t out[GI_PACKAGE_HEADER_SIZE])
{
    memcpy(out, run->header, GI_PACKAGE_HEADER_SIZE);
    big_endian_put(out + SERIAL_AT, 4, serial);
    if (run->each > 0) {
        gi_package_member slice;
        gi_package_slice(run, serial, 1, &slice);
        big_endian_put(out + CHILD_AT, 4, slice.first);
    }
}

/* ---- down to the labels ---- */

typedef struct walk {
    const gi_package_books *books;
    gi_package_visit take;
    void *context;
} walk;

static gi_status broken(gi_error *err)
{
    return gi_fail(err, GI_WHY_DB_CORRUPT, "package");
}

static gi_status load_members(const walk *at, const gi_package_run *run, uint32_t serial,
                              uint32_t n, gi_package_member out[GI_PACKAGE_MEMBERS], size_t *count,
                              gi_error *err)
{
    if (run->each == 0) {
        return at->books->members(at->books->context, run, out, count, err);
    }
    gi_package_slice(run, serial, n, out);
    *count = 1;
    return GI_OK;
}

/* Labels of cases: they hold nothing else. */
static gi_status walk_cases(const walk *at, const gi_package_run *run, uint32_t serial, uint32_t n,
                            gi_error *err)
{
    gi_package_member member[GI_PACKAGE_MEMBERS];
    size_t count = 0;
    GI_TRY(load_members(at, run, serial, n, member, &count, err));
    for (size_t i = 0; i < count; i++) {
        if (member[i].packages) {
            return broken(err);
        }
        GI_TRY(at->take(at->context, member[i].key, member[i].first, member[i].count, err));
    }
    return GI_OK;
}

/* A range of cases may be of several runs. */
static gi_status walk_range(const walk *at, const gi_package_member *cases, gi_error *err)
{
    uint32_t left = cases->count;
    for (uint32_t serial = cases->first; left > 0;) {
        gi_package_run run;
        bool found = false;
        GI_TRY(at->books->run(at->books->context, (gi_unit_id){ cases->key, serial }, &found, &run,
                              err));
        if (!found) {
            return broken(err);
        }
        uint32_t here = run.count - (serial - run.first);
        here = here < left ? here : left;
        GI_TRY(walk_cases(at, &run, serial, here, err));
        left -= here;
        serial += here;
    }
    return GI_OK;
}

gi_status gi_package_labels(const gi_package_books *books, const gi_package_run *run,
                            uint32_t serial, uint32_t n, gi_package_visit take, void *context,
                            gi_error *err)
{
    walk at = { books, take, context };
    gi_package_member member[GI_PACKAGE_MEMBERS];
    size_t count = 0;
    GI_TRY(load_members(&at, run, serial, n, member, &count, err));
    for (size_t i = 0; i < count; i++) {
        GI_TRY(member[i].packages
                   ? walk_range(&at, &member[i], err)
                   : take(context, member[i].key, member[i].first, member[i].count, err));
    }
    return GI_OK;
}
