/* A log is closed where leaves are lost, and the next begins: what is refused, what stays. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/lookup/publish.h"
#include "core/store/high_water.h"
#include "core/store/keys.h"
#include "gi/epoch.h"
#include "tests/core/acts/helpers.h"

#define NEXT "gi.example.cn/log/2027"
#define NEXT_LOG 20

typedef struct text {
    char at[200];
} text;

static text beside(const gi_fixture *fixture, const char *suffix)
{
    text out;
    (void)snprintf(out.at, sizeof out.at, "%s%s", fixture->dir, suffix);
    return out;
}

static void open_again(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_clock clock = fixture->registry->clock;
    gi_random random = fixture->registry->random;
    gi_registry_close(fixture->registry);
    fixture->registry = NULL;
    EXPECT_OK(
        gi_registry_open(fixture->dir, GI_ACCESS_WRITE, clock, random, &fixture->registry, &err));
}

static void copy_away(gi_fixture *fixture)
{
    gi_error err = { 0 };
    EXPECT_OK(gi_db_backup(fixture->registry->db, beside(fixture, ".copy").at, &err));
}

static void put_back(gi_fixture *fixture)
{
    (void)unlink(beside(fixture, "/registry.db-wal").at);
    (void)unlink(beside(fixture, "/registry.db-shm").at);
    EXPECT(rename(beside(fixture, ".copy").at, beside(fixture, "/registry.db").at) == 0);
    open_again(fixture);
}

static void newest(gi_fixture *fixture, gi_buf *note, gi_checkpoint *out)
{
    gi_error err = { 0 };
    EXPECT_OK(gi_published_head(fixture->registry->db, note, out, &err));
}

/* Labels of a batch; then labels that are lost with their act. The note is the last word. */
static gi_fixture *lost(gi_buf *note, gi_run *gone)
{
    gi_checkpoint head;
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 10);
    copy_away(fixture);
    *gone = fixture_issue(fixture, "50g", 5);
    newest(fixture, note, &head);
    put_back(fixture);
    return fixture;
}

static gi_status begin(gi_fixture *fixture, const char *origin, const gi_buf *note, const char *why,
                       gi_epoch_begun *out, gi_error *err)
{
    const gi_signer *log = fixture_signer(fixture, NEXT_LOG);
    gi_new_epoch what = { .origin = origin, .key = NEXT_LOG, .log = &log->public_key, .why = why };
    what.note = note != NULL ? gi_buf_view(note) : what.note;
    return gi_log_new_epoch(fixture->registry, &what, fixture->signer, fixture->signers, out, err);
}

SPEC(a_new_epoch_goes_on_behind_the_leaves_that_were_kept)
{
    gi_error err = { 0 };
    gi_run gone;
    gi_epoch_begun begun;
    gi_checkpoint head;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO_BUF after = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = lost(&note, &gone);
    int64_t kept = acts(fixture);
    (void)fixture_add_key(fixture, NEXT_LOG, GI_ED25519, NULL);
    EXPECT_OK(begin(fixture, NEXT, &note, "lost", &begun, &err));
    EXPECT(begun.number == 2 && begun.act == kept && begun.kept == kept && begun.far == kept + 1);
    newest(fixture, &after, &head);
    EXPECT_TEXT(head.origin, NEXT);
    EXPECT_INT(head.size, kept + 1);
    EXPECT_OK(fixture_try(fixture, &err, "suspend", "holder", "0001", "op", "suspend", "why",
                          "inspection", NULL));
}

SPEC(label_keys_end_with_the_last_serial_that_is_known)
{
    gi_error err = { 0 };
    gi_run gone;
    gi_epoch_begun begun;
    gi_key_row key;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = lost(&note, &gone);
    (void)fixture_add_key(fixture, NEXT_LOG, GI_ED25519, NULL);
    EXPECT_OK(begin(fixture, NEXT, &note, "lost", &begun, &err));
    EXPECT_OK(gi_key_load(fixture->registry->db, FIXTURE_LABEL, &key, &err));
    EXPECT_TEXT(key.state, "retired");
    EXPECT(key.has_last_good);
    EXPECT_INT(key.last_good, (int64_t)gone.first - 1);
    EXPECT_OK(gi_key_load(fixture->registry->db, FIXTURE_LOG, &key, &err));
    EXPECT_TEXT(key.state, "retired");
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, "issue", "batch", fixture->batch, "count", "1",
                   "net", "50g", "packed", "2026-06-01");
}

SPEC(what_cannot_close_a_log_is_refused_and_changes_nothing)
{
    gi_run gone;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO_BUF own = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = lost(&note, &gone);
    gi_checkpoint head;
    int64_t before = acts(fixture);
    newest(fixture, &own, &head);
    (void)fixture_add_key(fixture, NEXT_LOG, GI_ED25519, NULL);
    const struct {
        const char *origin;
        const gi_buf *note;
        const char *why;
        gi_why wanted;
    } cases[] = {
        { NEXT, &note, "moved", GI_WHY_LEAVES_LOST },
        { NEXT, &note, "tired", GI_WHY_BAD_FIELD },
        { "two words", &note, "lost", GI_WHY_BAD_FIELD },
        { FIXTURE_ORIGIN, &note, "lost", GI_WHY_EXISTS },
        { NEXT, &own, "moved", GI_WHY_LEAVES_LOST }, /* the mark knows of more */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gi_error err = { 0 };
        gi_epoch_begun begun;
        EXPECT_WHY(begin(fixture, cases[i].origin, cases[i].note, cases[i].why, &begun, &err),
                   cases[i].wanted);
    }
    EXPECT_INT(acts(fixture), before);
    EXPECT_TEXT(gi_registry_about(fixture->registry)->origin, FIXTURE_ORIGIN);
}

SPEC(nothing_lost_is_no_reason_to_lose_anything)
{
    gi_error err = { 0 };
    gi_epoch_begun begun;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_add_key(fixture, NEXT_LOG, GI_ED25519, NULL);
    EXPECT_WHY(begin(fixture, NEXT, NULL, "lost", &begun, &err), GI_WHY_NOTHING_LOST);
    EXPECT_OK(begin(fixture, NEXT, NULL, "key-leaked", &begun, &err));
    EXPECT(begun.far == begun.kept);
    gi_key_row key;
    EXPECT_OK(gi_key_load(fixture->registry->db, FIXTURE_LOG, &key, &err));
    EXPECT_TEXT(key.state, "leaked");
    (void)fixture_issue(fixture, "50g", 1); /* the label key goes on */
}

SPEC(without_the_root_key_no_log_is_closed)
{
    gi_error err = { 0 };
    gi_run gone;
    gi_epoch_begun begun;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = lost(&note, &gone);
    (void)fixture_add_key(fixture, NEXT_LOG, GI_ED25519, NULL);
    drop_signer(fixture, FIXTURE_ROOT);
    EXPECT_WHY(begin(fixture, NEXT, &note, "lost", &begun, &err), GI_WHY_SIGNER_MISSING);
    EXPECT_TEXT(gi_registry_about(fixture->registry)->origin, FIXTURE_ORIGIN);
}

SPEC(the_mark_of_the_closed_log_is_no_obstacle_after_a_crash)
{
    gi_error err = { 0 };
    gi_run gone;
    gi_epoch_begun begun;
    gi_mark mark;
    uint8_t bytes[GI_MARK_SIZE];
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = lost(&note, &gone);
    const char *path = fixture->registry->high_water;
    (void)fixture_add_key(fixture, NEXT_LOG, GI_ED25519, NULL);
    EXPECT_OK(gi_mark_read(path, &mark, &err));
    EXPECT_OK(begin(fixture, NEXT, &note, "lost", &begun, &err));
    for (int more = 0; more < 2; more++) { /* as it was; then of leaves that nobody closed */
        mark.size += more;
        gi_mark_print(&mark, bytes);
        FILE *file = fopen(path, "wbe");
        EXPECT(file != NULL && fwrite(bytes, 1, sizeof bytes, file) == sizeof bytes);
        EXPECT(fclose(file) == 0);
        gi_status status = fixture_try(fixture, &err, "suspend", "holder", "0001", "op",
                                       more == 0 ? "suspend" : "resume", "why", "inspection", NULL);
        EXPECT(more == 0 ? status == GI_OK : err.why == GI_WHY_RESTORED_BACKUP);
    }
}

SPEC(a_handle_that_was_open_signs_under_the_new_name)
{
    gi_error err = { 0 };
    gi_epoch_begun begun;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    GI_AUTO(gi_registry) other = NULL;
    gi_checkpoint head;
    (void)fixture_add_key(fixture, NEXT_LOG, GI_ED25519, NULL);
    EXPECT_OK(gi_registry_open(fixture->dir, GI_ACCESS_WRITE, fixture->registry->clock,
                               fixture->registry->random, &other, &err));
    EXPECT_OK(begin(fixture, NEXT, NULL, "moved", &begun, &err));
    gi_registry *mine = fixture->registry;
    fixture->registry = other;
    fixture_act(fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection", NULL);
    fixture->registry = mine;
    newest(fixture, &note, &head);
    EXPECT_TEXT(head.origin, NEXT);
}

/* ---- a second time ---- */

SPEC(what_a_witness_held_of_a_closed_log_is_no_word_about_the_next)
{
    gi_error err = { 0 };
    gi_epoch_begun begun;
    char path[GI_PATH_MAX + 16];
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    gi_checkpoint head;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    copy_away(fixture);
    for (int i = 0; i < 3; i++) {
        (void)fixture_issue(fixture, "50g", 5);
    }
    newest(fixture, &note, &head);
    put_back(fixture);
    gi_high_water_evidence_path(fixture->registry, path);
    FILE *file = fopen(path, "wbe");
    EXPECT(file != NULL && fwrite(note.data, 1, note.size, file) == note.size);
    EXPECT(fclose(file) == 0);
    (void)fixture_add_key(fixture, NEXT_LOG, GI_ED25519, NULL);
    EXPECT_OK(begin(fixture, NEXT, NULL, "lost", &begun, &err));
    EXPECT_INT(begun.far, head.size);
    EXPECT_WHY(begin(fixture, "gi.example.cn/log/third", NULL, "moved", &begun, &err),
               GI_WHY_EXISTS);
}

/* ---- numbers ---- */

SPEC(lots_of_a_lost_act_that_made_many_are_not_given_again)
{
    gi_error err = { 0 };
    gi_epoch_begun begun;
    gi_checkpoint head;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = picked();
    (void)fixture_add_key(fixture, NEXT_LOG, GI_ED25519, NULL);
    copy_away(fixture);
    fixture_act(fixture, "split", "lot", "1", "parts", "1g,2g,3g,4g,5g,6g,7g,8g", NULL);
    newest(fixture, &note, &head);
    put_back(fixture);
    EXPECT_OK(begin(fixture, NEXT, &note, "lost", &begun, &err));
    EXPECT_INT(begun.far - begun.kept, 1);
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "1kg", NULL);
    EXPECT(fixture_answer_int(fixture, "lot") > 9); /* 2 to 9 are on slips somewhere */
}
