/*
 * card_slips.c - draws the one-time slips of a trade card (gi/card.h).
 *
 * The codes live in the caller's memory until they were printed; the act gets their slow hashes.
 */
#include <stdio.h>

#include "gi/card.h"
#include "gi/text.h"

#define SLIP_HASH_SIZE 16 /* bytes kept of a slip's hash */

static gi_status add_slip(gi_random random, gi_bytes salt, int rounds, char code[GI_HIDDEN_TEXT],
                          gi_buf *field, gi_error *err)
{
    uint8_t bytes[5];
    gi_digest hash;
    random.fill(random.context, bytes, sizeof bytes);
    gi_hidden_code_print((gi_bytes){ bytes, sizeof bytes }, code);
    gi_wipe(bytes, sizeof bytes);
    GI_TRY(gi_slow_hash(gi_bytes_of(code), salt, rounds, &hash, err));
    gi_hex_add(field, (gi_bytes){ hash.bytes, SLIP_HASH_SIZE });
    return GI_OK;
}

gi_status gi_card_slips_draw(bool demo, gi_random random, gi_card_slips *out, gi_error *err)
{
    uint8_t salt[16];
    int rounds = demo ? GI_PIN_ROUNDS_DEMO : GI_PIN_ROUNDS;
    GI_AUTO_BUF field = GI_BUF(sizeof out->field - 1);
    random.fill(random.context, salt, sizeof salt);
    gi_buf_add_format(&field, "%d:", rounds);
    gi_hex_add(&field, (gi_bytes){ salt, sizeof salt });
    for (int i = 0; i < GI_CARD_SLIPS; i++) {
        gi_buf_add_byte(&field, i == 0 ? ':' : ',');
        GI_TRY(
            add_slip(random, (gi_bytes){ salt, sizeof salt }, rounds, out->code[i], &field, err));
    }
    return gi_text_copy(out->field, sizeof out->field, gi_buf_view(&field), "slips", err);
}
