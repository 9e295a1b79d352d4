/*
 * papers.c - certificates of the producer and laboratory reports of the batch, in the origin
 * block: each with who says so, and whether a certificate holds on the day of the answer.
 */
#include <stdio.h>

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

void gi_show_papers(gi_html *page, const gi_page_view *view, const gi_papers *papers)
{
    gi_fact facts[GI_PAPERS_MAX];
    if (papers == NULL || papers->count == 0) {
        return;
    }
    for (size_t i = 0; i < papers->count; i++) {
        const gi_paper *paper = &papers->paper[i];
        bool laboratory = paper->kind == GI_PAPER_PASS || paper->kind == GI_PAPER_FAIL;
        facts[i] = (gi_fact){ kind_word(paper), paper->text, true,
                              laboratory ? GI_WHO_LABORATORY_SAYS : GI_WHO_AUTHORITY };
    }
    gi_show_facts(page, view, facts, papers->count);
    if (papers->more) {
        gi_show_word(page, view, GI_LITERAL("p"), GI_WORD_PAPERS_MORE);
    }
}
