/*
 * code_sign.c - single codes outside of runs: batch papers, trade cards, test codes (gi/codes.h).
 *
 * Unit codes never come from here: only a committed run makes them (codes.c).
 */
#include <string.h>

#include "gi/codes.h"

/* A card says nothing about goods: gi/card.h. */
static bool is_card(const gi_unit_header *header)
{
    const gi_unit_header plain = { .type = GI_LABEL_TRADE_CARD,
                                   .key = header->key,
                                   .serial = header->serial };
    uint8_t given[GI_UNIT_HEADER_MAX];
    uint8_t wanted[GI_UNIT_HEADER_MAX];
    if (header->type != GI_LABEL_TRADE_CARD || header->serial == 0) {
        return false;
    }
    size_t size = gi_unit_header_encode(&plain, wanted);
    return gi_bytes_equal((gi_bytes){ given, gi_unit_header_encode(header, given) },
                          (gi_bytes){ wanted, size });
}

gi_status gi_code_sign(const gi_unit_header *header, const gi_signer *signer, gi_unit_code *out,
                       gi_error *err)
{
    gi_unit_code code = { 0 };
    uint8_t message[GI_UNIT_MESSAGE_MAX];
    bool allowed = (header->type == GI_LABEL_BATCH_PAPER && header->serial == 0) ||
                   header->type == GI_LABEL_TEST || is_card(header);
    if (!allowed || header->key != signer->key) {
        return gi_fail(err, GI_WHY_UNKNOWN_TYPE, gi_num(header->type).text);
    }
    code.header_size = gi_unit_header_encode(header, code.header);
    size_t size = gi_unit_message((gi_bytes){ code.header, code.header_size }, message);
    GI_TRY(gi_signer_sign(signer, (gi_bytes){ message, size }, &code.signature, err));
    *out = code;
    return GI_OK;
}
