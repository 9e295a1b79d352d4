/*
 * secret.c - memory that forgets, and comparing without telling.
 *
 * OPENSSL_cleanse calls memset through a volatile pointer in another library, so no
 * optimiser, not even at link time, can see that nobody reads the result.
 */
#include <openssl/crypto.h>

#include "gi/crypto.h"

void gi_wipe(void *data, size_t size)
{
    OPENSSL_cleanse(data, size);
}

void gi_secret_wipe(gi_secret *secret)
{
    gi_wipe(secret, sizeof *secret);
}

/* The size is no secret: both sides of every comparison of ours have a fixed one. */
bool gi_equal_constant_time(gi_bytes a, gi_bytes b)
{
    return a.size == b.size && (a.size == 0 || CRYPTO_memcmp(a.data, b.data, a.size) == 0);
}
