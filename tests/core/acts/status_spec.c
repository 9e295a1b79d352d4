/* Status and head leaves: what they say, and that a stranger finds the same. */
#include <stdio.h>
#include <string.h>

#include "core/acts/status_tree.h"
#include "core/store/accounts.h"
#include "core/store/log_rows.h"
#include "core/store/registry.h"
#include "gi/text.h"
#include "gi/unit_number.h"
#include "tests/core/acts/helpers.h"

static void expect_base64(const gi_json *leaf, const char *name, const gi_digest *wanted)
{
    GI_AUTO_BUF text = GI_BUF(64);
    gi_bytes held = { 0 };
    gi_base64_add(&text, gi_digest_view(wanted));
    EXPECT(gi_json_as_text(gi_json_get(leaf, name), &held));
    EXPECT(gi_bytes_equal(held, gi_buf_view(&text)));
}

/* The status leaf of LSYW 2026-1, just written. */
static gi_json *status_of(gi_fixture *fixture)
{
    fixture_act(fixture, "status", "product", "LSYW", "season", "2026-1", NULL);
    return leaf(fixture, fixture->receipt.index);
}

static int64_t total_of(const gi_json *status, size_t at, const char *material)
{
    const gi_json *sum = gi_json_at(gi_json_get(status, "sums"), at);
    gi_bytes name = { 0 };
    int64_t total = -1;
    EXPECT_INT(gi_json_count(sum), 3);
    EXPECT(gi_json_as_text(gi_json_at(sum, 0), &name) &&
           gi_bytes_equal(name, gi_bytes_of(material)));
    EXPECT(gi_json_as_int(gi_json_at(sum, 1), &total));
    return total;
}

SPEC(a_status_leaf_sums_what_holders_have_of_each_material)
{
    GI_AUTO(gi_fixture) fixture = picked();
    GI_AUTO(gi_json) status = status_of(fixture);
    EXPECT_INT(gi_json_count(gi_json_get(status, "sums")), 2);
    EXPECT_INT(total_of(status, 0, "allow"), balance(fixture, "allow"));
    EXPECT_INT(total_of(status, 1, "raw"), 42000000);
    EXPECT(gi_json_get(status, "cmt") == NULL && gi_json_get(status, "dead") == NULL);
}

SPEC(a_status_leaf_shows_the_root_over_salted_balances)
{
    gi_error err = { 0 };
    GI_STATUS_TREE tree = { 0 };
    GI_AUTO_BUF text = GI_BUF(64);
    uint8_t secret[GI_STATUS_SECRET];
    gi_sum_node root;
    gi_bytes held = { 0 };
    gi_posting raw = { .product = 1, .season = SEASON, .material = "raw" };
    GI_AUTO(gi_fixture) fixture = picked();
    GI_AUTO(gi_json) status = status_of(fixture);
    gi_db *db = fixture->registry->db;
    EXPECT_OK(gi_status_secret(db, NULL, secret, &err));
    EXPECT_OK(gi_status_tree_fill(db, secret, &raw, fixture->receipt.index, true, &tree, &err));
    EXPECT_OK(gi_sum_root(tree.node, tree.count, &root, &err));
    gi_base64_add(&text, gi_digest_view(&root.hash));
    const gi_json *sum = gi_json_at(gi_json_get(status, "sums"), 1);
    EXPECT(gi_json_as_text(gi_json_at(sum, 2), &held));
    EXPECT(gi_bytes_equal(held, gi_buf_view(&text)));
    EXPECT_INT(root.sum, 42000000);
}

/* The salt of the only holder of raw in the status leaf of an act. */
static void salt_of(const gi_fixture *fixture, int64_t act, uint8_t out[GI_SALT_SIZE])
{
    gi_error err = { 0 };
    GI_STATUS_TREE tree = { 0 };
    uint8_t secret[GI_STATUS_SECRET];
    gi_posting raw = { .product = 1, .season = SEASON, .material = "raw" };
    EXPECT_OK(gi_status_secret(fixture->registry->db, NULL, secret, &err));
    EXPECT_OK(gi_status_tree_fill(fixture->registry->db, secret, &raw, act, false, &tree, &err));
    EXPECT_INT(tree.count, 1);
    memcpy(out, tree.leaf[0].salt, GI_SALT_SIZE);
}

SPEC(the_same_balance_looks_different_every_day)
{
    uint8_t first[GI_SALT_SIZE];
    uint8_t second[GI_SALT_SIZE];
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, "status", "product", "LSYW", "season", "2026-1", NULL);
    salt_of(fixture, fixture->receipt.index, first);
    salt_of(fixture, fixture->receipt.index + 1, second);
    EXPECT(memcmp(first, second, sizeof first) != 0);
}

SPEC(balances_before_a_status_leaf_can_be_found_after_later_acts)
{
    gi_error err = { 0 };
    GI_STATUS_TREE tree = { 0 };
    uint8_t secret[GI_STATUS_SECRET];
    gi_posting raw = { .product = 1, .season = SEASON, .material = "raw" };
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, "status", "product", "LSYW", "season", "2026-1", NULL);
    int64_t act = fixture->receipt.index;
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-06", "qty", "1kg", NULL);
    EXPECT_OK(gi_status_secret(fixture->registry->db, NULL, secret, &err));
    EXPECT_OK(gi_status_tree_fill(fixture->registry->db, secret, &raw, act, true, &tree, &err));
    EXPECT_INT(tree.leaf[0].balance, 42000000);
}

/* Labels first to last of the run are cancelled, or voided as spoiled. */
static void end_labels(gi_fixture *fixture, const char *act, const char *why, uint32_t first,
                       uint32_t last)
{
    char units[64];
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, first }, from);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, last }, to);
    (void)snprintf(units, sizeof units, "%s..%s", from, to);
    fixture_act(fixture, act, "units", units, "why", why, NULL);
}

SPEC(the_general_leaf_hashes_the_merged_list_of_dead_ranges)
{
    gi_digest wanted =
        gi_sha256(gi_bytes_of("[[7,2,3,\"cancelled\"],[7,5,1,\"void\"],[7,9,2,\"cancelled\"]]"));
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    end_labels(fixture, "cancel", "unused", 9, 10);
    end_labels(fixture, "void", "misprint", 5, 5);
    end_labels(fixture, "cancel", "unused", 4, 4);
    end_labels(fixture, "cancel", "misprint", 2, 3);
    fixture_act(fixture, "status", NULL);
    GI_AUTO(gi_json) status = leaf(fixture, fixture->receipt.index);
    expect_base64(status, "dead", &wanted);
}

SPEC(the_general_leaf_says_that_nothing_is_open_and_names_the_bundle)
{
    gi_digest none = gi_sha256(gi_bytes_of(""));
    gi_digest empty = gi_sha256(gi_bytes_of("[]"));
    gi_digest bundle = gi_sha256(gi_bytes_of("a bundle"));
    GI_AUTO_BUF hex = GI_BUF(64);
    GI_AUTO(gi_fixture) fixture = land();
    gi_hex_add(&hex, gi_digest_view(&bundle));
    fixture_act(fixture, "status", "bundle", gi_buf_text(&hex), NULL);
    GI_AUTO(gi_json) status = leaf(fixture, fixture->receipt.index);
    expect_base64(status, "open", &none);
    expect_base64(status, "dead", &empty);
    expect_base64(status, "doc", &bundle);
    EXPECT(gi_json_get(status, "sums") == NULL && gi_json_get(status, "gi") == NULL);
}

SPEC(the_general_leaf_tells_how_many_openings_its_root_is_of)
{
    gi_digest root = gi_sha256(gi_bytes_of("three openings"));
    GI_AUTO_BUF hex = GI_BUF(64);
    GI_AUTO(gi_fixture) fixture = land();
    gi_hex_add(&hex, gi_digest_view(&root));
    fixture_act(fixture, "status", "opened", "3", "open", gi_buf_text(&hex), NULL);
    GI_AUTO(gi_json) status = leaf(fixture, fixture->receipt.index);
    expect_base64(status, "open", &root);
    int64_t opened = 0;
    EXPECT(gi_json_as_int(gi_json_get(status, "opened"), &opened));
    EXPECT_INT(opened, 3);
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, "status", "opened", "3");
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, "status", "opened", "0", "open", gi_buf_text(&hex));
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, "status", "open", gi_buf_text(&hex));
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, "status", "product", "LSYW", "season", "2026-1",
                   "opened", "3");
}

SPEC(a_status_leaf_wants_product_and_season_or_neither)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "status", "product", "LSYW");
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "status", "season", "2026-1");
    EXPECT_REFUSED(fixture, GI_WHY_NO_SEASON, "status", "product", "LSYW", "season", "2026-2");
}

SPEC(a_head_leaf_holds_the_newest_checkpoint_whole)
{
    gi_error err = { 0 };
    GI_AUTO_BUF note = GI_BUF(4096);
    GI_AUTO_BUF text = GI_BUF(4096);
    gi_bytes held = { 0 };
    int64_t size = 0;
    bool found = false;
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_OK(gi_checkpoint_last(fixture->registry->db, &note, &found, &err));
    fixture_act(fixture, "head", NULL);
    GI_AUTO(gi_json) json = leaf(fixture, fixture->receipt.index);
    const gi_json *head = gi_json_get(json, "head");
    EXPECT(gi_json_as_int(gi_json_get(head, "size"), &size));
    EXPECT_INT(size, fixture->receipt.index);
    EXPECT(gi_json_as_text(gi_json_get(head, "note"), &held));
    EXPECT_OK(gi_base64_parse_add(held, &text, &err));
    EXPECT_TEXT(gi_buf_text(&text), gi_buf_text(&note));
}

/* Lines of as many witnesses under the checkpoint of a size. */
static void cosign(gi_fixture *fixture, int64_t size, int count)
{
    gi_error err = { 0 };
    uint8_t signature[76] = { 1 };
    gi_db *db = fixture->registry->db;
    EXPECT_OK(gi_db_begin(db, true, &err));
    for (int i = 0; i < count; i++) {
        GI_AUTO_BUF line = GI_BUF(4096);
        char name[32];
        gi_cosignature_row row = { .size = size, .name = name, .seconds = 1 };
        (void)snprintf(name, sizeof name, "witness%02d.example/w", i);
        gi_buf_add_format(&line, "— %s ", name);
        gi_base64_add(&line, (gi_bytes){ signature, sizeof signature });
        gi_buf_add_byte(&line, '\n');
        row.line = gi_buf_view(&line);
        EXPECT_OK(gi_cosignature_keep(db, &row, &err));
    }
    EXPECT_OK(gi_db_commit(db, &err));
}

static void head_note(const gi_fixture *fixture, int64_t *size, gi_buf *text, gi_note *note)
{
    gi_error err = { 0 };
    gi_bytes held = { 0 };
    GI_AUTO(gi_json) json = leaf(fixture, fixture->receipt.index);
    const gi_json *head = gi_json_get(json, "head");
    EXPECT(gi_json_as_int(gi_json_get(head, "size"), size));
    EXPECT(gi_json_as_text(gi_json_get(head, "note"), &held));
    EXPECT_OK(gi_base64_parse_add(held, text, &err));
    EXPECT_OK(gi_note_parse(gi_buf_view(text), note, &err));
}

SPEC(a_head_leaf_takes_the_newest_checkpoint_that_a_witness_cosigned)
{
    static gi_note note;
    int64_t size = 0;
    GI_AUTO_BUF text = GI_BUF(4096);
    GI_AUTO(gi_fixture) fixture = land();
    cosign(fixture, 3, 2);
    fixture_act(fixture, "head", NULL);
    head_note(fixture, &size, &text, &note);
    EXPECT_INT(size, 3);
    EXPECT_INT(note.count, 3);
}

SPEC(a_head_leaf_keeps_as_many_cosignatures_as_it_has_room_for)
{
    static gi_note note;
    int64_t size = 0;
    GI_AUTO_BUF text = GI_BUF(4096);
    GI_AUTO(gi_fixture) fixture = land();
    cosign(fixture, 3, 20);
    fixture_act(fixture, "head", NULL);
    head_note(fixture, &size, &text, &note);
    EXPECT_INT(note.count, 8);
    EXPECT(gi_bytes_equal(note.line[0].name, gi_bytes_of(FIXTURE_ORIGIN)));
}

SPEC(a_head_leaf_of_a_size_that_was_never_published_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_NO_ACT, "head", "size", "1000");
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, "head", "size", "0");
    fixture_act(fixture, "head", "size", "2", NULL);
    EXPECT_INT(fixture_answer_int(fixture, "size"), 2);
}

/* Its salts come from a secret that no performing may draw anew. */
SPEC(the_first_status_leaf_can_be_signed_elsewhere)
{
    gi_error err = { 0 };
    gi_receipt receipt;
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO(gi_draft) draft = NULL;
    GI_AUTO(gi_fixture) fixture = picked();
    gi_signer *log = fixture_signer(fixture, FIXTURE_LOG);
    EXPECT_OK(gi_draft_create("status", fixture->registry->random, &draft, &err));
    EXPECT_OK(gi_draft_set(draft, "product", gi_bytes_of("LSYW"), &err));
    EXPECT_OK(gi_draft_set(draft, "season", gi_bytes_of("2026-1"), &err));
    EXPECT_OK(gi_act_export(fixture->registry, draft, &file, &err));
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_REGISTRY), &err));
    EXPECT_OK(gi_act_submit_signed(fixture->registry, file, &log, 1, &receipt, &err));
}
