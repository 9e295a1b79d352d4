/*
 * witness_open.c - the directory of a witness: made, unlocked, opened (gi/witness.h).
 *
 * Opening checks that signer and witness.vkey are one key: a cosignature under a name that
 * nobody configured would help nobody.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/lines.h"
#include "core/log/witness.h"

static const char logs_comment[] =
    "# One verifier key of a log per line; its name is the log's origin. Such as:\n"
    "# trace.example.cn/log/2026+1a2b3c4d+AXl...\n";

static gi_status write_files(const char *dir, const gi_cosigner *cosigner, gi_error *err)
{
    char vkey[GI_VKEY_TEXT];
    GI_AUTO_BUF text = GI_BUF(GI_VKEY_TEXT);
    gi_cosigner_print(cosigner, vkey);
    gi_buf_add_text(&text, vkey);
    gi_buf_add_byte(&text, '\n');
    GI_TRY(gi_buf_status(&text, "vkey", err));
    GI_TRY(gi_state_write(dir, "logs", gi_bytes_of(logs_comment), err));
    return gi_state_write(dir, "witness.vkey", gi_buf_view(&text), err);
}

gi_status gi_witness_create(const char *dir, const char *name, const gi_secret *passphrase,
                            int rounds, gi_error *err)
{
    GI_AUTO(gi_signer) signer = NULL;
    gi_cosigner cosigner;
    char path[GI_WITNESS_PATH];
    char state[GI_WITNESS_PATH];
    GI_TRY(gi_signer_generate(GI_ED25519, 1, &signer, err));
    GI_TRY(gi_cosigner_from(name, &signer->public_key, &cosigner, err));
    if (snprintf(path, sizeof path, "%s/witness.key", dir) >= (int)sizeof path) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", dir, gi_num(GI_WITNESS_PATH - 1).text);
    }
    (void)snprintf(state, sizeof state, "%s/state", dir);
    GI_TRY(gi_state_directory(dir, err));
    GI_TRY(gi_state_directory(state, err));
    GI_TRY(gi_key_file_save(signer, path, passphrase, rounds, err));
    return write_files(dir, &cosigner, err);
}

gi_status gi_witness_unlock(const char *dir, const gi_passphrase_source *passphrase, int min_rounds,
                            gi_signer **out, gi_error *err)
{
    GI_SECRET secret = { .size = 0 };
    char path[GI_WITNESS_PATH];
    if (snprintf(path, sizeof path, "%s/witness.key", dir) >= (int)sizeof path) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", dir, gi_num(GI_WITNESS_PATH - 1).text);
    }
    GI_TRY(gi_passphrase_read(passphrase, "witness.key", &secret, err));
    return gi_key_file_open(path, &secret, min_rounds, out, err);
}

static gi_status read_cosigner(const char *dir, gi_cosigner *out, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(2 * GI_VKEY_TEXT);
    gi_bytes line = { NULL, 0 };
    int number = 0;
    GI_TRY(gi_state_read(dir, "witness.vkey", &text, err));
    gi_bytes rest = gi_buf_view(&text);
    if (!gi_config_line(&rest, &line, &number)) {
        return gi_fail(err, GI_WHY_BAD_VKEY, "witness.vkey");
    }
    return gi_cosigner_parse(line, out, err);
}

gi_status gi_witness_open(const char *dir, const gi_signer *signer, gi_clock clock,
                          gi_witness **out, gi_error *err)
{
    GI_AUTO(gi_witness) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "witness");
    }
    fresh->signer = signer;
    fresh->clock = clock;
    if (snprintf(fresh->state, sizeof fresh->state, "%s/state", dir) >= (int)sizeof fresh->state) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", dir, gi_num(GI_WITNESS_PATH - 1).text);
    }
    GI_TRY(read_cosigner(dir, &fresh->cosigner, err));
    if (!gi_public_key_equal(&fresh->cosigner.key, &signer->public_key)) {
        return gi_fail(err, GI_WHY_KEY_SCOPE, "witness.key", fresh->cosigner.name);
    }
    GI_TRY(gi_watched_read(dir, &fresh->logs, &fresh->log_count, err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_witness_close(gi_witness *witness)
{
    if (witness != NULL) {
        free(witness->logs);
        free(witness);
    }
}

const gi_cosigner *gi_witness_cosigner(const gi_witness *witness)
{
    return &witness->cosigner;
}
