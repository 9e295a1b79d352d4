/* Checkpoints: three lines in one spelling. */
#include <string.h>

#include "gi/log.h"
#include "tests/support/spec.h"

#define ORIGIN "trace.example.cn/log/2026"
#define ROOT "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" /* SHA-256("") */

SPEC(a_checkpoint_prints_as_three_lines)
{
    GI_AUTO_BUF text = GI_BUF(400);
    gi_checkpoint checkpoint = { ORIGIN, 70000, gi_empty_root() };
    gi_checkpoint_print(&checkpoint, &text);
    EXPECT_TEXT(gi_buf_text(&text), ORIGIN "\n70000\n" ROOT "\n");
}

SPEC(a_checkpoint_is_read_back)
{
    gi_error err = { 0 };
    gi_checkpoint found;
    gi_digest empty = gi_empty_root();
    const char *text = ORIGIN "\n9223372036854775807\n" ROOT "\n";
    EXPECT_OK(gi_checkpoint_parse(gi_bytes_of(text), &found, &err));
    EXPECT_TEXT(found.origin, ORIGIN);
    EXPECT_INT(found.size, INT64_MAX);
    EXPECT(memcmp(found.root.bytes, empty.bytes, sizeof empty.bytes) == 0);
}

static void expect_refused(const char *text, const char *what)
{
    static const char head[] = "the checkpoint is malformed: ";
    gi_error err = { 0 };
    gi_checkpoint found = { .size = 4711 };
    EXPECT_WHY(gi_checkpoint_parse(gi_bytes_of(text), &found, &err), GI_WHY_BAD_CHECKPOINT);
    EXPECT_INT(strncmp(err.message, head, sizeof head - 1), 0);
    EXPECT_TEXT(err.message + sizeof head - 1, what);
    EXPECT_INT(found.size, 4711);
}

SPEC(a_size_in_another_spelling_is_refused)
{
    static const char *const sizes[] = { "",   "01", "00",  "-1",  "-0",  "+1",
                                         "1 ", " 1", "1e3", "0x1", "1.0", "9223372036854775808" };
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        GI_AUTO_BUF text = GI_BUF(400);
        gi_buf_add_format(&text, "%s\n%s\n%s\n", ORIGIN, sizes[i], ROOT);
        expect_refused(gi_buf_text(&text), "size");
    }
}

SPEC(a_root_of_another_length_or_spelling_is_refused)
{
    static const char *const roots[] = {
        "",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFUA",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
        "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
        ROOT " ",
    };
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
        GI_AUTO_BUF text = GI_BUF(400);
        gi_buf_add_format(&text, "%s\n5\n%s\n", ORIGIN, roots[i]);
        expect_refused(gi_buf_text(&text), "root hash");
    }
}

SPEC(extension_lines_are_refused)
{
    expect_refused(ORIGIN "\n5\n" ROOT "\nextension\n", "extension lines");
    expect_refused(ORIGIN "\n5\n" ROOT "\n\n", "extension lines");
    expect_refused(ORIGIN "\n5\n" ROOT "\nx", "extension lines");
}

SPEC(a_checkpoint_with_fewer_lines_is_refused)
{
    expect_refused("", "fewer than three lines");
    expect_refused(ORIGIN "\n5\n", "fewer than three lines");
    expect_refused(ORIGIN "\n5\n" ROOT, "fewer than three lines");
}

SPEC(an_origin_that_could_not_be_a_key_name_is_refused)
{
    expect_refused("\n5\n" ROOT "\n", "origin");
    expect_refused("two words\n5\n" ROOT "\n", "origin");
    expect_refused("a+b\n5\n" ROOT "\n", "origin");
    expect_refused("a\xC2\xA0z\n5\n" ROOT "\n", "origin");
    expect_refused("a\rz\n5\n" ROOT "\n", "origin");
    expect_refused("a\xFFz\n5\n" ROOT "\n", "origin");
}

SPEC(an_origin_of_127_bytes_is_read_and_one_of_128_is_refused)
{
    gi_error err = { 0 };
    gi_checkpoint found;
    GI_AUTO_BUF text = GI_BUF(400);
    gi_buf_add_format(&text, "%0127d\n5\n%s\n", 0, ROOT);
    EXPECT_OK(gi_checkpoint_parse(gi_buf_view(&text), &found, &err));
    EXPECT_INT(strlen(found.origin), 127);
    gi_buf_reset(&text);
    gi_buf_add_format(&text, "%0128d\n5\n%s\n", 0, ROOT);
    expect_refused(gi_buf_text(&text), "origin longer than 127 bytes");
}

SPEC(the_checkpoint_of_an_empty_log_is_read)
{
    gi_error err = { 0 };
    gi_checkpoint found;
    EXPECT_OK(gi_checkpoint_parse(gi_bytes_of(ORIGIN "\n0\n" ROOT "\n"), &found, &err));
    EXPECT_INT(found.size, 0);
}

SPEC(extension_lines_are_skipped_where_they_are_wanted_and_empty_ones_never)
{
    gi_error err = { 0 };
    gi_checkpoint found;
    const char *text = ORIGIN "\n5\n" ROOT "\nextra 1\n extra 2\n";
    EXPECT_OK(gi_checkpoint_parse_extended(gi_bytes_of(text), &found, &err));
    EXPECT_INT(found.size, 5);
    EXPECT_WHY(
        gi_checkpoint_parse_extended(gi_bytes_of(ORIGIN "\n5\n" ROOT "\n\nx\n"), &found, &err),
        GI_WHY_BAD_CHECKPOINT);
    EXPECT_WHY(gi_checkpoint_parse_extended(gi_bytes_of(ORIGIN "\n5\n" ROOT "\nx"), &found, &err),
               GI_WHY_BAD_CHECKPOINT);
}
