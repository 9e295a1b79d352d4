/* Any bytes as the body of a plain form: a field is never longer than what was sent. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>

#include "web/http/http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GI_AUTO_BUF value = GI_BUF(1 << 20);
    GI_AUTO_BUF text = GI_BUF(4 << 20);
    GI_AUTO_BUF back = GI_BUF(4 << 20);
    gi_http_request request = { .query = { data, size } };
    if (!gi_http_field(&request, "hidden", &value)) {
        return 0;
    }
    if (value.failed != GI_OK || value.size > size) {
        abort();
    }
    gi_buf_add_text(&text, "x=");
    gi_http_encode(&text, gi_buf_view(&value));
    gi_http_request again = { .query = gi_buf_view(&text) };
    bool found = gi_http_field(&again, "x", &back);
    if (!found || !gi_bytes_equal(gi_buf_view(&value), gi_buf_view(&back))) {
        abort();
    }
    return 0;
}
