/*
 * part.c - the kept parts of a page (part.h): their keys, and the readings behind a new one.
 *
 * All that a part shows must follow from its key and the stamp; whoever lets it show more adds
 * that to the key.
 */
#include "web/part.h"

#include "web/facts.h"

enum { KEY_MAX = GI_MEMO_KEY_MAX };

static void add_numbers(gi_buf *out, const int64_t *numbers, size_t count)
{
    gi_buf_add(out, (gi_bytes){ (const uint8_t *)numbers, count * sizeof numbers[0] });
}

/* The day of packing decides whether the digital label is said to be younger than the pack. */
static void add_batch_key(const gi_page_view *view, const gi_verdict *verdict, gi_buf *out)
{
    const int64_t numbers[] = { verdict->asked, view->language, verdict->has_unit,
                                verdict->has_unit ? verdict->packed : 0 };
    add_numbers(out, numbers, sizeof numbers / sizeof numbers[0]);
    gi_buf_add_text(out, verdict->batch.id_text);
    gi_buf_add_byte(out, '/');
    gi_buf_add_text(out, view->keep);
}

/* Number and header of the label, and what the log said when the verdict was found. */
static void add_label_key(const gi_page_view *view, const gi_verdict *verdict, gi_buf *out)
{
    const int64_t numbers[] = { verdict->unit.key, verdict->unit.serial, view->language,
                                view->large,       verdict->header.type, verdict->header.flags,
                                verdict->net,      verdict->packed,      verdict->has_last,
                                verdict->last,     verdict->act,         verdict->state_act,
                                verdict->log_size, verdict->witnessed,   verdict->witnesses };
    add_numbers(out, numbers, sizeof numbers / sizeof numbers[0]);
    gi_buf_add_text(out, view->keep);
}

static gi_status render_batch(const gi_site *site, const gi_page_view *view,
                              const gi_verdict *verdict, bool *whole, gi_buf *out, gi_error *err)
{
    gi_bytes batch = gi_bytes_of(verdict->batch.id_text);
    gi_papers papers = { .count = 0 };
    gi_batch_page facts;
    gi_page_view with = *view;
    if (site->papers.read != NULL) {
        GI_TRY(site->papers.read(site->papers.context, batch, &papers, err));
    }
    gi_read_batch_page(site, batch, &facts, &with);
    with.papers = &papers;
    gi_page_batch_part(&with, verdict, out);
    *whole = with.sum != NULL; /* read last: nothing was left out for want of the registry */
    return gi_buf_status(out, "page", err);
}

static gi_status batch_part(const gi_site *site, const gi_known_moment *at,
                            const gi_page_view *view, const gi_verdict *verdict, bool *whole,
                            gi_buf *out, gi_error *err)
{
    GI_AUTO_BUF key = GI_BUF(KEY_MAX);
    add_batch_key(view, verdict, &key);
    gi_bytes name = gi_buf_view(&key);
    if (at->usable && gi_known_part(site->known, GI_KNOWN_BATCH, at, name, out)) {
        *whole = true;
        return gi_buf_status(out, "page", err);
    }
    GI_TRY(render_batch(site, view, verdict, whole, out, err));
    if (at->usable && *whole) {
        gi_known_keep_part(site->known, GI_KNOWN_BATCH, at, name, gi_buf_view(out));
    }
    return GI_OK;
}

static gi_status render_rest(const gi_site *site, const gi_known_moment *at,
                             const gi_page_view *view, const gi_verdict *verdict, bool *whole,
                             gi_buf *out, gi_error *err)
{
    GI_AUTO_BUF part = GI_BUF(GI_HTTP_PAGE_MAX);
    gi_page_view with = *view;
    gi_hosts hosts;
    gi_read_hosts(site, &hosts, &with);
    *whole = false;
    if (verdict->has_batch) {
        GI_TRY(batch_part(site, at, view, verdict, whole, &part, err));
        with.batch_part = gi_buf_view(&part);
    }
    gi_page_rest(&with, verdict, out);
    return gi_buf_status(out, "page", err);
}

/* Numbers and batches cost no verification and are seldom asked for again; boxes change with what
 * lies in them. */
static bool is_worth_keeping(const gi_verdict *verdict)
{
    return verdict->asked == GI_ASKED_CODE && verdict->has_unit && !verdict->has_package;
}

gi_status gi_rest_of_page(const gi_site *site, const gi_known_moment *at, const gi_page_view *view,
                          const gi_verdict *verdict, gi_buf *out, gi_error *err)
{
    bool whole = false;
    bool keeps = at->usable && is_worth_keeping(verdict);
    GI_AUTO_BUF key = GI_BUF(KEY_MAX);
    add_label_key(view, verdict, &key);
    gi_bytes name = gi_buf_view(&key);
    if (keeps && gi_known_part(site->known, GI_KNOWN_LABEL, at, name, out)) {
        return gi_buf_status(out, "page", err);
    }
    GI_TRY(render_rest(site, at, view, verdict, &whole, out, err));
    if (keeps && whole) {
        gi_known_keep_part(site->known, GI_KNOWN_LABEL, at, name, gi_buf_view(out));
    }
    return GI_OK;
}
