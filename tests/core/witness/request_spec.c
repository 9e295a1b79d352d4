/* The add-checkpoint request: one spelling, bounded. */
#include <string.h>

#include "tests/core/witness/watched.h"
#include "tests/support/spec.h"

#define HASH "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

SPEC(a_request_is_read_back)
{
    gi_error err = { 0 };
    gi_add_checkpoint found;
    const char *text = "old 3\n" HASH "\n" HASH "\n\nwhatever note\n";
    GI_AUTO_BUF again = GI_BUF(1000);
    EXPECT_OK(gi_add_checkpoint_parse(gi_bytes_of(text), &found, &err));
    EXPECT_INT(found.old, 3);
    EXPECT_INT(found.path.count, 2);
    gi_add_checkpoint_print(&found, &again);
    EXPECT_TEXT(gi_buf_text(&again), text);
}

static void expect_refused(const char *text, const char *what)
{
    static const char head[] = "bad request: ";
    gi_error err = { 0 };
    gi_add_checkpoint found = { .old = 4711 };
    EXPECT_WHY(gi_add_checkpoint_parse(gi_bytes_of(text), &found, &err), GI_WHY_BAD_REQUEST);
    EXPECT_TEXT(err.message + sizeof head - 1, what);
    EXPECT_INT(found.old, 4711);
}

SPEC(a_request_without_a_plain_old_size_is_refused)
{
    expect_refused("", "old size");
    expect_refused("old 3", "old size");
    expect_refused("old  3\n\nx\n", "old size");
    expect_refused("old 03\n\nx\n", "old size");
    expect_refused("old -1\n\nx\n", "old size");
    expect_refused("old 9223372036854775808\n\nx\n", "old size");
    expect_refused("old 3\r\n\nx\n", "old size");
    expect_refused("Old 3\n\nx\n", "old size");
}

SPEC(a_hash_line_that_is_no_hash_is_refused)
{
    expect_refused("old 3\nAAAA\n\nx\n", "hash line");
    expect_refused("old 3\n" HASH " \n\nx\n", "hash line");
    expect_refused("old 3\n " HASH "\n\nx\n", "hash line");
}

SPEC(a_request_that_ends_early_is_refused)
{
    expect_refused("old 3\n" HASH "\n", "no blank line");
    expect_refused("old 3\n" HASH, "no blank line");
    expect_refused("old 3\n\n", "no checkpoint");
}

static void add_hashes(gi_buf *text, int count)
{
    gi_buf_add_text(text, "old 3\n");
    for (int i = 0; i < count; i++) {
        gi_buf_add_text(text, HASH "\n");
    }
    gi_buf_add_text(text, "\nx\n");
}

SPEC(a_request_holds_at_most_63_hashes)
{
    gi_error err = { 0 };
    gi_add_checkpoint found;
    GI_AUTO_BUF good = GI_BUF(10000);
    GI_AUTO_BUF bad = GI_BUF(10000);
    add_hashes(&good, 63);
    add_hashes(&bad, 64);
    EXPECT_OK(gi_add_checkpoint_parse(gi_buf_view(&good), &found, &err));
    EXPECT_INT(found.path.count, 63);
    expect_refused(gi_buf_text(&bad), "more than 63 hashes");
}

SPEC(a_request_past_64_kib_is_refused)
{
    GI_AUTO_BUF text = GI_BUF(100000);
    gi_buf_add_text(&text, "old 0\n\n");
    while (text.size <= GI_ADD_CHECKPOINT_MAX) {
        gi_buf_add_byte(&text, 'x');
    }
    expect_refused(gi_buf_text(&text), "longer than 65536 bytes");
}
