/*
 * tls.c - certificate chain and private key, read from files and wiped when they go.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/crypto.h"
#include "gi/text.h"
#include "web/http/server.h"

enum { PEM_MAX = 65536 };

static gi_status read_file(const char *path, gi_buf *out, gi_error *err)
{
    uint8_t piece[4096];
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    for (size_t got = 1; got > 0 && out->failed == GI_OK;) {
        got = fread(piece, 1, sizeof piece, file);
        gi_buf_add(out, (gi_bytes){ piece, got });
    }
    bool broken = ferror(file) != 0;
    (void)fclose(file);
    gi_wipe(piece, sizeof piece);
    gi_buf_add_byte(out, '\0'); /* libmicrohttpd takes text */
    return broken ? gi_fail(err, GI_WHY_FILE_READ, path, "read") : gi_buf_status(out, path, err);
}

void gi_tls_clear(gi_tls *tls)
{
    if (tls->key.data != NULL) {
        gi_wipe(tls->key.data, tls->key.size);
    }
    gi_buf_clear(&tls->chain);
    gi_buf_clear(&tls->key);
}

gi_status gi_tls_read(const char *chain, const char *key, gi_tls *out, gi_error *err)
{
    gi_tls fresh = { GI_BUF(PEM_MAX), GI_BUF(PEM_MAX) };
    gi_status status = read_file(chain, &fresh.chain, err);
    if (status == GI_OK) {
        status = read_file(key, &fresh.key, err);
    }
    if (status != GI_OK) {
        gi_tls_clear(&fresh);
        return status;
    }
    *out = fresh;
    return GI_OK;
}

void gi_tls_destroy(gi_tls *tls)
{
    if (tls != NULL) {
        gi_tls_clear(tls);
        free(tls);
    }
}

gi_status gi_tls_copy(const gi_tls *tls, gi_tls **out, gi_error *err)
{
    GI_AUTO(gi_tls) fresh = tls == NULL ? NULL : calloc(1, sizeof *fresh);
    if (tls == NULL) {
        *out = NULL;
        return GI_OK;
    }
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "certificate");
    }
    *fresh = (gi_tls){ GI_BUF(PEM_MAX), GI_BUF(PEM_MAX) };
    gi_buf_add(&fresh->chain, gi_buf_view(&tls->chain));
    gi_buf_add(&fresh->key, gi_buf_view(&tls->key));
    GI_TRY(gi_buf_status(&fresh->chain, "certificate", err));
    GI_TRY(gi_buf_status(&fresh->key, "key", err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}
