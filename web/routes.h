/*
 * routes.h - the site: its route table and what its handlers need.
 *
 * The look-up is a function pointer, so that the server can be tested with prepared answers
 * and the registry is opened in one place (main.c).
 */
#ifndef GI_WEB_ROUTES_H
#define GI_WEB_ROUTES_H

#include "gi/lookup.h"
#include "gi/officer.h"
#include "gi/publish.h"
#include "gi/scan_writer.h"
#include "web/http/http.h"

/* Answers for any text a person or scanner gives, as gi_lookup does. Called by several threads
 * at once. */
typedef struct gi_look {
    gi_status (*look)(void *context, gi_bytes text, gi_verdict *out, gi_error *err);
    void *context;
} gi_look;

/* Reads a public file of the log, as gi_publish_read does. Called by several threads at once. */
typedef struct gi_publisher {
    gi_status (*read)(void *context, gi_bytes path, gi_buf *out, gi_publish_kind *kind,
                      gi_error *err);
    void *context;
} gi_publisher;

/* Reads the papers of a batch, as gi_papers_of does for today. Called by several threads at once.
 */
typedef struct gi_paper_reader {
    gi_status (*read)(void *context, gi_bytes batch, gi_papers *out, gi_error *err);
    void *context;
} gi_paper_reader;

/* What was seen of a label, and where scans go. of is called by several threads at once; add does
 * not wait. */
typedef struct gi_scan_book {
    gi_status (*of)(void *context, gi_unit_id unit, gi_unit_seen *out, gi_error *err);
    void (*add)(void *context, const gi_scan *scan);
    void *context;
} gi_scan_book;

/* Hidden codes: whether a text is that of a label, and recording that it was opened. begin and
 * right keep strangers from trying many (web/scan/tries.h). opened does not wait: it tells, as
 * gi_scan_writer_begin_opening does. Called by several threads at once. */
typedef struct gi_hidden_book {
    gi_status (*fits)(void *context, gi_unit_id unit, gi_bytes text, bool *fits, gi_error *err);
    gi_status (*opened)(void *context, const gi_scan *scan, gi_opening_told told, gi_error *err);
    int (*begin)(void *context, const gi_scan *scan);
    void (*right)(void *context, const gi_scan *scan);
    void *context;
    struct gi_memo *pages; /* finished answers (web/opened_page.h), NULL = none are kept */
} gi_hidden_book;

struct gi_bundle_file; /* web/log/bundle_file.h */
struct gi_sums;        /* web/sums.h */
struct gi_kept;        /* web/api/kept.h */
struct gi_known;       /* web/known.h */
struct gi_metrics;     /* web/api/metrics.h */
struct gi_notices;     /* web/report/notice.h */

/* Does work with a registry that is open for reading and no other thread's for that time. Called
 * by several threads at once. */
typedef gi_status (*gi_registry_work)(gi_registry *registry, void *argument, gi_error *err);
typedef struct gi_reader {
    gi_status (*read)(void *context, gi_registry_work work, void *argument, gi_error *err);
    void *context;
} gi_reader;

typedef struct gi_site {
    gi_about about;
    gi_look look;
    gi_look unwatched;             /* behind look when look-ups are counted (metrics) */
    struct gi_metrics *metrics;    /* NULL after init: nothing is counted for the operator */
    gi_publisher publisher;        /* read is NULL after init: no log is served */
    gi_paper_reader papers;        /* read is NULL after init: no papers are shown */
    gi_scan_book scans;            /* of is NULL after init: nothing is counted */
    gi_hidden_book hidden;         /* fits is NULL after init: openings are not recorded */
    gi_reader reader;              /* read is NULL after init: the API has no documents */
    struct gi_notices *notices;    /* NULL after init: reports are not taken */
    struct gi_kept *kept;          /* NULL after init: those that are made now and then */
    struct gi_known *known;        /* NULL after init: no part of a page is kept (part.h) */
    struct gi_sums *sums;          /* NULL after init: public sums are not shown (sums.h) */
    struct gi_bundle_file *bundle; /* NULL after init: no bundle is served */
    char home[64];                 /* path of the start page: that of the base URL, else "/" */
    char policy[256];
    gi_http_site http; /* points into this struct */
} gi_site;

/* Fills site, which must then stay where it is. about is copied, look's context is kept. */
void gi_site_init(gi_site *site, const gi_about *about, gi_look look);

/* Every address that is answered. */
extern const gi_route gi_routes[];
extern const size_t gi_route_count;

/* Handlers of the table. */
gi_status gi_handle_start(void *context, const gi_http_request *request, gi_http_response *response,
                          gi_error *err);
gi_status gi_handle_code(void *context, const gi_http_request *request, gi_http_response *response,
                         gi_error *err);
gi_status gi_handle_digital_link(void *context, const gi_http_request *request,
                                 gi_http_response *response, gi_error *err);
gi_status gi_handle_hidden(void *context, const gi_http_request *request,
                           gi_http_response *response, gi_error *err);
gi_status gi_handle_digital(void *context, const gi_http_request *request,
                            gi_http_response *response, gi_error *err);
gi_status gi_handle_digital_text(void *context, const gi_http_request *request,
                                 gi_http_response *response, gi_error *err);
gi_status gi_handle_batch(void *context, const gi_http_request *request, gi_http_response *response,
                          gi_error *err);
gi_status gi_handle_health(void *context, const gi_http_request *request,
                           gi_http_response *response, gi_error *err);
gi_status gi_handle_icon(void *context, const gi_http_request *request, gi_http_response *response,
                         gi_error *err);

gi_status gi_handle_log(void *context, const gi_http_request *request, gi_http_response *response,
                        gi_error *err);
gi_status gi_handle_proof(void *context, const gi_http_request *request, gi_http_response *response,
                          gi_error *err);
gi_status gi_handle_bundle(void *context, const gi_http_request *request,
                           gi_http_response *response, gi_error *err);

/* True for the addresses of the API (gi_http_site.for_programs). */
bool gi_is_for_programs(const gi_http_request *request);
/* Writes the page for what is no success (gi_http_site.problem). */
void gi_handle_problem(void *context, const gi_http_request *request, gi_http_response *response);

#endif
