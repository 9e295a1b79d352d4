/*
 * papers.c - certificates of the producer and laboratory reports of the batch, in the origin
 * block: each with its term, who says so, and whether a certificate holds on the day of the answer.
 */
#include "web/pages/consumer/consumer.h"

static gi_word kind_word(const gi_paper *paper)
{
    static const gi_word words[] = {
        [GI_PAPER_VALID] = GI_WORD_CERTIFICATE,
        [GI_PAPER_ENDED] = GI_WORD_CERTIFICATE_ENDED,
        [GI_PAPER_PASS] = GI_WORD_LAB_PASS,
        [GI_PAPER_FAIL] = GI_WORD_LAB_FAIL,
    };
    return words[paper->kind];
}

/* What was registered is Chinese on any page. */
static void show_registered(gi_html *page, const gi_page_view *view, const char *text)
{
    gi_html_open_inline(page, GI_LITERAL("span"));
    if (view->language != GI_ZH) {
        gi_html_attr(page, GI_LITERAL("lang"), gi_language_tag(GI_ZH));
    }
    gi_html_text(page, text);
    gi_html_close(page);
}

/* A day stays on one line. */
static void show_day(gi_html *page, gi_day day)
{
    gi_html_open_inline(page, GI_LITERAL("time"));
    gi_html_text(page, gi_day_text(day).text);
    gi_html_close(page);
}

static void show_days(gi_html *page, const gi_page_view *view, const gi_paper *paper)
{
    gi_html_own(page, GI_LITERAL(" · "));
    show_day(page, paper->from);
    if (paper->to != 0) {
        gi_html_own(page, GI_LITERAL(" – "));
        show_day(page, paper->to);
    }
    if (paper->withdrawn != 0) {
        gi_html_own(page, GI_LITERAL(" · "));
        gi_html_text(page, gi_word_fill(GI_WORD_WITHDRAWN, view->language,
                                        gi_day_text(paper->withdrawn).text, "")
                               .text);
    }
}

static void show_paper(gi_html *page, const gi_page_view *view, const gi_paper *paper)
{
    bool laboratory = paper->kind == GI_PAPER_PASS || paper->kind == GI_PAPER_FAIL;
    const char *name = view->language == GI_ZH ? paper->name_zh : paper->name_en;
    gi_open_fact(page, view, gi_word_text(kind_word(paper), view->language),
                 laboratory ? GI_WHO_LABORATORY_SAYS : GI_WHO_AUTHORITY);
    if (name[0] != '\0') {
        gi_html_text(page, name);
        gi_html_own(page, GI_LITERAL(" · "));
    }
    show_registered(page, view, paper->text);
    show_days(page, view, paper);
    gi_close_fact(page);
}

void gi_show_papers(gi_html *page, const gi_page_view *view, const gi_papers *papers)
{
    if (papers == NULL || papers->count == 0) {
        return;
    }
    gi_html_open(page, GI_LITERAL("dl"));
    for (size_t i = 0; i < papers->count; i++) {
        show_paper(page, view, &papers->paper[i]);
    }
    gi_html_close(page);
    if (papers->more) {
        gi_show_word(page, view, GI_LITERAL("p"), GI_WORD_PAPERS_MORE);
    }
}
