/*
 * key_file.c - a signer on disk.
 *
 *     gitrace key 7 ed25519
 *     public gitrace-key-7+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k
 *     -----BEGIN ENCRYPTED PRIVATE KEY-----
 *
 * The two lines in clear let an operator see which key it is without the passphrase, and let
 * us notice damage: the second is a verifier key whose hash covers id, algorithm and key, and
 * the public key computed from the decrypted seed must equal it. A file is never overwritten.
 */
#include <stdio.h>
#include <string.h>

#include "core/crypto/disk.h"
#include "core/crypto/key_envelope.h"
#include "gi/text.h"

#define FILE_MAX 8192
#define LABEL_SIZE 32

typedef struct key_header {
    uint16_t key;
    gi_public_key public_key;
} key_header;

static void key_label(uint16_t key, char out[LABEL_SIZE])
{
    (void)snprintf(out, LABEL_SIZE, "gitrace-key-%u", (unsigned)key);
}

static gi_status header_add(gi_buf *out, const gi_signer *signer, gi_error *err)
{
    char label[LABEL_SIZE];
    char vkey[GI_VKEY_TEXT];
    key_label(signer->key, label);
    GI_TRY(gi_vkey_print(label, &signer->public_key, vkey, err));
    gi_buf_add_format(out, "gitrace key %u %s\npublic %s\n", (unsigned)signer->key,
                      gi_algorithm_name(signer->public_key.algorithm), vkey);
    return GI_OK;
}

/* Cuts the text up to mark off the front of rest; false when the mark is not there. */
static bool cut(gi_bytes *rest, char mark, gi_bytes *out)
{
    const uint8_t *end = rest->size == 0 ? NULL : memchr(rest->data, mark, rest->size);
    if (end == NULL) {
        return false;
    }
    size_t size = (size_t)(end - rest->data);
    *out = (gi_bytes){ rest->data, size };
    *rest = (gi_bytes){ end + 1, rest->size - size - 1 };
    return true;
}

static bool cut_words(gi_bytes *rest, const char *words)
{
    size_t size = strlen(words);
    if (rest->size < size || memcmp(rest->data, words, size) != 0) {
        return false;
    }
    *rest = (gi_bytes){ rest->data + size, rest->size - size };
    return true;
}

/* Reads both lines and leaves rest at the PEM block. */
static bool header_cut(gi_bytes *rest, key_header *out)
{
    gi_bytes number = { 0 };
    gi_bytes name = { 0 };
    gi_bytes vkey = { 0 };
    int64_t key = 0;
    gi_algorithm algorithm = GI_ED25519;
    char label[LABEL_SIZE];
    char stated[LABEL_SIZE];
    if (!cut_words(rest, "gitrace key ") || !cut(rest, ' ', &number) || !cut(rest, '\n', &name) ||
        !cut_words(rest, "public ") || !cut(rest, '\n', &vkey) ||
        gi_text_int(number, "key", 0, UINT16_MAX, &key, NULL) != GI_OK ||
        gi_algorithm_parse(name, &algorithm, NULL) != GI_OK ||
        gi_vkey_parse(vkey, stated, sizeof stated, &out->public_key, NULL) != GI_OK) {
        return false;
    }
    out->key = (uint16_t)key;
    key_label(out->key, label);
    return strcmp(label, stated) == 0 && out->public_key.algorithm == algorithm;
}

static gi_status render(const gi_signer *signer, const char *path, const gi_secret *passphrase,
                        int rounds, gi_buf *out, gi_error *err)
{
    const EVP_PKEY *key = gi_signer_evp(signer);
    if (key == NULL) {
        return gi_fail(err, GI_WHY_KEY_ELSEWHERE, gi_num(signer->key).text, path);
    }
    if (passphrase->size == 0) {
        return gi_fail(err, GI_WHY_NO_PASSPHRASE, path);
    }
    if (rounds < GI_ROUNDS_LEAST || rounds > GI_ROUNDS_MOST) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "rounds", gi_num(rounds).text,
                       gi_num(GI_ROUNDS_LEAST).text, gi_num(GI_ROUNDS_MOST).text);
    }
    GI_TRY(header_add(out, signer, err));
    return gi_key_seal(key, passphrase, rounds, out, err);
}

gi_status gi_key_file_save(const gi_signer *signer, const char *path, const gi_secret *passphrase,
                           int rounds, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(FILE_MAX);
    GI_TRY(render(signer, path, passphrase, rounds, &text, err));
    return gi_private_create(path, gi_buf_view(&text), err);
}

gi_status gi_key_file_open(const char *path, const gi_secret *passphrase, int min_rounds,
                           gi_signer **out, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(FILE_MAX);
    GI_TRY(gi_private_read(path, &text, err));
    gi_bytes rest = gi_buf_view(&text);
    key_header header = { 0 };
    if (!header_cut(&rest, &header)) {
        return gi_fail(err, GI_WHY_BAD_KEY_FILE, path, "gitrace key / public");
    }
    GI_AUTO(EVP_PKEY) key = NULL;
    GI_SECRET seed = { 0 };
    GI_AUTO(gi_signer) signer = NULL;
    gi_algorithm algorithm = header.public_key.algorithm;
    GI_TRY(gi_key_unseal(rest, path, passphrase, min_rounds, &key, err));
    if (gi_evp_seed(algorithm, key, &seed, NULL) != GI_OK ||
        gi_signer_from_seed(algorithm, header.key, (gi_bytes){ seed.bytes, seed.size }, &signer,
                            NULL) != GI_OK ||
        !gi_public_key_equal(&signer->public_key, &header.public_key)) {
        return gi_fail(err, GI_WHY_BAD_KEY_FILE, path, "public");
    }
    *out = GI_TAKE(signer);
    return GI_OK;
}

gi_status gi_key_file_change(const char *path, const gi_secret *old_passphrase,
                             const gi_secret *new_passphrase, int rounds, int min_rounds,
                             gi_error *err)
{
    GI_AUTO(gi_signer) signer = NULL;
    GI_AUTO_BUF fresh = GI_BUF(4096);
    GI_TRY(gi_key_file_open(path, old_passphrase, min_rounds, &signer, err));
    gi_buf_add_format(&fresh, "%s.new", path);
    GI_TRY(gi_buf_status(&fresh, path, err));
    GI_TRY(gi_key_file_save(signer, gi_buf_text(&fresh), new_passphrase, rounds, err));
    return gi_private_replace(gi_buf_text(&fresh), path, err);
}
