/* The writer: whatever comes in as data cannot become markup. */
#include <string.h>

#include "gi/text.h"
#include "tests/support/spec.h"
#include "web/html/html.h"

/* The text of a <p> and the value of its title, both filled with the same data. */
static void write_both(gi_bytes data, gi_buf *out)
{
    gi_html page;
    GI_AUTO_BUF text = GI_BUF(4096);
    gi_buf_add(&text, data);
    gi_html_begin(&page, out);
    gi_html_open(&page, GI_LITERAL("p"));
    gi_html_attr(&page, GI_LITERAL("title"), gi_buf_text(&text));
    gi_html_bytes(&page, data);
    gi_html_end(&page);
}

/* Raw marks in what stands between the two fixed ends, where only data can be. */
static bool holds_raw_mark(const char *text, size_t size)
{
    static const char *const escapes[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;" };
    for (size_t i = 0; i < size; i++) {
        bool escaped = false;
        for (size_t k = 0; k < 5; k++) {
            escaped = escaped || strncmp(text + i, escapes[k], strlen(escapes[k])) == 0;
        }
        if (strchr("<>\"'", text[i]) != NULL || (text[i] == '&' && !escaped)) {
            return true;
        }
    }
    return false;
}

static void expect_harmless(gi_bytes data)
{
    static const char head[] = "<!doctype html>\n<p title=\"";
    GI_AUTO_BUF out = GI_BUF(65536);
    write_both(data, &out);
    const char *text = gi_buf_text(&out);
    EXPECT(strncmp(text, head, strlen(head)) == 0);
    const char *value = text + strlen(head);
    const char *value_end = strstr(value, "\">");
    EXPECT(value_end != NULL);
    EXPECT(!holds_raw_mark(value, (size_t)(value_end - value)));
    const char *content = value_end + 2;
    const char *end = text + out.size - strlen("</p>\n");
    EXPECT_TEXT(end, "</p>\n");
    EXPECT(!holds_raw_mark(content, (size_t)(end - content)));
    EXPECT(gi_utf8_valid(gi_buf_view(&out)));
}

SPEC(no_single_byte_of_data_becomes_markup)
{
    for (unsigned c = 1; c < 256; c++) {
        uint8_t byte = (uint8_t)c;
        expect_harmless((gi_bytes){ &byte, 1 });
    }
}

SPEC(no_sequence_of_bytes_becomes_markup)
{
    static const char marks[] = "<>&\"'\xC3\xE4\xF0\x80\xBF;#";
    for (int round = 0; round < 10000; round++) {
        uint8_t data[24];
        size_t size = (size_t)gi_spec_below(sizeof data);
        for (size_t i = 0; i < size; i++) {
            bool mark = gi_spec_below(2) == 0;
            data[i] = mark ? (uint8_t)marks[gi_spec_below(sizeof marks - 1)]
                           : (uint8_t)(1 + gi_spec_below(255));
        }
        expect_harmless((gi_bytes){ data, size });
    }
}

SPEC(chinese_text_passes_unchanged)
{
    GI_AUTO_BUF out = GI_BUF(4096);
    write_both(gi_bytes_of("庐山云雾茶 🍵"), &out);
    EXPECT_TEXT(gi_buf_text(&out), "<!doctype html>\n<p title=\"庐山云雾茶 🍵\">庐山云雾茶 🍵</p>\n");
}

SPEC(control_characters_and_broken_utf8_become_the_replacement_character)
{
    GI_AUTO_BUF out = GI_BUF(4096);
    write_both(gi_bytes_of("a\nb\xC2\x85"
                           "c\xE4\xBA"),
               &out);
    EXPECT(strstr(gi_buf_text(&out), ">a\uFFFDb\uFFFD\uFFFDc\uFFFD\uFFFD</p>") != NULL);
}

SPEC(elements_close_in_the_order_they_opened)
{
    gi_html page;
    GI_AUTO_BUF out = GI_BUF(4096);
    gi_html_begin(&page, &out);
    gi_html_open(&page, GI_LITERAL("ul"));
    gi_html_open_inline(&page, GI_LITERAL("li"));
    gi_html_void(&page, GI_LITERAL("br"));
    gi_html_end(&page);
    EXPECT_TEXT(gi_buf_text(&out), "<!doctype html>\n<ul><li>\n<br></li></ul>\n");
}
