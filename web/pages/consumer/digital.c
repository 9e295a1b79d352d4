/*
 * digital.c - the digital label (数字标签) of a batch, apart from what is traced, and the page of
 * its changes: what, when, who (GB 7718-2025 chapter 9, announcement 2025 No. 5, rule 3).
 *
 * The text is the producer's and Chinese on any page. It is shown whole on the first page, bound
 * to its version; older versions are one link away, each with the digest that its leaf holds.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gi/text.h"
#include "web/pages/consumer/consumer.h"

/* The producer's text, which is Chinese on any page. */
static void show_chinese(gi_html *page, const gi_page_view *view, gi_literal element,
                         const char *text)
{
    gi_html_open_inline(page, element);
    if (view->language != GI_ZH) {
        gi_html_attr(page, GI_LITERAL("lang"), gi_language_tag(GI_ZH));
    }
    gi_html_text(page, text);
    gi_html_close(page);
}

static const char *label_of(const gi_page_view *view, const gi_digital_item *item)
{
    return view->language == GI_ZH ? item->zh : item->en;
}

static void show_item(gi_html *page, const gi_page_view *view, const gi_digital_label *label,
                      const gi_digital_item *item)
{
    gi_open_fact(page, view, label_of(view, item), GI_WHO_PRODUCER);
    if (view->language != GI_ZH) {
        gi_html_attr(page, GI_LITERAL("lang"), gi_language_tag(GI_ZH));
    }
    gi_html_text(page, gi_digital_text(label, item));
    gi_close_fact(page);
}

static void show_items(gi_html *page, const gi_page_view *view, const gi_digital_label *label)
{
    gi_html_open(page, GI_LITERAL("dl"));
    for (size_t i = 0; i < label->count; i++) {
        show_item(page, view, label, &label->item[i]);
    }
    gi_html_close(page);
}

static gi_phrase version_text(const gi_page_view *view, const gi_digital_label *label)
{
    return gi_word_fill(GI_WORD_DIGITAL_VERSION, view->language, gi_num(label->version).text, "");
}

/* "Version 2, published 2026-11-22 14:03." and, where it matters, that the pack is older. */
static void show_version(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    const gi_digital_label *label = view->digital;
    gi_time_text_t at = gi_time_text(label->at, view->about->utc_offset_min);
    bool later = verdict->has_unit && label->version > 1 &&
                 gi_day_of(label->at, view->about->utc_offset_min) > verdict->packed;
    gi_html_open(page, GI_LITERAL("p"));
    gi_html_text(page, version_text(view, label).text);
    gi_html_own(page, view->language == GI_ZH ? GI_LITERAL("，") : GI_LITERAL(", "));
    gi_html_text(page, gi_word_fill(GI_WORD_DIGITAL_AT, view->language, at.text, "").text);
    gi_html_own(page, view->language == GI_ZH ? GI_LITERAL("") : GI_LITERAL(" "));
    gi_html_text(page, gi_word_text(GI_WORD_DIGITAL_WHAT, view->language));
    gi_html_close(page);
    if (later) {
        gi_show_word(page, view, GI_LITERAL("p"), GI_WORD_DIGITAL_LATER);
    }
}

void gi_show_digital(gi_html *page, const gi_page_view *view, const gi_verdict *verdict)
{
    char path[64];
    if (view->digital == NULL) {
        return;
    }
    (void)snprintf(path, sizeof path, "l/%s", verdict->batch.id_text);
    gi_html_open(page, GI_LITERAL("section"));
    gi_show_word(page, view, GI_LITERAL("h2"), GI_WORD_DIGITAL);
    show_version(page, view, verdict);
    show_items(page, view, view->digital);
    gi_show_link(page, view, path, gi_word_text(GI_WORD_DIGITAL_CHANGES, view->language));
    gi_html_close(page);
}

/* ---- the page of changes ---- */

static void open_line(gi_html *page, const char *label)
{
    gi_html_open(page, GI_LITERAL("div"));
    gi_html_element(page, GI_LITERAL("dt"), label);
    gi_html_open(page, GI_LITERAL("dd"));
}

static void show_line(gi_html *page, const gi_page_view *view, gi_word label, const char *text)
{
    open_line(page, gi_word_text(label, view->language));
    gi_html_text(page, text);
    gi_close_fact(page);
}

/* One side of a change: "before: ..." on a line of its own. */
static void show_side(gi_html *page, const gi_page_view *view, gi_word side, const char *text)
{
    gi_html_open(page, GI_LITERAL("p"));
    gi_html_open_inline(page, GI_LITERAL("small"));
    gi_html_text(page, gi_word_text(side, view->language));
    gi_html_close(page);
    gi_html_own(page, GI_LITERAL(" "));
    show_chinese(page, view, GI_LITERAL("span"), text);
    gi_html_close(page);
}

/* A line that is new or reads otherwise in after. */
static void show_change(gi_html *page, const gi_page_view *view, const gi_digital_label *before,
                        const gi_digital_label *after, const gi_digital_item *item)
{
    const gi_digital_item *was = gi_digital_find(before, item->name);
    const char *text = gi_digital_text(after, item);
    if (was != NULL && strcmp(gi_digital_text(before, was), text) == 0) {
        return;
    }
    open_line(page, label_of(view, item));
    if (was != NULL) {
        show_side(page, view, GI_WORD_DIGITAL_WAS, gi_digital_text(before, was));
    }
    show_side(page, view, was == NULL ? GI_WORD_DIGITAL_ADDED : GI_WORD_DIGITAL_NOW, text);
    gi_close_fact(page);
}

static void show_changes(gi_html *page, const gi_page_view *view, const gi_digital_label *before,
                         const gi_digital_label *after)
{
    gi_html_open(page, GI_LITERAL("dl"));
    for (size_t i = 0; i < after->count; i++) {
        show_change(page, view, before, after, &after->item[i]);
    }
    for (size_t i = 0; i < before->count; i++) {
        if (gi_digital_find(after, before->item[i].name) == NULL) {
            open_line(page, label_of(view, &before->item[i]));
            show_side(page, view, GI_WORD_DIGITAL_GONE, gi_digital_text(before, &before->item[i]));
            gi_close_fact(page);
        }
    }
    gi_html_close(page);
}

/* When, who, why, and where it can be checked. */
static void show_record(gi_html *page, const gi_page_view *view, const gi_verdict *verdict,
                        const gi_digital_label *label)
{
    GI_AUTO_BUF hex = GI_BUF(80);
    gi_time_text_t at = gi_time_text(label->at, view->about->utc_offset_min);
    gi_hex_add(&hex, gi_digest_view(&label->digest));
    gi_html_open(page, GI_LITERAL("dl"));
    show_line(page, view, GI_WORD_DIGITAL_WHEN, at.text);
    open_line(page, gi_word_text(GI_WORD_DIGITAL_BY, view->language));
    show_chinese(page, view, GI_LITERAL("span"), verdict->batch.producer);
    gi_close_fact(page);
    if (label->why[0] != '\0') {
        show_line(page, view, GI_WORD_DIGITAL_WHY, gi_state_why_text(label->why, view->language));
    }
    show_line(page, view, GI_WORD_DIGITAL_ENTRY,
              gi_word_fill(GI_WORD_LOG_NUMBER, view->language, gi_num(label->act).text, "").text);
    show_line(page, view, GI_WORD_DIGITAL_SHA, gi_buf_text(&hex));
    gi_html_close(page);
}

static void show_raw_link(gi_html *page, const gi_page_view *view, const gi_verdict *verdict,
                          const gi_digital_label *label)
{
    char path[96];
    gi_num_text number = gi_num(label->version);
    (void)snprintf(path, sizeof path, "l/%s/%s", verdict->batch.id_text, number.text);
    gi_show_link(page, view, path,
                 gi_word_fill(GI_WORD_DIGITAL_RAW, view->language, number.text, "").text);
}

/* before is the version it replaced, NULL for the first one: that is shown whole. */
static void show_one(gi_html *page, const gi_page_view *view, const gi_verdict *verdict,
                     const gi_digital_label *label, const gi_digital_label *before)
{
    gi_html_open(page, GI_LITERAL("section"));
    gi_html_element(page, GI_LITERAL("h2"), version_text(view, label).text);
    if (before != NULL) {
        show_changes(page, view, before, label);
    } else {
        show_items(page, view, label);
    }
    show_record(page, view, verdict, label);
    show_raw_link(page, view, verdict, label);
    gi_html_close(page);
}

static void show_older(gi_html *page, const gi_page_view *view, const gi_verdict *verdict,
                       const gi_digital_versions *versions)
{
    GI_AUTO_BUF url = GI_BUF(256);
    gi_buf_add_format(&url, "%sl/%s%s%cv=%" PRId64, view->home, verdict->batch.id_text, view->keep,
                      view->keep[0] == '\0' ? '?' : '&',
                      versions->version[versions->count - 1].version);
    gi_show_button(page, gi_buf_text(&url), gi_word_text(GI_WORD_DIGITAL_OLDER, view->language));
}

void gi_page_digital(const gi_page_view *view, const gi_verdict *verdict,
                     const gi_digital_versions *versions, gi_buf *out)
{
    gi_html page;
    char path[64];
    const char *id = verdict->batch.id_text;
    (void)snprintf(path, sizeof path, "b/%s", id);
    gi_frame_begin(&page, view, out, gi_word_text(GI_WORD_DIGITAL_CHANGES, view->language));
    gi_html_open(&page, GI_LITERAL("h1"));
    gi_html_attr_own(&page, GI_LITERAL("class"), GI_LITERAL("title"));
    gi_html_text(&page, gi_word_text(GI_WORD_DIGITAL_CHANGES, view->language));
    gi_html_close(&page);
    gi_show_declared(&page, view, verdict); /* who reads the label may stand before the goods */
    gi_show_word(&page, view, GI_LITERAL("p"),
                 versions->count > 0 ? GI_WORD_DIGITAL_CHANGES_WHAT : GI_WORD_DIGITAL_NONE);
    gi_show_link(&page, view, path,
                 gi_word_fill(GI_WORD_DIGITAL_BACK, view->language, id, "").text);
    for (size_t i = 0; i < versions->count; i++) {
        bool replaced = i + 1 < versions->count || versions->older;
        const gi_digital_label *next = replaced ? &versions->version[i + 1] : NULL;
        show_one(&page, view, verdict, &versions->version[i], next);
    }
    if (versions->older) {
        show_older(&page, view, verdict, versions);
    }
    gi_frame_end(&page, view);
}
