/*
 * part.h - the page of a verdict, put together from what is kept of its batch.
 *
 * What all labels of a batch share (origin, papers, digital label, sums) is rendered once per
 * revision of the registry and day, for each language and manner of links. No byte of a page
 * differs from one that was rendered whole.
 */
#ifndef GI_WEB_PART_H
#define GI_WEB_PART_H

#include "web/known.h"
#include "web/pages/consumer/consumer.h"

/*
 * Adds the page of a verdict on text to out. view needs no papers, digital label, sum, hosts or
 * address for reports: they are read or made here. *whole: the page shows facts of a batch, and
 * nothing of them was left out for want of the registry.
 *
 * at was taken before the verdict was asked for: what is kept is never older than its stamp.
 *
 * Fails as site->papers.read does; GI_NO_MEMORY no-memory
 */
GI_CHECKED gi_status gi_write_page(const gi_site *site, const gi_known_moment *at, gi_bytes text,
                                   const gi_page_view *view, const gi_verdict *verdict, bool *whole,
                                   gi_buf *out, gi_error *err);

#endif
