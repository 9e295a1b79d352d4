/* A text read as canonical prints back as itself; no text at all is a crash or a null. */
#include <stdlib.h>

#include "gi/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_error err = { 0 };
    gi_bytes text = { data, size };
    GI_AUTO(gi_json) value = NULL;
    GI_AUTO(gi_json) loose = NULL;
    GI_AUTO(gi_json) back = NULL;
    gi_status canonical = gi_json_parse_canonical(text, 8, &value, &err);
    require(canonical == GI_OK || canonical == GI_INVALID);
    if (canonical == GI_OK) {
        GI_AUTO_BUF again = GI_BUF(size);
        gi_json_write(value, &again);
        require(gi_bytes_equal(text, gi_buf_view(&again)) && gi_json_ok(value, &err) == GI_OK);
    }
    if (gi_json_parse(text, 8, &loose, &err) == GI_OK) {
        GI_AUTO_BUF form = GI_BUF(size);
        gi_json_write(loose, &form);
        require(gi_json_parse_canonical(gi_buf_view(&form), 8, &back, &err) == GI_OK);
    }
    return 0;
}
