/* The proof file: path and checkpoint in one text. */
#include <string.h>

#include "gi/log.h"
#include "tests/core/log/memory_tiles.h"
#include "tests/support/spec.h"

#define MAGIC "c2sp.org/tlog-proof@v1\n"
#define HASH "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
#define NOTE "log.example\n1\n" HASH "\n\xE2\x80\x94 log.example AAAAAAECAwQ=\n"

SPEC(a_proof_prints_as_the_standard_says)
{
    GI_AUTO_BUF text = GI_BUF(1000);
    gi_path path = { .count = 2, .hash = { gi_empty_root(), gi_empty_root() } };
    gi_tlog_proof_print(17, &path, gi_bytes_of(NOTE), &text);
    EXPECT_TEXT(gi_buf_text(&text), MAGIC "index 17\n" HASH HASH "\n" NOTE);
}

SPEC(a_printed_proof_is_read_back_and_fits)
{
    gi_error err = { 0 };
    gi_path path;
    gi_path read;
    int64_t index = -1;
    gi_bytes note;
    GI_AUTO(memory_tiles) tiles = memory_tree(300, NULL);
    GI_AUTO_BUF text = GI_BUF(4000);
    gi_digest root;
    gi_digest leaf = test_leaf(258);
    EXPECT_OK(gi_tiles_root(memory_tiles_io(tiles), 300, &root, &err));
    EXPECT_OK(gi_tiles_inclusion(memory_tiles_io(tiles), 258, 300, &path, &err));
    gi_tlog_proof_print(258, &path, gi_bytes_of(NOTE), &text);
    EXPECT_OK(gi_tlog_proof_parse(gi_buf_view(&text), &index, &read, &note, &err));
    EXPECT_INT(index, 258);
    EXPECT(gi_inclusion_fits(&leaf, index, 300, &read, &root));
    EXPECT(gi_bytes_equal(note, gi_bytes_of(NOTE)));
}

SPEC(the_extra_line_is_skipped)
{
    gi_error err = { 0 };
    gi_path path;
    int64_t index = -1;
    gi_bytes note;
    const char *text = MAGIC "extra AAEC\nindex 0\n\n" NOTE;
    EXPECT_OK(gi_tlog_proof_parse(gi_bytes_of(text), &index, &path, &note, &err));
    EXPECT_INT(index, 0);
    EXPECT_INT(path.count, 0);
}

static void expect_refused(gi_bytes text, const char *what)
{
    static const char head[] = "the proof does not hold: ";
    gi_error err = { 0 };
    gi_path path = { .count = 4711 };
    int64_t index = 4712;
    gi_bytes note = { NULL, 4713 };
    EXPECT_WHY(gi_tlog_proof_parse(text, &index, &path, &note, &err), GI_WHY_BAD_PROOF);
    EXPECT_TEXT(err.message + sizeof head - 1, what);
    EXPECT(path.count == 4711 && index == 4712 && note.size == 4713);
}

SPEC(a_malformed_proof_is_refused_and_touches_nothing)
{
    static const char *const cases[][2] = {
        { "", "first line" },
        { "c2sp.org/tlog-proof@v1", "first line" },
        { "c2sp.org/tlog-proof@v2\nindex 0\n\n" NOTE, "first line" },
        { MAGIC, "index" },
        { MAGIC "0\n\n" NOTE, "index" },
        { MAGIC "index\n\n" NOTE, "index" },
        { MAGIC "index 01\n\n" NOTE, "index" },
        { MAGIC "index -1\n\n" NOTE, "index" },
        { MAGIC "index 9223372036854775808\n\n" NOTE, "index" },
        { MAGIC "extra AAEC\n", "index" },
        { MAGIC "extra AAEC\nextra AAEC\nindex 0\n\n" NOTE, "index" },
        { MAGIC "index 0\nextra AAEC\n\n" NOTE, "hash line" },
        { MAGIC "extra AAE\nindex 0\n\n" NOTE, "extra line" },
        { MAGIC "index 0\n" HASH, "no blank line" },
        { MAGIC "index 0\nAAAA\n\n" NOTE, "hash line" },
        { MAGIC "index 0\n" NOTE, "hash line" },
        { MAGIC "index 0\n\n", "no checkpoint" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_refused(gi_bytes_of(cases[i][0]), cases[i][1]);
    }
}

SPEC(sixty_three_hashes_are_read_and_one_more_is_refused)
{
    gi_error err = { 0 };
    gi_path path;
    int64_t index = 0;
    gi_bytes note;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    gi_buf_add_text(&text, MAGIC "index 0\n");
    for (int i = 0; i < GI_PROOF_MAX; i++) {
        gi_buf_add_text(&text, HASH);
    }
    size_t filled = text.size;
    gi_buf_add_text(&text, "\n" NOTE);
    EXPECT_OK(gi_tlog_proof_parse(gi_buf_view(&text), &index, &path, &note, &err));
    EXPECT_INT(path.count, 63);
    text.size = filled;
    gi_buf_add_text(&text, HASH "\n" NOTE);
    expect_refused(gi_buf_view(&text), "more than 63 hashes");
}

SPEC(a_proof_file_without_end_is_refused)
{
    GI_AUTO_BUF text = GI_BUF(4 * GI_NOTE_MAX);
    gi_buf_add_text(&text, MAGIC "index 0\n\n" NOTE);
    memset(gi_buf_extend(&text, 2 * GI_NOTE_MAX), 'a', 2 * GI_NOTE_MAX);
    expect_refused(gi_buf_view(&text), "longer than 131072 bytes");
}
