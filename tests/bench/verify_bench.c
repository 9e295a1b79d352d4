/*
 * verify_bench.c - codes checked per second against a bare loop of EVP_DigestVerify.
 *
 * gi_lookup_code on a registry of its own: parse, signature, run, state, facts, in one reading
 * transaction. The three take turns every hundred codes, so that all meet the same weather. Prints
 * "name ratio target".
 */
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "gi/bundle.h"
#include "gi/codes.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

#define CODES 100
#define ROUNDS 60

typedef struct sheet {
    char code[CODES][GI_UNIT_DIGITS + 1];
    size_t count;
} sheet;

static gi_status keep(void *context, const gi_code_item *item, gi_error *err)
{
    sheet *to = context;
    (void)err;
    memcpy(to->code[to->count++], item->digits, GI_UNIT_DIGITS + 1);
    return GI_OK;
}

/* Of this process on its processor: other work on the machine does not count. */
static double seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double lookup_time(const gi_fixture *fixture, const sheet *codes)
{
    double start = seconds();
    for (size_t i = 0; i < CODES; i++) {
        gi_error err = { 0 };
        gi_verdict verdict;
        gi_bytes digits = gi_bytes_of(codes->code[i]);
        EXPECT_OK(gi_lookup_code(fixture->registry, digits, &verdict, &err));
        EXPECT_INT(verdict.issued, GI_ISSUED_YES);
    }
    return seconds() - start;
}

static double bundle_time(gi_bundle *bundle, const sheet *codes)
{
    double start = seconds();
    for (size_t i = 0; i < CODES; i++) {
        gi_error err = { 0 };
        gi_verdict verdict;
        EXPECT_OK(gi_bundle_lookup(bundle, gi_bytes_of(codes->code[i]), &verdict, &err));
        EXPECT_INT(verdict.issued, GI_ISSUED_YES);
    }
    return seconds() - start;
}

/* The same signatures, already parsed, with a context prepared once per message. */
static double raw_time(const gi_public_key *public_key, const sheet *codes)
{
    EVP_PKEY *key =
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public_key->bytes, public_key->size);
    double start = seconds();
    for (size_t i = 0; i < CODES; i++) {
        gi_unit_code code;
        uint8_t message[GI_UNIT_MESSAGE_MAX];
        EXPECT(gi_unit_code_parse(gi_bytes_of(codes->code[i]), &code, NULL) == GI_OK);
        size_t size = gi_unit_message((gi_bytes){ code.header, code.header_size }, message);
        EVP_MD_CTX *work = EVP_MD_CTX_new();
        (void)EVP_DigestVerifyInit(work, NULL, NULL, NULL, key);
        EXPECT(EVP_DigestVerify(work, code.signature.bytes, GI_SIGNATURE_SIZE, message, size) == 1);
        EVP_MD_CTX_free(work);
    }
    double spent = seconds() - start;
    EVP_PKEY_free(key);
    return spent;
}

static gi_bundle *open_bundle(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_bundle *bundle = NULL;
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    gi_root_pin pin = { FIXTURE_ORIGIN, fixture_signer(fixture, FIXTURE_ROOT)->public_key };
    EXPECT_OK(gi_bundle_write(fixture->registry, fixture_signer(fixture, FIXTURE_REGISTRY), &bytes,
                              &err));
    EXPECT_OK(gi_bundle_open(gi_buf_view(&bytes), &pin, 1, fixture->now, 0, &bundle, &err));
    return bundle;
}

SPEC(verify_rates)
{
    gi_error err = { 0 };
    sheet codes = { .count = 0 };
    double raw = 0;
    double store = 0;
    double offline = 0;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", CODES);
    const gi_signer *signer = fixture_signer(fixture, FIXTURE_LABEL);
    EXPECT_OK(gi_codes_stream(&run, signer, 1, CODES, 1,
                              (gi_code_sink){ .take = keep, .context = &codes }, &err));
    GI_AUTO(gi_bundle) bundle = open_bundle(fixture);
    for (int round = 0; round < ROUNDS; round++) {
        raw += raw_time(&signer->public_key, &codes);
        store += lookup_time(fixture, &codes);
        offline += bundle_time(bundle, &codes);
    }
    (void)printf("verify_codes_per_second %.0f -\n", ROUNDS * CODES / store);
    (void)printf("verify_against_raw %.3f 0.90\n", raw / store);
    (void)printf("verify_from_bundle_against_raw %.3f 0.90\n", raw / offline);
}
