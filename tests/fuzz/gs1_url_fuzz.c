/* Any bytes as a URL: what is read whole is written so that it reads the same again. */
#include <stdlib.h>
#include <string.h>

#include "gi/gs1.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_gs1 first;
    gi_gs1 again;
    char gtin[GI_GTIN_TEXT];
    char url[GI_GS1_URL_MAX];
    char digits[GI_UNIT_DIGITS + 1];
    if (gi_gtin_parse((gi_bytes){ data, size }, gtin, NULL) == GI_OK && strlen(gtin) != 14) {
        abort();
    }
    if (gi_gs1_read((gi_bytes){ data, size }, &first) != GI_GS1_WHOLE ||
        gi_batch_id_skipped(&first.batch)) {
        return 0;
    }
    memset(digits, '0', sizeof digits - 1);
    digits[GI_UNIT_DIGITS] = '\0';
    gi_gs1_url("https://gi.jj.cn/", &first, digits, url);
    if (gi_gs1_read(gi_bytes_of(url), &again) != GI_GS1_WHOLE ||
        strcmp(first.gtin, again.gtin) != 0 || first.unit.serial != again.unit.serial ||
        first.unit.key != again.unit.key || first.batch.number != again.batch.number) {
        abort();
    }
    return 0;
}
