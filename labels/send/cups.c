/*
 * cups.c - a job to a queue of the print service; the only place that knows libcups.
 *
 * Printer languages go raw, a PDF at true size and on one side. CUPS takes a document whole before
 * it prints: a job that fails is cancelled and nothing comes out.
 */
#include "labels/send/cups.h"

#include <cups/cups.h>
#include <stdio.h>
#include <stdlib.h>

#include "labels/send/send.h"

#define CONNECT_MS 5000
#define TITLE "gitrace"

static const struct option_row {
    const char *name, *value;
} pdf_options[] = {
    { "print-scaling", "none" },
    { "sides", "one-sided" },
};

int gi_cups_options(const gi_printer *printer, cups_option_t **out)
{
    int count = 0;
    for (size_t i = 0; i < sizeof pdf_options / sizeof pdf_options[0]; i++) {
        if (printer->language == GI_PRINTER_PDF) {
            count = cupsAddOption(pdf_options[i].name, pdf_options[i].value, count, out);
        }
    }
    return count;
}

/* What libcups hands out for one job; each may be NULL. */
typedef struct desk {
    http_t *http;
    cups_dest_t *dest;
    cups_dinfo_t *info;
    cups_option_t *options;
    int option_count;
    char cause[128]; /* what the service said of the job that failed */
} desk;

static void desk_clear(desk *at)
{
    cupsFreeOptions(at->option_count, at->options);
    cupsFreeDestInfo(at->info);
    cupsFreeDests(at->dest == NULL ? 0 : 1, at->dest);
    httpClose(at->http);
}

/* Before the next call: libcups remembers only its last answer. */
static bool desk_failed(desk *at)
{
    const char *said = cupsLastErrorString();
    (void)snprintf(at->cause, sizeof at->cause, "%s", said == NULL ? "CUPS" : said);
    return false;
}

static bool desk_open(const gi_printer *printer, desk *at)
{
    at->http = httpConnect2(cupsServer(), ippPort(), NULL, AF_UNSPEC, cupsEncryption(), 1,
                            CONNECT_MS, NULL);
    if (at->http == NULL) {
        return desk_failed(at);
    }
    at->dest = cupsGetNamedDest(at->http, printer->place, NULL);
    at->info = at->dest == NULL ? NULL : cupsCopyDestInfo(at->http, at->dest);
    at->option_count = gi_cups_options(printer, &at->options);
    return at->info != NULL || desk_failed(at);
}

/* The options went with the job; given once more, libcups would name a second document format. */
static bool write_document(const desk *at, int id, const gi_sending *job)
{
    bool pdf = job->printer->language == GI_PRINTER_PDF;
    gi_bytes bytes = job->parcel.bytes;
    return cupsStartDestDocument(at->http, at->dest, at->info, id, TITLE,
                                 pdf ? CUPS_FORMAT_PDF : CUPS_FORMAT_RAW, 0, NULL,
                                 1) == HTTP_STATUS_CONTINUE &&
           cupsWriteRequestData(at->http, (const char *)bytes.data, bytes.size) ==
               HTTP_STATUS_CONTINUE &&
           cupsFinishDestDocument(at->http, at->dest, at->info) == IPP_STATUS_OK;
}

static bool print(desk *at, const gi_sending *job)
{
    int id = 0;
    if (cupsCreateDestJob(at->http, at->dest, at->info, &id, TITLE, at->option_count,
                          at->options) != IPP_STATUS_OK) {
        return desk_failed(at);
    }
    if (!write_document(at, id, job)) {
        (void)desk_failed(at);
        (void)cupsCancelDestJob(at->http, at->dest, id);
        return false;
    }
    return true;
}

gi_status gi_send_cups(gi_sending *job, gi_error *err)
{
    desk at = { .http = NULL };
    bool printed = desk_open(job->printer, &at) && print(&at, job);
    job->sent = printed ? job->parcel.bytes.size : 0;
    gi_status status = printed ? GI_OK : gi_send_fail(job, at.cause, err);
    desk_clear(&at);
    return status;
}

gi_status gi_reach_cups(gi_sending *job, gi_error *err)
{
    desk at = { .http = NULL };
    gi_status status = desk_open(job->printer, &at) ? GI_OK : gi_send_fail(job, at.cause, err);
    desk_clear(&at);
    return status;
}
