/* Whoever has root and every true key can write another history; those who saw the first tell. */
#include <stdio.h>
#include <string.h>

#include "core/store/registry.h"
#include "gi/audit.h"
#include "gi/passport.h"
#include "gi/publish.h"
#include "gi/report.h"
#include "gi/witness.h"
#include "tests/core/acts/recover_world.h"

/* What others hold of the first history. */
typedef struct seen {
    world at;
    gi_witness *witness;
    gi_signer *witness_key;
    gi_audit_state state;
    gi_buf passport;
    int64_t size;
} seen;

static void seen_clear(seen *all)
{
    gi_witness_close(all->witness);
    gi_signer_destroy(all->witness_key);
    gi_audit_state_clear(&all->state);
    gi_buf_clear(&all->passport);
    world_clear(&all->at);
}
#define SEEN __attribute__((cleanup(seen_clear))) seen

static void log_vkey(const seen *all, char out[GI_VKEY_TEXT])
{
    gi_error err = { 0 };
    const gi_signer *log = fixture_signer(all->at.fixture, FIXTURE_LOG);
    EXPECT_OK(gi_vkey_print(FIXTURE_ORIGIN, &log->public_key, out, &err));
}

static gi_witness_answer show_witness(const seen *all, int64_t old)
{
    gi_error err = { 0 };
    gi_witness_answer answer = { 0 };
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    EXPECT_OK(gi_witness_request(all->at.fixture->registry, old, &request, &err));
    EXPECT_OK(gi_witness_add(all->witness, gi_buf_view(&request), &answer, &err));
    return answer;
}

static void open_witness(seen *all)
{
    gi_error err = { 0 };
    char dir[200];
    char path[220];
    char vkey[GI_VKEY_TEXT];
    gi_secret word = { .bytes = "a passphrase", .size = 12 };
    (void)snprintf(dir, sizeof dir, "%s/witness", gi_spec_directory());
    EXPECT_OK(gi_witness_create(dir, "witness.example/w", &word, GI_KDF_ROUNDS_DEMO, &err));
    (void)snprintf(path, sizeof path, "%s/witness.key", dir);
    EXPECT_OK(gi_key_file_open(path, &word, GI_KDF_ROUNDS_DEMO, &all->witness_key, &err));
    (void)snprintf(path, sizeof path, "%s/logs", dir);
    log_vkey(all, vkey);
    FILE *logs = fopen(path, "we");
    EXPECT(logs != NULL && fprintf(logs, "%s\n", vkey) > 0 && fclose(logs) == 0);
    EXPECT_OK(gi_witness_open(dir, all->witness_key, all->at.fixture->registry->clock,
                              &all->witness, &err));
}

static gi_status audit(const seen *all, const gi_audit_state *memory, gi_audit_verdict *out,
                       gi_error *err)
{
    GI_AUTO(gi_audit) pass = NULL;
    GI_AUTO(gi_audit_files) files = NULL;
    char vkey[GI_VKEY_TEXT];
    gi_audit_options options = { .signatures = true };
    log_vkey(all, vkey);
    gi_audit_trust trust = { .vkey = vkey, .memory = memory };
    GI_TRY(gi_audit_create(&options, &pass, err));
    GI_TRY(gi_audit_files_open(all->at.published, &files, err));
    return gi_audit_log(pass, gi_audit_files_source(files), &trust, out, err);
}

/* The batch is issued, published, cosigned, audited, and a passport of it handed out. */
static seen first_history(void)
{
    seen all = { .at = world_without_journal(), .passport = GI_BUF(GI_PASSPORT_MAX) };
    gi_error err = { 0 };
    gi_audit_verdict verdict = { 0 };
    world_keep(&all.at);
    (void)fixture_issue(all.at.fixture, "50g", 4);
    world_publish(&all.at);
    open_witness(&all);
    EXPECT_INT(show_witness(&all, 0).status, 200);
    EXPECT_OK(audit(&all, NULL, &verdict, &err));
    EXPECT(verdict.state.known);
    all.state = verdict.state;
    all.size = verdict.state.head.size;
    EXPECT_OK(gi_passport_write(all.at.fixture->registry, gi_bytes_of(all.at.fixture->batch),
                                &all.passport, &err));
    return all;
}

/* The rows as they were before, the mark gone, and every key signs something else. */
static void rewrite_history(seen *all)
{
    world *at = &all->at;
    world_put_back(at);
    world_forget_mark(at);
    (void)fixture_issue(at->fixture, "100g", 4);
    (void)fixture_issue(at->fixture, "50g", 4);
    (void)snprintf(at->published, sizeof at->published, "%s/rewritten", gi_spec_directory());
    world_publish(at);
}

/* The checkpoint that a passport carries; views of the proof stay in its buffer. */
static void read_passport(const seen *all, gi_buf *proof, gi_checkpoint *out)
{
    gi_error err = { 0 };
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO_BUF leaf = GI_BUF(4096);
    char name[GI_PASSPORT_NAME];
    int64_t index = 0;
    gi_path path;
    gi_bytes note = { 0 };
    EXPECT_OK(gi_passport_open(gi_buf_view(&all->passport), NULL, 0, &passport, &err));
    EXPECT_OK(gi_passport_proof(passport, 0, name, &leaf, proof, &err));
    EXPECT_OK(gi_tlog_proof_parse(gi_buf_view(proof), &index, &path, &note, &err));
    const uint8_t *blank = memmem(note.data, note.size, "\n\n", 2);
    EXPECT(blank != NULL);
    note.size = (size_t)(blank - note.data) + 1;
    EXPECT_OK(gi_checkpoint_parse(note, out, &err));
}

SPEC(a_history_that_was_rewritten_with_the_true_keys_is_no_news_to_its_own_check)
{
    SEEN all = first_history();
    gi_error err = { 0 };
    rewrite_history(&all);
    EXPECT_OK(gi_registry_check(all.at.fixture->registry, &err));
}

SPEC(a_history_that_was_rewritten_with_the_true_keys_is_refused_by_a_witness)
{
    SEEN all = first_history();
    rewrite_history(&all);
    EXPECT_INT(show_witness(&all, all.size).status, 422);
}

SPEC(a_history_that_was_rewritten_with_the_true_keys_is_a_fork_to_an_auditor_who_remembers)
{
    SEEN all = first_history();
    gi_error err = { 0 };
    gi_audit_verdict verdict = { 0 };
    rewrite_history(&all);
    EXPECT_OK(audit(&all, &all.state, &verdict, &err));
    EXPECT(verdict.forked && verdict.head_signed && !verdict.state.known);
    gi_audit_verdict_clear(&verdict);
}

/* The head under an old passport is a memory like any other. */
SPEC(a_history_that_was_rewritten_with_the_true_keys_is_a_fork_to_an_old_passport)
{
    SEEN all = first_history();
    gi_error err = { 0 };
    gi_audit_verdict verdict = { 0 };
    GI_AUTO_BUF proof = GI_BUF(GI_NOTE_MAX);
    gi_audit_state memory = { .known = true, .name = FIXTURE_ORIGIN };
    memory.key = fixture_signer(all.at.fixture, FIXTURE_LOG)->public_key;
    read_passport(&all, &proof, &memory.head);
    rewrite_history(&all);
    EXPECT_OK(audit(&all, &memory, &verdict, &err));
    EXPECT(verdict.forked);
    gi_audit_verdict_clear(&verdict);
}

SPEC(a_history_that_was_rewritten_with_the_true_keys_does_not_go_over_an_old_export)
{
    SEEN all = first_history();
    gi_error err = { 0 };
    gi_export done;
    char old[200];
    memcpy(old, all.at.published, sizeof old);
    rewrite_history(&all);
    EXPECT_WHY(gi_log_export(all.at.fixture->registry, old, true, &done, &err),
               GI_WHY_EXPORT_DIFFERS);
}
