/* Any bytes as a form with a file: every part lies in the body, and no two share a name. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "web/report/multipart.h"

static void check(gi_bytes body, const gi_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        gi_bytes part = parts->part[i].body;
        if (part.data < body.data || part.data + part.size > body.data + body.size ||
            parts->part[i].name.size == 0) {
            abort();
        }
        for (size_t j = 0; j < i; j++) {
            if (gi_bytes_equal(parts->part[i].name, parts->part[j].name)) {
                abort();
            }
        }
    }
}

/* The content type stands in the first line of an input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_parts parts;
    const uint8_t *end = size == 0 ? NULL : memchr(data, '\n', size);
    size_t head = end == NULL ? size : (size_t)(end - data);
    size_t skip = end == NULL ? size : head + 1;
    gi_bytes body = { data + skip, size - skip };
    if (gi_multipart_read((gi_bytes){ data, head }, body, &parts, NULL) == GI_OK) {
        check(body, &parts);
    }
    return 0;
}
