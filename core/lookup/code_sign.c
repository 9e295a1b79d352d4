/*
 * code_sign.c - single codes outside of runs: batch papers and test codes (gi/codes.h).
 *
 * Unit codes never come from here: only a committed run makes them (codes.c).
 */
#include <string.h>

#include "gi/codes.h"

gi_status gi_code_sign(const gi_unit_header *header, const gi_signer *signer, gi_unit_code *out,
                       gi_error *err)
{
    gi_unit_code code = { 0 };
    uint8_t message[GI_UNIT_MESSAGE_MAX];
    bool allowed = (header->type == GI_LABEL_BATCH_PAPER && header->serial == 0) ||
                   header->type == GI_LABEL_TEST;
    if (!allowed || header->key != signer->key) {
        return gi_fail(err, GI_WHY_UNKNOWN_TYPE, gi_num(header->type).text);
    }
    code.header_size = gi_unit_header_encode(header, code.header);
    size_t size = gi_unit_message((gi_bytes){ code.header, code.header_size }, message);
    GI_TRY(gi_signer_sign(signer, (gi_bytes){ message, size }, &code.signature, err));
    *out = code;
    return GI_OK;
}
