/*
 * key_envelope.c - PBES2 with AES-256-CBC and PBKDF2-HMAC-SHA-512, one form for both ways.
 *
 * What is written can be opened by "openssl pkey"; what is read must be exactly this form,
 * and its rounds are read from the file's own parameters before any work is done with them.
 * The rounds have a ceiling as well, or one damaged byte could keep a program busy for hours.
 */
#include "core/crypto/key_envelope.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <string.h>

#define SALT_SIZE 16

static const char pem_begin[] = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n";
static const char pem_end[] = "-----END ENCRYPTED PRIVATE KEY-----\n";

GI_DEFINE_AUTO(BIO, BIO_free_all)
GI_DEFINE_AUTO(PBE2PARAM, PBE2PARAM_free)
GI_DEFINE_AUTO(PBKDF2PARAM, PBKDF2PARAM_free)
GI_DEFINE_AUTO(PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free)
GI_DEFINE_AUTO(X509_ALGOR, X509_ALGOR_free)
GI_DEFINE_AUTO(X509_SIG, X509_SIG_free)

static gi_status envelope_make(const EVP_PKEY *key, const gi_secret *passphrase, int rounds,
                               X509_SIG **out, gi_error *err)
{
    gi_random chance = gi_random_system();
    uint8_t salt[SALT_SIZE];
    chance.fill(chance.context, salt, sizeof salt);
    GI_AUTO(PKCS8_PRIV_KEY_INFO) plain = EVP_PKEY2PKCS8(key);
    GI_AUTO(X509_ALGOR) how = NULL;
    how = PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), rounds, salt, sizeof salt, NULL, NID_hmacWithSHA512);
    if (plain == NULL || how == NULL) {
        return gi_crypto_failed(err, "PKCS#8");
    }
    X509_SIG *sealed =
        PKCS8_set0_pbe((const char *)passphrase->bytes, (int)passphrase->size, plain, how);
    if (sealed == NULL) {
        return gi_crypto_failed(err, "PBES2");
    }
    (void)GI_TAKE(how); /* belongs to the envelope now */
    *out = sealed;
    return GI_OK;
}

gi_status gi_key_seal(const EVP_PKEY *key, const gi_secret *passphrase, int rounds, gi_buf *out,
                      gi_error *err)
{
    GI_AUTO(X509_SIG) sealed = NULL;
    GI_TRY(envelope_make(key, passphrase, rounds, &sealed, err));
    GI_AUTO(BIO) text = BIO_new(BIO_s_mem());
    char *data = NULL;
    if (text == NULL || PEM_write_bio_PKCS8(text, sealed) != 1) {
        return gi_crypto_failed(err, "PEM");
    }
    long size = BIO_get_mem_data(text, &data);
    gi_buf_add(out, (gi_bytes){ (const uint8_t *)data, (size_t)size });
    return gi_buf_status(out, "PEM", err);
}

static bool algorithm_is(const X509_ALGOR *algorithm, int nid)
{
    const ASN1_OBJECT *object = NULL;
    X509_ALGOR_get0(&object, NULL, NULL, algorithm);
    return OBJ_obj2nid(object) == nid;
}

static const ASN1_STRING *parameters_of(const X509_ALGOR *algorithm, int nid)
{
    int type = 0;
    const void *value = NULL;
    X509_ALGOR_get0(NULL, &type, &value, algorithm);
    return type == V_ASN1_SEQUENCE && algorithm_is(algorithm, nid) ? value : NULL;
}

/* The rounds of an envelope of our form; 0 for every other form. */
static int64_t envelope_rounds(const X509_SIG *sealed)
{
    const X509_ALGOR *how = NULL;
    X509_SIG_get0(sealed, &how, NULL);
    const ASN1_STRING *outer = parameters_of(how, NID_pbes2);
    GI_AUTO(PBE2PARAM) pbes2 = NULL;
    pbes2 = outer == NULL ? NULL : ASN1_item_unpack(outer, ASN1_ITEM_rptr(PBE2PARAM));
    if (pbes2 == NULL || !algorithm_is(pbes2->encryption, NID_aes_256_cbc)) {
        return 0;
    }
    const ASN1_STRING *inner = parameters_of(pbes2->keyfunc, NID_id_pbkdf2);
    GI_AUTO(PBKDF2PARAM) kdf = NULL;
    kdf = inner == NULL ? NULL : ASN1_item_unpack(inner, ASN1_ITEM_rptr(PBKDF2PARAM));
    int64_t rounds = 0;
    if (kdf == NULL || kdf->prf == NULL || !algorithm_is(kdf->prf, NID_hmacWithSHA512) ||
        ASN1_INTEGER_get_int64(&rounds, kdf->iter) != 1) {
        return 0;
    }
    return rounds;
}

/* Exactly one block and nothing around it: OpenSSL alone would skip what it does not know. */
static bool one_block(gi_bytes pem)
{
    size_t begin = sizeof pem_begin - 1;
    size_t end = sizeof pem_end - 1;
    return pem.size > begin + end && memcmp(pem.data, pem_begin, begin) == 0 &&
           memcmp(pem.data + pem.size - end, pem_end, end) == 0;
}

static gi_status envelope_read(gi_bytes pem, const char *path, int min_rounds, X509_SIG **out,
                               gi_error *err)
{
    GI_AUTO(BIO) text = one_block(pem) ? BIO_new_mem_buf(pem.data, (int)pem.size) : NULL;
    GI_AUTO(X509_SIG) sealed = text == NULL ? NULL : PEM_read_bio_PKCS8(text, NULL, NULL, NULL);
    if (sealed == NULL) {
        ERR_clear_error();
        return gi_fail(err, GI_WHY_BAD_KEY_FILE, path, "PEM");
    }
    int64_t rounds = envelope_rounds(sealed);
    ERR_clear_error();
    if (rounds < 1 || rounds > GI_ROUNDS_MOST) {
        return gi_fail(err, GI_WHY_BAD_KEY_FILE, path, "PBES2 AES-256-CBC PBKDF2-HMAC-SHA-512");
    }
    if (rounds < min_rounds) {
        return gi_fail(err, GI_WHY_WEAK_KDF, path, gi_num(rounds).text, gi_num(min_rounds).text);
    }
    *out = GI_TAKE(sealed);
    return GI_OK;
}

gi_status gi_key_unseal(gi_bytes pem, const char *path, const gi_secret *passphrase, int min_rounds,
                        EVP_PKEY **out, gi_error *err)
{
    GI_AUTO(X509_SIG) sealed = NULL;
    GI_TRY(envelope_read(pem, path, min_rounds, &sealed, err));
    GI_AUTO(PKCS8_PRIV_KEY_INFO) plain = NULL;
    plain = PKCS8_decrypt(sealed, (const char *)passphrase->bytes, (int)passphrase->size);
    ERR_clear_error();
    if (plain == NULL) { /* CBC cannot tell a wrong passphrase from damaged bytes */
        return gi_fail(err, GI_WHY_WRONG_PASSPHRASE, path);
    }
    GI_AUTO(EVP_PKEY) key = EVP_PKCS82PKEY(plain);
    ERR_clear_error();
    if (key == NULL) {
        return gi_fail(err, GI_WHY_BAD_KEY_FILE, path, "PKCS#8");
    }
    *out = GI_TAKE(key);
    return GI_OK;
}
