/* Any bytes as a scanned text: an accepted code prints back digit for digit. */
#include <stdlib.h>

#include "gi/unit_code.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A header that can be read and may be issued is written back byte for byte. */
static void try_header(gi_bytes bytes)
{
    gi_error err = { 0 };
    gi_unit_header header = { 0 };
    uint8_t again[GI_UNIT_HEADER_MAX];
    if (gi_unit_header_decode(bytes, &header, &err) != GI_OK || header.type == GI_LABEL_PIN_UNIT) {
        return;
    }
    size_t size = gi_unit_header_encode(&header, again);
    if (!gi_bytes_equal((gi_bytes){ again, size }, bytes)) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_error err = { 0 };
    gi_bytes digits = { 0 };
    gi_unit_code code = { 0 };
    char again[GI_UNIT_DIGITS_MAX + 1];
    try_header((gi_bytes){ data, size });
    if (gi_unit_url_digits((gi_bytes){ data, size }, &digits, &err) != GI_OK ||
        gi_unit_code_parse(digits, &code, &err) != GI_OK) {
        return 0;
    }
    size_t count = gi_unit_code_print(&code, again);
    if (!gi_bytes_equal((gi_bytes){ (const uint8_t *)again, count }, digits)) {
        abort();
    }
    try_header((gi_bytes){ code.header, code.header_size });
    return 0;
}
