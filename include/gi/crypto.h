/*
 * crypto.h - digests, MACs, randomness, signatures and key files.
 *
 * Thin over OpenSSL 3.0, which appears only under core/crypto/. Signatures are 64 raw
 * bytes for every algorithm: Ed25519 as it is, P-256 and SM2 as r || s, each left-padded
 * to 32 bytes. SM2 uses SM3 and the id 1234567812345678 (GB/T 32918).
 */
#ifndef GI_CRYPTO_H
#define GI_CRYPTO_H

#include "gi/bytes.h"
#include "gi/signature.h"

#define GI_DIGEST_SIZE 32

typedef struct gi_digest {
    uint8_t bytes[GI_DIGEST_SIZE];
} gi_digest;

gi_bytes gi_digest_view(const gi_digest *digest);

/* SHA-256 of one string, of two, of a list of count parts. */
gi_digest gi_sha256(gi_bytes data);
gi_digest gi_sha256_parts(const gi_bytes *parts, size_t count);
gi_digest gi_sm3(gi_bytes data);

typedef enum gi_suite {
    GI_SUITE_INTL, /* Ed25519, HMAC-SHA-256 */
    GI_SUITE_GM    /* SM2 with SM3, HMAC-SM3 */
} gi_suite;

/* HMAC with the suite's hash. */
gi_digest gi_hmac(gi_suite suite, gi_bytes key, gi_bytes data);

/* Where chance comes from: gi_random_system() or a test's seeded one. fill never fails
 * silently: the system source aborts the process when the kernel gives nothing. */
typedef struct gi_random {
    void (*fill)(void *context, uint8_t *out, size_t size);
    void *context;
} gi_random;

gi_random gi_random_system(void);

/* Overwrites memory in a way the compiler keeps; and bytes that wipe themselves. */
void gi_wipe(void *data, size_t size);

#define GI_SECRET_MAX 1024
typedef struct gi_secret {
    uint8_t bytes[GI_SECRET_MAX];
    size_t size;
} gi_secret;
void gi_secret_wipe(gi_secret *secret);
#define GI_SECRET __attribute__((cleanup(gi_secret_wipe))) gi_secret

/* Equal without telling by time where they differ. */
bool gi_equal_constant_time(gi_bytes a, gi_bytes b);

typedef enum gi_algorithm { GI_ED25519 = 1, GI_P256 = 2, GI_SM2 = 3 } gi_algorithm;

const char *gi_algorithm_name(gi_algorithm algorithm); /* "ed25519" "p256" "sm2" */
GI_CHECKED gi_status gi_algorithm_parse(gi_bytes name, gi_algorithm *out, gi_error *err);

/* Ed25519: 32 raw bytes. P-256, SM2: 65 bytes, 04 || x || y. */
#define GI_PUBLIC_KEY_MAX 65
typedef struct gi_public_key {
    gi_algorithm algorithm;
    uint8_t bytes[GI_PUBLIC_KEY_MAX];
    size_t size;
} gi_public_key;

/* GI_INVALID  bad-length, bad-public-key (no point of the curve, or not in this form) */
GI_CHECKED gi_status gi_public_key_from(gi_algorithm algorithm, gi_bytes raw, gi_public_key *out,
                                        gi_error *err);
bool gi_public_key_equal(const gi_public_key *a, const gi_public_key *b);

/*
 * A verifier is a public key made ready: create once, use from many threads.
 * gi_verifier_fits returns GI_OK and says whether the signature fits; a forged
 * signature is an answer, not an error.
 */
typedef struct gi_verifier gi_verifier;
GI_CHECKED gi_status gi_verifier_create(const gi_public_key *key, gi_verifier **out, gi_error *err);
void gi_verifier_destroy(gi_verifier *verifier);
GI_DEFINE_AUTO(gi_verifier, gi_verifier_destroy)
GI_CHECKED gi_status gi_verifier_fits(const gi_verifier *verifier, gi_bytes message,
                                      const gi_signature *signature, bool *fits, gi_error *err);

/*
 * A signer is an interface, so that a process of its own or PKCS#11 can stand behind it.
 * sign may be called from several threads at once.
 */
typedef struct gi_signer gi_signer;
typedef struct gi_signer_type {
    gi_status (*sign)(const gi_signer *signer, gi_bytes message, gi_signature *out, gi_error *err);
    void (*destroy)(gi_signer *signer);
} gi_signer_type;
struct gi_signer {
    const gi_signer_type *type;
    uint16_t key; /* key id */
    gi_public_key public_key;
};
GI_CHECKED gi_status gi_signer_sign(const gi_signer *signer, gi_bytes message, gi_signature *out,
                                    gi_error *err);
void gi_signer_destroy(gi_signer *signer);
GI_DEFINE_AUTO(gi_signer, gi_signer_destroy)

/* A new private key in memory, and one from a 32-byte seed or scalar (tests, vectors).
 * GI_INVALID bad-seed: not 32 bytes, or a scalar outside 1..n-2 */
GI_CHECKED gi_status gi_signer_generate(gi_algorithm algorithm, uint16_t key, gi_signer **out,
                                        gi_error *err);
GI_CHECKED gi_status gi_signer_from_seed(gi_algorithm algorithm, uint16_t key, gi_bytes seed,
                                         gi_signer **out, gi_error *err);

/*
 * Key files: encrypted PKCS#8 PEM (PBES2, AES-256-CBC, PBKDF2-HMAC-SHA-512), mode 600, never
 * overwritten. Two leading lines in clear: "gitrace key 7 ed25519", and "public " with the
 * verifier key under the name gitrace-key-7, so that damage is noticed.
 * rounds: GI_KDF_ROUNDS, or GI_KDF_ROUNDS_DEMO in a demo registry; 1,000..10,000,000.
 *
 * GI_CONFLICT file-exists   GI_DENIED no-passphrase (empty)   GI_IO   GI_INVALID out-of-range,
 * key-elsewhere (the private part is not in this process)
 */
#define GI_KDF_ROUNDS 600000
#define GI_KDF_ROUNDS_DEMO 1000
GI_CHECKED gi_status gi_key_file_save(const gi_signer *signer, const char *path,
                                      const gi_secret *passphrase, int rounds, gi_error *err);
/*
 * GI_DENIED  wrong-passphrase, weak-kdf (rounds < min_rounds), not-private
 * GI_CORRUPT bad-key-file   GI_NOT_FOUND file-missing   GI_IO
 */
GI_CHECKED gi_status gi_key_file_open(const char *path, const gi_secret *passphrase, int min_rounds,
                                      gi_signer **out, gi_error *err);
/* Rewrites a key file under a new passphrase: path.new, fsync, rename. A path.new that a crash
 * left behind is not overwritten (file-exists); the old key is intact, remove path.new. */
GI_CHECKED gi_status gi_key_file_change(const char *path, const gi_secret *old_passphrase,
                                        const gi_secret *new_passphrase, int rounds, int min_rounds,
                                        gi_error *err);

/*
 * Where a passphrase comes from: a file descriptor, a file, the systemd credential
 * $CREDENTIALS_DIRECTORY/gitrace-passphrase, or a prompt on the terminal; never argv, never
 * the environment. First line, without its newline.
 */
typedef struct gi_passphrase_source {
    int fd;           /* -1 = none */
    const char *file; /* NULL = none */
    bool prompt;      /* ask on /dev/tty when nothing else is given */
} gi_passphrase_source;
GI_CHECKED gi_status gi_passphrase_read(const gi_passphrase_source *source, const char *what,
                                        gi_secret *out, gi_error *err);

/*
 * Verifier keys as text (C2SP signed-note): name+<8 hex>+base64(type || public key), type 01
 * for Ed25519, ff followed by "gitrace/p256" or "gitrace/sm2" NUL for the others. The key hash
 * is the first 4 bytes of SHA-256(name LF type || key).
 */
#define GI_VKEY_TEXT 400
GI_CHECKED gi_status gi_vkey_print(const char *name, const gi_public_key *key,
                                   char out[GI_VKEY_TEXT], gi_error *err);
GI_CHECKED gi_status gi_vkey_parse(gi_bytes text, char *name, size_t name_size, gi_public_key *key,
                                   gi_error *err);
/* The 4-byte key id of a note line. */
void gi_vkey_hash(const char *name, const gi_public_key *key, uint8_t out[4]);

#endif
