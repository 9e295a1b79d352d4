/*
 * metrics.c - counters, and their text; atomic, so that no request waits for another.
 */
#include "web/api/counters.h"

#include <string.h>

#include "web/http/load.h"

/* Upper bounds of the buckets, microseconds; the last one is +Inf. */
static const int64_t bounds[GI_METRIC_BUCKETS - 1] = { 500,   1000,   2500,   5000,   10000,  25000,
                                                       50000, 100000, 250000, 500000, 1000000 };

static const int codes[GI_METRIC_CODES] = { 200, 204, 304, 307, 400, 403, 404, 405,
                                            409, 413, 415, 429, 500, 503, 0 };

static size_t place_of_code(int status)
{
    size_t i = 0;
    while (codes[i] != 0 && codes[i] != status) {
        i++;
    }
    return i;
}

/* ---- counting ---- */

static void done(void *context, const gi_route *route, int status, int64_t us)
{
    const gi_site *site = context;
    gi_counters *all = gi_metrics_counters(site->metrics);
    size_t row = route == NULL ? gi_route_count : (size_t)(route - gi_routes);
    row = row < GI_METRIC_ROUTES ? row : GI_METRIC_ROUTES - 1;
    size_t bucket = 0;
    while (bucket < GI_METRIC_BUCKETS - 1 && us > bounds[bucket]) {
        bucket++;
    }
    atomic_fetch_add(&all->requests[row][place_of_code(status)], 1);
    atomic_fetch_add(&all->buckets[bucket], 1);
    atomic_fetch_add(&all->spent_us, us);
}

static gi_status look(void *context, gi_bytes text, gi_verdict *out, gi_error *err)
{
    const gi_site *site = context;
    gi_counters *all = gi_metrics_counters(site->metrics);
    gi_status status = site->unwatched.look(site->unwatched.context, text, out, err);
    size_t row = status == GI_OK ? (size_t)out->issued : GI_METRIC_VERDICTS - 1;
    atomic_fetch_add(&all->lookups[row], 1);
    return status;
}

void gi_metrics_count_look(gi_metrics *metrics, gi_issued issued)
{
    if (metrics != NULL) {
        atomic_fetch_add(&gi_metrics_counters(metrics)->lookups[issued], 1);
    }
}

void gi_metrics_watch(gi_metrics *metrics, gi_site *site)
{
    if (metrics != NULL) {
        site->metrics = metrics;
        site->unwatched = site->look;
        site->look = (gi_look){ look, site };
        site->http.done = done;
    }
}

/* ---- text ---- */

static void add_family(gi_buf *out, const char *name, const char *type, const char *help)
{
    gi_buf_add_format(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* One of the families with a single figure. */
static void add_one(gi_buf *out, const char *name, const char *type, const char *help,
                    int64_t value)
{
    add_family(out, name, type, help);
    gi_buf_add_format(out, "%s %lld\n", name, (long long)value);
}

static void add_requests(gi_buf *out, const gi_counters *all)
{
    add_family(out, "gi_http_requests_total", "counter", "Answers by route and HTTP code.");
    for (size_t row = 0; row <= gi_route_count && row < GI_METRIC_ROUTES; row++) {
        const char *route = row == gi_route_count ? "none" : gi_routes[row].pattern;
        for (size_t i = 0; i < GI_METRIC_CODES; i++) {
            long long count = atomic_load(&all->requests[row][i]);
            if (count > 0 && codes[i] != 0) {
                gi_buf_add_format(out, "gi_http_requests_total{route=\"%s\",code=\"%d\"} %lld\n",
                                  route, codes[i], count);
            } else if (count > 0) {
                gi_buf_add_format(out, "gi_http_requests_total{route=\"%s\",code=\"other\"} %lld\n",
                                  route, count);
            }
        }
    }
}

static void add_durations(gi_buf *out, const gi_counters *all)
{
    static const char name[] = "gi_http_request_duration_seconds";
    long long count = 0;
    add_family(out, name, "histogram", "Time from the whole request to the finished answer.");
    for (size_t i = 0; i < GI_METRIC_BUCKETS; i++) {
        count += atomic_load(&all->buckets[i]);
        if (i == GI_METRIC_BUCKETS - 1) {
            gi_buf_add_format(out, "%s_bucket{le=\"+Inf\"} %lld\n", name, count);
        } else {
            gi_buf_add_format(out, "%s_bucket{le=\"%g\"} %lld\n", name, (double)bounds[i] / 1e6,
                              count);
        }
    }
    gi_buf_add_format(out, "%s_sum %.6f\n%s_count %lld\n", name,
                      (double)atomic_load(&all->spent_us) / 1e6, name, count);
}

static void add_lookups(gi_buf *out, const gi_counters *all)
{
    add_family(out, "gi_lookups_total", "counter", "Look-ups by their first answer.");
    for (size_t i = 0; i < GI_METRIC_VERDICTS; i++) {
        const char *word =
            i == GI_METRIC_VERDICTS - 1 ? "unavailable" : gi_issued_word((gi_issued)i);
        gi_buf_add_format(out, "gi_lookups_total{issued=\"%s\"} %lld\n", word,
                          (long long)atomic_load(&all->lookups[i]));
    }
}

void gi_counters_write(const gi_counters *all, gi_buf *out)
{
    add_family(out, "gi_build_info", "gauge", "Always 1; the version is a label.");
    gi_buf_add_text(out, "gi_build_info{version=\"" GI_VERSION "\"} 1\n");
    add_requests(out, all);
    add_durations(out, all);
    add_lookups(out, all);
}

void gi_figures_write_scans(const gi_scan_figures *scans, gi_buf *out)
{
    add_one(out, "gi_scans_committed_total", "counter", "Scans written.", scans->scans);
    add_one(out, "gi_openings_committed_total", "counter", "Checks of hidden codes written.",
            scans->openings);
    add_one(out, "gi_scan_commits_total", "counter", "Commits of the writer of scans.",
            scans->commits);
    add_one(out, "gi_scans_dropped_total", "counter",
            "Scans lost because the queue was full or a commit failed.", scans->dropped);
    add_one(out, "gi_scans_waiting", "gauge", "Scans that wait for the writer.", scans->waiting);
}

void gi_figures_write_server(const gi_http_server *server, gi_buf *out)
{
    add_family(out, "gi_http_refused_total", "counter", "Requests refused for load, by limit.");
    for (size_t i = 0; i < gi_load_rule_count; i++) {
        gi_buf_add_format(out, "gi_http_refused_total{limit=\"%s\"} %llu\n", gi_load_rules[i].name,
                          (unsigned long long)gi_http_server_refused(server, i));
    }
}

void gi_figures_write_pool(const gi_pool *pool, gi_buf *out)
{
    gi_memo_figures kept = gi_pool_codes_kept(pool);
    add_one(out, "gi_code_cache_hits_total", "counter", "Codes answered from memory.",
            (int64_t)kept.hits);
    add_one(out, "gi_code_cache_misses_total", "counter", "Codes that cost a verification.",
            (int64_t)kept.misses);
}
