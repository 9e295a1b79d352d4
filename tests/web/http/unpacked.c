/* unpacked.c - see unpacked.h. */
#include "tests/web/http/unpacked.h"

#include <zlib.h>

#include "tests/support/spec.h"

void expect_zlib_gives(gi_bytes packed, gi_bytes wanted)
{
    static uint8_t room[400000];
    z_stream stream = { .next_in = (Bytef *)(uintptr_t)packed.data,
                        .avail_in = (uInt)packed.size,
                        .next_out = room,
                        .avail_out = sizeof room };
    EXPECT_INT(inflateInit2(&stream, 15 + 16), Z_OK);
    EXPECT_INT(inflate(&stream, Z_FINISH), Z_STREAM_END);
    EXPECT_INT(stream.avail_in, 0);
    size_t size = stream.total_out;
    EXPECT_INT(inflateEnd(&stream), Z_OK);
    EXPECT(gi_bytes_equal((gi_bytes){ room, size }, wanted));
}
