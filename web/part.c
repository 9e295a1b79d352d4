/*
 * part.c - pages and the kept parts of them (part.h): their key, and the readings behind a new one.
 *
 * All that a part shows must follow from its key and the stamp; whoever lets it show more adds
 * that to the key.
 */
#include "web/part.h"

#include "web/facts.h"
#include "web/handlers.h"

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
    if (at->usable && gi_known_part(site->known, at, name, out)) {
        *whole = true;
        return gi_buf_status(out, "page", err);
    }
    GI_TRY(render_batch(site, view, verdict, whole, out, err));
    if (at->usable && *whole) {
        gi_known_keep_part(site->known, at, name, gi_buf_view(out));
    }
    return GI_OK;
}

/* The address of the form for a report about that: the number when the ledger holds it, else what
 * was asked. */
static const char *report_url(const gi_site *site, const gi_verdict *verdict, gi_bytes text,
                              const gi_page_view *view, gi_buf *out)
{
    const char *number = verdict->has_unit ? verdict->unit_text : verdict->batch.id_text;
    gi_buf_add_format(out, "%sreport?code=", site->home);
    size_t slash = text.size > 0 && text.data[0] == '/' ? 1 : 0;
    gi_bytes asked = { text.data + slash, text.size - slash };
    gi_http_encode(out, gi_shows_facts(verdict) ? gi_bytes_of(number) : asked);
    gi_buf_add_format(out, "&hl=%s%s", gi_language_hl(view->language), view->large ? "&t=1" : "");
    return site->notices == NULL || out->failed != GI_OK ? NULL : gi_buf_text(out);
}

gi_status gi_write_page(const gi_site *site, const gi_known_moment *at, gi_bytes text,
                        const gi_page_view *view, const gi_verdict *verdict, bool *whole,
                        gi_buf *out, gi_error *err)
{
    GI_AUTO_BUF report = GI_BUF(GI_VIEW_URL_MAX);
    GI_AUTO_BUF part = GI_BUF(GI_HTTP_PAGE_MAX);
    gi_page_view with = *view;
    gi_hosts hosts;
    with.report_url = report_url(site, verdict, text, view, &report);
    gi_read_hosts(site, &hosts, &with);
    *whole = false;
    if (verdict->has_batch && gi_shows_facts(verdict)) {
        GI_TRY(batch_part(site, at, view, verdict, whole, &part, err));
        with.batch_part = gi_buf_view(&part);
    }
    gi_page_verdict(&with, verdict, out);
    return gi_buf_status(out, "page", err);
}
