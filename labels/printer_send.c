/*
 * printer_send.c - a parcel to the place of a profile, and what is said when it breaks off; or only
 * whether somebody is there.
 */
#include <stdio.h>

#include "labels/send/send.h"

static const struct way {
    gi_status (*send)(gi_sending *job, gi_error *err);
    gi_status (*reach)(gi_sending *job, gi_error *err); /* NULL: nobody has to answer */
} ways[] = {
    [GI_PRINTER_FILE] = { gi_send_file, NULL },
    [GI_PRINTER_TCP] = { gi_send_tcp, gi_reach_tcp },
    [GI_PRINTER_USB] = { gi_send_usb, gi_reach_usb },
    [GI_PRINTER_CUPS] = { gi_send_cups, gi_reach_cups },
};

size_t gi_send_labels(const gi_sending *job)
{
    size_t labels = 0;
    while (labels < job->parcel.label_count && job->parcel.ends != NULL &&
           job->parcel.ends[labels] <= job->sent) {
        labels++;
    }
    return labels;
}

gi_status gi_send_fail(const gi_sending *job, const char *cause, gi_error *err)
{
    if (job->sent == 0) {
        return gi_fail(err, GI_WHY_PRINTER_GONE, job->printer->name, job->printer->place, cause);
    }
    char sent[48];
    (void)snprintf(sent, sizeof sent, "%zu / %zu", job->sent, job->parcel.bytes.size);
    return gi_fail(err, GI_WHY_SEND_BROKEN, job->printer->name, cause, sent,
                   gi_num((int64_t)gi_send_labels(job)).text);
}

gi_status gi_printer_send(const gi_printer *printer, gi_printer_parcel parcel, const char *file,
                          gi_printer_report *report, gi_error *err)
{
    if ((file != NULL) != (printer->way == GI_PRINTER_FILE)) {
        return gi_fail(err, GI_WHY_PRINTER_TO, printer->name, gi_printer_way_name(printer->way));
    }
    gi_sending job = { .printer = printer, .parcel = parcel, .file = file };
    gi_status status = ways[printer->way].send(&job, err);
    if (report != NULL) {
        *report = (gi_printer_report){
            .sent = job.sent,
            .size = parcel.bytes.size,
            .labels = gi_send_labels(&job),
        };
    }
    return status;
}

gi_status gi_printer_reach(const gi_printer *printer, gi_error *err)
{
    gi_sending job = { .printer = printer };
    const struct way *way = &ways[printer->way];
    return way->reach == NULL ? GI_OK : way->reach(&job, err);
}
