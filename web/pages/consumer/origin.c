/*
 * origin.c - where it grew and who made it, the public record, and what to do in doubt.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "web/pages/consumer/consumer.h"

/* "2026-03-28 – 2026-04-05", one day, or "" when the product has no raw step. */
static gi_phrase picked_text(const gi_batch_facts *batch)
{
    gi_phrase out = { "" };
    gi_day_text_t from = gi_day_text(batch->picked_from);
    gi_day_text_t to = gi_day_text(batch->picked_to);
    if (batch->picked_from != 0 && batch->picked_from == batch->picked_to) {
        (void)snprintf(out.text, sizeof out.text, "%s", from.text);
    } else if (batch->picked_from != 0) {
        (void)snprintf(out.text, sizeof out.text, "%s – %s", from.text, to.text);
    }
    return out;
}

static gi_phrase count_text(bool known, int64_t count)
{
    gi_phrase out = { "" };
    if (known) {
        (void)snprintf(out.text, sizeof out.text, "%" PRId64, count);
    }
    return out;
}

/* In the page's language; both texts say the same. */
static gi_fact named(const gi_page_view *view, gi_word label, const char *zh, const char *en)
{
    return (gi_fact){ label, view->language == GI_EN ? en : zh, false, GI_WHO_PRODUCER };
}

void gi_show_origin(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    assert(gi_shows_facts(verdict));
    const gi_batch_facts *batch = &verdict->batch;
    bool of_batch = verdict->asked == GI_ASKED_BATCH;
    bool goods = batch->quantity > 0 && batch->undone == 0;
    bool direct = batch->picked_from == 0; /* no raw step: yam is dug, wine is made */
    gi_phrase picked = picked_text(batch);
    gi_phrase labels = count_text(of_batch, verdict->units_issued);
    gi_phrase in_force = count_text(of_batch, verdict->units_in_force);
    gi_day_text_t made = gi_day_text(batch->made);
    gi_quantity_text_t quantity = gi_quantity_text(batch->quantity, batch->unit);
    const gi_fact facts[] = {
        { GI_WORD_AREA, batch->origin_zh, true, GI_WHO_AUTHORITY },
        { GI_WORD_PICKED, picked.text, false, GI_WHO_PRODUCER },
        named(view, GI_WORD_SPRAYS, batch->sprays_zh, batch->sprays_en),
        named(view, GI_WORD_CONFORMITY, batch->conformity_zh, batch->conformity_en),
        { direct ? GI_WORD_MADE_DIRECT : GI_WORD_MADE, batch->made != 0 ? made.text : "", false,
          GI_WHO_PRODUCER },
        { GI_WORD_STANDARD, batch->standard, false, GI_WHO_AUTHORITY },
        { GI_WORD_ADDRESS, batch->address, true, GI_WHO_AUTHORITY },
        { GI_WORD_QUANTITY, goods ? quantity.text : "", false, GI_WHO_PRODUCER },
        { GI_WORD_LABELS, labels.text, false, GI_WHO_AUTHORITY },
        { GI_WORD_LABELS_IN_FORCE, in_force.text, false, GI_WHO_AUTHORITY },
        { GI_WORD_NOTE, batch->note, true, GI_WHO_PRODUCER },
    };
    gi_html_open(page, GI_LITERAL("section"));
    gi_show_word(page, view, GI_LITERAL("h2"), GI_WORD_ORIGIN);
    gi_show_facts(page, view, facts, sizeof facts / sizeof facts[0]);
    gi_show_papers(page, view, view->papers);
    gi_html_element(page, GI_LITERAL("p"), gi_word_text(GI_WORD_WHO_LEGEND, view->language));
    if (!of_batch && batch->id_text[0] != '\0') {
        gi_phrase path;
        gi_phrase text;
        (void)snprintf(path.text, sizeof path.text, "b/%s", batch->id_text);
        (void)snprintf(text.text, sizeof text.text, "%s %s",
                       gi_word_text(GI_WORD_BATCH, view->language), batch->id_text);
        gi_show_link(page, view, path.text, text.text);
    }
    gi_html_close(page);
}

/* One entry of the log; left out when its index is not known. */
static void show_entry(gi_html *page, const gi_page_view *view, gi_word label, int64_t index)
{
    if (index < 0) {
        return;
    }
    gi_html_open(page, GI_LITERAL("div"));
    gi_show_word(page, view, GI_LITERAL("dt"), label);
    gi_html_open(page, GI_LITERAL("dd"));
    gi_html_text(page,
                 gi_word_fill(GI_WORD_LOG_NUMBER, view->language, gi_num(index).text, "").text);
    gi_html_close(page);
    gi_html_close(page);
}

static void show_log_name(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    gi_html_open(page, GI_LITERAL("div"));
    gi_show_word(page, view, GI_LITERAL("dt"), GI_WORD_LOG_ORIGIN);
    gi_html_open(page, GI_LITERAL("dd"));
    gi_html_text(page, view->about->origin);
    if (verdict->log_size > 0) {
        gi_num_text size = gi_num(verdict->log_size);
        gi_html_own(page, GI_LITERAL(" · "));
        gi_html_text(page, gi_word_fill(GI_WORD_LOG_SIZE, view->language, size.text, "").text);
    }
    gi_html_close(page);
    gi_html_close(page);
}

/* Left out where no witness is named: nothing is claimed then. */
static void show_witnesses(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    if (verdict->witnesses == 0) {
        return;
    }
    bool pending = verdict->witnessed == 0;
    gi_num_text by = gi_num(verdict->witnessed);
    gi_num_text of = gi_num(verdict->witnesses);
    gi_phrase words = gi_word_fill(pending ? GI_WORD_LOG_PENDING : GI_WORD_LOG_WITNESSED,
                                   view->language, pending ? of.text : by.text, of.text);
    gi_html_open(page, GI_LITERAL("div"));
    gi_show_word(page, view, GI_LITERAL("dt"), GI_WORD_LOG_WITNESS);
    gi_html_open(page, GI_LITERAL("dd"));
    gi_html_text(page, words.text);
    gi_html_close(page);
    gi_html_close(page);
}

/* That the batch stands in the log, for anyone to check without asking us (C2SP tlog-proof). */
static void show_proof(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    GI_AUTO_BUF url = GI_BUF(128);
    if (!view->proofs || !verdict->has_batch) {
        return;
    }
    gi_buf_add_format(&url, "/proof/%s.tlog-proof", verdict->batch.id_text);
    gi_html_open(page, GI_LITERAL("a"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("link"));
    gi_html_attr(page, GI_LITERAL("href"), gi_buf_text(&url));
    gi_html_text(page, gi_word_text(GI_WORD_LOG_PROOF, view->language));
    gi_html_close(page);
}

void gi_show_log(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    bool of_batch = verdict->asked == GI_ASKED_BATCH;
    gi_html_open(page, GI_LITERAL("section"));
    gi_show_word(page, view, GI_LITERAL("h2"), GI_WORD_LOG);
    gi_show_word(page, view, GI_LITERAL("p"), GI_WORD_LOG_WHAT);
    gi_html_open(page, GI_LITERAL("dl"));
    show_entry(page, view, GI_WORD_LOG_ISSUE, of_batch ? -1 : verdict->act);
    show_entry(page, view, GI_WORD_LOG_BATCH, verdict->has_batch ? verdict->batch.act : -1);
    show_entry(page, view, GI_WORD_LOG_STATE, verdict->state_act);
    show_log_name(page, view, verdict);
    show_witnesses(page, view, verdict);
    gi_html_close(page);
    show_proof(page, view, verdict);
    gi_html_close(page);
}

void gi_show_hosts(gi_html *page, const gi_page_view *view)
{
    GI_AUTO_BUF names = GI_BUF(GI_HOSTS_MAX * (GI_HOST_TEXT + 3));
    gi_word word = GI_WORD_DO_HOST;
    const char *names_text = view->about->host;
    char act[24] = "";
    if (view->hosts != NULL) {
        for (size_t i = 0; i < view->hosts->count; i++) {
            gi_buf_add_text(&names, i == 0 ? "" : view->language == GI_ZH ? "、" : ", ");
            gi_buf_add_text(&names, view->hosts->host[i]);
        }
        word = GI_WORD_DO_HOSTS;
        names_text = gi_buf_text(&names);
        (void)snprintf(act, sizeof act, "%" PRId64, view->hosts->act);
    }
    gi_html_element(page, GI_LITERAL("p"),
                    gi_word_fill(word, view->language, names_text, act).text);
}

void gi_show_what_to_do(gi_html *page, const gi_page_view *view)
{
    gi_html_open(page, GI_LITERAL("section"));
    gi_show_word(page, view, GI_LITERAL("h2"), GI_WORD_DO);
    gi_show_word(page, view, GI_LITERAL("p"), GI_WORD_DO_KEEP);
    gi_show_button(page, "tel:12315", gi_word_text(GI_WORD_DO_CALL, view->language));
    gi_show_word(page, view, GI_LITERAL("p"), GI_WORD_DO_ANSWER);
    if (view->report_url != NULL) {
        gi_show_button(page, view->report_url, gi_word_text(GI_WORD_DO_REPORT, view->language));
    }
    gi_show_hosts(page, view);
    gi_show_word(page, view, GI_LITERAL("p"), GI_WORD_DO_RETRY);
    gi_show_link(page, view, "", gi_word_text(GI_WORD_HOME, view->language));
    gi_html_close(page);
}
