/*
 * key_envelope.h - a private key inside its encrypted PKCS#8 PEM block.
 *
 * Knows the bytes, not the file: key_file.c adds the header lines, the mode and the disk.
 */
#ifndef GI_CRYPTO_KEY_ENVELOPE_H
#define GI_CRYPTO_KEY_ENVELOPE_H

#include "core/crypto/evp.h"

/* What may stand in a file: fewer rounds are no protection, more would block a program. */
#define GI_ROUNDS_LEAST GI_KDF_ROUNDS_DEMO
#define GI_ROUNDS_MOST 10000000

/* Appends the PEM block of a key, encrypted under the passphrase. */
GI_CHECKED gi_status gi_key_seal(const EVP_PKEY *key, const gi_secret *passphrase, int rounds,
                                 gi_buf *out, gi_error *err);

/*
 * Takes a PEM block apart; path is for messages.
 * GI_CORRUPT bad-key-file   GI_DENIED weak-kdf, wrong-passphrase
 */
GI_CHECKED gi_status gi_key_unseal(gi_bytes pem, const char *path, const gi_secret *passphrase,
                                   int min_rounds, EVP_PKEY **out, gi_error *err);

#endif
