/*
 * metrics_site.c - the listener of --metrics: three addresses, nothing of them public.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "gi/scan_writer.h"
#include "web/api/counters.h"

struct gi_metrics {
    gi_counters counters;
    pthread_mutex_t lock; /* of the two below: a reload replaces them */
    const gi_pool *pool;
    const gi_http_server *watched;
    gi_scan_writer *writer;
    gi_http_site site;
    gi_listeners listeners;
    gi_http_server *server;
};

gi_counters *gi_metrics_counters(gi_metrics *metrics)
{
    return &metrics->counters;
}

void gi_metrics_write(gi_metrics *metrics, gi_buf *out)
{
    gi_counters_write(&metrics->counters, out);
    if (metrics->writer != NULL) {
        gi_scan_figures scans = gi_scan_writer_figures(metrics->writer);
        gi_figures_write_scans(&scans, out);
    }
    (void)pthread_mutex_lock(&metrics->lock);
    if (metrics->watched != NULL) {
        gi_figures_write_server(metrics->watched, out);
        gi_figures_write_pool(metrics->pool, out);
    }
    (void)pthread_mutex_unlock(&metrics->lock);
}

void gi_metrics_attach(gi_metrics *metrics, const gi_pool *pool, const gi_http_server *server)
{
    if (metrics != NULL) {
        (void)pthread_mutex_lock(&metrics->lock);
        metrics->pool = pool;
        metrics->watched = server;
        (void)pthread_mutex_unlock(&metrics->lock);
    }
}

/* ---- the three addresses ---- */

static gi_status handle_metrics(void *context, const gi_http_request *request,
                                gi_http_response *response, gi_error *err)
{
    (void)request;
    (void)err;
    response->type = "text/plain; version=0.0.4; charset=utf-8";
    gi_metrics_write(context, &response->body);
    return GI_OK;
}

static gi_status handle_live(void *context, const gi_http_request *request,
                             gi_http_response *response, gi_error *err)
{
    (void)context;
    (void)request;
    (void)err;
    response->type = "text/plain; charset=utf-8";
    gi_buf_add_text(&response->body, "ok\n");
    return GI_OK;
}

/* Whether that number exists does not matter, only that the ledger could be read. */
static gi_status handle_ready(void *context, const gi_http_request *request,
                              gi_http_response *response, gi_error *err)
{
    gi_metrics *metrics = context;
    gi_verdict verdict = { 0 };
    gi_status status = GI_OK;
    (void)pthread_mutex_lock(&metrics->lock);
    if (metrics->pool == NULL) {
        status = gi_fail(err, GI_WHY_DB_BUSY, "0");
    } else {
        gi_look ask = gi_pool_look((gi_pool *)(uintptr_t)metrics->pool);
        status = ask.look(ask.context, gi_bytes_of("0004-0000-01F"), &verdict, err);
    }
    (void)pthread_mutex_unlock(&metrics->lock);
    GI_TRY(status);
    return handle_live(context, request, response, err);
}

static void say_problem(void *context, const gi_http_request *request, gi_http_response *response)
{
    (void)context;
    (void)request;
    response->type = "text/plain; charset=utf-8";
    gi_buf_add_format(&response->body, "%d\n", response->status);
}

#define READ (GI_HTTP_GET | GI_HTTP_HEAD)

static const gi_route routes[] = {
    { READ, "/metrics", "operator", 0, handle_metrics, "指标 / figures for Prometheus" },
    { READ, "/livez", "operator", 0, handle_live, "进程在答 / the process answers" },
    { READ, "/readyz", "operator", 0, handle_ready, "登记库可读 / the registry can be read" },
};

/* ---- life ---- */

static bool is_of_this_machine(const char *place)
{
    return strncmp(place, "127.", 4) == 0 || strncmp(place, "[::1]:", 6) == 0;
}

static gi_status listen_on(gi_metrics *metrics, const char *place, gi_error *err)
{
    gi_http_limits limits = gi_http_limits_default();
    limits.threads = 1;
    limits.connections = 16;
    GI_TRY(gi_listeners_add(&metrics->listeners, place, err));
    return gi_http_server_start(&metrics->site, &metrics->listeners, NULL, &limits,
                                &metrics->server, err);
}

gi_status gi_metrics_open(const char *place, gi_scan_writer *writer, gi_metrics **out,
                          gi_error *err)
{
    *out = NULL;
    if (place == NULL) {
        return GI_OK;
    }
    if (!is_of_this_machine(place)) {
        return gi_fail_field(err, "--metrics", GI_WHY_LISTEN, place, "127.0.0.1:PORT, [::1]:PORT");
    }
    GI_AUTO(gi_metrics) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "metrics");
    }
    (void)pthread_mutex_init(&fresh->lock, NULL);
    fresh->writer = writer;
    fresh->site = (gi_http_site){ .routes = routes,
                                  .route_count = sizeof routes / sizeof routes[0],
                                  .context = fresh,
                                  .problem = say_problem,
                                  .policy = "default-src 'none'" };
    GI_TRY(listen_on(fresh, place, err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}

const char *gi_metrics_place(const gi_metrics *metrics)
{
    return metrics->listeners.one[0].name;
}

void gi_metrics_close(gi_metrics *metrics)
{
    if (metrics != NULL) {
        gi_http_server_close(metrics->server);
        gi_listeners_close(&metrics->listeners);
        (void)pthread_mutex_destroy(&metrics->lock);
        free(metrics);
    }
}
