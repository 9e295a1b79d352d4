/* The last segment of a path, which is no field of a form. */
#include "tests/support/spec.h"
#include "web/api/api.h"

static gi_status segment_of(const char *path, gi_buf *out, gi_error *err)
{
    gi_http_request request = { .path = gi_bytes_of(path) };
    return gi_api_segment(&request, out, err);
}

SPEC(a_segment_of_a_path_is_decoded_by_percent_alone)
{
    static const char *const cases[][2] = {
        { "/api/v1/verify/a+b&c=d", "a+b&c=d" },
        { "/x/%2B%26%41%e6%9f%91", "+&A\xE6\x9F\x91" },
        { "/x/%2G%4", "%2G%4" },
        { "/x/", "" },
        { "/x/a%20b", "a b" },
        { "/x/%252B", "%2B" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gi_error err = { 0 };
        GI_AUTO_BUF out = GI_BUF(64);
        EXPECT_OK(segment_of(cases[i][0], &out, &err));
        EXPECT_TEXT(gi_buf_text(&out), cases[i][1]);
    }
}

SPEC(a_segment_past_its_limit_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO_BUF out = GI_BUF(4);
    EXPECT_WHY(segment_of("/x/12345", &out, &err), GI_WHY_TOO_LONG);
}
