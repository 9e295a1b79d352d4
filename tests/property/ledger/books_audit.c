/*
 * books_audit.c - the audit that anybody may run, over a registry's own leaves: silent after
 * every one of them, its sums are the ledger's, and its labels are the ones that the tables know.
 *
 * The audit judges each leaf as it comes, so silence at the end is R1 true at every prefix.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/log_rows.h"
#include "core/store/shape.h"
#include "gi/audit.h"
#include "tests/property/ledger/books.h"
#include "tests/property/ledger/books_status.h"
#include "tests/support/spec.h"

static const char q_allowed[] =
    "SELECT COALESCE(-SUM(b.amount), 0) FROM posting b JOIN product p ON p.idx = b.product "
    "WHERE p.mnemonic = ?1 AND b.season = ?2 AND b.material IN ('source', 'outside')";
static const char q_lapsed[] =
    "SELECT COALESCE(SUM(b.amount), 0) FROM posting b JOIN product p ON p.idx = b.product "
    "WHERE p.mnemonic = ?1 AND b.season = ?2 AND b.material = 'lapsed'";
static const char q_issued[] =
    "SELECT COALESCE(SUM(b.amount), 0) FROM posting b JOIN product p ON p.idx = b.product "
    "WHERE p.mnemonic = ?1 AND b.season = ?2 AND b.material = 'market' AND b.amount > 0";
static const char q_credited[] =
    "SELECT COALESCE(-SUM(b.amount), 0) FROM posting b JOIN product p ON p.idx = b.product "
    "WHERE p.mnemonic = ?1 AND b.season = ?2 AND b.material = 'market' AND b.amount < 0";
/* Of each grade, the high half of byte 20 of the header: debited, given back, issued, dead. */
static const char q_grades[] =
    "SELECT SUM(issued), SUM(credited), SUM(labels), SUM(dead) FROM ("
    "SELECT (SELECT SUM(b.amount) FROM posting b WHERE b.act = r.act AND b.material = 'market') "
    "AS issued, (SELECT COALESCE(-SUM(b.amount), 0) FROM posting b WHERE b.material = 'market' "
    "AND b.act IN (SELECT s.act FROM label_state s WHERE s.key = r.key AND s.first >= r.first "
    "AND s.first < r.first + r.count)) AS credited, r.count AS labels, (SELECT "
    "COALESCE(SUM(s.count), 0) FROM label_state s WHERE s.key = r.key AND s.first >= r.first "
    "AND s.first < r.first + r.count) AS dead FROM run r JOIN batch t ON t.id = r.batch "
    "JOIN product p ON p.idx = t.product WHERE p.mnemonic = ?1 AND t.season = ?2 "
    "AND INSTR('0123456789ABCDEF', SUBSTR(HEX(r.header), 41, 1)) - 1 = ?3)";
/* Of each run: what was issued, and what is dead of it by now. */
static const char q_runs[] =
    "SELECT r.act, r.count, (SELECT COALESCE(SUM(s.count), 0) FROM label_state s "
    "WHERE s.key = r.key AND s.first >= r.first AND s.first < r.first + r.count), "
    "(SELECT COALESCE(SUM(a.count), 0) FROM activation a "
    "WHERE a.key = r.key AND a.first >= r.first AND a.first < r.first + r.count) FROM run r";

/* What the leaves say of one run; its place is the index of its issue. */
typedef struct labels {
    int64_t issued, dead, activated;
} labels;

typedef struct stranger {
    gi_audit *audit;
    labels *run;
    int64_t acts;
    books_stocks stocks;
} stranger;

/* ---- labels, by leaves ---- */

static int64_t range_count(const gi_json *leaf)
{
    int64_t count = 0;
    const gi_json *ranges = gi_json_get(leaf, "rng");
    for (size_t i = 0; i < gi_json_count(ranges); i++) {
        int64_t one = 0;
        (void)gi_json_as_int(gi_json_at(gi_json_at(ranges, i), 2), &one);
        count += one;
    }
    return count;
}

static labels *run_of(const stranger *all, const gi_json *leaf)
{
    int64_t ref = -1;
    EXPECT(gi_json_as_int(gi_json_get(leaf, "ref"), &ref) && ref >= 0 && ref < all->acts);
    return &all->run[ref];
}

static void take_issue(stranger *all, int64_t act, const gi_json *leaf)
{
    (void)gi_json_as_int(gi_json_at(gi_json_get(leaf, "run"), 2), &all->run[act].issued);
}

static void take_activation(stranger *all, int64_t act, const gi_json *leaf)
{
    (void)act;
    run_of(all, leaf)->activated += range_count(leaf);
}

static void take_end(stranger *all, int64_t act, const gi_json *leaf)
{
    (void)act;
    run_of(all, leaf)->dead += range_count(leaf);
}

static void take_status(stranger *all, int64_t act, const gi_json *leaf)
{
    books_stocks_meet(&all->stocks, act, leaf);
}

static const struct leaf_act {
    const char *kind;
    void (*take)(stranger *all, int64_t act, const gi_json *leaf);
} leaf_acts[] = {
    { "issue", take_issue }, { "activate", take_activation }, { "cancel", take_end },
    { "void", take_end },    { "spoil", take_end },           { "return", take_end },
    { "lose", take_end },    { "repack", take_end },          { "status", take_status },
};

static gi_status take_leaf(void *context, const gi_act_row *row, gi_bytes bytes, gi_error *err)
{
    stranger *all = context;
    GI_AUTO(gi_json) leaf = NULL;
    GI_TRY(gi_audit_leaf(all->audit, bytes, err));
    GI_TRY(gi_json_parse(bytes, 8, &leaf, err));
    for (size_t i = 0; i < sizeof leaf_acts / sizeof leaf_acts[0]; i++) {
        if (strcmp(row->kind, leaf_acts[i].kind) == 0) {
            leaf_acts[i].take(all, row->index, leaf);
        }
    }
    return GI_OK;
}

/* ---- against the tables ---- */

static void expect_labels(const stranger *all, gi_db *db)
{
    gi_error err = { 0 };
    bool found = false;
    GI_AUTO(gi_row) row = gi_db_use(db, q_runs);
    EXPECT_OK(gi_row_step(row, &found, &err));
    while (found) {
        const labels *seen = &all->run[gi_row_int(row, 0)];
        EXPECT_INT(seen->issued, gi_row_int(row, 1));
        EXPECT_INT(seen->dead, gi_row_int(row, 2));
        EXPECT_INT(seen->activated, gi_row_int(row, 3));
        EXPECT(seen->dead <= seen->issued && seen->activated <= seen->issued);
        EXPECT_OK(gi_row_step(row, &found, &err));
    }
}

static void bind_sum(gi_row *row, const gi_audit_sum *of)
{
    char *end = NULL;
    int64_t year = strtol(of->season, &end, 10);
    EXPECT(*end == '-');
    gi_row_bind_text(row, 1, of->product);
    gi_row_bind_int(row, 2, year * 16 + strtol(end + 1, NULL, 10));
}

static int64_t ask(gi_db *db, const char *sql, const gi_audit_sum *of)
{
    gi_error err = { 0 };
    bool found = false;
    GI_AUTO(gi_row) row = gi_db_use(db, sql);
    bind_sum(row, of);
    EXPECT_OK(gi_row_step(row, &found, &err));
    EXPECT(found);
    return gi_row_int(row, 0);
}

static void expect_grades(gi_db *db, const gi_audit_sum *of)
{
    gi_error err = { 0 };
    for (int grade = 0; grade < GI_AUDIT_GRADES; grade++) {
        bool found = false;
        const gi_audit_graded *seen = &of->grade[grade];
        GI_AUTO(gi_row) row = gi_db_use(db, q_grades);
        bind_sum(row, of);
        gi_row_bind_int(row, 3, grade);
        EXPECT_OK(gi_row_step(row, &found, &err));
        EXPECT_INT(seen->issued, gi_row_int(row, 0));
        EXPECT_INT(seen->credited, gi_row_int(row, 1));
        EXPECT_INT(seen->labels, gi_row_int(row, 2));
        EXPECT_INT(seen->ended, gi_row_int(row, 3));
    }
}

static void expect_sums(const gi_audit *audit, gi_db *db)
{
    gi_audit_sum sum;
    for (size_t i = 0; gi_audit_sums(audit, i, &sum); i++) {
        EXPECT_INT(sum.allowed, ask(db, q_allowed, &sum));
        EXPECT_INT(sum.lapsed, ask(db, q_lapsed, &sum));
        EXPECT_INT(sum.issued, ask(db, q_issued, &sum));
        EXPECT_INT(sum.credited, ask(db, q_credited, &sum));
        EXPECT(sum.issued - sum.credited <= sum.potential);
        expect_grades(db, &sum);
    }
}

/* ---- the look ---- */

static void fail_on(void *context, const gi_audit_finding *finding)
{
    char what[256];
    const gi_audit_row *row = gi_audit_row_of(finding->what);
    (void)context;
    (void)snprintf(what, sizeof what, "silence of the audit: %s %s at leaf %lld: %s", row->rule,
                   row->id, (long long)finding->index, finding->values);
    gi_spec_expect(finding->note, __FILE__, __LINE__, what);
}

static void expect_all_judged(const gi_audit *audit, int64_t acts)
{
    gi_audit_counts counts = gi_audit_count(audit);
    EXPECT_INT(counts.leaves, acts);
    EXPECT_INT(counts.findings, 0);
    EXPECT_INT(counts.unknown_acts, 0);
}

int64_t books_expect_silent_audit(const char *dir, bool signatures)
{
    const char *const list[] = { q_allowed, q_lapsed, q_issued,    q_credited,
                                 q_grades,  q_runs,   books_flows, NULL };
    const char *const *const lists[] = { list, NULL };
    gi_db_shape shape = gi_registry_shape;
    gi_error err = { 0 };
    gi_time ts = 0;
    stranger all = { 0 };
    gi_audit_options options = { .signatures = signatures, .threads = 2, .found = fail_on };
    shape.statements = lists;
    GI_AUTO(gi_db) db = books_open(dir);
    GI_AUTO(gi_db) tables = books_open_with(dir, &shape);
    EXPECT_OK(gi_audit_create(&options, &all.audit, &err));
    EXPECT_OK(gi_act_last(db, &all.acts, &ts, &err));
    all.run = calloc((size_t)all.acts, sizeof *all.run);
    EXPECT(all.run != NULL);
    books_stocks_begin(&all.stocks, tables);
    EXPECT_OK(gi_act_each(db, 0, all.acts, take_leaf, &all, &err));
    gi_row_done(all.stocks.flow);
    EXPECT_OK(gi_audit_finish(all.audit, &err));
    expect_all_judged(all.audit, all.acts);
    expect_sums(all.audit, tables);
    expect_labels(&all, tables);
    books_expect_told_sums(dir, all.audit);
    gi_audit_destroy(all.audit);
    free(all.run);
    return all.stocks.compared;
}
