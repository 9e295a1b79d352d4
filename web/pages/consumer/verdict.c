/*
 * verdict.c - the page that answers one code, number or batch ID.
 *
 * Order: the three answers, what to compare with the pack, origin (the trace
 * part), the digital label apart from it, public record, what to do.
 */
#include "web/pages/consumer/package.h"

static gi_word title_of(const gi_verdict *verdict)
{
    static const gi_word titles[] = { [GI_ASKED_CODE] = GI_WORD_TITLE_CODE,
                                      [GI_ASKED_NUMBER] = GI_WORD_TITLE_NUMBER,
                                      [GI_ASKED_BATCH] = GI_WORD_TITLE_BATCH };
    return titles[verdict->asked];
}

/* The number is shown only when the ledger holds it. */
static const char *number_of(const gi_verdict *verdict)
{
    if (!gi_shows_facts(verdict)) {
        return "";
    }
    return verdict->asked == GI_ASKED_BATCH ? verdict->batch.id_text : verdict->unit_text;
}

static void show_title(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    const char *number = number_of(verdict);
    gi_html_open(page, GI_LITERAL("h1"));
    gi_html_text(page, gi_word_text(title_of(verdict), view->language));
    if (number[0] != '\0') {
        gi_html_own(page, GI_LITERAL(" "));
        gi_html_open_inline(page, GI_LITERAL("span"));
        gi_html_text(page, number);
        gi_html_close(page);
    }
    gi_html_close(page);
}

/* Not data: bytes that this file itself had rendered. */
static void show_rendered(gi_html *page, gi_bytes part)
{
    gi_html_own(page, (gi_literal){ (const char *)part.data, part.size });
}

void gi_page_batch_part(const gi_page_view *view, const gi_verdict *verdict, gi_buf *out)
{
    gi_html page = { .out = out }; /* a page between two sections */
    gi_show_origin(&page, view, verdict);
    gi_show_digital(&page, view, verdict);
    gi_show_sum(&page, view, verdict);
}

static void show_facts(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    gi_show_compare(page, view, verdict);
    gi_show_package(page, view, verdict);
    if (view->batch_part.size > 0) {
        show_rendered(page, view->batch_part);
    } else if (verdict->has_batch) { /* a mixed box has none */
        gi_page_batch_part(view, verdict, page->out);
    }
    gi_show_log(page, view, verdict);
}

void gi_page_verdict(const gi_page_view *view, const gi_verdict *verdict, gi_buf *out)
{
    gi_html page;
    bool facts = gi_shows_facts(verdict);
    gi_frame_begin(&page, view, out, gi_word_text(title_of(verdict), view->language));
    show_title(&page, view, verdict);
    gi_show_answers(&page, view, verdict);
    if (view->typed[0] != '\0' && !facts) {
        gi_show_form(&page, view); /* most likely a slip: let it be corrected in place */
    }
    if (facts) {
        show_facts(&page, view, verdict);
    }
    gi_show_what_to_do(&page, view);
    gi_frame_end(&page, view);
}
