/*
 * metrics.h - what gitrace-serve tells its operator, on a listener of its own (--metrics).
 *
 * /metrics is Prometheus text (exposition format 0.0.4), /livez says that the process answers,
 * /readyz that the registry can be read. Counters outlive a reload. No label ever holds a code, a
 * number or an address: routes are patterns of the table.
 */
#ifndef GI_WEB_METRICS_H
#define GI_WEB_METRICS_H

#include "gi/scan_writer.h"
#include "web/pool.h"

typedef struct gi_metrics gi_metrics;

/*
 * Makes the counters and listens on place ("127.0.0.1:9100", "[::1]:9100"; port 0 = any free one):
 * this machine only. writer may be NULL, is kept and must outlive the metrics. place NULL: *out is
 * NULL, and everything below does nothing.
 * GI_IO listen: not of this machine, or taken   GI_NO_MEMORY no-memory
 */
GI_CHECKED gi_status gi_metrics_open(const char *place, gi_scan_writer *writer, gi_metrics **out,
                                     gi_error *err);
/* Before what was attached last is closed. Takes NULL. */
void gi_metrics_close(gi_metrics *metrics);
GI_DEFINE_AUTO(gi_metrics, gi_metrics_close)

/* Counts what the site answers from now on; before its server starts. site is changed and must
 * outlive its server. */
void gi_metrics_watch(gi_metrics *metrics, gi_site *site);

/* Counts a look-up that was not needed, for its answer was finished (web/whole.h). Takes NULL. */
void gi_metrics_count_look(gi_metrics *metrics, gi_issued issued);

/* From now on the figures are those of this pool and server; the earlier ones may be closed. */
void gi_metrics_attach(gi_metrics *metrics, const gi_pool *pool, const gi_http_server *server);

/* "http://127.0.0.1:9100/", for people; borrowed. */
const char *gi_metrics_place(const gi_metrics *metrics);

/* Appends the text of /metrics. */
void gi_metrics_write(gi_metrics *metrics, gi_buf *out);

#endif
