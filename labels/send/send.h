/*
 * send.h - one job on its way to one printer; a way is one function in a file of its own.
 *
 * Nothing here tries twice: a job that broke off may have printed, and only people can see that.
 */
#ifndef GI_LABELS_SEND_SEND_H
#define GI_LABELS_SEND_SEND_H

#include "gi/printer.h"

/* sent counts bytes that left this machine, also when the way fails. */
typedef struct gi_sending {
    const gi_printer *printer;
    gi_printer_parcel parcel;
    const char *file;
    size_t sent;
} gi_sending;

GI_CHECKED gi_status gi_send_file(gi_sending *job, gi_error *err);
GI_CHECKED gi_status gi_send_tcp(gi_sending *job, gi_error *err);
GI_CHECKED gi_status gi_send_usb(gi_sending *job, gi_error *err);
GI_CHECKED gi_status gi_send_cups(gi_sending *job, gi_error *err);

/* The same as far as it goes without a byte that prints. */
GI_CHECKED gi_status gi_reach_tcp(gi_sending *job, gi_error *err);
GI_CHECKED gi_status gi_reach_usb(gi_sending *job, gi_error *err);
GI_CHECKED gi_status gi_reach_cups(gi_sending *job, gi_error *err);

/* To an open device that does not block: all bytes taken and the last of them handed over, else
 * send-broken, printer-gone or printer-not-ready. */
GI_CHECKED gi_status gi_send_device(int fd, gi_sending *job, gi_error *err);

/* Labels of which every byte went out. */
size_t gi_send_labels(const gi_sending *job);

/* The job broke off for a cause: send-broken, or printer-gone when nothing had gone out. */
gi_status gi_send_fail(const gi_sending *job, const char *cause, gi_error *err);

/* Room for the longest host name and a port, terminated. */
typedef struct gi_send_host {
    char host[GI_PRINTER_PLACE];
    char port[6];
} gi_send_host;

/* "10.0.0.9:9100", "printer.local:9100", "[fe80::1]:9100"; false for anything else. */
bool gi_send_host_parse(const char *place, gi_send_host *out);

#endif
