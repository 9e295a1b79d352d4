/*
 * report.h - the address where anybody reports a problem: GET asks, POST takes it in.
 */
#ifndef GI_WEB_REPORT_H
#define GI_WEB_REPORT_H

#include "web/routes.h"

gi_status gi_handle_report(void *context, const gi_http_request *request,
                           gi_http_response *response, gi_error *err);

/* The page for a form that was too large to be read: the status is set already. */
void gi_report_too_large(const gi_site *site, const gi_http_request *request,
                         gi_http_response *response);

/* Whether a path is that of the form. */
bool gi_report_owns(gi_bytes path);

#endif
