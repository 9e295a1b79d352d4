/*
 * part.h - the parts of a page that are rendered once per revision of the registry and day.
 *
 * What all labels of a batch share (origin, papers, digital label, sums) is kept for each language
 * and manner of links; all that follows the three answers on the page of one label is kept for
 * those who scan it again. No byte of a page differs from one that was rendered whole.
 */
#ifndef GI_WEB_PART_H
#define GI_WEB_PART_H

#include "web/known.h"
#include "web/pages/consumer/consumer.h"

/*
 * Adds what follows the answers (gi_page_rest) to out, from memory or afresh; the verdict shows
 * facts (gi_shows_facts). view needs no papers, digital label or sum: they are read here.
 *
 * at was taken before the verdict was asked for: what is kept is never older than its stamp.
 *
 * Fails as site->papers.read does; GI_NO_MEMORY no-memory
 */
GI_CHECKED gi_status gi_rest_of_page(const gi_site *site, const gi_known_moment *at,
                                     const gi_page_view *view, const gi_verdict *verdict,
                                     gi_buf *out, gi_error *err);

#endif
