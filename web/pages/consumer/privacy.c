/*
 * privacy.c - what a look-up leaves behind, why, how long and with whom; on every page.
 *
 * Whole and in the page itself, folded so that it is not in the way (PIPL article 17). What it says
 * is what gi/scans.h keeps: whoever changes one changes the other.
 */
#include "web/pages/consumer/consumer.h"

void gi_show_privacy(gi_html *page, const gi_page_view *view)
{
    static const gi_word lines[] = { GI_WORD_PRIVACY_WHO, GI_WORD_PRIVACY_WHAT, GI_WORD_PRIVACY_WHY,
                                     GI_WORD_PRIVACY_HOW_LONG, GI_WORD_PRIVACY_RIGHTS };
    gi_html_open(page, GI_LITERAL("details"));
    gi_show_word(page, view, GI_LITERAL("summary"), GI_WORD_PRIVACY);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        gi_html_element(page, GI_LITERAL("p"),
                        gi_word_fill(lines[i], view->language, view->about->name, "").text);
    }
    gi_html_close(page);
}
