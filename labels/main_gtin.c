/*
 * main_gtin.c - the GTIN of a run, and whether its longer URL fits the template (main_gtin.h).
 */
#include "labels/main_gtin.h"

#include <string.h>

#include "gi/package.h"
#include "gi/quantity.h"

/* A GTIN of 13 digits has bars of its own; one of 14 is of a case. */
static gi_status set_bars(const char gtin[GI_GTIN_TEXT], gi_label *label, gi_error *err)
{
    bool thirteen = gtin[0] == '0' && gi_label_get(label, "gtin")[0] == '\0';
    return thirteen ? gi_label_set(label, "gtin", gtin + 1, err) : GI_OK;
}

gi_status gi_main_gtin(gi_registry *registry, const gi_batch_facts *facts, const gi_run *run,
                       gi_label *label, gi_gs1 *out, gi_error *err)
{
    gi_gs1 found = { .unit = { run->key, run->first } };
    gi_unit_header header;
    GI_TRY(gi_unit_header_decode((gi_bytes){ run->header, sizeof run->header }, &header, err));
    GI_TRY(gi_batch_id_parse(gi_bytes_of(facts->id_text), &found.batch, err));
    GI_TRY(gi_gtin_find(registry, header.producer, header.product, gi_net_decode(header.net),
                        found.gtin, err));
    GI_TRY(set_bars(found.gtin, label, err));
    *out = found;
    return GI_OK;
}

/* A page has 300 dots per inch (labels/backends/pdf.c). */
static int dpi_of(const gi_out *out)
{
    if (out->format == GI_LABEL_PDF || out->format == GI_LABEL_SVG) {
        return 300;
    }
    return out->dots || out->order->printer != NULL ? out->printer.dpi : out->order->dpi;
}

gi_status gi_main_gtin_fits(const gi_out *out, const gi_about *about, const gi_gs1 *gs1,
                            gi_error *err)
{
    char digits[GI_UNIT_DIGITS + 1] = { 0 };
    char url[GI_GS1_URL_MAX];
    gi_label_unit unit = gi_label_sample_unit(out->layout);
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    memset(digits, '0', GI_UNIT_DIGITS);
    gi_gs1_url(about->base_url, gs1, digits, url);
    unit.digits = digits;
    unit.url = url;
    GI_TRY(gi_label_bitmap_create(out->layout, out->label, dpi_of(out), &bitmap, err));
    return gi_label_bitmap_draw(bitmap, &unit, err);
}
