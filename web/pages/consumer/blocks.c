/*
 * blocks.c - an answer as a block: sign, question, word, reason, who says so and when.
 *
 * Sign, word and colour all carry the tone, so no one of them is needed alone.
 */
#include <stdio.h>
#include <string.h>

#include "web/pages/consumer/consumer.h"

/* Outlines that differ without colour: disc and tick, square, triangle, octagon and cross. */
static gi_literal sign_of(gi_tone tone)
{
    const gi_literal signs[] = {
        [GI_TONE_GOOD] = GI_LITERAL("<circle cx=\"12\" cy=\"12\" r=\"11\"/>"
                                    "<path d=\"M6.8 12.6l3.6 3.6 6.8-7.6\"/>"),
        [GI_TONE_NOTE] = GI_LITERAL("<rect x=\"1\" y=\"1\" width=\"22\" height=\"22\" rx=\"6\"/>"
                                    "<path d=\"M12 11v6M12 7v.1\"/>"),
        [GI_TONE_WARN] = GI_LITERAL("<path class=\"f\" d=\"M12 2L23 21.5H1z\"/>"
                                    "<path d=\"M12 9.5v5M12 18v.1\"/>"),
        [GI_TONE_BAD] =
            GI_LITERAL("<path class=\"f\" d=\"M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z\"/>"
                       "<path d=\"M8 8l8 8M16 8l-8 8\"/>"),
    };
    return signs[tone];
}

static void show_sign(gi_html *page, gi_tone tone)
{
    gi_html_open(page, GI_LITERAL("svg"));
    gi_html_attr_own(page, GI_LITERAL("viewBox"), GI_LITERAL("0 0 24 24"));
    gi_html_attr_own(page, GI_LITERAL("aria-hidden"), GI_LITERAL("true"));
    gi_html_own(page, sign_of(tone));
    gi_html_close(page);
}

void gi_open_block(gi_html *page, gi_tone tone)
{
    static const char *const classes[] = { [GI_TONE_GOOD] = "answer good",
                                           [GI_TONE_NOTE] = "answer note",
                                           [GI_TONE_WARN] = "answer warn",
                                           [GI_TONE_BAD] = "answer bad" };
    gi_html_open(page, GI_LITERAL("section"));
    gi_html_attr(page, GI_LITERAL("class"), classes[tone]);
    show_sign(page, tone);
    gi_html_open(page, GI_LITERAL("div"));
}

void gi_close_block(gi_html *page)
{
    gi_html_close(page);
    gi_html_close(page);
}

static gi_time_text_t moment(const gi_page_view *view, gi_time at)
{
    return gi_time_text(at, view->about->utc_offset_min);
}

/* A paragraph from a word whose {0} is a moment or day (kept on one line) and whose {1} is a
 * Chinese name. */
static void show_phrase(gi_html *page, const gi_page_view *view, gi_word word, const char *when,
                        const char *name)
{
    gi_html_open(page, GI_LITERAL("p"));
    for (const char *at = gi_word_text(word, view->language); *at != '\0';) {
        size_t plain = strcspn(at, "{");
        gi_html_bytes(page, (gi_bytes){ (const uint8_t *)at, plain });
        at += plain;
        if (*at == '{') {
            bool first = at[1] == '0';
            gi_html_open_inline(page, first ? GI_LITERAL("time") : GI_LITERAL("span"));
            if (!first && view->language != GI_ZH) {
                gi_html_attr(page, GI_LITERAL("lang"), gi_language_tag(GI_ZH));
            }
            gi_html_text(page, first ? when : name);
            gi_html_close(page);
            at += strlen("{0}");
        }
    }
    gi_html_close(page);
}

static void show_reason(gi_html *page, const gi_page_view *view, const gi_verdict *verdict,
                        const gi_answer *answer)
{
    gi_time_text_t time = moment(view, verdict->as_of);
    gi_day_text_t last = gi_day_text(verdict->last);
    gi_day_text_t until = gi_day_text(verdict->state_until);
    const char *when = answer->why_takes_last    ? last.text
                       : answer->why_takes_until ? until.text
                                                 : time.text;
    show_phrase(page, view, answer->why, when, "");
}

/* A few words that stay on one line where they can. */
static void show_piece(gi_html *page, const gi_page_view *view, gi_word word, const char *value)
{
    gi_html_open_inline(page, GI_LITERAL("span"));
    gi_html_text(page, gi_word_fill(word, view->language, value, "").text);
    gi_html_close(page);
    gi_html_own(page, GI_LITERAL(" "));
}

/* Small print: what the answer rests on, and when it was true. */
static void show_source(gi_html *page, const gi_page_view *view, const gi_verdict *verdict,
                        const gi_answer *answer)
{
    if (!answer->has_source && !answer->dated) {
        return;
    }
    gi_html_open(page, GI_LITERAL("p"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("small"));
    if (answer->has_source) {
        show_piece(page, view, GI_WORD_SAYS, gi_word_text(answer->source, view->language));
    }
    if (answer->dated && !answer->why_takes_time) {
        show_piece(page, view, GI_WORD_AS_OF, moment(view, verdict->as_of).text);
    }
    gi_html_close(page);
}

/* Who changed the state, when and why: names and reasons come from the ledger. */
static void show_declared(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    if (!gi_shows_facts(verdict) || verdict->good == GI_GOOD_NOT_ACTIVATED) {
        return; /* a label that waits was declared by nobody */
    }
    if (verdict->state_by[0] != '\0') {
        show_phrase(page, view, GI_WORD_DECLARED, moment(view, verdict->state_time).text,
                    verdict->state_by);
    }
    if (verdict->state_why[0] != '\0') {
        const char *why = gi_state_why_text(verdict->state_why, view->language);
        gi_html_element(page, GI_LITERAL("p"),
                        gi_word_fill(GI_WORD_REASON_GIVEN, view->language, why, "").text);
    }
}

/* Which authority found copies, when and by what. */
static void show_found(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    if (verdict->copied_by[0] != '\0') {
        const char *why = gi_state_why_text(verdict->copied_why, view->language);
        show_phrase(page, view, GI_WORD_FOUND_BY, moment(view, verdict->copied_time).text,
                    verdict->copied_by);
        gi_html_element(page, GI_LITERAL("p"),
                        gi_word_fill(GI_WORD_FOUND_WHY, view->language, why, "").text);
    }
}

/* How often the code was scanned, and when; a second scan of one's own is not alarming, so the
 * times stand beside the count. */
static void show_scans(gi_html *page, const gi_page_view *view)
{
    const gi_unit_seen *seen = view->seen;
    gi_html_open(page, GI_LITERAL("p"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("scans"));
    if (seen->count == 0) {
        gi_html_text(page, gi_word_text(view->counted ? GI_WORD_SCANS_FIRST : GI_WORD_SCANS_NONE,
                                        view->language));
    } else {
        show_piece(page, view, view->counted ? GI_WORD_SCANS_BEFORE : GI_WORD_SCANS_SO_FAR,
                   gi_num(seen->count).text);
        show_piece(page, view, GI_WORD_SCANS_FIRST_AT, moment(view, seen->first).text);
        show_piece(page, view, GI_WORD_SCANS_LAST_AT, moment(view, seen->last).text);
        show_piece(page, view, seen->places > 0 ? GI_WORD_SCANS_PLACES : GI_WORD_SCANS_NO_PLACE,
                   gi_num(seen->places).text);
    }
    if (seen->openings > 0) {
        show_piece(page, view, GI_WORD_SCANS_OPENED, moment(view, seen->opened).text);
    }
    gi_html_close(page);
}

/* What only the buyer can do: it tells more than any number of scans. */
static void show_hidden_link(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    if ((verdict->header.flags & GI_FLAG_SCRATCH) != 0) {
        char path[64];
        (void)snprintf(path, sizeof path, "h/%s", verdict->unit_text);
        gi_show_link(page, view, path, gi_word_text(GI_WORD_HIDDEN_LINK, view->language));
    }
}

/* One of the three; value is the word for programs that read the page. */
typedef struct block {
    gi_answer answer;
    gi_literal name; /* of the data- attribute */
    const char *value;
    bool declared; /* says who changed the state */
    bool scanned;  /* says how often it was scanned */
} block;

static void show_question(gi_html *page, const gi_page_view *view, const block *of)
{
    gi_html_open(page, GI_LITERAL("h2"));
    gi_html_attr(page, of->name, of->value);
    gi_html_open_inline(page, GI_LITERAL("span"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("ask"));
    gi_html_text(page, gi_word_text(of->answer.ask, view->language));
    gi_html_close(page);
    gi_html_own(page, GI_LITERAL(" "));
    gi_html_text(page, gi_word_text(of->answer.word, view->language));
    gi_html_close(page);
}

static void show_block(gi_html *page, const gi_page_view *view, const gi_verdict *verdict,
                       const block *of)
{
    gi_open_block(page, of->answer.tone);
    show_question(page, view, of);
    show_reason(page, view, verdict, &of->answer);
    if (of->answer.advises) {
        gi_show_word(page, view, GI_LITERAL("p"), of->answer.advice);
    }
    if (of->declared) {
        show_declared(page, view, verdict);
    }
    if (of->scanned) {
        show_found(page, view, verdict);
    }
    if (of->scanned && view->seen != NULL) {
        show_scans(page, view);
        show_hidden_link(page, view, verdict);
    }
    show_source(page, view, verdict, &of->answer);
    gi_close_block(page);
}

/* The first warning among those of the gravest tone; 0 when nothing warns. */
static size_t gravest(const block blocks[3])
{
    size_t lead = 0;
    for (size_t i = 1; i < 3; i++) {
        bool warns = blocks[i].answer.tone >= GI_TONE_WARN;
        lead = warns && blocks[i].answer.tone > blocks[lead].answer.tone ? i : lead;
    }
    return lead;
}

static block good_block(const gi_verdict *verdict)
{
    return (block){ gi_answer_good(verdict), GI_LITERAL("data-good"), gi_good_word(verdict->good),
                    true, false };
}

void gi_show_declared(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    if (verdict->state_by[0] != '\0') {
        const block good = good_block(verdict);
        show_block(page, view, verdict, &good);
    }
}

/* What warns most comes first: a recall is not read below "issued". Each stays its own answer. */
void gi_show_answers(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    const block blocks[3] = {
        { gi_answer_issued(verdict), GI_LITERAL("data-issued"), gi_issued_word(verdict->issued),
          false, false },
        { gi_answer_copied(verdict), GI_LITERAL("data-copied"), gi_copied_word(verdict->copied),
          false, true },
        good_block(verdict),
    };
    size_t lead = gravest(blocks);
    show_block(page, view, verdict, &blocks[lead]);
    for (size_t i = 0; i < 3; i++) {
        if (i != lead) {
            show_block(page, view, verdict, &blocks[i]);
        }
    }
}
