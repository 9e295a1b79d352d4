/* Salted commitments of private fields. */
#include <string.h>

#include "gi/json.h"
#include "gi/log.h"
#include "gi/text.h"
#include "tests/support/spec.h"

static gi_digest committed(const char *name, gi_json *taken, uint8_t salt_byte)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) value = taken;
    uint8_t salt[GI_SALT_SIZE];
    gi_digest digest = { 0 };
    memset(salt, salt_byte, sizeof salt);
    EXPECT_OK(gi_field_commitment(name, value, salt, &digest, &err));
    return digest;
}

static gi_digest text_field(const char *name, const char *text, uint8_t salt_byte)
{
    return committed(name, gi_json_text(gi_bytes_of(text)), salt_byte);
}

SPEC(two_fields_give_the_commitment_of_the_format)
{
    GI_AUTO_BUF hex = GI_BUF(64);
    const gi_digest fields[] = {
        text_field("buyer", "示例合作社", 1),
        committed("qty", gi_json_int(2500000), 2),
    };
    gi_digest digest = gi_commitment(fields, 2);
    gi_hex_add(&hex, gi_digest_view(&digest));
    EXPECT_TEXT(gi_buf_text(&hex),
                "305a0cef942b4ab16013a7e07508af69cbeb9174ae72d99744fda554e4f7c101");
}

static bool same(gi_digest a, gi_digest b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

SPEC(name_value_kind_and_salt_each_change_the_commitment)
{
    gi_digest digest = text_field("qty", "25", 1);
    EXPECT(same(digest, text_field("qty", "25", 1)));
    EXPECT(!same(digest, text_field("qtz", "25", 1)));
    EXPECT(!same(digest, text_field("qty", "26", 1)));
    EXPECT(!same(digest, text_field("qty", "25", 2)));
    EXPECT(!same(digest, committed("qty", gi_json_int(25), 1)));
}

SPEC(only_text_and_integers_are_committed)
{
    gi_error err = { 0 };
    const uint8_t salt[GI_SALT_SIZE] = { 0 };
    gi_digest digest = { .bytes = { 9 } };
    GI_AUTO(gi_json) list = gi_json_array();
    GI_AUTO(gi_json) truth = gi_json_bool(true);
    EXPECT_WHY(gi_field_commitment("a", list, salt, &digest, &err), GI_WHY_BAD_FIELD);
    EXPECT_WHY(gi_field_commitment("a", truth, salt, &digest, &err), GI_WHY_BAD_FIELD);
    EXPECT_WHY(gi_field_commitment("a", NULL, salt, &digest, &err), GI_WHY_BAD_FIELD);
    EXPECT_INT(digest.bytes[0], 9);
}

SPEC(the_order_of_the_fields_counts)
{
    gi_digest a = text_field("a", "x", 1);
    gi_digest b = text_field("b", "y", 2);
    const gi_digest forward[] = { a, b };
    const gi_digest backward[] = { b, a };
    EXPECT(!same(gi_commitment(forward, 2), gi_commitment(backward, 2)));
}
