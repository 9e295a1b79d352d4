/*
 * html.c - the writer behind html.h.
 *
 * One function escapes (add_escaped), for text and attributes alike, so there is one place
 * to get right. It must never pass a byte of data through that could end text or a value.
 */
#include "web/html/html.h"

#include <assert.h>
#include <string.h>

#include "gi/text.h"

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

static const char *escape_of(uint8_t c)
{
    static const char *const escapes[256] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
    };
    return c < 0x20 || c == 0x7F ? replacement : escapes[c];
}

/* Bytes of the character at text: 1..4, or 0 when it is no UTF-8 or a control. */
static size_t character_size(gi_bytes text)
{
    uint8_t c = text.data[0];
    size_t size = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    return size <= text.size && gi_utf8_printable((gi_bytes){ text.data, size }) ? size : 0;
}

/* Bytes at the beginning of text that mean nothing but themselves: added in one piece. */
static size_t plain_size(gi_bytes text)
{
    size_t at = 0;
    while (at < text.size && escape_of(text.data[at]) == NULL) {
        size_t size =
            text.data[at] < 0x80 ? 1 : character_size((gi_bytes){ text.data + at, text.size - at });
        if (size == 0) {
            break;
        }
        at += size;
    }
    return at;
}

static void add_escaped(gi_buf *out, gi_bytes text)
{
    while (text.size > 0) {
        size_t plain = plain_size(text);
        gi_buf_add(out, (gi_bytes){ text.data, plain });
        text = (gi_bytes){ text.data + plain, text.size - plain };
        if (text.size > 0) {
            const char *escape = escape_of(text.data[0]);
            gi_buf_add_text(out, escape != NULL ? escape : replacement);
            text = (gi_bytes){ text.data + 1, text.size - 1 };
        }
    }
}

static void add_literal(gi_html *page, gi_literal markup)
{
    gi_buf_add(page->out, (gi_bytes){ (const uint8_t *)markup.text, markup.size });
}

static void finish_tag(gi_html *page)
{
    if (page->in_tag) {
        gi_buf_add_byte(page->out, '>');
        page->in_tag = false;
    }
}

static void start_tag(gi_html *page, gi_literal name)
{
    gi_buf_add_byte(page->out, '<');
    add_literal(page, name);
    page->in_tag = true;
}

static void push(gi_html *page, gi_literal name)
{
    assert(page->depth < GI_HTML_DEPTH);
    page->open[page->depth++] = name;
}

void gi_html_begin(gi_html *page, gi_buf *out)
{
    *page = (gi_html){ .out = out };
    gi_buf_add_text(out, "<!doctype html>");
}

void gi_html_open(gi_html *page, gi_literal name)
{
    finish_tag(page);
    gi_buf_add_byte(page->out, '\n');
    start_tag(page, name);
    push(page, name);
}

void gi_html_open_inline(gi_html *page, gi_literal name)
{
    finish_tag(page);
    start_tag(page, name);
    push(page, name);
}

void gi_html_void(gi_html *page, gi_literal name)
{
    finish_tag(page);
    gi_buf_add_byte(page->out, '\n');
    start_tag(page, name);
}

void gi_html_attr(gi_html *page, gi_literal name, const char *value)
{
    gi_html_flag(page, name);
    gi_buf_add_text(page->out, "=\"");
    add_escaped(page->out, gi_bytes_of(value));
    gi_buf_add_byte(page->out, '"');
}

void gi_html_attr_own(gi_html *page, gi_literal name, gi_literal value)
{
    gi_html_attr(page, name, value.text);
}

void gi_html_flag(gi_html *page, gi_literal name)
{
    assert(page->in_tag);
    gi_buf_add_byte(page->out, ' ');
    add_literal(page, name);
}

void gi_html_text(gi_html *page, const char *text)
{
    gi_html_bytes(page, gi_bytes_of(text));
}

void gi_html_bytes(gi_html *page, gi_bytes text)
{
    finish_tag(page);
    add_escaped(page->out, text);
}

void gi_html_own(gi_html *page, gi_literal markup)
{
    finish_tag(page);
    add_literal(page, markup);
}

void gi_html_close(gi_html *page)
{
    assert(page->depth > 0);
    finish_tag(page);
    gi_buf_add_text(page->out, "</");
    add_literal(page, page->open[--page->depth]);
    gi_buf_add_byte(page->out, '>');
}

void gi_html_end(gi_html *page)
{
    while (page->depth > 0) {
        gi_html_close(page);
    }
    gi_buf_add_byte(page->out, '\n');
}

void gi_html_element(gi_html *page, gi_literal name, const char *text)
{
    gi_html_open(page, name);
    gi_html_text(page, text);
    gi_html_close(page);
}
