/*
 * algorithm.c - the three signature algorithms as one table.
 *
 * Adding an algorithm = one row here and one name in gi/crypto.h. SM2 carries the id
 * 1234567812345678 in its row: OpenSSL 3.0 takes the empty id when none is set, and then
 * agrees with nobody else.
 */
#include <assert.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>
#include <stdio.h>

#include "core/crypto/evp.h"

static const gi_algorithm_row rows[] = {
    [GI_ED25519] = { .name = "ed25519", .key_type = "ED25519", .public_size = 32 },
    [GI_P256] = { .name = "p256",
                  .key_type = "EC",
                  .group = "prime256v1",
                  .digest = "SHA256",
                  .vkey = "gitrace/p256",
                  .curve = NID_X9_62_prime256v1,
                  .public_size = 65 },
    [GI_SM2] = { .name = "sm2",
                 .key_type = "SM2",
                 .group = "SM2",
                 .digest = "SM3",
                 .id = "1234567812345678",
                 .vkey = "gitrace/sm2",
                 .curve = NID_sm2,
                 .public_size = 65 },
};

#define ROW_END (sizeof rows / sizeof rows[0])

const gi_algorithm_row *gi_algorithm_row_of(gi_algorithm algorithm)
{
    assert(algorithm >= GI_ED25519 && algorithm < ROW_END);
    return &rows[algorithm];
}

const char *gi_algorithm_name(gi_algorithm algorithm)
{
    return gi_algorithm_row_of(algorithm)->name;
}

gi_status gi_algorithm_parse(gi_bytes name, gi_algorithm *out, gi_error *err)
{
    for (size_t i = GI_ED25519; i < ROW_END; i++) {
        if (gi_bytes_equal(name, gi_bytes_of(rows[i].name))) {
            *out = (gi_algorithm)i;
            return GI_OK;
        }
    }
    char text[64];
    int shown = name.size < sizeof text ? (int)name.size : (int)sizeof text - 1;
    (void)snprintf(text, sizeof text, "%.*s", shown, shown > 0 ? (const char *)name.data : "");
    return gi_fail(err, GI_WHY_UNKNOWN_ALGORITHM, text);
}

gi_status gi_crypto_failed(gi_error *err, const char *what)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    char text[128];
    (void)snprintf(text, sizeof text, "%s: %s", what, reason == NULL ? "no reason given" : reason);
    ERR_clear_error();
    return gi_fail(err, GI_WHY_CRYPTO, text);
}
