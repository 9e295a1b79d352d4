/*
 * main_batch.c - header and signature of a batch paper (main_batch.h).
 */
#include "labels/main_batch.h"

#include "gi/codes.h"
#include "gi/report.h"

static gi_unit_header header_of(const gi_batch_facts *batch)
{
    return (gi_unit_header){
        .type = GI_LABEL_BATCH_PAPER,
        .product = batch->product,
        .producer = batch->id.producer,
        .batch = batch->id.number,
        .packed = (uint16_t)(batch->made - GI_LABEL_EPOCH),
        .grade = batch->grade,
        .season = batch->season,
    };
}

static gi_status key_of(gi_registry *registry, const char *batch, uint16_t *out, gi_error *err)
{
    gi_run run;
    gi_key_info info;
    bool found = false;
    gi_status status = gi_run_find(registry, gi_bytes_of(batch), &run, NULL, err);
    if (status != GI_NOT_FOUND) {
        *out = status == GI_OK ? run.key : *out;
        return status;
    }
    GI_TRY(gi_registry_key_of(registry, GI_ROLE_LABEL, 0, &found, &info, err));
    *out = info.id;
    return found ? GI_OK : gi_fail(err, GI_WHY_SIGNER_MISSING, batch, "label");
}

gi_status gi_batch_digits(const gi_order *order, gi_registry *registry, const gi_verdict *verdict,
                          char out[GI_UNIT_DIGITS_MAX + 1], gi_error *err)
{
    const gi_passphrase_source secret = { order->passphrase_fd, order->passphrase_file, true };
    gi_unit_header header = header_of(&verdict->batch);
    gi_unit_code code;
    GI_AUTO(gi_signer) signer = NULL;
    if (verdict->batch.undone > 0) {
        return gi_fail(err, GI_WHY_TAKEN_BACK, verdict->batch.id_text,
                       gi_num(verdict->batch.undone).text);
    }
    GI_TRY(key_of(registry, verdict->batch.id_text, &header.key, err));
    GI_TRY(gi_registry_signer(registry, header.key, &secret, &signer, err));
    GI_TRY(gi_code_sign(&header, signer, &code, err));
    (void)gi_unit_code_print(&code, out);
    return GI_OK;
}
