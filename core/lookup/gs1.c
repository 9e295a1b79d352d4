/*
 * gs1.c - .../01/<gtin14>/10/<batch ID>/21/<unit number>?S=<digits>: does the path fit?
 *
 * Only S is read for the answer (FORMATS 4). What stands in the path is printed for other
 * systems, so it must say the same: batch and unit of the signed header, and a GTIN that is
 * registered for that producer, product and net content. One that was given up later still
 * fits: the label was printed with it.
 */
#include <string.h>

#include "core/lookup/package.h"
#include "gi/gs1.h"

static bool batch_agrees(const gi_gs1 *path, const gi_verdict *verdict)
{
    char text[GI_BATCH_ID_TEXT];
    gi_batch_id_print(&path->batch, text);
    return verdict->has_batch && strcmp(text, verdict->batch.id_text) == 0;
}

static gi_status gtin_agrees(gi_view *view, const char *gtin, const gi_verdict *verdict,
                             bool *agrees, gi_error *err)
{
    gi_gtin_row row;
    bool found = false;
    GI_TRY(view->type->packages->gtin(view, gtin, &found, &row, err));
    *agrees = found && row.holder == verdict->header.producer &&
              row.product == verdict->header.product && row.net == verdict->net;
    return GI_OK;
}

gi_status gi_gs1_check(gi_view *view, gi_bytes text, const gi_verdict *verdict, const char **part,
                       gi_error *err)
{
    gi_gs1 path;
    bool agrees = true;
    gi_gs1_part read = gi_gs1_read(text, &path);
    if (read == GI_GS1_WHOLE) {
        GI_TRY(gtin_agrees(view, path.gtin, verdict, &agrees, err));
        bool unit = path.unit.key == verdict->unit.key && path.unit.serial == verdict->unit.serial;
        read = !unit                           ? GI_GS1_UNIT
               : !batch_agrees(&path, verdict) ? GI_GS1_BATCH
               : !agrees                       ? GI_GS1_GTIN
                                               : GI_GS1_WHOLE;
    }
    *part = gi_gs1_word(read);
    return GI_OK;
}
