/*
 * facts.c - lists of facts, each with who answers for it; the block to compare with the pack.
 *
 * Called only for labels that the ledger holds (gi_shows_facts); asserts it.
 */
#include <assert.h>
#include <stdio.h>

#include "web/pages/consumer/consumer.h"

static void show_who(gi_html *page, const gi_page_view *view, gi_who who)
{
    static const gi_word words[] = { [GI_WHO_PRODUCER] = GI_WORD_WHO_PRODUCER,
                                     [GI_WHO_AUTHORITY] = GI_WORD_WHO_AUTHORITY,
                                     [GI_WHO_LABORATORY] = GI_WORD_WHO_LABORATORY,
                                     [GI_WHO_SUPERVISOR] = GI_WORD_WHO_SUPERVISOR,
                                     [GI_WHO_LABORATORY_SAYS] = GI_WORD_WHO_LABORATORY_SAYS };
    gi_html_own(page, GI_LITERAL(" "));
    gi_html_open_inline(page, GI_LITERAL("small"));
    gi_html_text(page, gi_word_text(words[who], view->language));
    gi_html_close(page);
}

void gi_open_fact(gi_html *page, const gi_page_view *view, const char *label, gi_who who)
{
    gi_html_open(page, GI_LITERAL("div"));
    gi_html_open(page, GI_LITERAL("dt"));
    gi_html_text(page, label);
    show_who(page, view, who);
    gi_html_close(page);
    gi_html_open(page, GI_LITERAL("dd"));
}

void gi_close_fact(gi_html *page)
{
    gi_html_close(page);
    gi_html_close(page);
}

static void show_fact(gi_html *page, const gi_page_view *view, const gi_fact *fact)
{
    gi_open_fact(page, view, gi_word_text(fact->label, view->language), fact->who);
    if (fact->chinese && view->language != GI_ZH) {
        gi_html_attr(page, GI_LITERAL("lang"), gi_language_tag(GI_ZH));
    }
    gi_html_text(page, fact->value);
    gi_close_fact(page);
}

void gi_show_facts(gi_html *page, const gi_page_view *view, const gi_fact *facts, size_t count)
{
    gi_html_open(page, GI_LITERAL("dl"));
    for (size_t i = 0; i < count; i++) {
        if (facts[i].value[0] != '\0') {
            show_fact(page, view, &facts[i]);
        }
    }
    gi_html_close(page);
}

/* The English text when the page is English and there is one, else the Chinese. */
static gi_fact named(const gi_page_view *view, gi_word label, const char *zh, const char *en,
                     gi_who who)
{
    bool english = view->language == GI_EN && en[0] != '\0';
    return (gi_fact){ label, english ? en : zh, !english, who };
}

static const char *net_text(const gi_page_view *view, const gi_verdict *verdict,
                            gi_quantity_text_t *room)
{
    if (verdict->net == 0) {
        return gi_word_text(GI_WORD_NET_VARIABLE, view->language);
    }
    *room = gi_quantity_text(verdict->net, verdict->batch.unit);
    return room->text;
}

static void show_net(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    gi_quantity_text_t room;
    gi_html_open(page, GI_LITERAL("p"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("net"));
    gi_html_text(page, gi_word_text(GI_WORD_NET, view->language));
    show_who(page, view, GI_WHO_PRODUCER);
    gi_html_own(page, GI_LITERAL(" "));
    gi_html_open_inline(page, GI_LITERAL("strong"));
    gi_html_text(page, net_text(view, verdict, &room));
    gi_html_close(page);
    gi_html_close(page);
}

/* What the label itself says, beyond the batch. */
static void show_label_facts(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    const gi_batch_facts *batch = &verdict->batch;
    uint8_t flags = verdict->has_unit ? verdict->header.flags : 0;
    gi_word scratch = (flags & GI_FLAG_SCRATCH) != 0 ? GI_WORD_SCRATCH_YES : GI_WORD_SCRATCH_NO;
    gi_day_text_t packed = gi_day_text(verdict->packed);
    gi_day_text_t last = gi_day_text(verdict->last);
    bool unit = verdict->has_unit;
    bool of_pack = unit && !verdict->has_package;
    bool english = view->language == GI_EN && batch->product_en[0] != '\0';
    const gi_fact facts[] = {
        named(view, GI_WORD_PRODUCT, batch->product_zh, batch->product_en, GI_WHO_AUTHORITY),
        /* The pack is Chinese: an English reader compares the characters. */
        { GI_WORD_ON_PACK, english ? batch->product_zh : "", true, GI_WHO_AUTHORITY },
        named(view, GI_WORD_GRADE, batch->grade_zh, batch->grade_en, GI_WHO_PRODUCER),
        { GI_WORD_PACKED, unit ? packed.text : "", false, GI_WHO_PRODUCER },
        { GI_WORD_BEST_BEFORE, unit && verdict->has_last ? last.text : "", false, GI_WHO_PRODUCER },
        { GI_WORD_PRODUCER, batch->producer, true, GI_WHO_AUTHORITY },
        { GI_WORD_USCC, batch->uscc, false, GI_WHO_AUTHORITY },
        { GI_WORD_SCRATCH, of_pack ? gi_word_text(scratch, view->language) : "", false,
          GI_WHO_PRODUCER },
    };
    gi_show_facts(page, view, facts, sizeof facts / sizeof facts[0]);
}

/* Kinds of code that are no ordinary label on a pack. */
static void show_kinds(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    static const struct {
        gi_label_type type;
        gi_word word;
    } kinds[] = {
        { GI_LABEL_PACKAGE, GI_WORD_KIND_PACKAGE },
        { GI_LABEL_BATCH_PAPER, GI_WORD_KIND_PAPER },
        { GI_LABEL_TRADE_CARD, GI_WORD_KIND_CARD },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (verdict->header.type == kinds[i].type) {
            gi_show_word(page, view, GI_LITERAL("p"), kinds[i].word);
        }
    }
    if ((verdict->header.flags & GI_FLAG_SAMPLE) != 0) {
        gi_show_word(page, view, GI_LITERAL("p"), GI_WORD_SAMPLE);
    }
}

void gi_show_compare(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    static const gi_word intro[] = { [GI_ASKED_CODE] = GI_WORD_COMPARE_WHAT,
                                     [GI_ASKED_NUMBER] = GI_WORD_COMPARE_WHAT_NUMBER,
                                     [GI_ASKED_BATCH] = GI_WORD_COMPARE_WHAT_BATCH };
    assert(gi_shows_facts(verdict));
    gi_html_open(page, GI_LITERAL("section"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("compare"));
    if (verdict->good == GI_GOOD_TAKEN_BACK) { /* no pack could fit it */
        gi_show_word(page, view, GI_LITERAL("h2"), GI_WORD_COMPARE_NONE);
    } else {
        gi_show_word(page, view, GI_LITERAL("h2"), GI_WORD_COMPARE);
        gi_show_word(page, view, GI_LITERAL("p"), intro[verdict->asked]);
    }
    if (verdict->has_unit) {
        if (!verdict->has_package || verdict->net > 0) { /* a mixed box says none */
            show_net(page, view, verdict);
        }
        show_kinds(page, view, verdict);
    }
    show_label_facts(page, view, verdict);
    gi_html_close(page);
}
