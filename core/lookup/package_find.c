/*
 * package_find.c - a package by its number, the codes of its run, a GTIN (gi/package.h).
 *
 * Codes are signed as they are handed over and never stored, as those of labels are.
 */
#include <stdlib.h>
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
                           const gi_code_sink *sink, void *room, gi_error *err)
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
    gi_code_item item = { serial, digits, number, room };
    GI_TRY(sink->make != NULL ? sink->make(sink->context, &item, room, err) : GI_OK);
    return sink->take(sink->context, &item, err);
}

static gi_status hand_over_all(const gi_package_run *run, const gi_signer *signer, uint32_t from,
                               uint32_t count, const gi_code_sink *sink, void *room, gi_error *err)
{
    for (uint32_t i = 0; i < count; i++) {
        GI_TRY(hand_over(run, signer, from + i, sink, room, err));
    }
    return GI_OK;
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
    if (sink.make == NULL) {
        return hand_over_all(run, signer, from, count, &sink, NULL, err);
    }
    void *room = calloc(1, sink.made_size);
    if (room == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "codes");
    }
    gi_status status = hand_over_all(run, signer, from, count, &sink, room, err);
    gi_wipe(room, sink.made_size);
    free(room);
    return status;
}

/* ---- GTIN ---- */

static gi_status find_gtin(gi_db *db, const gi_gtin_row *wanted, gi_gtin_row *out, gi_error *err)
{
    char number[5];
    bool found = false;
    GI_TRY(gi_gtin_of(db, wanted->holder, wanted->product, wanted->net, &found, out, err));
    gi_number_print(wanted->holder, number);
    return found ? GI_OK
                 : gi_fail(err, GI_WHY_NO_GTIN, number, gi_num(wanted->product).text,
                           gi_num(wanted->net).text);
}

gi_status gi_gtin_find(gi_registry *registry, uint32_t producer, uint16_t product, int64_t net,
                       char out[GI_GTIN_TEXT], gi_error *err)
{
    gi_gtin_row found;
    gi_gtin_row wanted = { .holder = producer, .product = product, .net = net };
    GI_TRY(GI_READ(registry, find_gtin(registry->db, &wanted, &found, err), err));
    memcpy(out, found.gtin, GI_GTIN_TEXT);
    return GI_OK;
}
