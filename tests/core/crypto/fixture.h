/*
 * fixture.h - what the crypto specs share: keys of published vectors, bytes from hex, files.
 */
#ifndef GI_TESTS_CRYPTO_FIXTURE_H
#define GI_TESTS_CRYPTO_FIXTURE_H

#include "gi/crypto.h"

/* Bytes from hex, at most 256; the test program's mistake when it is none. */
typedef struct gi_fixture_bytes {
    uint8_t data[256];
    size_t size;
} gi_fixture_bytes;

gi_fixture_bytes gi_fixture_hex(const char *text);
gi_bytes gi_fixture_view(const gi_fixture_bytes *bytes);

/* A digest as lower-case hex. */
typedef struct gi_fixture_text {
    char text[2 * GI_DIGEST_SIZE + 1];
} gi_fixture_text;

gi_fixture_text gi_fixture_digest(gi_digest digest);

extern const gi_algorithm gi_fixture_algorithms[3];

/* A signer with key id 7 and a fixed seed that every algorithm takes. */
gi_signer *gi_fixture_signer(gi_algorithm algorithm);

gi_secret gi_fixture_secret(const char *text);

/* Writes a file of the given mode into a fresh directory and returns its path; the caller
 * frees it. With NULL content the path is free. */
char *gi_fixture_file(const char *content, unsigned mode);

#endif
