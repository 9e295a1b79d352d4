/*
 * run.c - the good rows as acts of one session: tried, or committed whole.
 *
 * A trial runs on a private copy of the registry, so that nobody waits for it, and signs with
 * nothing: its signers answer zeros, and its session is never committed. A row that the registry
 * refuses is a fault like any other; the rows below it still run, so that all faults show at once.
 * What is to be stored needs no undo point per row: the first refusal ends it, and a trial tells.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/acts/session.h"
#include "core/import/balance.h"
#include "core/import/drafts.h"
#include "core/store/imports.h"
#include "core/store/registry.h"
#include "gi/report.h"
#include "gi/text.h"

/* ---- signers of a trial ---- */

static gi_status sign_nothing(const gi_signer *signer, gi_bytes message, gi_signature *out,
                              gi_error *err)
{
    (void)signer;
    (void)message;
    (void)err;
    memset(out, 0, sizeof *out);
    return GI_OK;
}

static void keep(gi_signer *signer)
{
    (void)signer; /* it lies on the stack of the trial */
}

static const gi_signer_type blank_type = { sign_nothing, keep };

typedef struct blanks {
    gi_signer signer[GI_ROLE_LOG + 1];
    gi_signer *list[GI_ROLE_LOG + 1];
    size_t count;
} blanks;

/* One for each role that has an active key. */
static gi_status blanks_make(gi_registry *registry, blanks *out, gi_error *err)
{
    out->count = 0;
    for (int role = GI_ROLE_AUTHORITY; role < GI_ROLE_LOG; role++) {
        gi_key_info info = { 0 };
        bool found = false;
        GI_TRY(gi_registry_key_of(registry, (gi_role)role, 0, &found, &info, err));
        if (found) {
            out->signer[out->count] = (gi_signer){ &blank_type, info.id, info.public_key };
            out->list[out->count] = &out->signer[out->count];
            out->count++;
        }
    }
    return GI_OK;
}

/* ---- rows ---- */

/* What the rows of one session share. */
typedef struct running {
    gi_import *import;
    gi_session *session;
    gi_resolver at;
    gi_import_marks how;
    bool *refused; /* where no row is undone alone: the first refusal ends it. NULL in a trial */
} running;

static void note_act(gi_import *import, int64_t index)
{
    import->first = import->first < 0 ? index : import->first;
    import->last = index;
}

static gi_status run_record(const running *run, const gi_record *record, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    gi_receipt receipt = { 0 };
    GI_TRY(gi_import_draft(&run->at, record, &run->how, &draft, err));
    GI_TRY(gi_session_act(run->session, draft, &receipt, err));
    note_act(run->import, receipt.index);
    return gi_resolve_learn(&run->at, record, receipt.answer, 0, err);
}

/* Rows that stand together as one act; *count is how many it took. */
static gi_status run_sheet(const running *run, const gi_record *record, size_t *count,
                           gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    gi_receipt receipt = { 0 };
    GI_TRY(gi_import_sheet(&run->at, record, &run->how, count, &draft, err));
    GI_TRY(gi_session_act(run->session, draft, &receipt, err));
    note_act(run->import, receipt.index);
    for (size_t i = 0; i < *count; i++) {
        GI_TRY(gi_resolve_learn(&run->at, &record[i], receipt.answer, (int64_t)i, err));
    }
    return GI_OK;
}

/* A refusal is a finding, or ends the run where nothing is undone alone. */
static gi_status run_alone(const running *run, gi_record *record, gi_error *err)
{
    gi_error why = { 0 };
    gi_status status = run_record(run, record, &why);
    if (run->refused != NULL && gi_import_is_finding(status)) {
        *run->refused = true;
        return GI_OK;
    }
    return status == GI_OK ? GI_OK : gi_import_refuse(run->import, record, status, &why, err);
}

/* What a sheet is refused for is told row by row: then each runs alone. */
static gi_status run_together(const running *run, gi_record *record, size_t *count, gi_error *err)
{
    gi_error why = { 0 };
    gi_status status = run_sheet(run, record, count, &why);
    if (status == GI_OK || !gi_import_is_finding(status)) {
        return status == GI_OK ? GI_OK : gi_import_refuse(run->import, record, status, &why, err);
    }
    if (run->refused != NULL) {
        *run->refused = true;
        return GI_OK;
    }
    for (size_t i = 0; i < *count; i++) {
        GI_TRY(run_alone(run, &record[i], err));
    }
    return GI_OK;
}

static gi_status run_records(gi_import *import, gi_registry *registry, gi_session *session,
                             bool *refused, gi_error *err)
{
    GI_AUTO(gi_names) names = NULL;
    GI_TRY(gi_names_create(&names, err));
    running run = { .import = import,
                    .session = session,
                    .at = { import, registry->db, names },
                    .how = { .random = registry->random },
                    .refused = refused };
    run.how.random.fill(run.how.random.context, run.how.mark, sizeof run.how.mark);
    for (size_t i = 0; i < import->count && (refused == NULL || !*refused);) {
        gi_record *record = &import->record[i];
        size_t count = record->bad ? 1 : gi_import_together(import, i);
        if (count > 1) {
            GI_TRY(run_together(&run, record, &count, err));
        } else if (!record->bad) {
            GI_TRY(run_alone(&run, record, err));
        }
        i += count;
    }
    return GI_OK;
}

/* ---- the whole ---- */

static gi_status note_again(gi_import *import, gi_registry *registry, gi_import_mode mode,
                            gi_error *err)
{
    gi_import_row before;
    gi_error why = { 0 };
    bool found = false;
    GI_TRY(gi_import_by_hash(registry->db, &import->hash, &found, &before, err));
    if (!found || mode == GI_IMPORT_AGAIN) {
        return GI_OK;
    }
    gi_status status =
        gi_fail(&why, GI_WHY_IMPORT_AGAIN, gi_num(before.first).text, gi_num(before.last).text);
    if (mode == GI_IMPORT_COMMIT) {
        if (err != NULL) {
            *err = why;
        }
        return status;
    }
    gi_import_find(import, true, 0, -1, (gi_bytes){ 0 }, &why);
    return GI_OK;
}

static gi_status keep_import(gi_import *import, gi_registry *registry, gi_session *session,
                             gi_error *err)
{
    gi_import_row row = { .first = import->first, .last = import->last, .hash = import->hash };
    bool mixed = import->kind == GI_IMPORT_KINDS;
    (void)snprintf(row.kind, sizeof row.kind, "%s",
                   mixed ? "mixed" : gi_import_kind_at(import->kind)->act);
    GI_TRY(gi_import_insert(registry->db, &row, err));
    GI_TRY(gi_session_commit(session, err));
    import->stored = true;
    return GI_OK;
}

/* The rows and what they change, in a session that began. */
static gi_status run_rows(gi_import *import, gi_registry *registry, gi_session *session,
                          bool *refused, gi_error *err)
{
    GI_AUTO(gi_balances) before = NULL;
    GI_TRY(gi_balances_load(registry->db, &before, err));
    GI_TRY(run_records(import, registry, session, refused, err));
    if (refused != NULL && *refused) {
        return GI_OK;
    }
    gi_import_sort(import);
    return gi_balances_compare(before, registry->db, &import->change, &import->changes, err);
}

/* What a run before left behind: of rows that were taken back. */
static void forget_run(gi_import *import)
{
    free(import->change);
    import->change = NULL;
    import->changes = 0;
    import->first = -1;
}

static gi_status run_trial(gi_import *import, const gi_registry *registry, gi_import_mode mode,
                           gi_error *err)
{
    GI_AUTO(gi_registry) copy = NULL;
    GI_AUTO(gi_session) session = NULL;
    blanks nobody;
    GI_TRY(gi_registry_scratch(registry, &copy, err));
    GI_TRY(blanks_make(copy, &nobody, err));
    GI_TRY(gi_session_begin_trial(copy, nobody.list, nobody.count, &session, err));
    GI_TRY(note_again(import, copy, mode, err));
    forget_run(import);
    return run_rows(import, copy, session, NULL, err);
}

static gi_status run_whole(gi_import *import, gi_registry *registry, gi_signer *const *signers,
                           size_t count, gi_import_mode mode, bool *refused, gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    GI_TRY(gi_session_begin_whole(registry, signers, count, &session, err));
    GI_TRY(note_again(import, registry, mode, err));
    forget_run(import);
    GI_TRY(run_rows(import, registry, session, refused, err));
    return *refused || import->first < 0 ? GI_OK : keep_import(import, registry, session, err);
}

/* Without the lock: what the rows were refused for may be gone by now, and then they are stored. */
static gi_status run_again(gi_import *import, gi_registry *registry, gi_signer *const *signers,
                           size_t count, gi_import_mode mode, gi_error *err)
{
    bool refused = false;
    GI_TRY(run_trial(import, registry, mode, err));
    if (import->faults > 0) {
        return GI_OK;
    }
    GI_TRY(run_whole(import, registry, signers, count, mode, &refused, err));
    return refused ? gi_fail(err, GI_WHY_IMPORT_CHANGING, gi_num((int64_t)import->count).text)
                   : GI_OK;
}

gi_status gi_import_run(gi_import *import, gi_registry *registry, gi_signer *const *signers,
                        size_t count, gi_import_mode mode, gi_error *err)
{
    if (import->ran) {
        return gi_fail(err, GI_WHY_ALREADY, "import", "run");
    }
    import->ran = true;
    if (mode == GI_IMPORT_TRY || import->faults > 0) { /* it cannot be stored: nothing is signed */
        return run_trial(import, registry, GI_IMPORT_TRY, err);
    }
    bool refused = false;
    GI_TRY(run_whole(import, registry, signers, count, mode, &refused, err));
    return refused ? run_again(import, registry, signers, count, mode, err) : GI_OK;
}
