/* Any bytes as Accept-Language, Accept-Encoding and hl: one of the two languages, always. */
#include <stdlib.h>

#include "tests/fuzz/fuzz.h"
#include "web/http/gzip.h"
#include "web/text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_bytes text = { data, size };
    gi_bytes none = { NULL, 0 };
    gi_language listed = gi_language_choose(none, text);
    gi_language wanted = gi_language_choose(text, none);
    if ((listed != GI_ZH && listed != GI_EN) || (wanted != GI_ZH && wanted != GI_EN)) {
        abort();
    }
    if (gi_language_known(text) && gi_language_choose(text, gi_bytes_of("zh")) != wanted) {
        abort();
    }
    (void)gi_gzip_wanted(text);
    return 0;
}
