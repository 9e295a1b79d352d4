/*
 * cups.h - what cups.c tells CUPS about a job, for the test of it.
 */
#ifndef GI_LABELS_SEND_CUPS_H
#define GI_LABELS_SEND_CUPS_H

#include "gi/printer.h"

struct cups_option_s;

/* Options of a job for that printer, in memory of libcups; their count. None for raw jobs. */
int gi_cups_options(const gi_printer *printer, struct cups_option_s **out);

#endif
