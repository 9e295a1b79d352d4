/* report.c - see report.h. */
#include "tests/core/import/report.h"

#include <string.h>

#include "core/store/accounts.h"
#include "core/store/log_rows.h"
#include "core/store/registry.h"
#include "gi/text.h"

#define SEASON (2026 * 16 + 1)

gi_fixture *import_land(void)
{
    gi_fixture *fixture = fixture_open(GI_ED25519);
    fixture_add_grant(fixture);
    return fixture;
}

int64_t import_balance(const gi_fixture *fixture, const char *material)
{
    gi_error err = { 0 };
    gi_posting account = { .holder = 1, .product = 1, .season = SEASON, .material = material };
    int64_t amount = 0;
    EXPECT_OK(gi_account_load(fixture->registry->db, &account, &amount, &err));
    return amount;
}

gi_status import_rows(gi_fixture *fixture, const char *text, gi_import_mode mode, gi_error *err)
{
    GI_AUTO(gi_import) import = read_text("harvest", text);
    return gi_import_run(import, fixture->registry, fixture->signer, fixture->signers, mode, err);
}

gi_import *read_text(const char *kind, const char *text)
{
    gi_error err = { 0 };
    gi_import *import = NULL;
    EXPECT_OK(
        gi_import_read(gi_bytes_of(text), &(gi_import_options){ .kind = kind }, &import, &err));
    return import;
}

gi_import *import_bytes(gi_fixture *fixture, const char *kind, gi_bytes file)
{
    gi_error err = { 0 };
    gi_import *import = NULL;
    EXPECT_OK(gi_import_read(file, &(gi_import_options){ .kind = kind }, &import, &err));
    EXPECT_OK(gi_import_run(import, fixture->registry, NULL, 0, GI_IMPORT_TRY, &err));
    return import;
}

gi_import *import_text(gi_fixture *fixture, const char *kind, const char *text)
{
    return import_bytes(fixture, kind, gi_bytes_of(text));
}

void import_commit(gi_fixture *fixture, const char *kind, const char *text)
{
    gi_error err = { 0 };
    GI_AUTO(gi_import) import = read_text(kind, text);
    EXPECT_OK(gi_import_run(import, fixture->registry, fixture->signer, fixture->signers,
                            GI_IMPORT_COMMIT, &err));
    EXPECT(gi_import_stored(import));
}

static void add_text(gi_buf *out, const gi_json *found, const char *name)
{
    gi_bytes text = { 0 };
    if (gi_json_as_text(gi_json_get(found, name), &text)) {
        gi_buf_add_byte(out, ' ');
        gi_buf_add(out, text);
    } else if (strcmp(name, "column") == 0) {
        gi_buf_add_text(out, " -");
    }
}

static void add_findings(const gi_json *list, const char *what, gi_buf *out)
{
    for (size_t i = 0; i < gi_json_count(list); i++) {
        const gi_json *one = gi_json_at(list, i);
        gi_bytes reason = { 0 };
        int64_t row = 0;
        (void)gi_json_as_int(gi_json_get(one, "row"), &row);
        (void)gi_json_as_text(gi_json_get(one, "reason"), &reason);
        gi_buf_add_format(out, "%s %s", what, gi_num(row).text);
        add_text(out, one, "column");
        add_text(out, one, "reason");
        bool skipped = gi_bytes_equal(reason, gi_bytes_of("import-skipped"));
        add_text(out, one, skipped ? "message" : "value");
        gi_buf_add_byte(out, '\n');
    }
}

static void add_import(const gi_import *import, gi_buf *out)
{
    GI_AUTO(gi_json) report = gi_import_report(import, false);
    int64_t good = 0;
    gi_buf_add_text(out, "file");
    add_text(out, report, "encoding");
    (void)gi_json_as_int(gi_json_get(report, "rows_good"), &good);
    gi_buf_add_format(out, " rows %s good %s\n", gi_num(gi_import_rows(import)).text,
                      gi_num(good).text);
    add_findings(gi_json_get(report, "notes"), "note", out);
    add_findings(gi_json_get(report, "faults"), "fault", out);
}

void report_file(gi_fixture *fixture, const char *kind, gi_bytes file, gi_buf *out)
{
    gi_error err = { 0 };
    GI_AUTO(gi_import) import = NULL;
    gi_status status = gi_import_read(file, &(gi_import_options){ .kind = kind }, &import, &err);
    if (status == GI_OK) {
        EXPECT_OK(gi_import_run(import, fixture->registry, NULL, 0, GI_IMPORT_TRY, &err));
        add_import(import, out);
    } else {
        gi_buf_add_format(out, "refused %s", gi_why_id(err.why));
        gi_buf_add_text(out, err.row > 0 ? " row " : "");
        gi_buf_add_text(out, err.row > 0 ? gi_num(err.row).text : "");
        gi_buf_add_format(out, "\n%s\n", err.message);
    }
}

static bool is_text(const gi_json *found, const char *name, const char *wanted)
{
    gi_bytes text = { 0 };
    return gi_json_as_text(gi_json_get(found, name), &text)
               ? gi_bytes_equal(text, gi_bytes_of(wanted))
               : wanted[0] == '\0';
}

bool found(const gi_import *import, int64_t row, const char *column, const char *reason)
{
    GI_AUTO(gi_json) report = gi_import_report(import, false);
    const gi_json *list = gi_json_get(report, "faults");
    for (size_t i = 0; i < gi_json_count(list); i++) {
        int64_t at = 0;
        const gi_json *one = gi_json_at(list, i);
        if (gi_json_as_int(gi_json_get(one, "row"), &at) && at == row &&
            is_text(one, "column", column) && is_text(one, "reason", reason)) {
            return true;
        }
    }
    return false;
}

int64_t acts_of(const gi_fixture *fixture)
{
    int64_t count = 0;
    gi_time ts = 0;
    gi_error err = { 0 };
    EXPECT_OK(gi_act_last(fixture->registry->db, &count, &ts, &err));
    return count;
}
