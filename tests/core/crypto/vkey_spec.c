/* Verifier keys: the published one, identity, and every way to spell it wrong. */
#include <string.h>

#include "tests/core/crypto/fixture.h"
#include "tests/support/spec.h"

static const char published[] =
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

SPEC(the_published_verifier_key_parses_and_prints_back)
{
    gi_error err = { 0 };
    char name[64];
    char again[GI_VKEY_TEXT];
    gi_public_key key;
    EXPECT_OK(gi_vkey_parse(gi_bytes_of(published), name, sizeof name, &key, &err));
    EXPECT_TEXT(name, "example.com/foo");
    EXPECT_INT(key.algorithm, GI_ED25519);
    EXPECT_OK(gi_vkey_print(name, &key, again, &err));
    EXPECT_TEXT(again, published);
}

SPEC(the_hash_of_the_published_verifier_key_is_its_middle)
{
    gi_error err = { 0 };
    char name[64];
    gi_public_key key;
    uint8_t hash[4];
    EXPECT_OK(gi_vkey_parse(gi_bytes_of(published), name, sizeof name, &key, &err));
    gi_vkey_hash(name, &key, hash);
    EXPECT(memcmp(hash, "\x53\x0d\x90\x3a", 4) == 0);
}

SPEC(verifier_keys_of_all_algorithms_print_and_parse_back)
{
    gi_error err = { 0 };
    for (size_t i = 0; i < 3; i++) {
        GI_AUTO(gi_signer) signer = gi_fixture_signer(gi_fixture_algorithms[i]);
        char text[GI_VKEY_TEXT];
        char name[64];
        gi_public_key key;
        EXPECT_OK(gi_vkey_print("庐山云雾/登记处", &signer->public_key, text, &err));
        EXPECT_OK(gi_vkey_parse(gi_bytes_of(text), name, sizeof name, &key, &err));
        EXPECT_TEXT(name, "庐山云雾/登记处");
        EXPECT(gi_public_key_equal(&key, &signer->public_key));
    }
}

SPEC(no_changed_character_of_a_verifier_key_is_taken)
{
    gi_error err = { 0 };
    char name[64] = "kept";
    gi_public_key key;
    for (size_t i = 0; i < sizeof published - 1; i++) {
        char text[sizeof published];
        memcpy(text, published, sizeof published);
        text[i] = text[i] == 'b' ? 'c' : 'b';
        EXPECT_WHY(gi_vkey_parse(gi_bytes_of(text), name, sizeof name, &key, &err),
                   GI_WHY_BAD_VKEY);
        EXPECT_WHY(gi_vkey_parse((gi_bytes){ (const uint8_t *)published, i }, name, sizeof name,
                                 &key, &err),
                   GI_WHY_BAD_VKEY);
    }
    EXPECT_TEXT(name, "kept");
}

SPEC(a_hash_in_capitals_or_trailing_bytes_are_refused)
{
    static const char *const wrong[] = {
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2kAAAA",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "",
    };
    gi_error err = { 0 };
    char name[64];
    gi_public_key key;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        EXPECT_WHY(gi_vkey_parse(gi_bytes_of(wrong[i]), name, sizeof name, &key, &err),
                   GI_WHY_BAD_VKEY);
    }
}

SPEC(a_name_with_a_space_a_plus_or_a_control_character_is_not_printed)
{
    static const char *const wrong[] = { "", "a b", "a+b", "a\nb", "a\u3000b", "a\u00A0", "a\xFF" };
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = gi_fixture_signer(GI_ED25519);
    char text[GI_VKEY_TEXT] = "kept";
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        EXPECT_WHY(gi_vkey_print(wrong[i], &signer->public_key, text, &err), GI_WHY_BAD_VKEY);
    }
    EXPECT_TEXT(text, "kept");
}

SPEC(a_name_too_long_for_its_place_is_refused_with_the_limit)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = gi_fixture_signer(GI_SM2);
    char text[GI_VKEY_TEXT];
    char name[GI_VKEY_TEXT];
    memset(name, 'n', sizeof name);
    name[GI_VKEY_TEXT - 100] = '\0';
    EXPECT_WHY(gi_vkey_print(name, &signer->public_key, text, &err), GI_WHY_TOO_LONG);
    gi_public_key key;
    EXPECT_WHY(gi_vkey_parse(gi_bytes_of(published), name, 15, &key, &err), GI_WHY_TOO_LONG);
}
