/*
 * books_sums.c - the public sums that `gitrace sums` tells of a registry are those that anybody
 * finds in its log: per product and season, and per grade.
 */
#include <string.h>

#include "core/store/registry.h"
#include "gi/report.h"
#include "tests/property/ledger/books.h"
#include "tests/support/spec.h"

static gi_time long_after(void *context)
{
    (void)context;
    return INT64_C(1893456000000); /* 2030-01-01: what is frozen or recalled is not compared */
}

static void no_chance(void *context, uint8_t *out, size_t size)
{
    (void)context;
    memset(out, 0, size); /* reading draws nothing */
}

static bool says(const gi_json *row, const char *name, const char *wanted)
{
    gi_bytes text = { 0 };
    return gi_json_as_text(gi_json_get(row, name), &text) &&
           gi_bytes_equal(text, gi_bytes_of(wanted));
}

static int64_t member(const gi_json *row, const char *name)
{
    int64_t value = -1;
    EXPECT(gi_json_as_int(gi_json_get(row, name), &value));
    return value;
}

/* The row of a product and season, of a grade or (grade -1) of all. */
static const gi_json *find_row(const gi_json *rows, const gi_audit_sum *sum, int grade)
{
    for (size_t i = 0; i < gi_json_count(rows); i++) {
        const gi_json *row = gi_json_at(rows, i);
        if (says(row, "product", sum->product) && says(row, "season", sum->season) &&
            (grade < 0 || member(row, "grade") == grade)) {
            return row;
        }
    }
    gi_spec_expect(false, __FILE__, __LINE__, "a row of the ledger's sums for one of the log's");
    return NULL;
}

static size_t expect_grades(const gi_json *rows, const gi_audit_sum *sum)
{
    size_t met = 0;
    for (int grade = 0; grade < GI_AUDIT_GRADES; grade++) {
        const gi_audit_graded *seen = &sum->grade[grade];
        if (seen->labels == 0) {
            continue;
        }
        const gi_json *row = find_row(rows, sum, grade);
        EXPECT_INT(member(row, "issued"), seen->issued);
        EXPECT_INT(member(row, "credited"), seen->credited);
        EXPECT_INT(member(row, "labels"), seen->labels);
        EXPECT_INT(member(row, "ended"), seen->ended);
        met++;
    }
    return met;
}

static void expect_same(const gi_json *report, const gi_audit *audit)
{
    gi_audit_sum sum;
    size_t seasons = 0;
    size_t grades = 0;
    for (; gi_audit_sums(audit, seasons, &sum); seasons++) {
        const gi_json *row = find_row(gi_json_get(report, "sums"), &sum, -1);
        EXPECT_INT(member(row, "allowed"), sum.allowed);
        EXPECT_INT(member(row, "lapsed"), sum.lapsed);
        EXPECT_INT(member(row, "issued"), sum.issued);
        EXPECT_INT(member(row, "credited"), sum.credited);
        grades += expect_grades(gi_json_get(report, "grades"), &sum);
    }
    EXPECT_INT(gi_json_count(gi_json_get(report, "sums")), seasons);
    EXPECT_INT(gi_json_count(gi_json_get(report, "grades")), grades);
    EXPECT(seasons > 1 && grades > 1);
}

void books_expect_told_sums(const char *dir, const gi_audit *audit)
{
    gi_error err = { 0 };
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_json) report = NULL;
    EXPECT_OK(gi_registry_open(dir, GI_ACCESS_READ, (gi_clock){ long_after, NULL },
                               (gi_random){ no_chance, NULL }, &registry, &err));
    EXPECT_OK(gi_report_sums(registry, &report, &err));
    expect_same(report, audit);
}
