/* Any bytes as a photo: four bytes are all it may gain, and writing it again changes nothing. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "web/report/photo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *suffix = NULL;
    const char *again = NULL;
    GI_AUTO_BUF first = GI_BUF(GI_PHOTO_MAX + GI_PHOTO_MORE);
    GI_AUTO_BUF second = GI_BUF(GI_PHOTO_MAX + GI_PHOTO_MORE);
    if (gi_photo_strip((gi_bytes){ data, size }, &first, &suffix, NULL) != GI_OK) {
        return 0;
    }
    gi_bytes once = gi_buf_view(&first);
    if (once.size > size + GI_PHOTO_MORE || gi_photo_strip(once, &second, &again, NULL) != GI_OK ||
        strcmp(suffix, again) != 0 || !gi_bytes_equal(once, gi_buf_view(&second))) {
        abort();
    }
    return 0;
}
