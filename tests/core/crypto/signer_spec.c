/* Signing and verifying: published vectors, every flipped bit, threads, hostile shapes. */
#include <pthread.h>
#include <string.h>

#include "gi/unit_code.h"
#include "tests/core/crypto/fixture.h"
#include "tests/support/spec.h"

/* RFC 8032 test 1; RFC 6979 A.2.5; GB/T 32918.5 annex A. */
typedef struct signature_vector {
    gi_algorithm algorithm;
    const char *seed;
    const char *public_key;
    const char *message;
    const char *signature;
} signature_vector;

static const signature_vector vectors[] = {
    { GI_ED25519, "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
      "cf9b46bd25bf5f0595bbe24655141438e7a100b" },
    { GI_P256, "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
      "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e"
      "95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
      "sample",
      "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b"
      "6e29f65f3e900dbb9aff4064dc4ab2f843acda8" },
    { GI_SM2, "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
      "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea7"
      "18cc1aa600aed05fbf35e084a6632f6072da9ad13",
      "message digest",
      "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0"
      "d421ca1bb9038fd1f7f42d4840b69c485bbc1aa" },
};

#define VECTORS (sizeof vectors / sizeof vectors[0])

static gi_signature signature_of(const char *hex)
{
    gi_fixture_bytes raw = gi_fixture_hex(hex);
    gi_signature out;
    EXPECT_INT(raw.size, sizeof out.bytes);
    memcpy(out.bytes, raw.data, sizeof out.bytes);
    return out;
}

static bool fits(const gi_verifier *verifier, gi_bytes message, const gi_signature *signature)
{
    gi_error err = { 0 };
    bool answer = false;
    EXPECT_OK(gi_verifier_fits(verifier, message, signature, &answer, &err));
    return answer;
}

static gi_verifier *verifier_of(const gi_public_key *key)
{
    gi_error err = { 0 };
    gi_verifier *verifier = NULL;
    EXPECT_OK(gi_verifier_create(key, &verifier, &err));
    return verifier;
}

SPEC(the_public_key_of_a_published_private_key_is_the_published_one)
{
    gi_error err = { 0 };
    for (size_t i = 0; i < VECTORS; i++) {
        gi_fixture_bytes seed = gi_fixture_hex(vectors[i].seed);
        gi_fixture_bytes wanted = gi_fixture_hex(vectors[i].public_key);
        GI_AUTO(gi_signer) signer = NULL;
        EXPECT_OK(
            gi_signer_from_seed(vectors[i].algorithm, 9, gi_fixture_view(&seed), &signer, &err));
        EXPECT_INT(signer->key, 9);
        EXPECT_INT(signer->public_key.size, wanted.size);
        EXPECT(memcmp(signer->public_key.bytes, wanted.data, wanted.size) == 0);
    }
}

SPEC(the_published_signature_of_each_algorithm_fits)
{
    gi_error err = { 0 };
    for (size_t i = 0; i < VECTORS; i++) {
        gi_fixture_bytes raw = gi_fixture_hex(vectors[i].public_key);
        gi_signature signature = signature_of(vectors[i].signature);
        gi_public_key key;
        EXPECT_OK(gi_public_key_from(vectors[i].algorithm, gi_fixture_view(&raw), &key, &err));
        GI_AUTO(gi_verifier) verifier = verifier_of(&key);
        EXPECT(fits(verifier, gi_bytes_of(vectors[i].message), &signature));
        EXPECT(!fits(verifier, gi_bytes_of("another message"), &signature));
    }
}

SPEC(ed25519_signs_the_first_message_of_rfc_8032_with_its_bytes)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = gi_fixture_signer(GI_ED25519);
    gi_signature wanted = signature_of(vectors[0].signature);
    gi_signature made;
    EXPECT_OK(gi_signer_sign(signer, (gi_bytes){ NULL, 0 }, &made, &err));
    EXPECT(memcmp(made.bytes, wanted.bytes, sizeof made.bytes) == 0);
}

/* The label of the format's test vector: header signed here, digits made elsewhere. */
static const char label_digits[] = "045036297125232680000033973911733000002071252236833004312399226"
                                   "41227300119900772304803418511286"
                                   "945119339278422649699679626314666902527581782785548374775722911"
                                   "93801868547221574722826445268208"
                                   "6931290326058811008";

SPEC(the_label_of_the_format_vector_carries_our_signature)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = gi_fixture_signer(GI_ED25519);
    gi_unit_code code;
    EXPECT_OK(gi_unit_code_parse(gi_bytes_of(label_digits), &code, &err));
    gi_fixture_bytes message = gi_fixture_hex("47492d4c4142454c2d563100"
                                              "1000070137000400004f1a0787120001e24040fa2101");
    gi_signature made;
    EXPECT_OK(gi_signer_sign(signer, gi_fixture_view(&message), &made, &err));
    EXPECT(memcmp(made.bytes, code.signature.bytes, sizeof made.bytes) == 0);
}

static void expect_no_flip_fits(gi_algorithm algorithm)
{
    gi_error err = { 0 };
    uint8_t text[] = "GI-LABEL-V1 and a header";
    gi_bytes message = { text, sizeof text };
    GI_AUTO(gi_signer) signer = gi_fixture_signer(algorithm);
    GI_AUTO(gi_verifier) verifier = verifier_of(&signer->public_key);
    gi_signature signature;
    EXPECT_OK(gi_signer_sign(signer, message, &signature, &err));
    EXPECT(fits(verifier, message, &signature));
    for (size_t bit = 0; bit < 8 * sizeof signature.bytes; bit++) {
        signature.bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
        EXPECT(!fits(verifier, message, &signature));
        signature.bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
    for (size_t bit = 0; bit < 8 * sizeof text; bit++) {
        text[bit / 8] ^= (uint8_t)(1U << bit % 8);
        EXPECT(!fits(verifier, message, &signature));
        text[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
}

SPEC(no_flipped_bit_of_an_ed25519_signature_or_message_fits)
{
    expect_no_flip_fits(GI_ED25519);
}

SPEC(no_flipped_bit_of_a_p256_signature_or_message_fits)
{
    expect_no_flip_fits(GI_P256);
}

SPEC(no_flipped_bit_of_an_sm2_signature_or_message_fits)
{
    expect_no_flip_fits(GI_SM2);
}

SPEC(signatures_of_zeros_and_of_ones_are_answers_not_errors)
{
    for (size_t i = 0; i < 3; i++) {
        GI_AUTO(gi_signer) signer = gi_fixture_signer(gi_fixture_algorithms[i]);
        GI_AUTO(gi_verifier) verifier = verifier_of(&signer->public_key);
        gi_signature signature;
        memset(signature.bytes, 0, sizeof signature.bytes);
        EXPECT(!fits(verifier, gi_bytes_of("m"), &signature));
        memset(signature.bytes, 0xFF, sizeof signature.bytes);
        EXPECT(!fits(verifier, gi_bytes_of("m"), &signature));
    }
}

/* One in 256 has a short r and one in 256 a short s: of 2,000 some need the padding. */
SPEC(curve_signatures_with_a_short_r_or_s_fit_like_all_others)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = gi_fixture_signer(GI_P256);
    GI_AUTO(gi_verifier) verifier = verifier_of(&signer->public_key);
    for (int i = 0; i < 2000; i++) {
        gi_signature made;
        EXPECT_OK(gi_signer_sign(signer, gi_bytes_of("m"), &made, &err));
        EXPECT(fits(verifier, gi_bytes_of("m"), &made));
    }
}

/* The neutral point as key and R, and S = 0, satisfy the equation for every message: whoever could
 * register such a key could deny, and anyone could sign. */
SPEC(nothing_fits_under_an_ed25519_key_of_small_order)
{
    gi_error err = { 0 };
    gi_public_key key = { .algorithm = GI_ED25519, .size = 32, .bytes = { 1 } };
    gi_signature signature = { .bytes = { 1 } };
    GI_AUTO(gi_verifier) verifier = verifier_of(&key);
    bool fits = true;
    EXPECT_OK(gi_verifier_fits(verifier, gi_bytes_of("any"), &signature, &fits, &err));
    EXPECT(!fits);
}

SPEC(a_signature_of_another_key_does_not_fit)
{
    gi_error err = { 0 };
    for (size_t i = 0; i < 3; i++) {
        GI_AUTO(gi_signer) one = NULL;
        GI_AUTO(gi_signer) two = NULL;
        EXPECT_OK(gi_signer_generate(gi_fixture_algorithms[i], 1, &one, &err));
        EXPECT_OK(gi_signer_generate(gi_fixture_algorithms[i], 2, &two, &err));
        EXPECT(!gi_public_key_equal(&one->public_key, &two->public_key));
        GI_AUTO(gi_verifier) verifier = verifier_of(&one->public_key);
        gi_signature made;
        EXPECT_OK(gi_signer_sign(two, gi_bytes_of("m"), &made, &err));
        EXPECT(!fits(verifier, gi_bytes_of("m"), &made));
        EXPECT_OK(gi_signer_sign(one, gi_bytes_of("m"), &made, &err));
        EXPECT(fits(verifier, gi_bytes_of("m"), &made));
    }
}

#define THREAD_ROUNDS 300

typedef struct thread_work {
    const gi_signer *signer;
    const gi_verifier *verifier;
    gi_signature made[THREAD_ROUNDS];
    int good;
} thread_work;

static void *sign_many(void *context)
{
    thread_work *work = context;
    for (int i = 0; i < THREAD_ROUNDS; i++) {
        bool answer = false;
        gi_bytes message = { (const uint8_t *)&i, sizeof i };
        work->good +=
            gi_signer_sign(work->signer, message, &work->made[i], NULL) == GI_OK &&
            gi_verifier_fits(work->verifier, message, &work->made[i], &answer, NULL) == GI_OK &&
            answer;
    }
    return NULL;
}

SPEC(two_threads_signing_at_once_make_the_same_ed25519_bytes)
{
    GI_AUTO(gi_signer) signer = gi_fixture_signer(GI_ED25519);
    GI_AUTO(gi_verifier) verifier = verifier_of(&signer->public_key);
    thread_work work[2] = { { .signer = signer, .verifier = verifier },
                            { .signer = signer, .verifier = verifier } };
    pthread_t threads[2];
    for (size_t i = 0; i < 2; i++) {
        EXPECT(pthread_create(&threads[i], NULL, sign_many, &work[i]) == 0);
    }
    for (size_t i = 0; i < 2; i++) {
        EXPECT(pthread_join(threads[i], NULL) == 0);
        EXPECT_INT(work[i].good, THREAD_ROUNDS);
    }
    EXPECT(memcmp(work[0].made, work[1].made, sizeof work[0].made) == 0);
}
