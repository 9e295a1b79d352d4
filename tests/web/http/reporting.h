/*
 * reporting.h - reports with big bodies, sent raw by clients whom a proxy names.
 */
#ifndef GI_TESTS_REPORTING_H
#define GI_TESTS_REPORTING_H

#include "tests/web/http/client.h"

#define TAKEN_UP "data-report=\"later\"" /* of this site, which keeps no reports */

/* A server that believes this machine whom it speaks for; body_ms: of its limits. */
void open_behind_proxy(served *at, int body_ms);

/* Connects and sends the header of a report with so many bytes; the socket. */
int begin_report(const served *at, const char *client, size_t size);

/* How many of them could be sent. */
size_t send_zeros(int fd, size_t size);

/* The rest of a report, sent whole before anything is read; who is cut off in between shows that,
 * as browsers do. Closes; the code of the answer, 0 when not all could be sent. */
int end_report(int fd, size_t size, reply *out);

#endif
