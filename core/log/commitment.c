/*
 * commitment.c - salted commitments of private fields, FORMATS section 7 (gi/log.h).
 *
 * A field can be shown alone, and erased alone: without its salt the commitment says nothing
 * about the value. A plain hash of a phone number would fall in seconds.
 */
#include "gi/json.h"
#include "gi/log.h"

/* A leaf has at most 2,048 bytes; a private value is short text. */
#define FIELD_MAX 65536

static gi_status pair_json(const char *name, const gi_json *value, gi_buf *out, gi_error *err)
{
    GI_AUTO(gi_json) pair = gi_json_array();
    gi_json_push_text(pair, name);
    gi_json_push(pair, gi_json_copy(value));
    GI_TRY(gi_json_ok(pair, err));
    gi_json_write(pair, out);
    return gi_buf_status(out, name, err);
}

gi_status gi_field_commitment(const char *name, const gi_json *value,
                              const uint8_t salt[GI_SALT_SIZE], gi_digest *out, gi_error *err)
{
    GI_AUTO_BUF pair = GI_BUF(FIELD_MAX);
    gi_bytes text;
    int64_t number;
    if (!gi_json_as_text(value, &text) && !gi_json_as_int(value, &number)) {
        return gi_fail(err, GI_WHY_BAD_FIELD, name, "JSON", "text | integer");
    }
    GI_TRY(pair_json(name, value, &pair, err));
    const gi_bytes parts[] = {
        gi_bytes_of("gi-field-v1\n"),
        { salt, GI_SALT_SIZE },
        gi_buf_view(&pair),
    };
    *out = gi_sha256_parts(parts, 3);
    return GI_OK;
}

gi_digest gi_commitment(const gi_digest *fields, size_t count)
{
    _Static_assert(sizeof *fields == GI_DIGEST_SIZE, "digests stand side by side");
    const gi_bytes parts[] = {
        gi_bytes_of("gi-commit-v1\n"),
        { count > 0 ? fields->bytes : NULL, count * GI_DIGEST_SIZE },
    };
    return gi_sha256_parts(parts, 2);
}
