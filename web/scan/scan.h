/*
 * scan.h - which requests are a person who scans a label, and what is handed to the writer.
 *
 * Previews, crawlers, shared links, prefetches, programs and typed numbers are no scans. The
 * address gives its network's prefix and nothing else.
 */
#ifndef GI_WEB_SCAN_H
#define GI_WEB_SCAN_H

#include "gi/scans.h"
#include "web/http/http.h"

/* Why a request is no scan: a name for metrics and tests. */
typedef struct gi_no_scan {
    const char *name;
    bool (*holds)(const gi_http_request *request);
} gi_no_scan;

extern const gi_no_scan gi_no_scans[];
extern const size_t gi_no_scan_count;

/* The first row that holds; NULL: a person scans. */
const gi_no_scan *gi_why_no_scan(const gi_http_request *request);

/* Whether a verdict is of a label that scans are counted for: an issued unit, by its code. */
bool gi_is_scannable(const gi_verdict *verdict);

/* The scan of a request at the moment of its verdict. */
gi_scan gi_scan_of(const gi_http_request *request, const gi_verdict *verdict);

/* The scan of the same label by another request at another moment. */
gi_scan gi_scan_again(const gi_scan *first, const gi_http_request *request, gi_time at);

#endif
