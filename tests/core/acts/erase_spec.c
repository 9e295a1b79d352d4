/* Erasing takes a value and its salt and nothing else: proofs and other fields stay good. */
#include <stdio.h>
#include <string.h>

#include "core/store/log_rows.h"
#include "core/store/registry.h"
#include "gi/report.h"
#include "gi/text.h"
#include "tests/core/acts/helpers.h"

/* A grower with a private name and phone; the act is the last one. */
static gi_fixture *grower(void)
{
    gi_fixture *fixture = land();
    fixture_act(fixture, "holder", "kind", "grower", "name", "张三丰", "card", "CARD-0099", "phone",
                "13800000000", NULL);
    return fixture;
}

static void erase_phone(gi_fixture *fixture)
{
    gi_num_text act = gi_num(fixture->receipt.index);
    fixture_act(fixture, "erase", "act", act.text, "field", "phone", "why", "request", NULL);
}

typedef struct record {
    gi_digest hash[16];
    char value[16][64]; /* "" = erased */
    uint8_t salt[16][GI_SALT_SIZE];
    char name[16][48];
    size_t count;
} record;

static gi_status take_field(void *context, const gi_private_field *field, gi_error *err)
{
    record *all = context;
    (void)err;
    all->hash[all->count] = field->hash;
    memcpy(all->salt[all->count], field->salt, GI_SALT_SIZE);
    (void)snprintf(all->name[all->count], 48, "%s", field->name);
    (void)snprintf(all->value[all->count], 64, "%s", field->value != NULL ? field->value : "");
    all->count++;
    return GI_OK;
}

static record record_of(const gi_fixture *fixture, int64_t act)
{
    gi_error err = { 0 };
    record all = { .count = 0 };
    EXPECT_OK(gi_private_each(fixture->registry->db, act, take_field, &all, &err));
    return all;
}

SPEC(erasing_takes_value_and_salt_and_leaves_the_hash)
{
    static const uint8_t nothing[GI_SALT_SIZE];
    GI_AUTO(gi_fixture) fixture = grower();
    int64_t act = fixture->receipt.index;
    record before = record_of(fixture, act);
    erase_phone(fixture);
    record after = record_of(fixture, act);
    EXPECT_INT(after.count, before.count);
    for (size_t i = 0; i < after.count; i++) {
        bool phone = strcmp(after.name[i], "phone") == 0;
        EXPECT(memcmp(after.hash[i].bytes, before.hash[i].bytes, GI_DIGEST_SIZE) == 0);
        EXPECT_TEXT(after.value[i], phone ? "" : before.value[i]);
        EXPECT(memcmp(after.salt[i], phone ? nothing : before.salt[i], GI_SALT_SIZE) == 0);
    }
}

SPEC(after_erasing_the_other_fields_still_open_their_commitments)
{
    gi_error err = { 0 };
    gi_bytes cmt = { 0 };
    GI_AUTO_BUF text = GI_BUF(64);
    GI_AUTO(gi_fixture) fixture = grower();
    int64_t act = fixture->receipt.index;
    erase_phone(fixture);
    record all = record_of(fixture, act);
    GI_AUTO(gi_json) json = leaf(fixture, act);
    for (size_t i = 0; i < all.count; i++) {
        GI_AUTO(gi_json) value = NULL;
        gi_digest hash = all.hash[i];
        if (all.value[i][0] != '\0') {
            EXPECT_OK(gi_json_parse(gi_bytes_of(all.value[i]), 2, &value, &err));
            EXPECT_OK(gi_field_commitment(all.name[i], value, all.salt[i], &hash, &err));
        }
        EXPECT(memcmp(hash.bytes, all.hash[i].bytes, GI_DIGEST_SIZE) == 0);
    }
    gi_digest whole = gi_commitment(all.hash, all.count);
    gi_base64_add(&text, gi_digest_view(&whole));
    EXPECT(gi_json_as_text(gi_json_get(json, "cmt"), &cmt));
    EXPECT(gi_bytes_equal(cmt, gi_buf_view(&text)));
}

SPEC(after_erasing_every_proof_and_the_whole_check_hold)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = grower();
    int64_t act = fixture->receipt.index;
    erase_phone(fixture);
    for (int64_t index = 0; index <= act + 1; index++) {
        GI_AUTO_BUF proof = GI_BUF(65536);
        EXPECT_OK(gi_report_proof(fixture->registry, index, &proof, &err));
    }
    EXPECT_OK(gi_registry_check(fixture->registry, &err));
}

SPEC(the_leaf_of_an_erasing_names_the_act_and_no_value_nor_field)
{
    char text[2048];
    GI_AUTO(gi_fixture) fixture = grower();
    int64_t act = fixture->receipt.index;
    erase_phone(fixture);
    EXPECT_INT(leaf_int(fixture, fixture->receipt.index, "ref"), act);
    leaf_text(fixture, fixture->receipt.index, text, sizeof text);
    EXPECT(strstr(text, "\"why\":\"request\"") != NULL);
    EXPECT(strstr(text, "phone") == NULL && strstr(text, "138") == NULL);
}

SPEC(an_erased_value_stands_in_no_report_any_more)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) row = NULL;
    GI_AUTO_BUF text = GI_BUF(65536);
    GI_AUTO(gi_fixture) fixture = grower();
    int64_t act = fixture->receipt.index;
    erase_phone(fixture);
    EXPECT_OK(gi_report_act(fixture->registry, act, true, &row, &err));
    gi_json_write(row, &text);
    EXPECT(strstr(gi_buf_text(&text), "13800000000") == NULL);
    EXPECT(strstr(gi_buf_text(&text), "张三丰") != NULL);
}

SPEC(what_is_not_there_or_gone_already_cannot_be_erased)
{
    GI_AUTO(gi_fixture) fixture = grower();
    gi_num_text act = gi_num(fixture->receipt.index);
    EXPECT_REFUSED(fixture, GI_WHY_NO_PRIVATE, "erase", "act", act.text, "field", "email", "why",
                   "request");
    EXPECT_REFUSED(fixture, GI_WHY_NO_ACT, "erase", "act", "9999", "field", "phone", "why",
                   "request");
    erase_phone(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "erase", "act", act.text, "field", "phone", "why",
                   "request");
}

SPEC(a_registry_key_alone_erases_nothing)
{
    GI_AUTO(gi_fixture) fixture = grower();
    int64_t act = fixture->receipt.index;
    gi_num_text text = gi_num(act);
    drop_signer(fixture, FIXTURE_AUTHORITY);
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, "erase", "act", text.text, "field", "phone",
                   "why", "request");
    record after = record_of(fixture, act);
    for (size_t i = 0; i < after.count; i++) {
        EXPECT(after.value[i][0] != '\0');
    }
}
