/*
 * trust.c - root keys that somebody compared once and trusts (gi/bundle.h).
 *
 * A text file of verifier keys, one a line. It is only ever added to; taking trust back is an
 * editor's work, with the file before the eyes.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gi/bundle.h"
#include "gi/text.h"

static void trust_file_auto(FILE **file)
{
    if (*file != NULL) {
        (void)fclose(*file); /* read only, or already flushed and checked */
    }
}
#define TRUST_FILE __attribute__((cleanup(trust_file_auto))) FILE *

void gi_root_fingerprint(const gi_public_key *key, char out[GI_FINGERPRINT_TEXT])
{
    gi_digest hash = gi_sha256((gi_bytes){ key->bytes, key->size });
    char *at = out;
    for (size_t i = 0; i < 16; i += 2) {
        at += snprintf(at, 6, "%s%02x%02x", i > 0 ? "-" : "", hash.bytes[i], hash.bytes[i + 1]);
    }
}

gi_status gi_root_pin_parse(gi_bytes vkey, gi_root_pin *out, gi_error *err)
{
    gi_root_pin pin = { "", { .size = 0 } };
    GI_TRY(gi_vkey_parse(vkey, pin.origin, sizeof pin.origin, &pin.key, err));
    *out = pin;
    return GI_OK;
}

static gi_status read_lines(FILE *file, const char *path, gi_root_pin *pins, size_t *count,
                            gi_error *err)
{
    char line[GI_VKEY_TEXT + 2];
    while (fgets(line, sizeof line, file) != NULL) {
        size_t size = strcspn(line, "\r\n");
        if (size == 0 || line[0] == '#') {
            continue;
        }
        if (*count == GI_PINS_MAX) {
            return gi_fail(err, GI_WHY_OVER_LIMIT, path, gi_num(GI_PINS_MAX).text);
        }
        GI_TRY(gi_root_pin_parse((gi_bytes){ (const uint8_t *)line, size }, &pins[*count], err));
        (*count)++;
    }
    return ferror(file) != 0 ? gi_fail(err, GI_WHY_FILE_READ, path, strerror(errno)) : GI_OK;
}

gi_status gi_trust_load(const char *path, gi_root_pin pins[GI_PINS_MAX], size_t *count,
                        gi_error *err)
{
    size_t read = 0;
    TRUST_FILE file = fopen(path, "re");
    if (file == NULL && errno != ENOENT) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    if (file != NULL) {
        GI_TRY(read_lines(file, path, pins, &read, err));
    }
    *count = read;
    return GI_OK;
}

static bool holds(const gi_root_pin *pins, size_t count, const gi_root_pin *pin)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(pins[i].origin, pin->origin) == 0 &&
            gi_public_key_equal(&pins[i].key, &pin->key)) {
            return true;
        }
    }
    return false;
}

static gi_status append(const char *path, const gi_root_pin *pin, gi_error *err)
{
    char text[GI_VKEY_TEXT];
    GI_TRY(gi_vkey_print(pin->origin, &pin->key, text, err));
    TRUST_FILE file = fopen(path, "ae");
    if (file == NULL) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    bool written = fprintf(file, "%s\n", text) > 0 && fflush(file) == 0 && fsync(fileno(file)) == 0;
    return written ? GI_OK : gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
}

gi_status gi_trust_add(const char *path, gi_bytes vkey, gi_error *err)
{
    gi_root_pin pin;
    gi_root_pin pins[GI_PINS_MAX];
    size_t count = 0;
    GI_TRY(gi_root_pin_parse(vkey, &pin, err));
    GI_TRY(gi_trust_load(path, pins, &count, err));
    if (holds(pins, count, &pin)) {
        return GI_OK;
    }
    if (count == GI_PINS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, path, gi_num(GI_PINS_MAX).text);
    }
    return append(path, &pin, err);
}
