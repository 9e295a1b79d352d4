/*
 * stream.h - bytes into a socket or a device that may stop taking them.
 */
#ifndef GI_LABELS_SEND_STREAM_H
#define GI_LABELS_SEND_STREAM_H

#include "labels/send/send.h"

/* Milliseconds of a clock that never goes back. */
int64_t gi_stream_now(void);

/* Waits for POLLIN or POLLOUT until a moment of that clock; false when it came first. */
bool gi_stream_wait(int fd, short events, int64_t until);

/*
 * Writes the whole parcel to a non-blocking descriptor. Gives up after the profile's patience
 * without a byte taken; a printer without paper that says so (ENOSPC) is waited for as long.
 * job->sent is what was taken. As gi_send_fail
 */
GI_CHECKED gi_status gi_stream_write(int fd, gi_sending *job, gi_error *err);

/*
 * Asks a printer how it is, when its profile says so: TSPL answers ESC !? with one byte, ZPL ~HS
 * with three lines. Zebra's printers say nothing at all without paper or with an open head.
 * GI_BUSY printer-not-ready   GI_NOT_FOUND printer-gone
 */
GI_CHECKED gi_status gi_stream_ask(int fd, gi_sending *job, gi_error *err);

#endif
