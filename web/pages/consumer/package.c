/*
 * package.c - a case or carton: how many labels lie inside, in what state, packed when.
 *
 * It is what the ledger says; the page says so, because nobody opened the box for the reader.
 */
#include "web/pages/consumer/package.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

gi_answer gi_answer_issued_package(gi_answer answer)
{
    if (answer.why == GI_WORD_ISSUED_YES_CODE) {
        answer.why = GI_WORD_ISSUED_YES_PACKAGE;
    }
    return answer;
}

gi_answer gi_answer_good_package(gi_answer answer, const gi_verdict *verdict)
{
    const gi_package_inside *inside = &verdict->package;
    if (inside->opened) {
        answer.word = GI_WORD_GOOD_OPENED;
        answer.why = GI_WORD_GOOD_OPENED_WHY;
    } else if (verdict->good == GI_GOOD_IN_FORCE && inside->in_force < inside->labels) {
        answer.tone = GI_TONE_WARN;
        answer.word = GI_WORD_GOOD_PARTLY;
        answer.why = GI_WORD_GOOD_PARTLY_WHY;
        answer.why_takes_time = false;
    }
    return answer;
}

static gi_phrase number_text(int64_t count)
{
    gi_phrase out = { "" };
    if (count > 0) {
        (void)snprintf(out.text, sizeof out.text, "%" PRId64, count);
    }
    return out;
}

static gi_phrase range_text(const gi_package_inside *inside, gi_language language)
{
    gi_phrase out;
    gi_phrase more = number_text(inside->ranges - 1);
    (void)snprintf(out.text, sizeof out.text, "%s – %s", inside->first, inside->last);
    if (inside->ranges > 1) {
        gi_phrase and_more = gi_word_fill(GI_WORD_INSIDE_MORE, language, more.text, "");
        size_t size = strlen(out.text);
        (void)snprintf(out.text + size, sizeof out.text - size, " %.400s", and_more.text);
    }
    return out;
}

static void show_counts(gi_html *page, const gi_page_view *view, const gi_package_inside *inside)
{
    gi_phrase labels = number_text(inside->labels);
    gi_phrase numbers = range_text(inside, view->language);
    gi_phrase counts[] = { number_text(inside->in_force), number_text(inside->recalled),
                           number_text(inside->frozen),   number_text(inside->waiting),
                           number_text(inside->ended),    number_text(inside->expired) };
    gi_time_text_t packed = gi_time_text(inside->packed, view->about->utc_offset_min);
    const gi_fact facts[] = {
        { GI_WORD_INSIDE_PACKED, packed.text, false, GI_WHO_PRODUCER },
        { GI_WORD_INSIDE_LABELS, labels.text, false, GI_WHO_PRODUCER },
        { GI_WORD_INSIDE_NUMBERS, numbers.text, false, GI_WHO_PRODUCER },
        { GI_WORD_LABELS_IN_FORCE, counts[0].text, false, GI_WHO_AUTHORITY },
        { GI_WORD_INSIDE_RECALLED, counts[1].text, false, GI_WHO_SUPERVISOR },
        { GI_WORD_INSIDE_FROZEN, counts[2].text, false, GI_WHO_SUPERVISOR },
        { GI_WORD_INSIDE_WAITING, counts[3].text, false, GI_WHO_PRODUCER },
        { GI_WORD_INSIDE_ENDED, counts[4].text, false, GI_WHO_AUTHORITY },
        { GI_WORD_INSIDE_EXPIRED, counts[5].text, false, GI_WHO_PRODUCER },
        { GI_WORD_PRODUCER, inside->mixed ? inside->producer : "", true, GI_WHO_AUTHORITY },
        { GI_WORD_USCC, inside->mixed ? inside->uscc : "", false, GI_WHO_AUTHORITY },
    };
    gi_show_facts(page, view, facts, sizeof facts / sizeof facts[0]);
}

/* "10 of 15 labels inside are recalled": the line that a dealer must not miss. */
static void show_recalled(gi_html *page, const gi_page_view *view, const gi_package_inside *inside)
{
    gi_phrase some = number_text(inside->recalled);
    gi_phrase all = number_text(inside->labels);
    if (inside->recalled > 0) {
        gi_phrase line = gi_word_fill(GI_WORD_INSIDE_OF, view->language, some.text, all.text);
        gi_html_open(page, GI_LITERAL("p"));
        gi_html_open_inline(page, GI_LITERAL("strong"));
        gi_html_text(page, line.text);
        gi_html_close(page);
        gi_html_close(page);
    }
}

void gi_show_package(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    const gi_package_inside *inside = &verdict->package;
    if (!verdict->has_package) {
        return;
    }
    gi_html_open(page, GI_LITERAL("section"));
    gi_show_word(page, view, GI_LITERAL("h2"),
                 inside->opened ? GI_WORD_INSIDE_OPENED : GI_WORD_INSIDE);
    show_recalled(page, view, inside);
    gi_show_word(page, view, GI_LITERAL("p"),
                 inside->mixed ? GI_WORD_INSIDE_MIXED : GI_WORD_INSIDE_WHAT);
    show_counts(page, view, inside);
    gi_html_close(page);
}
