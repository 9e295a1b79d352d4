/*
 * crypto.h - digests, MACs, randomness, signatures and key files.
 *
 * Thin over OpenSSL 3.0, which appears only under core/crypto/. Signatures are 64 raw
 * bytes for every algorithm: Ed25519 as it is (RFC 8032), P-256 and SM2 as r || s, each
 * left-padded to 32 bytes. SM2 uses SM3 and the id 1234567812345678 (GB/T 32918). Where a
 * status is GI_IO crypto, OpenSSL itself failed, mostly for want of memory.
 */
#ifndef GI_CRYPTO_H
#define GI_CRYPTO_H

#include "gi/bytes.h"
#include "gi/signature.h"

/* Bytes of SHA-256 and of SM3 alike. */
#define GI_DIGEST_SIZE 32

/* A hash or MAC as a plain value; compare MACs with gi_equal_constant_time. */
typedef struct gi_digest {
    uint8_t bytes[GI_DIGEST_SIZE];
} gi_digest;

/* Its 32 bytes; borrowed from digest. */
gi_bytes gi_digest_view(const gi_digest *digest);

/* SHA-256 of one string, or of count parts one after the other (FIPS 180-4). Cannot fail,
 * allocates nothing; any thread. */
gi_digest gi_sha256(gi_bytes data);
gi_digest gi_sha256_parts(const gi_bytes *parts, size_t count);

/* SM3 (GB/T 32905). Ends the process when memory runs out: a wrong digest must never leave. */
gi_digest gi_sm3(gi_bytes data);

/* Chosen when a registry is founded, for good (FORMATS 6). */
typedef enum gi_suite {
    GI_SUITE_INTL, /* Ed25519, HMAC-SHA-256 */
    GI_SUITE_GM    /* SM2 with SM3, HMAC-SM3 */
} gi_suite;

/* HMAC with the suite's hash (RFC 2104); key of any size. */
gi_digest gi_hmac(gi_suite suite, gi_bytes key, gi_bytes data);

/*
 * Where chance comes from: gi_random_system() or a test's seeded one. fill writes size bytes and
 * never fails silently: the system source aborts the process when the kernel gives nothing.
 * context is borrowed for as long as the value is used.
 */
typedef struct gi_random {
    void (*fill)(void *context, uint8_t *out, size_t size);
    void *context;
} gi_random;

/* The kernel's getrandom; any thread. */
gi_random gi_random_system(void);

/* Overwrites memory with zeros in a way that the compiler keeps. */
void gi_wipe(void *data, size_t size);

/* Bytes of the longest secret: a passphrase may be a whole sentence. */
#define GI_SECRET_MAX 1024

/*
 * Bytes that wipe themselves when declared with GI_SECRET: passphrases, seeds, MAC secrets. size
 * of GI_SECRET_MAX bytes are used. A copy by assignment wants a GI_SECRET too.
 *
 *     GI_SECRET passphrase = { 0 };
 *     GI_TRY(gi_passphrase_read(&source, "key 7", &passphrase, err));
 */
typedef struct gi_secret {
    uint8_t bytes[GI_SECRET_MAX];
    size_t size;
} gi_secret;

/* Zeros all of it, size included. */
void gi_secret_wipe(gi_secret *secret);

/* Declares a secret that is wiped at the end of its scope, on every path. */
#define GI_SECRET __attribute__((cleanup(gi_secret_wipe))) gi_secret

/* Equal without telling by time where they differ. Sizes are compared openly. */
bool gi_equal_constant_time(gi_bytes a, gi_bytes b);

/* The signature algorithms. A label never names one: the record of its key does (FORMATS 4). */
typedef enum gi_algorithm { GI_ED25519 = 1, GI_P256 = 2, GI_SM2 = 3 } gi_algorithm;

/* "ed25519" "p256" "sm2"; constant text. */
const char *gi_algorithm_name(gi_algorithm algorithm);

/* Back from one of these names, exactly. GI_INVALID unknown-algorithm */
GI_CHECKED gi_status gi_algorithm_parse(gi_bytes name, gi_algorithm *out, gi_error *err);

/* Ed25519: 32 raw bytes. P-256, SM2: 65 bytes, 04 || x || y (no other form of a point). */
#define GI_PUBLIC_KEY_MAX 65

/* A plain value; made by gi_public_key_from, gi_vkey_parse or a signer, it is a real key. */
typedef struct gi_public_key {
    gi_algorithm algorithm;
    uint8_t bytes[GI_PUBLIC_KEY_MAX];
    size_t size;
} gi_public_key;

/* Takes raw bytes as a key and checks that they are one; copied.
 * GI_INVALID  bad-length, bad-public-key (no point of the curve, or not in this form) */
GI_CHECKED gi_status gi_public_key_from(gi_algorithm algorithm, gi_bytes raw, gi_public_key *out,
                                        gi_error *err);

/* Same algorithm and same bytes. Not constant-time: public keys are no secret. */
bool gi_public_key_equal(const gi_public_key *a, const gi_public_key *b);

/* A verifier is a public key made ready: create once, use from many threads. */
typedef struct gi_verifier gi_verifier;

/* You own *out; key is copied. GI_INVALID bad-public-key  GI_NO_MEMORY no-memory  GI_IO crypto */
GI_CHECKED gi_status gi_verifier_create(const gi_public_key *key, gi_verifier **out, gi_error *err);

/* Takes NULL. */
void gi_verifier_destroy(gi_verifier *verifier);
GI_DEFINE_AUTO(gi_verifier, gi_verifier_destroy)

/*
 * Whether the signature over message fits the key. GI_OK says that *fits is the answer: a forged
 * signature is an answer, not an error. message is hashed by the algorithm itself; any size.
 * GI_IO  crypto: could not be asked; *fits is untouched and nothing is known
 */
GI_CHECKED gi_status gi_verifier_fits(const gi_verifier *verifier, gi_bytes message,
                                      const gi_signature *signature, bool *fits, gi_error *err);

/* A signer is an interface, so that a process of its own or PKCS#11 can stand behind it. */
typedef struct gi_signer gi_signer;

/*
 * What stands behind a signer: whoever writes one fills this table and embeds gi_signer as the
 * first member of its own.
 *
 * sign     may be called from several threads at once; never touches out on failure
 * destroy  releases the signer and wipes what it holds
 */
typedef struct gi_signer_type {
    gi_status (*sign)(const gi_signer *signer, gi_bytes message, gi_signature *out, gi_error *err);
    void (*destroy)(gi_signer *signer);
} gi_signer_type;

/* Read the members freely. The signer does not know whether its key is registered or active. */
struct gi_signer {
    const gi_signer_type *type;
    uint16_t key; /* key id */
    gi_public_key public_key;
};

/* Signs message, of any size. Ed25519 gives the same bytes for the same message, always; P-256 and
 * SM2 draw new random numbers. GI_IO crypto, or what the signer behind it says */
GI_CHECKED gi_status gi_signer_sign(const gi_signer *signer, gi_bytes message, gi_signature *out,
                                    gi_error *err);

/* Takes NULL. */
void gi_signer_destroy(gi_signer *signer);
GI_DEFINE_AUTO(gi_signer, gi_signer_destroy)

/*
 * A new private key in memory, from the kernel's randomness (gi_random_system) and nothing else.
 * key is the id it will have, 1..65535. You own *out; its private part is wiped on destroy.
 * GI_NO_MEMORY no-memory   GI_IO crypto
 */
GI_CHECKED gi_status gi_signer_generate(gi_algorithm algorithm, uint16_t key, gi_signer **out,
                                        gi_error *err);

/* From a 32-byte seed (Ed25519) or scalar, big-endian (P-256, SM2): for tests and vectors.
 * GI_INVALID  bad-seed: not 32 bytes, or a scalar outside 1..n-2 */
GI_CHECKED gi_status gi_signer_from_seed(gi_algorithm algorithm, uint16_t key, gi_bytes seed,
                                         gi_signer **out, gi_error *err);

/* Rounds of PBKDF2 for key files: in a live registry, and in a demo. */
#define GI_KDF_ROUNDS 600000
#define GI_KDF_ROUNDS_DEMO 1000

/*
 * Writes a key file: encrypted PKCS#8 PEM (PBES2, AES-256-CBC, PBKDF2-HMAC-SHA-512; RFC 8018),
 * mode 600, never over an old one, on the disk when GI_OK returns; a file that could not be
 * finished is removed. "openssl pkey" opens it. Two leading lines in clear, "gitrace key 7
 * ed25519", and "public " with the verifier key under the name gitrace-key-7, let an operator
 * see which key it is and let damage be noticed.
 *
 * passphrase  1..GI_SECRET_MAX bytes, any bytes
 * rounds      1,000..10,000,000; GI_KDF_ROUNDS or GI_KDF_ROUNDS_DEMO
 *
 * GI_CONFLICT file-exists   GI_DENIED no-passphrase (empty)   GI_INVALID out-of-range,
 * key-elsewhere (the private part is not in this process)   GI_IO file-open, file-write, crypto
 */
GI_CHECKED gi_status gi_key_file_save(const gi_signer *signer, const char *path,
                                      const gi_secret *passphrase, int rounds, gi_error *err);

/*
 * Unlocks a key file of exactly this form, at most 8 KiB. The public key is computed again from
 * the private part and compared. You own *out, whose key id is the file's. A wrong passphrase
 * takes as long as a right one: some tenths of a second at GI_KDF_ROUNDS.
 *
 * GI_DENIED    wrong-passphrase (or damage inside: they look the same), not-private (group
 *              or others may use it), weak-kdf (rounds < min_rounds)
 * GI_CORRUPT   bad-key-file   GI_NOT_FOUND file-missing
 * GI_IO        file-open, file-read   GI_NO_MEMORY over-limit
 */
GI_CHECKED gi_status gi_key_file_open(const char *path, const gi_secret *passphrase, int min_rounds,
                                      gi_signer **out, gi_error *err);

/*
 * Rewrites a key file under a new passphrase: path.new, fsync, rename. A path.new that a crash
 * left behind is not overwritten (file-exists); the old key is intact, remove path.new. A
 * failure leaves the old file in place, or (when only the last sync failed) the new one; never
 * neither. Reasons as for opening and saving.
 */
GI_CHECKED gi_status gi_key_file_change(const char *path, const gi_secret *old_passphrase,
                                        const gi_secret *new_passphrase, int rounds, int min_rounds,
                                        gi_error *err);

/* Rounds of gi_slow_hash for PINs and slips: in a live registry, and in a demo. */
#define GI_PIN_ROUNDS 100000
#define GI_PIN_ROUNDS_DEMO 1000

/*
 * A salted hash of a short secret that is slow on purpose (PBKDF2-HMAC-SHA-512): some hundredths of
 * a second at GI_PIN_ROUNDS. secret at most GI_SECRET_MAX bytes; compare with
 * gi_equal_constant_time.
 * GI_INVALID out-of-range: rounds below 1   GI_IO crypto
 */
GI_CHECKED gi_status gi_slow_hash(gi_bytes secret, gi_bytes salt, int rounds, gi_digest *out,
                                  gi_error *err);

/*
 * Where a passphrase comes from, the first of these that is given: a file descriptor, a file
 * that only its owner may read, the systemd credential
 * $CREDENTIALS_DIRECTORY/gitrace-passphrase, a prompt on the terminal; never argv, never the
 * environment. First line, without its LF or CRLF. A descriptor is read byte by byte and stays
 * open, so a second passphrase may stand on its next line.
 */
typedef struct gi_passphrase_source {
    int fd;           /* -1 = none */
    const char *file; /* NULL = none */
    bool prompt;      /* ask on /dev/tty when nothing else is given */
} gi_passphrase_source;

/*
 * Reads it. what is named in the prompt and in messages ("keys/7-label.pem").
 *
 * GI_DENIED    no-passphrase: no source, an empty line, no terminal, or given up with Ctrl-C
 *              not-private: others can read the file
 * GI_INVALID   too-long: past GI_SECRET_MAX bytes
 * GI_NOT_FOUND file-missing   GI_IO file-open, file-read
 */
GI_CHECKED gi_status gi_passphrase_read(const gi_passphrase_source *source, const char *what,
                                        gi_secret *out, gi_error *err);

/*
 * Verifier keys as text (C2SP signed-note): name+<8 hex>+base64(type || public key), type 01
 * for Ed25519, ff followed by "gitrace/p256" or "gitrace/sm2" NUL for the others. The key hash
 * is the first 4 bytes of SHA-256(name LF type || key). A name is UTF-8 without '+', spaces of
 * any kind and control characters. Bytes of the text, terminator included.
 */
#define GI_VKEY_TEXT 400

/* GI_INVALID  bad-vkey: a name that may not stand there; too-long: name and key do not fit */
GI_CHECKED gi_status gi_vkey_print(const char *name, const gi_public_key *key,
                                   char out[GI_VKEY_TEXT], gi_error *err);

/*
 * Back; every key has one text, and a key copied under another name is refused by its hash.
 * name has name_size bytes.
 * GI_INVALID  bad-vkey; too-long: the name does not fit
 */
GI_CHECKED gi_status gi_vkey_parse(gi_bytes text, char *name, size_t name_size, gi_public_key *key,
                                   gi_error *err);

/* The 4-byte key id of a note line. It finds a key; it does not prove one. */
void gi_vkey_hash(const char *name, const gi_public_key *key, uint8_t out[4]);

#endif
