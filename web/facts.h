/*
 * facts.h - what a page shows of a batch beyond its verdict: the digital label, the sums of its
 * season. One reading for both; what cannot be read now is left out of the page.
 */
#ifndef GI_WEB_FACTS_H
#define GI_WEB_FACTS_H

#include "web/pages/consumer/consumer.h"
#include "web/routes.h"

typedef struct gi_batch_page {
    bool has_digital;
    gi_digital_label digital;
    bool has_sum;
    gi_season_sum sum;
} gi_batch_page;

/* Reads them, and lets the view point into out, which must outlive it. Nothing is shown where the
 * registry cannot be read: the answers above stand without it. */
void gi_read_batch_page(const gi_site *site, gi_bytes batch, gi_batch_page *out,
                        gi_page_view *view);

/* Lets the view name the official hosts in out, which must outlive it; without a signed list, or
 * when the registry cannot be read, the page names the configured host. */
void gi_read_hosts(const gi_site *site, gi_hosts *out, gi_page_view *view);

#endif
