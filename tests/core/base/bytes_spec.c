/* Buffers: bounded, remembering their first failure, readable as text. */
#include <string.h>

#include "gi/bytes.h"
#include "tests/support/spec.h"

SPEC(a_buffer_takes_up_to_its_maximum_and_no_byte_more)
{
    GI_AUTO_BUF buf = GI_BUF(4);
    gi_buf_add_text(&buf, "1234");
    EXPECT_TEXT(gi_buf_text(&buf), "1234");
    gi_buf_add_byte(&buf, '5');
    EXPECT_INT(buf.size, 4);
    EXPECT_TEXT(gi_buf_text(&buf), "");
}

SPEC(a_failed_buffer_stays_failed_and_names_its_limit)
{
    GI_AUTO_BUF buf = GI_BUF(4);
    gi_error err = { 0 };
    gi_buf_add_text(&buf, "12345");
    gi_buf_add_text(&buf, "1");
    EXPECT_INT(buf.size, 0);
    EXPECT_WHY(gi_buf_status(&buf, "page", &err), GI_WHY_OVER_LIMIT);
    EXPECT_TEXT(err.message, "page passes the limit of 4");
}

SPEC(a_reset_buffer_is_empty_and_forgives)
{
    GI_AUTO_BUF buf = GI_BUF(4);
    gi_error err = { 0 };
    gi_buf_add_text(&buf, "1234");
    gi_buf_add_text(&buf, "5");
    gi_buf_reset(&buf);
    EXPECT_TEXT(gi_buf_text(&buf), "");
    EXPECT_OK(gi_buf_status(&buf, "page", &err));
    gi_buf_add_format(&buf, "%d-%d", 1, 2);
    EXPECT_TEXT(gi_buf_text(&buf), "1-2");
}

SPEC(views_of_equal_bytes_are_equal_also_when_empty)
{
    EXPECT(gi_bytes_equal(gi_bytes_of(""), (gi_bytes){ NULL, 0 }));
    EXPECT(gi_bytes_equal(gi_bytes_of("ab"), gi_bytes_of("ab")));
    EXPECT(!gi_bytes_equal(gi_bytes_of("ab"), gi_bytes_of("abc")));
}
