/*
 * card.c - a trade card for whoever prints it, and the key that signs its code (gi/card.h).
 *
 * The grower's name comes from the private record; nothing is written. A card that is not good
 * any more is refused by name: no print of it may leave the office.
 */
#include "gi/card.h"

#include <string.h>

#include "core/acts/card_check.h"
#include "core/lookup/facts.h"
#include "core/lookup/report.h"
#include "core/lookup/view.h"
#include "core/store/about.h"
#include "core/store/cards.h"
#include "core/store/holders.h"
#include "core/store/keys.h"
#include "core/store/log_rows.h"
#include "gi/catalogue.h"
#include "gi/text.h"

/* ---- one card ---- */

static gi_status check_standing(const gi_card_row *row, gi_error *err)
{
    if (row->replaced != 0) {
        return gi_fail_field(err, "card", GI_WHY_CARD_REPLACED, row->number,
                             gi_day_text(row->replaced).text);
    }
    if (row->tries >= GI_CARD_TRIES) {
        return gi_fail_field(err, "card", GI_WHY_CARD_LOCKED, row->number,
                             gi_num(GI_CARD_TRIES).text);
    }
    return row->act <= UINT32_MAX ? GI_OK
                                  : gi_fail(err, GI_WHY_OUT_OF_RANGE, "card", gi_num(row->act).text,
                                            "0", gi_num(UINT32_MAX).text);
}

static gi_status set_grower(gi_db *db, gi_card *card, gi_error *err)
{
    gi_holder_row holder;
    gi_bytes name = { 0 };
    GI_AUTO(gi_json) record = NULL;
    GI_TRY(gi_holder_load(db, card->holder, &holder, err));
    GI_TRY(gi_private_load(db, holder.act, &record, err));
    (void)gi_json_as_text(gi_json_get(record, "name"), &name); /* "" once it was erased */
    return gi_text_copy(card->grower, sizeof card->grower, name, "grower", err);
}

/* The first source says where the grower is at home. */
static gi_status take_source(void *context, const gi_source_row *source, gi_error *err)
{
    gi_card *card = context;
    gi_township_entry township;
    if (card->place[0] != '\0' || gi_catalogue_township(source->township, &township, NULL)) {
        return GI_OK;
    }
    (void)err;
    gi_township_print(&township, card->place, sizeof card->place);
    return GI_OK;
}

static gi_status read_card(gi_registry *registry, const char *number, gi_card *out, gi_error *err)
{
    gi_card_row row;
    gi_act_row act;
    GI_TRY(gi_card_load(registry->db, number, &row, err));
    GI_TRY(check_standing(&row, err));
    GI_TRY(gi_act_load(registry->db, row.act, &act, NULL, NULL, err));
    gi_card card = { .serial = (uint32_t)row.act,
                     .holder = row.holder,
                     .issued = gi_day_of(act.ts, registry->about.utc_offset_min) };
    memcpy(card.number, row.number, sizeof card.number);
    GI_TRY(set_grower(registry->db, &card, err));
    GI_TRY(gi_source_of_each(registry->db, card.holder, take_source, &card, err));
    *out = card;
    return GI_OK;
}

_Static_assert(GI_CARD_NUMBER == GI_CARD_TEXT, "a number of the store fits");

gi_status gi_card_find(gi_registry *registry, const char *number, gi_card *out, gi_error *err)
{
    return GI_READ(registry, read_card(registry, number, out, err), err);
}

/* ---- its code ---- */

gi_unit_header gi_card_header(const gi_card *card, uint16_t key)
{
    return (gi_unit_header){ .type = GI_LABEL_TRADE_CARD, .key = key, .serial = card->serial };
}

static gi_status take_key(void *context, const gi_key_row *key, gi_error *err)
{
    uint16_t *id = context;
    bool free_key = key->holder == 0 && key->products[0] == '\0' &&
                    gi_key_list_allows(key->types, gi_num(GI_LABEL_TRADE_CARD).text);
    (void)err;
    if (*id == 0 && free_key && strcmp(key->role, "label") == 0 &&
        strcmp(key->state, "active") == 0) {
        *id = key->id;
    }
    return GI_OK;
}

gi_status gi_card_key(gi_registry *registry, uint16_t *out, gi_error *err)
{
    uint16_t id = 0;
    GI_TRY(GI_READ(registry, gi_key_each(registry->db, take_key, &id, err), err));
    if (id == 0) {
        return gi_fail(err, GI_WHY_SIGNER_MISSING, "card", "label");
    }
    *out = id;
    return GI_OK;
}
