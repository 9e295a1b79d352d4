/*
 * Any bytes as the target of a request: every pattern of the route table and every field is tried.
 * What a pattern gives lies inside the path; a value decoded and encoded again stays the same.
 */
#include <stdlib.h>
#include <string.h>

#include "gi/unit_code.h"
#include "tests/fuzz/fuzz.h"
#include "web/routes.h"

static void expect(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void try_patterns(gi_bytes path)
{
    for (size_t i = 0; i < gi_route_count; i++) {
        gi_bytes value = { NULL, 0 };
        if (gi_http_pattern_fits(gi_routes[i].pattern, path, &value) && value.size > 0) {
            expect(value.data >= path.data && value.data + value.size <= path.data + path.size);
        }
    }
}

static void try_field(const gi_http_request *request, const char *name)
{
    GI_AUTO_BUF value = GI_BUF(4096);
    GI_AUTO_BUF query = GI_BUF(16384);
    GI_AUTO_BUF again = GI_BUF(4096);
    if (!gi_http_field(request, name, &value) || value.failed != GI_OK) {
        return;
    }
    gi_buf_add_format(&query, "%s=", name);
    gi_http_encode(&query, gi_buf_view(&value));
    gi_http_request second = { .query = gi_buf_view(&query) };
    expect(gi_http_field(&second, name, &again));
    expect(gi_bytes_equal(gi_buf_view(&again), gi_buf_view(&value)));
}

static void try_code(gi_bytes text)
{
    gi_bytes digits = { 0 };
    gi_unit_code code;
    if (gi_unit_url_digits(text, &digits, NULL) == GI_OK) {
        expect(gi_unit_code_parse(digits, &code, NULL) != GI_OK || code.header_size > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *mark = size == 0 ? NULL : memchr(data, '?', size);
    size_t path = mark == NULL ? size : (size_t)(mark - data);
    gi_http_request request = { .target = { data, size }, .path = { data, path } };
    if (mark != NULL) {
        request.query = (gi_bytes){ mark + 1, size - path - 1 };
    }
    try_patterns(request.path);
    try_code(request.path);
    try_code(request.target);
    try_field(&request, "q");
    try_field(&request, "S");
    try_field(&request, "hl");
    return 0;
}
