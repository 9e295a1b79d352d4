/*
 * package_find.c - a package by its number, and the codes of its run (gi/package.h).
 *
 * Codes are signed as they are handed over and never stored, as those of labels are.
 */
#include <string.h>

#include "core/lookup/report.h"
#include "core/store/packages.h"
#include "gi/text.h"

static gi_status find(gi_db *db, gi_unit_id id, gi_bytes number, gi_package_run *run, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_package_by_serial(db, id, &found, run, err));
    return found ? GI_OK : gi_fail(err, GI_WHY_NO_PACKAGE, gi_quote(number).text);
}

gi_status gi_package_find(gi_registry *registry, gi_bytes number, gi_package_run *run,
                          gi_unit_id *id, gi_error *err)
{
    gi_unit_id wanted;
    gi_package_run found;
    GI_TRY(gi_unit_number_parse(number, &wanted, err));
    GI_TRY(GI_READ(registry, find(registry->db, wanted, number, &found, err), err));
    *run = found;
    *id = wanted;
    return GI_OK;
}

static gi_status hand_over(const gi_package_run *run, const gi_signer *signer, uint32_t serial,
                           gi_code_sink sink, gi_error *err)
{
    gi_unit_code code = { .header_size = GI_PACKAGE_HEADER_SIZE };
    uint8_t message[GI_UNIT_MESSAGE_MAX];
    char digits[GI_UNIT_DIGITS_MAX + 1];
    char number[GI_UNIT_NUMBER_TEXT];
    gi_package_header(run, serial, code.header);
    size_t size = gi_unit_message((gi_bytes){ code.header, code.header_size }, message);
    GI_TRY(gi_signer_sign(signer, (gi_bytes){ message, size }, &code.signature, err));
    (void)gi_unit_code_print(&code, digits);
    gi_unit_number_print((gi_unit_id){ run->key, serial }, number);
    gi_code_item item = { serial, digits, number };
    return sink.take(sink.context, &item, err);
}

gi_status gi_package_codes(const gi_package_run *run, const gi_signer *signer, uint32_t from,
                           uint32_t count, gi_code_sink sink, gi_error *err)
{
    uint64_t end = (uint64_t)from + count;
    if (signer->key != run->key) {
        return gi_fail(err, GI_WHY_OTHER_SIGNER, gi_num(signer->key).text, gi_num(run->key).text);
    }
    if (count == 0 || from < run->first || end > (uint64_t)run->first + run->count) {
        return gi_fail(err, GI_WHY_BAD_COUNT, gi_num(count).text, gi_num(run->count).text);
    }
    for (uint32_t i = 0; i < count; i++) {
        GI_TRY(hand_over(run, signer, from + i, sink, err));
    }
    return GI_OK;
}
