/*
 * card_check.h - is it really this grower? Trade card with PIN or one slip.
 */
#ifndef GI_ACTS_CARD_CHECK_H
#define GI_ACTS_CARD_CHECK_H

#include "core/acts/act.h"
#include "core/store/holders.h"

#define GI_CARD_TRIES 5 /* wrong secrets in a row until the clerk must reset the card */
#define GI_PIN_DIGITS 4

/* Which fields of an act hold the card's number and its secrets. */
typedef struct gi_card_places {
    int card, pin, slip;
} gi_card_places;

/*
 * A producer passes without; a grower needs its card in force with the right PIN or an unused
 * slip, and must stay below the card's daily cap. Uses the slip, counts what is sold. A wrong
 * secret is left in act->missed, to be counted although the act is undone.
 *
 * GI_DENIED card-needed, card-replaced, card-locked, wrong-pin, slip-used  GI_NOT_FOUND no-card
 * GI_CONFLICT not-owner, over-card, not-grower  GI_INVALID bad-field
 */
GI_CHECKED gi_status gi_card_check(gi_act *act, const gi_card_places *fields,
                                   const gi_holder_row *seller, const gi_product *product,
                                   int64_t quantity, gi_error *err);

/* True for four digits. */
bool gi_pin_valid(gi_bytes pin);

/* Rounds of the slow hash: in a live registry, or in a demo. */
int gi_pin_rounds(const gi_registry *registry);

#endif
