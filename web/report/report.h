/*
 * report.h - the address where anybody reports a problem: GET asks, POST takes it in.
 */
#ifndef GI_WEB_REPORT_H
#define GI_WEB_REPORT_H

#include "web/routes.h"

gi_status gi_handle_report(void *context, const gi_http_request *request,
                           gi_http_response *response, gi_error *err);

#endif
