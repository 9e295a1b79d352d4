/*
 * api.h - the JSON interface below /api/v1/ and /.well-known/, for programs of anybody.
 *
 * Reading only: nothing asked here is a scan and nothing is written. Every answer may be read by
 * scripts of any site, carries an ETag, and every failure is a problem (RFC 9457) with a type that
 * has a page. What is answered is described by openapi.json, which is served as well; a test
 * compares it with the route table.
 */
#ifndef GI_WEB_API_H
#define GI_WEB_API_H

#include "gi/json.h"
#include "web/api/kept.h"
#include "web/routes.h"

#define GI_API_URL_MAX 512
/* Most rows of one list in an answer; a member beside it counts them all. */
#define GI_API_LIST_MAX 100
/* Most bytes of a batch: that many rows of each list, each with its texts at their longest. */
#define GI_API_BATCH_MAX (4U << 20)

/* Handlers of the route table. */
gi_status gi_handle_api_verify(void *context, const gi_http_request *request,
                               gi_http_response *response, gi_error *err);
gi_status gi_handle_api_batch(void *context, const gi_http_request *request,
                              gi_http_response *response, gi_error *err);
gi_status gi_handle_api_sums(void *context, const gi_http_request *request,
                             gi_http_response *response, gi_error *err);
gi_status gi_handle_api_keys(void *context, const gi_http_request *request,
                             gi_http_response *response, gi_error *err);
gi_status gi_handle_gs1(void *context, const gi_http_request *request, gi_http_response *response,
                        gi_error *err);
gi_status gi_handle_gs1_resolver(void *context, const gi_http_request *request,
                                 gi_http_response *response, gi_error *err);
gi_status gi_handle_api_document(void *context, const gi_http_request *request,
                                 gi_http_response *response, gi_error *err);
gi_status gi_handle_api_problem_page(void *context, const gi_http_request *request,
                                     gi_http_response *response, gi_error *err);
gi_status gi_handle_api_nothing(void *context, const gi_http_request *request,
                                gi_http_response *response, gi_error *err);

/* True when failures at that address are problems, not pages. */
bool gi_api_owns(gi_bytes path);

/*
 * Writes the problem for response->status. why tells a reason that the API names to strangers
 * (the table in problem.c); NULL or any other reason: the status alone speaks.
 */
void gi_api_problem(const gi_site *site, const gi_http_request *request, const gi_error *why,
                    gi_http_response *response);

/* For handlers: what failed becomes the answer. Always GI_OK. */
gi_status gi_api_answered(const gi_site *site, const gi_http_request *request, gi_status status,
                          const gi_error *why, gi_http_response *response);

/*
 * Writes value as the answer and tags it. as_of, when not NULL, is set as a member after the tag
 * was made: the same ledger has the same tag at any time.
 */
GI_CHECKED gi_status gi_api_send(gi_json *value, const char *as_of, gi_http_response *response,
                                 gi_error *err);

/* The label keys as a JWK set (jwks.c); you own *out. As gi_report_list */
GI_CHECKED gi_status gi_jwks_make(gi_registry *registry, gi_json **out, gi_error *err);

/* Appends the last segment of the path, decoded. GI_INVALID too-long: past out's maximum */
GI_CHECKED gi_status gi_api_segment(const gi_http_request *request, gi_buf *out, gi_error *err);

/* Appends "https://host" and path: addresses of the API stand at the root of the host of the
 * registry's base URL, whatever path that has. */
void gi_api_url(const gi_site *site, const char *path, gi_buf *out);

#endif
