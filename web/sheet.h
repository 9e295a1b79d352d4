/*
 * sheet.h - one page for all labels that are told the same, but for their number.
 *
 * The labels of a run that nothing happened to differ in their numbers alone. Their page is
 * rendered and packed when the second of them is asked for, and the others get it with their own
 * number. It counts under the stamp of the registry, within one minute, for exactly one verdict,
 * record of scans, language and manner of links. No byte of a page differs from one that was
 * rendered afresh.
 */
#ifndef GI_WEB_SHEET_H
#define GI_WEB_SHEET_H

#include "web/known.h"
#include "web/pages/consumer/consumer.h"

/* How it is wanted: as gzip, and with a body that is the response's own. */
typedef struct gi_sheet_manner {
    bool gzip, own;
} gi_sheet_manner;

/* Makes the response the page of that verdict; false, and the response untouched, when there is no
 * sheet for it. */
bool gi_sheet_fill(const gi_site *site, const gi_known_moment *at, const gi_page_view *view,
                   const gi_verdict *verdict, gi_sheet_manner manner, gi_http_response *response);

/* Remembers that such a page, all of which lasts as long as the stamp, was written; makes the sheet
 * when that was so before. view is the one that was handed to gi_write_page, page its result. A
 * sheet that would not have given that very page is none. */
void gi_sheet_learn(const gi_site *site, const gi_known_moment *at, const gi_page_view *view,
                    const gi_verdict *verdict, const gi_buf *page);

#endif
