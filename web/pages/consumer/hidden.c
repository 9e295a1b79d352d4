/*
 * hidden.c - the page of the hidden code: asked for, and what came of it.
 *
 * Opening the page consumes nothing, so a preview that fetches the small QR's address does no
 * harm: only the button counts. A wrong code is answered in the same words whatever it was.
 */
#include "web/pages/consumer/consumer.h"

static const struct outcome {
    gi_tone tone;
    gi_word word;
    gi_word why;
    bool asks; /* shows the field again */
} outcomes[] = {
    [GI_HIDDEN_ASK] = { GI_TONE_NOTE, GI_WORD_HIDDEN_ASK, GI_WORD_HIDDEN_ASK_WHY, true },
    [GI_HIDDEN_FIRST] = { GI_TONE_GOOD, GI_WORD_HIDDEN_FIRST, GI_WORD_HIDDEN_FIRST_WHY, false },
    [GI_HIDDEN_AGAIN] = { GI_TONE_BAD, GI_WORD_HIDDEN_AGAIN, GI_WORD_HIDDEN_AGAIN_WHY, false },
    [GI_HIDDEN_JUST_NOW] = { GI_TONE_NOTE, GI_WORD_HIDDEN_JUST_NOW, GI_WORD_HIDDEN_JUST_NOW_WHY,
                             false },
    [GI_HIDDEN_WRONG] = { GI_TONE_WARN, GI_WORD_HIDDEN_WRONG, GI_WORD_HIDDEN_WRONG_WHY, true },
    [GI_HIDDEN_WAIT] = { GI_TONE_NOTE, GI_WORD_HIDDEN_WAIT, GI_WORD_HIDDEN_WAIT_WHY, true },
    [GI_HIDDEN_NONE] = { GI_TONE_NOTE, GI_WORD_HIDDEN_NONE, GI_WORD_HIDDEN_NONE_WHY, false },
    [GI_HIDDEN_LATER] = { GI_TONE_NOTE, GI_WORD_HIDDEN_LATER, GI_WORD_TROUBLE_WHY, false },
};

static void show_input(gi_html *page, const char *typed)
{
    gi_html_void(page, GI_LITERAL("input"));
    gi_html_attr_own(page, GI_LITERAL("id"), GI_LITERAL("hidden"));
    gi_html_attr_own(page, GI_LITERAL("name"), GI_LITERAL("hidden"));
    gi_html_attr(page, GI_LITERAL("value"), typed);
    gi_html_flag(page, GI_LITERAL("required"));
    gi_html_attr_own(page, GI_LITERAL("maxlength"), GI_LITERAL("20"));
    gi_html_attr_own(page, GI_LITERAL("autocomplete"), GI_LITERAL("off"));
    gi_html_attr_own(page, GI_LITERAL("autocapitalize"), GI_LITERAL("characters"));
    gi_html_attr_own(page, GI_LITERAL("spellcheck"), GI_LITERAL("false"));
}

void gi_show_hidden_form(gi_html *page, const gi_page_view *view, const char *number,
                         const char *typed)
{
    GI_AUTO_BUF url = GI_BUF(256);
    gi_buf_add_format(&url, "%sh/%s?hl=%s%s", view->home, number, gi_language_hl(view->language),
                      view->large ? "&t=1" : "");
    gi_html_open(page, GI_LITERAL("form"));
    gi_html_attr(page, GI_LITERAL("action"), gi_buf_text(&url));
    gi_html_attr_own(page, GI_LITERAL("method"), GI_LITERAL("post"));
    gi_html_open(page, GI_LITERAL("label"));
    gi_html_attr_own(page, GI_LITERAL("for"), GI_LITERAL("hidden"));
    gi_html_text(page, gi_word_text(GI_WORD_HIDDEN_FIELD, view->language));
    gi_html_close(page);
    show_input(page, typed);
    gi_html_open(page, GI_LITERAL("p"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("small"));
    gi_html_text(page, gi_word_text(GI_WORD_HIDDEN_HINT, view->language));
    gi_html_close(page);
    gi_show_word(page, view, GI_LITERAL("button"), GI_WORD_HIDDEN_BUTTON);
    gi_html_close(page);
}

/* {0} is when the first opening was, or how long to wait. */
static void show_outcome(gi_html *page, const gi_page_view *view, const gi_hidden_answer *answer)
{
    const struct outcome *found = &outcomes[answer->outcome];
    gi_time_text_t opened = gi_time_text(answer->opened, view->about->utc_offset_min);
    const char *value = answer->outcome == GI_HIDDEN_WAIT ? gi_num(answer->wait).text : opened.text;
    gi_open_block(page, found->tone);
    gi_html_open(page, GI_LITERAL("h1"));
    gi_html_attr(page, GI_LITERAL("data-hidden"), gi_hidden_outcome_word(answer->outcome));
    gi_html_text(page, gi_word_text(found->word, view->language));
    gi_html_close(page);
    gi_html_element(page, GI_LITERAL("p"),
                    gi_word_fill(found->why, view->language, value, "").text);
    gi_close_block(page);
}

const char *gi_hidden_outcome_word(gi_hidden_outcome outcome)
{
    static const char *const words[] = {
        [GI_HIDDEN_ASK] = "ask",           [GI_HIDDEN_FIRST] = "first", [GI_HIDDEN_AGAIN] = "again",
        [GI_HIDDEN_JUST_NOW] = "just-now", [GI_HIDDEN_WRONG] = "wrong", [GI_HIDDEN_WAIT] = "wait",
        [GI_HIDDEN_NONE] = "none",         [GI_HIDDEN_LATER] = "later",
    };
    return words[outcome];
}

void gi_page_hidden(const gi_page_view *view, const gi_verdict *verdict,
                    const gi_hidden_answer *answer, gi_buf *out)
{
    gi_html page;
    gi_frame_begin(&page, view, out, gi_word_text(GI_WORD_HIDDEN_TITLE, view->language));
    show_outcome(&page, view, answer);
    if (outcomes[answer->outcome].asks) {
        gi_show_hidden_form(&page, view, verdict->unit_text, view->typed);
    }
    if (gi_shows_facts(verdict)) {
        gi_show_compare(&page, view, verdict);
    }
    gi_show_what_to_do(&page, view);
    gi_frame_end(&page, view);
}
