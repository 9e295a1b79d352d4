/*
 * counters.h - the figures behind /metrics and how each group is written; for metrics*.c only.
 */
#ifndef GI_WEB_COUNTERS_H
#define GI_WEB_COUNTERS_H

#include <stdatomic.h>

#include "gi/scan_writer.h"
#include "web/api/metrics.h"

enum {
    GI_METRIC_ROUTES = 64, /* rows of the table, one for "none"; more share the last place */
    GI_METRIC_CODES = 15,  /* codes in a table, the last is any other */
    GI_METRIC_BUCKETS = 12,
    GI_METRIC_VERDICTS = 5 /* gi_issued, and "could not be told" */
};

typedef struct gi_counters {
    atomic_llong requests[GI_METRIC_ROUTES][GI_METRIC_CODES];
    atomic_llong buckets[GI_METRIC_BUCKETS];
    atomic_llong spent_us;
    atomic_llong lookups[GI_METRIC_VERDICTS];
} gi_counters;

gi_counters *gi_metrics_counters(gi_metrics *metrics);

void gi_counters_write(const gi_counters *all, gi_buf *out);
void gi_figures_write_scans(const gi_scan_figures *scans, gi_buf *out);
void gi_figures_write_server(const gi_http_server *server, gi_buf *out);
void gi_figures_write_pool(const gi_pool *pool, gi_buf *out);

#endif
