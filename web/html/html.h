/*
 * html.h - HTML that is well-formed and escaped by construction.
 *
 * Markup is gi_literal: made from string literals only, a variable does not compile. Data
 * enters through gi_html_text and gi_html_attr, which escape & < > " ' and replace what is
 * no UTF-8 or a control character by U+FFFD. Elements close in the order they opened.
 */
#ifndef GI_WEB_HTML_H
#define GI_WEB_HTML_H

#include "gi/bytes.h"

/* Text that the compiler saw: the string literals glue themselves to the argument. */
typedef struct gi_literal {
    const char *text;
    size_t size;
} gi_literal;

#define GI_LITERAL(s) ((gi_literal){ "" s "", sizeof(s) - 1 })

#define GI_HTML_DEPTH 24

/* A page being written into out; failures stay in out (gi_buf_status). No memory of its own. */
typedef struct gi_html {
    gi_buf *out;
    gi_literal open[GI_HTML_DEPTH];
    size_t depth;
    bool in_tag; /* a start tag still takes attributes */
} gi_html;

/* Starts writing; adds "<!doctype html>". */
void gi_html_begin(gi_html *page, gi_buf *out);

/* Opens an element on a new line, or without white space before it. */
void gi_html_open(gi_html *page, gi_literal name);
void gi_html_open_inline(gi_html *page, gi_literal name);

/* Opens an element that has no content and no end tag, such as meta; attributes may follow. */
void gi_html_void(gi_html *page, gi_literal name);

/* Attributes of the start tag just opened: with a value of data, of our own, or without one. */
void gi_html_attr(gi_html *page, gi_literal name, const char *value);
void gi_html_attr_own(gi_html *page, gi_literal name, gi_literal value);
void gi_html_flag(gi_html *page, gi_literal name);

/* Data. The only ways in for anything that is not a literal. */
void gi_html_text(gi_html *page, const char *text);
void gi_html_bytes(gi_html *page, gi_bytes text);

/* Markup or text of our own, written as it is. */
void gi_html_own(gi_html *page, gi_literal markup);

/* Closes the innermost element, or all of them. */
void gi_html_close(gi_html *page);
void gi_html_end(gi_html *page);

/* Shorthand: an element on a new line that holds one text. */
void gi_html_element(gi_html *page, gi_literal name, const char *text);

#endif
