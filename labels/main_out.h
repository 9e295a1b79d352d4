/*
 * main_out.h - where labels go: a PDF, a folder of pictures, or jobs for a printer.
 *
 * Everything that can be refused is refused while it is prepared, before any act: a text that
 * does not fit, a target that exists, a label wider than the head. A job is one buffer (or one
 * file), sent whole or reported failed.
 */
#ifndef GI_LABELS_MAIN_OUT_H
#define GI_LABELS_MAIN_OUT_H

#include "gi/paper.h"
#include "gi/printer.h"
#include "labels/delivery.h"
#include "labels/order.h"

typedef struct gi_out {
    const gi_order *order;
    const gi_template *layout;
    const gi_label *label;
    gi_label_format format;
    gi_printer printer;
    bool dots;   /* jobs of gi_printer_job ... */
    bool jobs;   /* ... as many as there are, straight to a printer */
    bool queued; /* a PDF for a print queue */
    gi_delivery delivery;
    gi_label_pdf *pdf;
    gi_label_bitmap *bitmap;
    gi_printer_job *job;
    gi_buf bytes; /* a picture, or the PDF for a queue */
    size_t labels;
} gi_out;

/* Declare with GI_OUT. layout and label outlive it. Reasons of the template, the label, the
 * printer; GI_CONFLICT file-exists */
GI_CHECKED gi_status gi_out_prepare(const gi_order *order, const gi_template *layout,
                                    const gi_label *label, gi_out *out, gi_error *err);
void gi_out_clear(gi_out *out);
#define GI_OUT __attribute__((cleanup(gi_out_clear))) gi_out

/* How many of these labels one job takes at most; a file takes them all. */
int64_t gi_out_job_labels(const gi_out *out, int64_t total);

/* Refuses a file of so many labels that passes the limit of one job. GI_INVALID job-too-large */
GI_CHECKED gi_status gi_out_check_size(const gi_out *out, int64_t labels, gi_error *err);

/* Whether a printer answers now; a file has been begun already. As gi_printer_reach */
GI_CHECKED gi_status gi_out_reach(const gi_out *out, gi_error *err);

/* Starts a job; adds labels to it; sends it or makes its file appear. report is filled by a
 * printer, also when it fails. */
GI_CHECKED gi_status gi_out_begin(gi_out *out, gi_error *err);
GI_CHECKED gi_status gi_out_add(gi_out *out, const gi_label_unit *unit, gi_error *err);
GI_CHECKED gi_status gi_out_finish(gi_out *out, gi_printer_report *report, gi_error *err);

/* gi_out_finish in two steps: all bytes made, those of a file written beside its place; and then
 * what can be seen. */
GI_CHECKED gi_status gi_out_seal(gi_out *out, gi_error *err);
GI_CHECKED gi_status gi_out_send(gi_out *out, gi_printer_report *report, gi_error *err);

/* How an act and people name the device: the printer, or the sheet of a PDF; NULL = a picture. */
const char *gi_out_device(const gi_out *out);

#endif
