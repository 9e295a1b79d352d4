/* Names of algorithms, public keys and private seeds: what is taken and what is refused. */
#include <string.h>

#include "tests/core/crypto/fixture.h"
#include "tests/support/spec.h"

SPEC(an_algorithm_name_prints_and_parses_back)
{
    gi_error err = { 0 };
    for (size_t i = 0; i < 3; i++) {
        gi_algorithm parsed = GI_ED25519;
        const char *name = gi_algorithm_name(gi_fixture_algorithms[i]);
        EXPECT_OK(gi_algorithm_parse(gi_bytes_of(name), &parsed, &err));
        EXPECT_INT(parsed, gi_fixture_algorithms[i]);
    }
}

SPEC(an_unknown_algorithm_is_named_and_refused)
{
    gi_error err = { 0 };
    gi_algorithm out = GI_SM2;
    EXPECT_WHY(gi_algorithm_parse(gi_bytes_of("rsa"), &out, &err), GI_WHY_UNKNOWN_ALGORITHM);
    EXPECT(strstr(err.message, "\"rsa\"") != NULL);
    EXPECT_WHY(gi_algorithm_parse(gi_bytes_of("Ed25519"), &out, &err), GI_WHY_UNKNOWN_ALGORITHM);
    EXPECT_WHY(gi_algorithm_parse((gi_bytes){ NULL, 0 }, &out, &err), GI_WHY_UNKNOWN_ALGORITHM);
    EXPECT_INT(out, GI_SM2);
}

SPEC(a_public_key_of_another_length_is_refused)
{
    gi_error err = { 0 };
    const uint8_t zeros[66] = { 0 };
    gi_public_key key = { .size = 99 };
    EXPECT_WHY(gi_public_key_from(GI_ED25519, (gi_bytes){ zeros, 31 }, &key, &err),
               GI_WHY_BAD_LENGTH);
    EXPECT_WHY(gi_public_key_from(GI_P256, (gi_bytes){ zeros, 66 }, &key, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(gi_public_key_from(GI_SM2, (gi_bytes){ zeros, 33 }, &key, &err), GI_WHY_BAD_LENGTH);
    EXPECT_INT(key.size, 99);
}

SPEC(a_point_off_its_curve_or_in_a_second_spelling_is_refused)
{
    gi_error err = { 0 };
    for (size_t i = 1; i < 3; i++) {
        GI_AUTO(gi_signer) signer = gi_fixture_signer(gi_fixture_algorithms[i]);
        gi_public_key key = signer->public_key;
        gi_bytes raw = { key.bytes, key.size };
        gi_public_key out;
        key.bytes[64] ^= 1;
        EXPECT_WHY(gi_public_key_from(key.algorithm, raw, &out, &err), GI_WHY_BAD_PUBLIC_KEY);
        key.bytes[64] ^= 1;
        key.bytes[0] = (uint8_t)(0x06 | (key.bytes[64] & 1)); /* the hybrid form */
        EXPECT_WHY(gi_public_key_from(key.algorithm, raw, &out, &err), GI_WHY_BAD_PUBLIC_KEY);
    }
}

SPEC(a_p256_point_is_no_sm2_key)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = gi_fixture_signer(GI_P256);
    gi_public_key out;
    gi_bytes raw = { signer->public_key.bytes, signer->public_key.size };
    EXPECT_WHY(gi_public_key_from(GI_SM2, raw, &out, &err), GI_WHY_BAD_PUBLIC_KEY);
}

SPEC(public_keys_are_equal_only_with_the_same_algorithm_and_bytes)
{
    GI_AUTO(gi_signer) signer = gi_fixture_signer(GI_P256);
    gi_public_key other = signer->public_key;
    EXPECT(gi_public_key_equal(&signer->public_key, &other));
    other.algorithm = GI_SM2;
    EXPECT(!gi_public_key_equal(&signer->public_key, &other));
    other = signer->public_key;
    other.bytes[64] ^= 1;
    EXPECT(!gi_public_key_equal(&signer->public_key, &other));
}

/* n - 1 of each curve, zero, all ones, and a wrong length. */
SPEC(a_private_number_outside_its_curve_is_refused)
{
    static const struct {
        gi_algorithm algorithm;
        const char *seed;
    } rows[] = {
        { GI_P256, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550" },
        { GI_SM2, "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122" },
        { GI_SM2, "0000000000000000000000000000000000000000000000000000000000000000" },
        { GI_P256, "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff" },
        { GI_ED25519, "9d61" },
    };
    gi_error err = { 0 };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        gi_fixture_bytes seed = gi_fixture_hex(rows[i].seed);
        gi_signer *signer = NULL;
        EXPECT_WHY(gi_signer_from_seed(rows[i].algorithm, 1, gi_fixture_view(&seed), &signer, &err),
                   GI_WHY_BAD_SEED);
        EXPECT(signer == NULL);
    }
}
