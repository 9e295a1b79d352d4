/*
 * generation.c - options read, registry opened, server started; and all of it ended again.
 */
#include "web/generation.h"

#include <stdlib.h>

#include "gi/text.h"
#include "web/report/notice.h"

const gi_option_row gi_serve_rows[] = {
    { "--dir", "DIR", offsetof(gi_serve_options, dir),
      "登记库目录（缺省 $GITRACE_DIR 或 .） / registry directory (default: $GITRACE_DIR, or .)" },
    { "--config", "FILE", offsetof(gi_serve_options, config),
      "选项文件，每行 名称 = 值；命令行优先；SIGHUP 重读 / options, one name = value per line; the "
      "command line comes first; read again on SIGHUP" },
    { "--metrics", "PLACE", offsetof(gi_serve_options, metrics),
      "运维指标的监听处，仅限本机，缺省无；重读配置时不变 / /metrics, /livez and /readyz for "
      "operators, such "
      "as 127.0.0.1:9100: this machine only (default: none); stays the same on SIGHUP" },
    { "--regions", "FILE", offsetof(gi_serve_options, regions),
      "地区文件（MaxMind 格式），由网络前缀得出省市；更新后自动重读；缺省不知地区 / file of "
      "regions in MaxMind's "
      "format: province and city of a network; read again when it changes (default: places are "
      "not known)" },
    { "--networks", "FILE", offsetof(gi_serve_options, networks),
      "网络清单，每行 网段,home|carrier|centre；更新后自动重读 / list of networks, PREFIX,CLASS a "
      "line; "
      "read again when it changes" },
    { "--report-days", "N", offsetof(gi_serve_options, report_days),
      "问题反映及照片的保存天数，缺省 730 / days for which reports of problems and their photos "
      "are "
      "kept, 30..3650 (default 730)" },
    { "--photos-mb", "N", offsetof(gi_serve_options, photos_mb),
      "全部照片至多占用的 MB 数，缺省 1024；再来的反映不存照片 / MB that all their photos may "
      "take, "
      "0..1048576 (default 1024); then reports are taken without photos" },
    GI_LISTEN_ROWS(offsetof(gi_serve_options, listen)),
    { "--help", NULL, offsetof(gi_serve_options, help), "显示帮助 / print this" },
    { NULL, NULL, 0, NULL },
};

/* value stays as it is when nothing was given. */
static gi_status read_number(const char *text, const char *name, int64_t low, int64_t high,
                             int64_t *value, gi_error *err)
{
    return text == NULL ? GI_OK : gi_text_int(gi_bytes_of(text), name, low, high, value, err);
}

static gi_status read_bounds(gi_generation *out, gi_error *err)
{
    int64_t days = GI_REPORT_DAYS;
    int64_t mb = GI_NOTICE_PHOTOS_MAX >> 20;
    GI_TRY(read_number(out->given.report_days, "--report-days", 30, 3650, &days, err));
    GI_TRY(read_number(out->given.photos_mb, "--photos-mb", 0, 1048576, &mb, err));
    out->report_days = (int)days;
    out->photos_max = mb * (INT64_C(1) << 20);
    return GI_OK;
}

gi_status gi_generation_read(int argc, char **argv, gi_generation *out, gi_error *err)
{
    gi_serve_options *given = &out->given;
    GI_TRY(gi_options_read(gi_serve_rows, "gitrace-serve", argc, argv, given, NULL, err));
    if (given->config != NULL && !given->help) {
        GI_TRY(gi_options_file(gi_serve_rows, given->config, &out->file, given, err));
    }
    GI_TRY(read_bounds(out, err));
    return gi_listen_read(&given->listen, &out->plan, err);
}

static gi_status start_server(gi_generation *generation, const gi_listeners *listeners,
                              gi_error *err)
{
    const gi_listen_plan *plan = &generation->plan;
    gi_tls tls = { { 0 }, { 0 } };
    bool secure = plan->tls_cert != NULL && plan->tls_key != NULL;
    if (secure) {
        GI_TRY(gi_tls_read(plan->tls_cert, plan->tls_key, &tls, err));
    }
    gi_status status = gi_http_server_start(&generation->site.http, listeners, secure ? &tls : NULL,
                                            &plan->limits, &generation->server, err);
    gi_tls_clear(&tls);
    return status;
}

gi_status gi_generation_start(gi_generation *generation, const char *dir,
                              const gi_counting *counting, const gi_listeners *listeners,
                              gi_error *err)
{
    unsigned handles = generation->plan.limits.threads * (unsigned)listeners->count;
    GI_TRY(gi_pool_open(dir, handles < 64 ? handles : 64, &generation->pool, err));
    gi_site *site = &generation->site;
    gi_site_init(site, gi_pool_about(generation->pool), gi_pool_look(generation->pool));
    gi_pool_publish(generation->pool, site);
    if (counting->writer != NULL) {
        GI_TRY(gi_pool_count_scans(generation->pool, dir, counting, site, err));
    }
    gi_metrics_watch(generation->metrics, site);
    GI_TRY(start_server(generation, listeners, err));
    if (counting->notices != NULL) {
        gi_notices_set(counting->notices, generation->report_days, generation->photos_max);
    }
    gi_metrics_attach(generation->metrics, generation->pool, generation->server);
    return GI_OK;
}

unsigned gi_generation_end(gi_generation *generation, bool last)
{
    unsigned cut = 0;
    if (generation == NULL) {
        return 0;
    }
    if (generation->server != NULL) {
        cut = gi_http_server_drain(generation->server, generation->plan.stop_ms, last);
    }
    gi_http_server_close(generation->server);
    gi_pool_close(generation->pool);
    gi_buf_clear(&generation->file);
    free(generation);
    return cut;
}
