/*
 * frame.c - what stands around every page: head, banner, landmarks, foot.
 */
#include <string.h>

#include "web/pages/consumer/consumer.h"
#include "web/pages/style.h"

#define BEIJING_OFFSET 480 /* minutes */

void gi_show_word(gi_html *page, const gi_page_view *view, gi_literal element, gi_word word)
{
    gi_html_element(page, element, gi_word_text(word, view->language));
}

/* A link below home; keeps language and size of text where they were asked for. */
void gi_show_link(gi_html *page, const gi_page_view *view, const char *path, const char *text)
{
    GI_AUTO_BUF url = GI_BUF(512);
    gi_buf_add_text(&url, view->home);
    gi_buf_add_text(&url, path);
    gi_buf_add_text(&url, view->keep);
    gi_html_open(page, GI_LITERAL("a"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("link"));
    gi_html_attr(page, GI_LITERAL("href"), gi_buf_text(&url));
    gi_html_text(page, text);
    gi_html_close(page);
}

void gi_show_button(gi_html *page, const char *url, const char *text)
{
    gi_html_open(page, GI_LITERAL("a"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("button"));
    gi_html_attr(page, GI_LITERAL("href"), url);
    gi_html_text(page, text);
    gi_html_close(page);
}

static void show_meta(gi_html *page, gi_literal name, gi_literal content)
{
    gi_html_void(page, GI_LITERAL("meta"));
    gi_html_attr_own(page, GI_LITERAL("name"), name);
    gi_html_attr_own(page, GI_LITERAL("content"), content);
}

static void show_head(gi_html *page, const gi_page_view *view, const char *title)
{
    gi_html_open(page, GI_LITERAL("head"));
    gi_html_void(page, GI_LITERAL("meta"));
    gi_html_attr_own(page, GI_LITERAL("charset"), GI_LITERAL("utf-8"));
    gi_html_open(page, GI_LITERAL("title"));
    gi_html_text(page, title);
    gi_html_own(page, GI_LITERAL(" · "));
    gi_html_text(page, gi_word_text(GI_WORD_SITE, view->language));
    gi_html_close(page);
    show_meta(page, GI_LITERAL("viewport"), GI_LITERAL("width=device-width, initial-scale=1"));
    show_meta(page, GI_LITERAL("color-scheme"), GI_LITERAL("light dark"));
    /* Or phones make telephone links of serial numbers. */
    show_meta(page, GI_LITERAL("format-detection"), GI_LITERAL("telephone=no"));
    gi_html_void(page, GI_LITERAL("link"));
    gi_html_attr_own(page, GI_LITERAL("rel"), GI_LITERAL("icon"));
    gi_html_attr_own(page, GI_LITERAL("href"), GI_LITERAL("data:,"));
    gi_style_show(page);
    gi_html_close(page);
}

static void show_language_link(gi_html *page, const gi_page_view *view)
{
    const char *other = gi_language_tag(view->language == GI_ZH ? GI_EN : GI_ZH);
    gi_html_open(page, GI_LITERAL("a"));
    gi_html_attr(page, GI_LITERAL("href"), view->other_url);
    gi_html_attr(page, GI_LITERAL("lang"), other);
    gi_html_attr(page, GI_LITERAL("hreflang"), other);
    gi_html_text(page, gi_word_text(GI_WORD_OTHER_LANGUAGE, view->language));
    gi_html_close(page);
}

static void show_size_link(gi_html *page, const gi_page_view *view)
{
    gi_html_open(page, GI_LITERAL("a"));
    gi_html_attr(page, GI_LITERAL("href"), view->size_url);
    gi_html_text(
        page, gi_word_text(view->large ? GI_WORD_TEXT_NORMAL : GI_WORD_TEXT_LARGE, view->language));
    gi_html_close(page);
}

/* How the page is read; a landmark of its own, so that it can be skipped. */
static void show_reading(gi_html *page, const gi_page_view *view)
{
    gi_html_open(page, GI_LITERAL("nav"));
    gi_html_attr(page, GI_LITERAL("aria-label"), gi_word_text(GI_WORD_READING, view->language));
    show_size_link(page, view);
    show_language_link(page, view);
    gi_html_close(page);
}

static void show_demo_banner(gi_html *page, const gi_page_view *view)
{
    gi_html_open(page, GI_LITERAL("p"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("demo"));
    gi_html_open_inline(page, GI_LITERAL("strong"));
    gi_html_text(page, gi_word_text(GI_WORD_DEMO_SIGN, view->language));
    gi_html_close(page);
    gi_html_own(page, GI_LITERAL(" "));
    gi_html_text(page, gi_word_text(GI_WORD_DEMO, view->language));
    gi_html_close(page);
}

static void show_header(gi_html *page, const gi_page_view *view)
{
    gi_html_open(page, GI_LITERAL("header"));
    if (view->about->demo) {
        show_demo_banner(page, view);
    }
    gi_html_open(page, GI_LITERAL("p"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("site"));
    gi_html_open_inline(page, GI_LITERAL("b"));
    gi_html_text(page, gi_word_text(GI_WORD_SITE, view->language));
    gi_html_close(page);
    gi_html_own(page, GI_LITERAL(" "));
    gi_html_open_inline(page, GI_LITERAL("span"));
    gi_html_text(page, gi_word_text(GI_WORD_SITE_WHAT, view->language));
    gi_html_close(page);
    gi_html_close(page);
    show_reading(page, view);
    gi_html_close(page);
}

void gi_frame_begin(gi_html *page, const gi_page_view *view, gi_buf *out, const char *title)
{
    gi_html_begin(page, out);
    gi_html_open(page, GI_LITERAL("html"));
    gi_html_attr(page, GI_LITERAL("lang"), gi_language_tag(view->language));
    if (view->large) {
        gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("large"));
    }
    show_head(page, view, title);
    gi_html_open(page, GI_LITERAL("body"));
    show_header(page, view);
    gi_html_open(page, GI_LITERAL("main"));
}

void gi_frame_end(gi_html *page, const gi_page_view *view)
{
    gi_html_close(page);
    gi_html_open(page, GI_LITERAL("footer"));
    gi_show_privacy(page, view);
    gi_html_open(page, GI_LITERAL("p"));
    gi_html_attr_own(page, GI_LITERAL("lang"), GI_LITERAL("zh-CN"));
    gi_html_text(page, view->about->name);
    gi_html_close(page);
    if (view->about->utc_offset_min == BEIJING_OFFSET) {
        gi_show_word(page, view, GI_LITERAL("p"), GI_WORD_BEIJING);
    }
    gi_show_word(page, view, GI_LITERAL("p"), GI_WORD_SIMPLIFIED);
    gi_html_end(page);
}
