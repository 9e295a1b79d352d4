/* support.c - see support.h. */
#include "tests/labels/printer/support.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"

static gi_status parse(const char *language, const char *more, gi_printer *out, gi_error *err)
{
    char text[2048];
    (void)snprintf(text, sizeof text,
                   "[printer]\nmodel = 样机\nlanguage = %s\ndpi = 203\nhead = 108\n%s", language,
                   more);
    return gi_printer_parse("sample", gi_bytes_of(text), out, err);
}

gi_printer profile_of(const char *language, const char *more)
{
    gi_error err = { 0 };
    gi_printer out;
    EXPECT_OK(parse(language, more, &out, &err));
    return out;
}

gi_printer profile(const char *more)
{
    return profile_of("tspl", more);
}

gi_status refuse(const char *more, gi_error *err)
{
    gi_printer out;
    memset(&out, 0x5A, sizeof out);
    gi_status status = parse("tspl", more, &out, err);
    EXPECT(status == GI_OK || out.name[0] == 0x5A);
    return status;
}

gi_label_dots random_dots(int32_t width, int32_t height, gi_buf *rows)
{
    size_t stride = ((size_t)width + 31) / 32 * 4;
    gi_buf_init(rows, 1U << 24);
    uint8_t *room = gi_buf_extend(rows, stride * (size_t)height);
    EXPECT(room != NULL);
    for (size_t i = 0; room != NULL && i < rows->size; i++) {
        room[i] = (uint8_t)gi_spec_random();
    }
    return (gi_label_dots){ width, height, (int32_t)stride, room };
}

bool dot(const gi_label_dots *dots, int32_t x, int32_t y)
{
    return dots->rows[(size_t)y * (size_t)dots->stride + (size_t)x / 8] >> (7 - x % 8) & 1;
}
