/*
 * start.c - the page with a field, a plain GET form that the same path answers.
 */
#include <string.h>

#include "web/pages/consumer/consumer.h"

static void show_input(gi_html *page, const char *typed)
{
    gi_html_void(page, GI_LITERAL("input"));
    gi_html_attr_own(page, GI_LITERAL("id"), GI_LITERAL("q"));
    gi_html_attr_own(page, GI_LITERAL("name"), GI_LITERAL("q"));
    gi_html_attr(page, GI_LITERAL("value"), typed);
    gi_html_flag(page, GI_LITERAL("required"));
    gi_html_attr_own(page, GI_LITERAL("maxlength"), GI_LITERAL("400"));
    gi_html_attr_own(page, GI_LITERAL("autocomplete"), GI_LITERAL("off"));
    gi_html_attr_own(page, GI_LITERAL("autocapitalize"), GI_LITERAL("characters"));
    gi_html_attr_own(page, GI_LITERAL("spellcheck"), GI_LITERAL("false"));
    gi_html_attr_own(page, GI_LITERAL("enterkeyhint"), GI_LITERAL("search"));
    gi_html_attr_own(page, GI_LITERAL("aria-describedby"), GI_LITERAL("hint"));
}

static void show_kept(gi_html *page, gi_literal name, const char *value)
{
    gi_html_void(page, GI_LITERAL("input"));
    gi_html_attr_own(page, GI_LITERAL("type"), GI_LITERAL("hidden"));
    gi_html_attr_own(page, GI_LITERAL("name"), name);
    gi_html_attr(page, GI_LITERAL("value"), value);
}

void gi_show_form(gi_html *page, const gi_page_view *view)
{
    gi_html_open(page, GI_LITERAL("form"));
    gi_html_attr(page, GI_LITERAL("action"), view->home);
    gi_html_attr_own(page, GI_LITERAL("method"), GI_LITERAL("get"));
    gi_html_open(page, GI_LITERAL("label"));
    gi_html_attr_own(page, GI_LITERAL("for"), GI_LITERAL("q"));
    gi_html_text(page, gi_word_text(GI_WORD_START_FIELD, view->language));
    gi_html_close(page);
    show_input(page, view->typed);
    gi_html_open(page, GI_LITERAL("p"));
    gi_html_attr_own(page, GI_LITERAL("id"), GI_LITERAL("hint"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("small"));
    gi_html_text(page, gi_word_text(GI_WORD_START_HINT, view->language));
    gi_html_close(page);
    if (strstr(view->keep, "hl=") != NULL) {
        show_kept(page, GI_LITERAL("hl"), gi_language_hl(view->language));
    }
    if (view->large) {
        show_kept(page, GI_LITERAL("t"), "1");
    }
    gi_show_word(page, view, GI_LITERAL("button"), GI_WORD_START_BUTTON);
    gi_html_close(page);
}

/* The three questions and what answers each. */
static void show_three(gi_html *page, const gi_page_view *view)
{
    static const gi_word lines[][2] = {
        { GI_WORD_ASK_ISSUED, GI_WORD_START_ISSUED },
        { GI_WORD_ASK_COPIED, GI_WORD_START_COPIED },
        { GI_WORD_ASK_GOOD, GI_WORD_START_GOOD },
    };
    gi_html_open(page, GI_LITERAL("section"));
    gi_show_word(page, view, GI_LITERAL("h2"), GI_WORD_START_THREE);
    gi_html_open(page, GI_LITERAL("ol"));
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        gi_html_open(page, GI_LITERAL("li"));
        gi_show_word(page, view, GI_LITERAL("b"), lines[i][0]);
        gi_html_own(page, GI_LITERAL(" "));
        gi_html_text(page, gi_word_text(lines[i][1], view->language));
        gi_html_close(page);
    }
    gi_html_close(page);
    gi_show_word(page, view, GI_LITERAL("p"), GI_WORD_START_LIMIT);
    gi_html_close(page);
}

void gi_page_start(const gi_page_view *view, gi_buf *out)
{
    gi_html page;
    gi_frame_begin(&page, view, out, gi_word_text(GI_WORD_START_TITLE, view->language));
    gi_html_open(&page, GI_LITERAL("h1"));
    gi_html_attr_own(&page, GI_LITERAL("class"), GI_LITERAL("title"));
    gi_html_text(&page, gi_word_text(GI_WORD_START_TITLE, view->language));
    gi_html_close(&page);
    gi_show_form(&page, view);
    gi_show_word(&page, view, GI_LITERAL("p"), GI_WORD_START_SCAN);
    show_three(&page, view);
    gi_show_hosts(&page, view);
    gi_frame_end(&page, view);
}
