/*
 * hidden.c - the secret of hidden codes, and the codes made from it (gi/hidden.h).
 *
 * The file is made once, by the first printing that needs it, and never changed. Secrets and
 * codes are wiped by whoever declared them; nothing here keeps one.
 */
#include "gi/hidden.h"

#include <stdio.h>
#include <string.h>

#include "core/crypto/disk.h"
#include "core/model/big_endian.h"
#include "core/store/prints.h"
#include "core/store/registry.h"
#include "core/store/runs.h"
#include "gi/text.h"
#include "gi/unit_code.h"

#define SECRET_SIZE 32
#define FILE_MAX (2 * SECRET_SIZE + 1)

static const char message_name[] = "GI-HIDDEN-V1"; /* its NUL is part of the message */

bool gi_run_has_hidden(const gi_run *run)
{
    gi_unit_header header;
    gi_bytes bytes = { run->header, sizeof run->header };
    return gi_unit_header_decode(bytes, &header, NULL) == GI_OK &&
           (header.flags & GI_FLAG_SCRATCH) != 0;
}

static gi_status path_of(const gi_registry *registry, uint16_t key, char out[GI_PATH_MAX],
                         gi_error *err)
{
    char name[64];
    (void)snprintf(name, sizeof name, "keys/%u-hidden.secret", (unsigned)key);
    return gi_registry_path(registry, name, out, err);
}

static gi_status read_secret(const char *path, gi_secret *out, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(FILE_MAX + 1);
    GI_TRY(gi_private_read(path, &text, err));
    bool whole =
        text.size == FILE_MAX && text.data[FILE_MAX - 1] == '\n' &&
        gi_hex_parse((gi_bytes){ text.data, FILE_MAX - 1 }, out->bytes, SECRET_SIZE, NULL) == GI_OK;
    if (text.data != NULL) {
        gi_wipe(text.data, text.size);
    }
    out->size = whole ? SECRET_SIZE : 0;
    return whole ? GI_OK : gi_fail(err, GI_WHY_BAD_HIDDEN_SECRET, path);
}

gi_status gi_hidden_secret_open(gi_registry *registry, uint16_t key, gi_secret *out, gi_error *err)
{
    char path[GI_PATH_MAX];
    GI_TRY(path_of(registry, key, path, err));
    return read_secret(path, out, err);
}

/* ---- a new one ---- */

typedef struct search {
    gi_db *db;
    uint16_t key;
    bool printed;
} search;

static gi_status take_run(void *context, const gi_run *run, gi_error *err)
{
    search *asked = context;
    gi_print_cover cover;
    if (run->key != asked->key || asked->printed || !gi_run_has_hidden(run)) {
        return GI_OK;
    }
    GI_TRY(gi_print_cover_of(asked->db, run->key, run->first, run->count, &cover, err));
    asked->printed = cover.units > 0;
    return GI_OK;
}

static gi_status was_printed(gi_registry *registry, uint16_t key, bool *printed, gi_error *err)
{
    search asked = { .db = registry->db, .key = key };
    GI_TRY(gi_db_begin(registry->db, false, err));
    gi_status status = gi_run_each(registry->db, NULL, take_run, &asked, err);
    gi_db_rollback(registry->db); /* nothing was written; this only ends the view */
    *printed = asked.printed;
    return status;
}

static gi_status draw(gi_registry *registry, const char *path, gi_error *err)
{
    uint8_t bytes[SECRET_SIZE];
    GI_AUTO_BUF text = GI_BUF(FILE_MAX);
    registry->random.fill(registry->random.context, bytes, sizeof bytes);
    gi_hex_add(&text, (gi_bytes){ bytes, sizeof bytes });
    gi_wipe(bytes, sizeof bytes);
    gi_buf_add_text(&text, "\n");
    gi_status status = gi_buf_status(&text, path, err);
    if (status == GI_OK) {
        status = gi_private_create(path, gi_buf_view(&text), err);
        gi_wipe(text.data, text.size);
    }
    return status;
}

gi_status gi_hidden_secret_make(gi_registry *registry, uint16_t key, gi_secret *out, gi_error *err)
{
    char path[GI_PATH_MAX];
    gi_error missing = { 0 };
    bool printed = false;
    GI_TRY(path_of(registry, key, path, err));
    gi_status status = read_secret(path, out, &missing);
    if (status == GI_NOT_FOUND) {
        GI_TRY(was_printed(registry, key, &printed, err));
        if (printed) {
            return gi_fail(err, GI_WHY_HIDDEN_SECRET_LOST, path);
        }
        GI_TRY(draw(registry, path, err));
        return read_secret(path, out, err);
    }
    if (status != GI_OK && err != NULL) {
        *err = missing;
    }
    return status;
}

/* ---- codes ---- */

void gi_hidden_code(gi_suite suite, const gi_secret *secret, gi_unit_id unit,
                    char out[GI_HIDDEN_TEXT])
{
    uint8_t message[sizeof message_name + 6];
    memcpy(message, message_name, sizeof message_name);
    big_endian_put(message + sizeof message_name, 2, unit.key);
    big_endian_put(message + sizeof message_name + 2, 4, unit.serial);
    gi_digest mac = gi_hmac(suite, (gi_bytes){ secret->bytes, secret->size },
                            (gi_bytes){ message, sizeof message });
    gi_hidden_code_print(gi_digest_view(&mac), out);
    gi_wipe(&mac, sizeof mac);
}

/* Copies a text without its hyphens; returns what follows it. */
static char *add_plain(char *to, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text != '-') {
            *to++ = *text;
        }
    }
    *to = '\0';
    return to;
}

void gi_hidden_url(const char *base_url, gi_unit_id unit, const char hidden[GI_HIDDEN_TEXT],
                   char out[GI_HIDDEN_URL])
{
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print(unit, number);
    int size =
        snprintf(out, GI_HIDDEN_URL - GI_UNIT_NUMBER_TEXT - GI_HIDDEN_TEXT, "%.63sh/", base_url);
    char *end = add_plain(out + (size > 0 ? size : 0), number);
    *end++ = '/';
    (void)add_plain(end, hidden);
}
