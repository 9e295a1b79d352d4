/*
 * new_key.c - private keys are made here, saved encrypted at once, and never printed.
 */
#include "core/commands/new_key.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "gi/text.h"

void public_text(const gi_public_key *key, char out[PUBLIC_TEXT])
{
    GI_AUTO_BUF text = GI_BUF(PUBLIC_TEXT - 1);
    gi_buf_add_text(&text, gi_algorithm_name(key->algorithm));
    gi_buf_add_byte(&text, ':');
    gi_base64_add(&text, (gi_bytes){ key->bytes, key->size });
    (void)snprintf(out, PUBLIC_TEXT, "%s", gi_buf_text(&text));
}

void public_hash(const gi_public_key *key, char out[65])
{
    GI_AUTO_BUF text = GI_BUF(64);
    gi_digest hash = gi_sha256((gi_bytes){ key->bytes, key->size });
    gi_hex_add(&text, gi_digest_view(&hash));
    (void)snprintf(out, 65, "%s", gi_buf_text(&text));
}

void origin_of_key(const gi_public_key *key, char origin[GI_ORIGIN_MAX])
{
    char hash[65];
    if (strcmp(origin, "sigsum") == 0) {
        public_hash(key, hash);
        (void)snprintf(origin, GI_ORIGIN_MAX, "sigsum.org/v1/tree/%s", hash);
    }
}

gi_algorithm suite_algorithm(gi_suite suite, gi_role role)
{
    return suite == GI_SUITE_GM && role != GI_ROLE_LOG ? GI_SM2 : GI_ED25519;
}

gi_status key_make(const gi_registry *registry, gi_algorithm algorithm, uint16_t id, gi_role role,
                   int rounds, const gi_secret *passphrase, char path[PATH_SIZE], gi_signer **out,
                   gi_error *err)
{
    GI_AUTO(gi_signer) signer = NULL;
    GI_TRY(gi_registry_key_path(registry, id, gi_role_name(role), path, PATH_SIZE, err));
    GI_TRY(gi_signer_generate(algorithm, id, &signer, err));
    GI_TRY(gi_key_file_save(signer, path, passphrase, rounds, err));
    *out = GI_TAKE(signer);
    return GI_OK;
}

/* The number in front of "-role.pem", 0 for any other file. */
static uint16_t id_of_file(const char *name)
{
    const char *dash = strchr(name, '-');
    int64_t id = 0;
    if (dash == NULL || strstr(dash, ".pem") == NULL) {
        return 0;
    }
    gi_bytes number = { (const uint8_t *)name, (size_t)(dash - name) };
    return gi_text_int(number, "id", 1, UINT16_MAX, &id, NULL) == GI_OK ? (uint16_t)id : 0;
}

gi_status key_free_id(gi_registry *registry, const char *dir, uint16_t *out, gi_error *err)
{
    char path[PATH_SIZE];
    uint16_t highest = 0;
    GI_TRY(gi_registry_key_last(registry, &highest, err));
    (void)snprintf(path, sizeof path, "%s/keys", dir);
    DIR *keys = opendir(path);
    for (struct dirent *entry = keys != NULL ? readdir(keys) : NULL; entry != NULL;
         entry = readdir(keys)) {
        uint16_t id = id_of_file(entry->d_name);
        highest = id > highest ? id : highest;
    }
    if (keys != NULL) {
        (void)closedir(keys);
    }
    if (highest == UINT16_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "key ids", gi_num(UINT16_MAX).text);
    }
    *out = (uint16_t)(highest + 1);
    return GI_OK;
}
