/*
 * sums.c - the public sums of a batch's season: what was allowed, what was issued.
 *
 * They are those of `gitrace sums`, which anyone gets from the log alone (gi/report.h). What is
 * not known now is left out, never shown as nothing.
 */
#include "web/pages/consumer/consumer.h"

void gi_show_sum(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    const gi_season_sum *sum = view->sum;
    const gi_batch_facts *batch = &verdict->batch;
    if (sum == NULL) {
        return;
    }
    gi_quantity_text_t allowed = gi_quantity_text(sum->allowed, batch->unit);
    gi_quantity_text_t issued = gi_quantity_text(sum->issued, batch->unit);
    gi_num_text labels = gi_num(sum->labels);
    gi_num_text in_force = gi_num(sum->in_force);
    gi_time_text_t as_of = gi_time_text(sum->as_of, view->about->utc_offset_min);
    gi_word allowance = batch->picked_from == 0 ? GI_WORD_SUM_ALLOWED_MADE : GI_WORD_SUM_ALLOWED;
    const gi_fact facts[] = {
        { GI_WORD_SUM_SEASON, sum->season, false, GI_WHO_AUTHORITY },
        { allowance, allowed.text, false, GI_WHO_AUTHORITY },
        { GI_WORD_SUM_ISSUED, issued.text, false, GI_WHO_AUTHORITY },
        { GI_WORD_LABELS, labels.text, false, GI_WHO_AUTHORITY },
        { GI_WORD_LABELS_IN_FORCE, in_force.text, false, GI_WHO_AUTHORITY },
    };
    gi_html_open(page, GI_LITERAL("section"));
    gi_show_word(page, view, GI_LITERAL("h2"), GI_WORD_SUM);
    gi_html_element(page, GI_LITERAL("p"),
                    gi_word_fill(GI_WORD_SUM_WHAT, view->language, as_of.text, "").text);
    gi_show_facts(page, view, facts, sizeof facts / sizeof facts[0]);
    gi_html_close(page);
}
