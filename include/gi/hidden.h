/*
 * hidden.h - the code under the scratch layer, for whoever prints or checks one (FORMATS 3).
 *
 * HMAC of the registry's suite with the secret of a label key over "GI-HIDDEN-V1" NUL, key id,
 * serial. Never stored and never in the log: it is made again from the secret. The secret lies in
 * <dir>/keys/<id>-hidden.secret, mode 600, 64 hex digits; it opens no act and signs nothing, so
 * the look-up pages may hold it. Lost, every hidden code of its key is lost: keep a copy with the
 * key files.
 */
#ifndef GI_HIDDEN_H
#define GI_HIDDEN_H

#include "gi/batch.h"
#include "gi/crypto.h"
#include "gi/registry.h"
#include "gi/unit_number.h"

/* "<base URL>h/7ZZZZZZZZZZS/ZZZZZZZZ" at most, terminator included. */
#define GI_HIDDEN_URL 96

/* Whether the labels of a run have a hidden code: the flag SCRATCH of their header. */
bool gi_run_has_hidden(const gi_run *run);

/*
 * Reads the secret of a label key. Declare *out with GI_SECRET.
 *
 * GI_NOT_FOUND file-missing   GI_DENIED not-private   GI_IO file-open, file-read
 * GI_CORRUPT   bad-hidden-secret: it is not 64 hex digits and a newline
 */
GI_CHECKED gi_status gi_hidden_secret_open(gi_registry *registry, uint16_t key, gi_secret *out,
                                           gi_error *err);

/*
 * The same, and draws a new secret for a key that has none. Not when labels with hidden codes of
 * that key were printed before: a new secret would belie them.
 *
 * GI_CONFLICT hidden-secret-lost: names the file to bring back   GI_IO file-write; and as above
 */
GI_CHECKED gi_status gi_hidden_secret_make(gi_registry *registry, uint16_t key, gi_secret *out,
                                           gi_error *err);

/* The hidden code of a label, "AQ78-6Y6X". A secret until the layer is scratched: wipe it. */
void gi_hidden_code(gi_suite suite, const gi_secret *secret, gi_unit_id unit,
                    char out[GI_HIDDEN_TEXT]);

/*
 * What the small QR holds: <base URL>h/<unit number>/<hidden code>, both without hyphens.
 *
 * base_url  ends with '/', at most 63 bytes (gi_about)
 */
void gi_hidden_url(const char *base_url, gi_unit_id unit, const char hidden[GI_HIDDEN_TEXT],
                   char out[GI_HIDDEN_URL]);

#endif
