/* A holder's own balance: shown to be part of the published sum, without our database. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/meta.h"
#include "core/store/registry.h"
#include "gi/tend.h"
#include "gi/text.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

static void log_key(const gi_fixture *fixture, char out[GI_VKEY_TEXT])
{
    gi_error err = { 0 };
    EXPECT_OK(gi_vkey_print(FIXTURE_ORIGIN, &fixture_signer(fixture, FIXTURE_LOG)->public_key, out,
                            &err));
}

/* A status leaf of the season, then more acts. */
static gi_fixture *tended(void)
{
    gi_error err = { 0 };
    gi_tended done;
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    EXPECT_OK(gi_tend(fixture->registry, fixture->signer, fixture->signers, &done, &err));
    EXPECT_INT(done.seasons, 1);
    fixture_add_batch(fixture, "2026-04-06");
    return fixture;
}

static gi_status check(const gi_fixture *fixture, const gi_buf *file, gi_json **out, gi_error *err)
{
    char vkey[GI_VKEY_TEXT];
    log_key(fixture, vkey);
    return gi_balance_proof_check(gi_buf_view(file), gi_bytes_of(vkey), out, err);
}

static int64_t balance_in(const gi_json *answer, const char *material)
{
    const gi_json *rows = gi_json_get(answer, "balances");
    for (size_t i = 0; i < gi_json_count(rows); i++) {
        gi_bytes name = { 0 };
        int64_t balance = -1;
        const gi_json *row = gi_json_at(rows, i);
        if (gi_json_as_text(gi_json_get(row, "material"), &name) &&
            gi_bytes_equal(name, gi_bytes_of(material)) &&
            gi_json_as_int(gi_json_get(row, "balance"), &balance)) {
            return balance;
        }
    }
    return -1;
}

SPEC(a_holder_can_show_its_balance_of_the_status_leaf_from_the_log_key_alone)
{
    gi_error err = { 0 };
    GI_AUTO_BUF file = GI_BUF(GI_BALANCE_PROOF_MAX);
    GI_AUTO(gi_json) answer = NULL;
    GI_AUTO(gi_fixture) fixture = tended();
    EXPECT_OK(gi_balance_proof_write(fixture->registry, gi_bytes_of("0001"), &file, &err));
    EXPECT_OK(check(fixture, &file, &answer, &err));
    EXPECT_INT(balance_in(answer, "made"), 10000000);
    EXPECT_INT(balance_in(answer, "raw"), 0);
    EXPECT(balance_in(answer, "allow") > 0);
}

SPEC(a_proof_of_balances_stays_good_when_the_log_has_grown)
{
    gi_error err = { 0 };
    GI_AUTO_BUF file = GI_BUF(GI_BALANCE_PROOF_MAX);
    GI_AUTO(gi_json) answer = NULL;
    GI_AUTO(gi_fixture) fixture = tended();
    EXPECT_OK(gi_balance_proof_write(fixture->registry, gi_bytes_of("0001"), &file, &err));
    fixture_add_batch(fixture, "2026-04-07");
    EXPECT_OK(check(fixture, &file, &answer, &err));
}

/* Picked and sold after the leaf: the seller has more by now, the buyer had no account then. */
SPEC(a_proof_made_later_shows_the_balances_of_the_leaf)
{
    gi_error err = { 0 };
    char lots[32];
    GI_AUTO_BUF file = GI_BUF(GI_BALANCE_PROOF_MAX);
    GI_AUTO(gi_json) answer = NULL;
    GI_AUTO(gi_fixture) fixture = tended();
    fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户", "card", "CARD-0099", NULL);
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-07", "qty", "3kg", NULL);
    (void)snprintf(lots, sizeof lots, "%d:1kg", (int)fixture_answer_int(fixture, "lot"));
    fixture_act(fixture, "transfer", "from", "0001", "to", "0002", "lots", lots, "day",
                "2026-04-08", NULL);
    EXPECT_OK(gi_balance_proof_write(fixture->registry, gi_bytes_of("0001"), &file, &err));
    EXPECT_OK(check(fixture, &file, &answer, &err));
    EXPECT_INT(balance_in(answer, "raw"), 0);
    EXPECT_INT(balance_in(answer, "made"), 10000000);
}

/* As in a registry whose newest leaf is older than the kept balances: it names another leaf. */
SPEC(a_leaf_that_kept_nothing_is_proven_from_the_postings)
{
    gi_error err = { 0 };
    GI_AUTO_BUF kept = GI_BUF(GI_BALANCE_PROOF_MAX);
    GI_AUTO_BUF summed = GI_BUF(GI_BALANCE_PROOF_MAX);
    GI_AUTO(gi_fixture) fixture = tended();
    EXPECT_OK(gi_balance_proof_write(fixture->registry, gi_bytes_of("0001"), &kept, &err));
    gi_db *db = fixture->registry->db;
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(gi_counter_raise(db, "status kept 1 2026-1", 1 << 20, &err));
    EXPECT_OK(gi_db_commit(db, &err));
    EXPECT_OK(gi_balance_proof_write(fixture->registry, gi_bytes_of("0001"), &summed, &err));
    EXPECT(gi_bytes_equal(gi_buf_view(&kept), gi_buf_view(&summed)));
}

SPEC(every_byte_of_a_proof_of_balances_counts)
{
    gi_error err = { 0 };
    GI_AUTO_BUF file = GI_BUF(GI_BALANCE_PROOF_MAX);
    GI_AUTO(gi_fixture) fixture = tended();
    EXPECT_OK(gi_balance_proof_write(fixture->registry, gi_bytes_of("0001"), &file, &err));
    size_t step = getenv("GI_LONG") != NULL ? 1 : 7;
    for (size_t i = 0; i < file.size; i += step) {
        GI_AUTO(gi_json) answer = NULL;
        file.data[i] ^= 1;
        gi_status status = check(fixture, &file, &answer, &err);
        EXPECT(status == GI_INVALID || status == GI_DENIED);
        EXPECT(answer == NULL);
        file.data[i] ^= 1;
    }
}

SPEC(another_log_key_or_a_changed_balance_is_refused_by_name)
{
    gi_error err = { 0 };
    char vkey[GI_VKEY_TEXT];
    GI_AUTO_BUF file = GI_BUF(GI_BALANCE_PROOF_MAX);
    GI_AUTO(gi_json) answer = NULL;
    GI_AUTO(gi_fixture) fixture = tended();
    EXPECT_OK(gi_balance_proof_write(fixture->registry, gi_bytes_of("0001"), &file, &err));
    EXPECT_OK(gi_vkey_print(FIXTURE_ORIGIN, &fixture->next_root->public_key, vkey, &err));
    EXPECT_WHY(gi_balance_proof_check(gi_buf_view(&file), gi_bytes_of(vkey), &answer, &err),
               GI_WHY_BAD_BALANCE);
    char *made = strstr((char *)file.data, "\"made\",10000000");
    EXPECT(made != NULL);
    memcpy(made, "\"made\",90000000", 15);
    EXPECT_WHY(check(fixture, &file, &answer, &err), GI_WHY_BAD_BALANCE);
}

SPEC(without_a_status_leaf_there_is_nothing_to_prove)
{
    gi_error err = { 0 };
    gi_tended done;
    GI_AUTO_BUF file = GI_BUF(GI_BALANCE_PROOF_MAX);
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    EXPECT_WHY(gi_balance_proof_write(fixture->registry, gi_bytes_of("0001"), &file, &err),
               GI_WHY_NO_STATUS);
    EXPECT_OK(gi_tend(fixture->registry, fixture->signer, fixture->signers, &done, &err));
    fixture_act(fixture, "holder", "kind", "grower", "name", "张三丰", "card", "CARD-0099", NULL);
    EXPECT_WHY(gi_balance_proof_write(fixture->registry, gi_bytes_of("0002"), &file, &err),
               GI_WHY_NO_STATUS);
    EXPECT_WHY(gi_balance_proof_write(fixture->registry, gi_bytes_of("0009"), &file, &err),
               GI_WHY_NO_HOLDER);
    EXPECT_INT(file.size, 0);
}
