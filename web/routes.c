/*
 * routes.c - every address of the site, in one table.
 *
 * Patterns: "{digits}" one segment of digits, "{x}" one segment, "{rest}" all that follows,
 * leading "*" any prefix. The first row that fits answers. All rows are for anyone; two take a
 * body: the form of the hidden code and that of a report.
 */
#include "web/routes.h"

#include <stdio.h>
#include <string.h>

#include "web/api/api.h"
#include "web/pages/style.h"
#include "web/report/notice.h"
#include "web/report/report.h"

#define READ (GI_HTTP_GET | GI_HTTP_HEAD)
#define GS1 "*/01/{gtin}/10/{batch}/21/{number}"

const gi_route gi_routes[] = {
    { READ, "/health", "anyone", 0, gi_handle_health,
      "能读登记库时答 ok / ok when the registry can be read" },
    { READ, "/favicon.ico", "anyone", 0, gi_handle_icon, "空 / nothing, quietly" },
    { READ, "/log/{rest}", "anyone", 0, gi_handle_log,
      "公开日志 / the public log: checkpoint, tile/..., tile/entries/..., vkey, policy" },
    { READ, "/proof/{rest}", "anyone", 0, gi_handle_proof,
      "批次在日志中的证明 / <batch ID>.tlog-proof: that a batch stands in the log" },
    { READ, "/bundle", "anyone", 0, gi_handle_bundle,
      "离线核验包 / the signed list for devices offline" },
    { READ, "/api/v1/verify/{code}", "anyone", 0, gi_handle_api_verify,
      "接口：三个回答 / API: the three answers as JSON" },
    { READ, "/api/v1/batches/{id}", "anyone", 0, gi_handle_api_batch,
      "接口：一个批次 / API: one batch as JSON" },
    { READ, "/api/v1/sums", "anyone", 0, gi_handle_api_sums,
      "接口：公开合计 / API: the public sums as JSON" },
    { READ, "/api/v1/openapi.json", "anyone", 0, gi_handle_api_document,
      "接口说明 / what the API is, as OpenAPI 3.1" },
    { READ, "/api/v1/problems/{id}", "anyone", 0, gi_handle_api_problem_page,
      "接口的错误类型 / what a problem of the API means" },
    { READ, "/.well-known/jwks.json", "anyone", 0, gi_handle_api_keys,
      "标签公钥 / public keys of labels" },
    { READ, "/.well-known/gs1resolver", "anyone", 0, gi_handle_gs1_resolver,
      "GS1 解析器说明 / what this GS1 resolver can do" },
    { READ, "/api/{rest}", "anyone", 0, gi_handle_api_nothing,
      "其余接口地址不存在 / nothing else, said as a problem" },
    { READ, GS1, "anyone", 0, gi_handle_gs1,
      "GS1 形式的标签 / a label in GS1 Digital Link form" },
    { READ, "*/h/{number}/{hidden}", "anyone", 0, gi_handle_hidden,
      "涂层下的小二维码 / what the small code under the scratch layer leads to" },
    { READ | GI_HTTP_POST, "*/h/{number}", "anyone", 512, gi_handle_hidden,
      "查验隐藏码 / a form for the hidden code; POST checks and records it" },
    { READ, "*/l/{batch}/{version}", "anyone", 0, gi_handle_digital_text,
      "数字标签的一版原文 / one version of a digital label, as JSON" },
    { READ, "*/l/{batch}", "anyone", 0, gi_handle_digital,
      "数字标签的变更记录 / the changes of a digital label" },
    { READ | GI_HTTP_POST, "*/report", "anyone", GI_NOTICE_BODY_MAX, gi_handle_report,
      "反映问题 / report a problem, with a photo if you like" },
    { READ, "*/b/{batch}", "anyone", 0, gi_handle_batch, "按批次号 / one batch by its ID" },
    { READ, "*/{digits}", "anyone", 0, gi_handle_code,
      "按标签码 / one label by the digits of its code" },
    { READ, "*/", "anyone", 0, gi_handle_start,
      "输入编号查询 / a field to type a number; ?q= answers it" },
};

const size_t gi_route_count = sizeof gi_routes / sizeof gi_routes[0];

/* The path of "https://host/path/", or "/" when there is none that ends with '/'. */
static void read_home(const char *base_url, char *out, size_t size)
{
    const char *host = strstr(base_url, "://");
    const char *path = host == NULL ? NULL : strchr(host + 3, '/');
    bool usable = path != NULL && path[strlen(path) - 1] == '/';
    (void)snprintf(out, size, "%s", usable ? path : "/");
}

void gi_site_init(gi_site *site, const gi_about *about, gi_look look)
{
    *site = (gi_site){ .about = *about, .look = look };
    read_home(about->base_url, site->home, sizeof site->home);
    GI_AUTO_BUF policy = GI_BUF(sizeof site->policy - 1);
    gi_style_policy(&policy);
    (void)snprintf(site->policy, sizeof site->policy, "%s", gi_buf_text(&policy));
    site->http = (gi_http_site){ .routes = gi_routes,
                                 .route_count = gi_route_count,
                                 .context = site,
                                 .problem = gi_handle_problem,
                                 .for_programs = gi_is_for_programs,
                                 .policy = site->policy };
}
