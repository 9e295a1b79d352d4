/*
 * main.h - the verbs of gitrace-label, each in a file main_NAME.c, and what they share.
 *
 * Only these files speak to people, open registries and unlock keys; the library beside them
 * draws and sends.
 */
#ifndef GI_LABELS_MAIN_H
#define GI_LABELS_MAIN_H

#include "gi/codes.h"
#include "gi/label.h"
#include "gi/registry.h"
#include "labels/order.h"

/* ---- verbs; each says on stdout what it did ---- */

GI_CHECKED gi_status gi_run_print(const gi_order *order, gi_error *err);     /* main_print.c */
GI_CHECKED gi_status gi_run_reprint(const gi_order *order, gi_error *err);   /* main_print.c */
GI_CHECKED gi_status gi_run_case(const gi_order *order, gi_error *err);      /* main_case.c */
GI_CHECKED gi_status gi_run_card(const gi_order *order, gi_error *err);      /* main_card.c */
GI_CHECKED gi_status gi_run_test(const gi_order *order, gi_error *err);      /* main_test.c */
GI_CHECKED gi_status gi_run_preview(const gi_order *order, gi_error *err);   /* main_test.c */
GI_CHECKED gi_status gi_run_calibrate(const gi_order *order, gi_error *err); /* main_test.c */
/* *answer: 1 when there are errors (main_check.c) */
GI_CHECKED gi_status gi_run_check(const gi_order *order, int *answer, gi_error *err);
GI_CHECKED gi_status gi_run_status(const gi_order *order, gi_error *err);    /* main_look.c */
GI_CHECKED gi_status gi_run_paper(const gi_order *order, gi_error *err);     /* main_paper.c */
GI_CHECKED gi_status gi_run_printers(const gi_order *order, gi_error *err);  /* main_look.c */
GI_CHECKED gi_status gi_run_templates(const gi_order *order, gi_error *err); /* main_look.c */
GI_CHECKED gi_status gi_run_fields(const gi_order *order, gi_error *err);    /* main_look.c */
GI_CHECKED gi_status gi_run_conformity(const gi_order *order,
                                       gi_error *err); /* main_conformity.c */

/* ---- what they share (main.c) ---- */

/* The registry that the order names. */
GI_CHECKED gi_status gi_main_open(const gi_order *order, gi_access access, gi_registry **out,
                                  gi_error *err);
/* A template, with the user's own file of the GI mark where --gi-mark names one: then it must have
 * a slot for it. As gi_template_open, gi_template_set_mark. */
GI_CHECKED gi_status gi_main_layout(const gi_order *order, const char *name, gi_template **out,
                                    gi_error *err);
/* The texts of a run's labels. As gi_label_fill, gi_main_set_digital */
GI_CHECKED gi_status gi_main_fill(gi_registry *registry, const gi_batch_facts *facts,
                                  const gi_run *run, gi_label *out, gi_error *err);
/* Where the digital label of a batch is shown, so that the words 数字标签 stand on the paper of
 * those batches that have one, and of no other. As gi_digital_of */
GI_CHECKED gi_status gi_main_set_digital(gi_registry *registry, const char *batch, gi_label *label,
                                         gi_error *err);
/* One refusal or trouble, as one line on stderr. */
void gi_main_say_error(const gi_error *err);

#endif
