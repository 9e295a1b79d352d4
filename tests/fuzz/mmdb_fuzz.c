/* Any bytes as a region file: refused for one reason, or asked for the place of some networks. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "web/scan/mmdb.h"

/* 10.1.0.0/24 and 2001:db8:1::/64 are in the corpus; the others lead elsewhere. */
static const struct asked {
    uint8_t prefix[8];
    bool v4;
} asked[] = {
    { { 10, 1 }, true },
    { { 0 }, true },
    { { 255, 255, 255 }, true },
    { { 0x20, 0x01, 0x0D, 0xB8, 0, 1 }, false },
    { { 0 }, false },
    { { 255, 255, 255, 255, 255, 255, 255, 255 }, false },
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_error err = { 0 };
    GI_AUTO(gi_mmdb) file = NULL;
    if (gi_mmdb_borrow((gi_bytes){ data, size }, &file, &err) != GI_OK) {
        if (err.why != GI_WHY_BAD_REGIONS || strchr(err.message, '\n') != NULL) {
            abort();
        }
        return 0;
    }
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        gi_scan scan = { .v4 = asked[i].v4 };
        memcpy(scan.prefix, asked[i].prefix, sizeof scan.prefix);
        gi_mmdb_place(file, &scan);
        if (scan.province == 0 && scan.city != 0) {
            abort();
        }
    }
    return 0;
}
