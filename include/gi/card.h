/*
 * card.h - the trade card of a grower, for whoever prints it: its texts, its code, its slips.
 *
 * The code is GL1 of type 4 (FORMATS 4): layout of a unit, signed by a label key. Card numbers are
 * free text and personal, so the code holds the number by which the log knows the card: the index
 * of the act that issued it. It is unique, never used again, another one after a replacement, and
 * says nothing about the grower; every other field is 0. It takes no number from the counter of
 * its key, which counts goods, and is never printed as a unit number.
 *
 * Who scans one learns that this registry signed a trade card, or did not: no holder, no standing,
 * no balance, and no word on goods (GI_UNKNOWN_CARD). Whether a card is good is asked at the
 * counter, with PIN or slip.
 */
#ifndef GI_CARD_H
#define GI_CARD_H

#include "gi/batch.h"
#include "gi/registry.h"
#include "gi/unit_code.h"
#include "gi/unit_number.h"

#define GI_CARD_SLIPS 20   /* one-time slips on one sheet */
#define GI_CARD_NUMBER 32  /* bytes of a card's number, terminator included */
#define GI_CARD_SHEET 1024 /* bytes of the field `slips` of a sheet, at most */

/*
 * A card in force. Holds personal data: for its holder and the clerk.
 *
 * number  as it is printed           serial  in its code: log index of the act that issued it
 * holder  number of the grower       grower  name, "" once the record was erased
 * issued  day of that act            place   township of the first source, "" = none
 */
typedef struct gi_card {
    char number[GI_CARD_NUMBER];
    uint32_t serial;
    uint32_t holder;
    char grower[GI_NAME_TEXT];
    char place[GI_NAME_TEXT];
    gi_day issued;
} gi_card;

/*
 * A card by its number, exactly.
 *
 * GI_NOT_FOUND no-card   GI_DENIED card-replaced (says when), card-locked
 * GI_INVALID   out-of-range: an index past 2^32 - 1
 */
GI_CHECKED gi_status gi_card_find(gi_registry *registry, const char *number, gi_card *out,
                                  gi_error *err);

/* What is signed as the code of a card (gi_code_sign): type 4, key, serial, nothing else. */
gi_unit_header gi_card_header(const gi_card *card, uint16_t key);

/* The active label key with the lowest id whose entry allows type 4 and neither product nor holder
 * restrict. GI_DENIED signer-missing */
GI_CHECKED gi_status gi_card_key(gi_registry *registry, uint16_t *out, gi_error *err);

/*
 * A fresh sheet: codes for people, and what the act `card` keeps of them. code is secret: wipe it
 * (gi_wipe) as soon as it was printed; nothing brings it back.
 *
 * code   "7H2K-M9QD": 35 random bits and a check
 * field  value of the field `slips`: rounds, salt, slow hashes
 */
typedef struct gi_card_slips {
    char code[GI_CARD_SLIPS][GI_HIDDEN_TEXT];
    char field[GI_CARD_SHEET];
} gi_card_slips;

/* Draws one; demo: fast hashes. Some two seconds in a live registry. GI_IO crypto */
GI_CHECKED gi_status gi_card_slips_draw(bool demo, gi_random random, gi_card_slips *out,
                                        gi_error *err);

#endif
