/*
 * card.c - hands out a trade card: draws the PIN and the slips, does the act, prints them once.
 *
 * They are drawn here and shown here; the registry only ever gets the PIN to hash and the hashes
 * of the slips. Whoever loses the print needs a new card.
 */
#include <stdio.h>
#include <string.h>

#include "core/commands/acts.h"
#include "core/commands/keyring.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/card.h"
#include "gi/text.h"

#define PIN_TEXT 5

typedef struct drawn {
    bool has_pin, has_slips;
    char pin[PIN_TEXT];
    gi_card_slips slips;
} drawn;

static void drawn_wipe(drawn *secrets)
{
    gi_wipe(secrets, sizeof *secrets);
}

#define DRAWN __attribute__((cleanup(drawn_wipe))) drawn

/* ---- drawing ---- */

/* Every PIN is as likely as any other: what lies past the last whole turn is drawn again. */
static void draw_pin(char out[PIN_TEXT])
{
    gi_random random = gi_random_system();
    uint8_t bytes[2];
    unsigned value = 0;
    do {
        random.fill(random.context, bytes, sizeof bytes);
        value = (unsigned)bytes[0] << 8 | bytes[1];
    } while (value >= 60000);
    (void)snprintf(out, PIN_TEXT, "%04u", value % 10000);
}

/* What the operation needs and the command line did not bring. */
static gi_status draw(const command *cmd, bool demo, gi_draft *draft, drawn *secrets, gi_error *err)
{
    const char *op = option(cmd, "op");
    bool fresh = op != NULL && (strcmp(op, "issue") == 0 || strcmp(op, "replace") == 0);
    bool sheet = fresh || (op != NULL && strcmp(op, "slips") == 0);
    if (fresh && option(cmd, "pin") == NULL) {
        draw_pin(secrets->pin);
        secrets->has_pin = true;
        GI_TRY(gi_draft_set(draft, "pin", gi_bytes_of(secrets->pin), err));
    }
    if (sheet && option(cmd, "slips") == NULL) {
        GI_TRY(gi_card_slips_draw(demo, gi_random_system(), &secrets->slips, err));
        secrets->has_slips = true;
        GI_TRY(gi_draft_set(draft, "slips", gi_bytes_of(secrets->slips.field), err));
    }
    return GI_OK;
}

/* ---- printing ---- */

static gi_json *slips_json(const drawn *secrets)
{
    gi_json *list = gi_json_array();
    for (int i = 0; i < GI_CARD_SLIPS; i++) {
        gi_json_push_text(list, secrets->slips.code[i]);
    }
    return list;
}

static gi_status print_json(const command *cmd, const gi_receipt *receipt, const drawn *secrets,
                            gi_error *err)
{
    GI_AUTO(gi_json) answer = NULL;
    GI_TRY(answer_json(cmd->kind, receipt, &answer, err));
    if (secrets->has_pin && !receipt->repeated) {
        gi_json_set_text(answer, "pin", secrets->pin);
    }
    if (secrets->has_slips && !receipt->repeated) {
        gi_json_set(answer, "slip_codes", slips_json(secrets));
    }
    return say_json(answer, false, err);
}

static gi_status print(const command *cmd, const gi_receipt *receipt, const drawn *secrets,
                       gi_error *err)
{
    if (cmd->json) {
        return print_json(cmd, receipt, secrets, err);
    }
    GI_TRY(answer_say(cmd, cmd->kind, receipt, err));
    if (receipt->repeated) {
        say(cmd, "密码与核销码只在首次显示；遗失请补办",
            "PIN and slips were shown the first time only; if they are lost, replace the card");
        return GI_OK;
    }
    if (secrets->has_pin) {
        say_value(cmd, "密码（只显示这一次）", "PIN (shown this once)", secrets->pin);
    }
    for (int i = 0; secrets->has_slips && i < GI_CARD_SLIPS; i++) {
        char zh[32];
        char en[32];
        (void)snprintf(zh, sizeof zh, "核销码 %d", i + 1);
        (void)snprintf(en, sizeof en, "slip %d", i + 1);
        say_value(cmd, zh, en, secrets->slips.code[i]);
    }
    return GI_OK;
}

/* A card is made where its keys lie: an exported draft would have to carry the secrets. */
gi_status run_card(command *cmd, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_AUTO(gi_registry) registry = NULL;
    KEYRING keys = { 0 };
    DRAWN secrets = { .has_pin = false };
    gi_receipt receipt;
    if (option(cmd, "export") != NULL || option(cmd, "dry-run") != NULL) {
        return fail_usage(cmd, err);
    }
    GI_TRY(draft_of(cmd, &draft, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_WRITE, &registry, err));
    GI_TRY(draw(cmd, gi_registry_about(registry)->demo, draft, &secrets, err));
    GI_TRY(keyring_begin(cmd, &keys, err));
    GI_TRY(keyring_add_kind(&keys, cmd, registry, cmd->kind, err));
    GI_TRY(gi_act_submit(registry, draft, keys.signer, keys.count, &receipt, err));
    return print(cmd, &receipt, &secrets, err);
}
