/*
 * main_keys.c - unlocks the keys of a printing and signs its acts (main_keys.h).
 *
 * A registry that was brought here from elsewhere is compared with its witnesses before anything
 * is signed, as every other program does.
 */
#include "labels/main_keys.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gi/report.h"
#include "gi/witness.h"
#include "labels/main.h"

void gi_label_keys_close(gi_label_keys *keys)
{
    for (size_t i = 0; i < keys->acts; i++) {
        gi_signer_destroy(keys->act[i]);
    }
    gi_signer_destroy(keys->label);
    gi_secret_wipe(&keys->last);
}

/* The next passphrase, or the last one again. */
static gi_status next_passphrase(gi_label_keys *keys, const char *what, gi_secret *out,
                                 gi_error *err)
{
    gi_error why = { 0 };
    gi_status status = gi_passphrase_read(&keys->source, what, out, &why);
    if (status == GI_OK) {
        keys->last = *out;
        return GI_OK;
    }
    if (why.why == GI_WHY_NO_PASSPHRASE && keys->last.size > 0) {
        *out = keys->last;
        return GI_OK;
    }
    if (err != NULL) {
        *err = why;
    }
    return status;
}

static gi_status unlock(gi_label_keys *keys, gi_registry *registry, const gi_key_info *info,
                        gi_signer **out, gi_error *err)
{
    char path[PATH_MAX];
    GI_SECRET secret = { 0 };
    GI_AUTO(gi_signer) signer = NULL;
    int rounds = gi_registry_about(registry)->demo ? GI_KDF_ROUNDS_DEMO : GI_KDF_ROUNDS;
    GI_TRY(
        gi_registry_key_path(registry, info->id, gi_role_name(info->role), path, sizeof path, err));
    if (access(path, F_OK) != 0) { /* before a passphrase is asked for in vain */
        return gi_fail(err, GI_WHY_FILE_MISSING, path);
    }
    GI_TRY(next_passphrase(keys, path, &secret, err));
    GI_TRY(gi_key_file_open(path, &secret, rounds, &signer, err));
    if (signer->key != info->id || !gi_public_key_equal(&signer->public_key, &info->public_key)) {
        return gi_fail(err, GI_WHY_BAD_PUBLIC_KEY, path);
    }
    *out = GI_TAKE(signer);
    return GI_OK;
}

static bool is_here(const gi_registry *registry, const gi_key_info *info)
{
    char path[PATH_MAX];
    return gi_registry_key_path(registry, info->id, gi_role_name(info->role), path, sizeof path,
                                NULL) == GI_OK &&
           access(path, F_OK) == 0;
}

/* Active keys of a role whose files are here, at most so many; the act names a role that is
 * missing. */
static gi_status unlock_role(gi_label_keys *keys, gi_registry *registry, gi_role role, size_t most,
                             gi_error *err)
{
    gi_key_info info = { 0 };
    bool found = true;
    while (most > 0 && keys->acts < GI_LABEL_SIGNERS) {
        GI_TRY(gi_registry_key_of(registry, role, info.id, &found, &info, err));
        if (!found) {
            break;
        }
        if (is_here(registry, &info)) {
            GI_TRY(unlock(keys, registry, &info, &keys->act[keys->acts], err));
            keys->acts++;
            most--;
        }
    }
    return GI_OK;
}

static gi_status compare(gi_registry *registry, gi_error *err)
{
    if (!gi_mark_missing(registry)) {
        return GI_OK;
    }
    gi_witness_reports *all = calloc(1, sizeof *all);
    gi_status status = all == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "witnesses")
                                   : gi_witness_compare(registry, all, err);
    for (size_t i = 0; status == GI_OK && i < all->count; i++) {
        if (all->row[i].trouble.status != GI_OK) {
            gi_main_say_error(&all->row[i].trouble);
        }
    }
    free(all);
    return status;
}

gi_status gi_label_keys_open(const gi_order *order, gi_registry *registry, uint16_t key,
                             gi_label_keys *out, gi_error *err)
{
    gi_key_info info = { 0 };
    /* In the gm suite the log may have an SM2 key beside its Ed25519 one: both sign. */
    size_t logs = gi_registry_about(registry)->suite == GI_SUITE_GM ? 2 : 1;
    out->source = (gi_passphrase_source){ order->passphrase_fd, order->passphrase_file, true };
    GI_TRY(key == 0 ? GI_OK : gi_registry_key(registry, key, &info, err));
    GI_TRY(compare(registry, err));
    GI_TRY(unlock_role(out, registry, GI_ROLE_REGISTRY, 1, err));
    GI_TRY(key == 0 ? GI_OK : unlock(out, registry, &info, &out->label, err));
    return unlock_role(out, registry, GI_ROLE_LOG, logs, err);
}

/* ---- the act ---- */

gi_span_text gi_span_print(uint16_t key, gi_print_span span)
{
    gi_span_text out;
    char first[GI_UNIT_NUMBER_TEXT];
    char last[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ key, span.first }, first);
    gi_unit_number_print((gi_unit_id){ key, span.first + (span.count - 1) }, last);
    (void)snprintf(out.text, sizeof out.text, "%s..%s", first, last);
    return out;
}

static gi_status make_draft(uint16_t key, gi_print_span span, const gi_print_facts *facts,
                            gi_draft **out, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    const gi_span_text units = gi_span_print(key, span);
    const struct {
        const char *name;
        const char *text;
    } fields[] = {
        { "units", units.text },       { "why", facts->why },         { "note", facts->note },
        { "template", facts->layout }, { "printer", facts->printer }, { "how", facts->how },
    };
    GI_TRY(gi_draft_create("print", gi_random_system(), &draft, err));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (fields[i].text != NULL) {
            GI_TRY(gi_draft_set(draft, fields[i].name, gi_bytes_of(fields[i].text), err));
        }
    }
    *out = GI_TAKE(draft);
    return GI_OK;
}

gi_status gi_label_record(gi_registry *registry, const gi_label_keys *keys, const gi_run *run,
                          const gi_print_span *spans, size_t count, const gi_print_facts *facts,
                          gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    gi_receipt receipt;
    GI_TRY(gi_session_begin(registry, keys->act, keys->acts, &session, err));
    for (size_t i = 0; i < count; i++) {
        GI_AUTO(gi_draft) draft = NULL;
        GI_TRY(make_draft(run->key, spans[i], facts, &draft, err));
        GI_TRY(gi_session_act(session, draft, &receipt, err));
    }
    return gi_session_commit(session, err);
}
