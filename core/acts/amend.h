/*
 * amend.h - corrections of public papers, for the act amend.
 */
#ifndef GI_ACTS_AMEND_H
#define GI_ACTS_AMEND_H

#include "core/acts/act.h"

/* True for acts whose facts are a paper: certificate, lab-report. */
bool gi_amend_is_paper(const char *kind);
/* Corrects a field of the paper that act ref of this kind brought; adds members field and value
 * to the leaf. GI_CONFLICT not-amendable   GI_INVALID the field's own reasons */
GI_CHECKED gi_status gi_amend_paper(gi_act *act, const char *kind, int64_t ref, const char *field,
                                    gi_bytes value, gi_error *err);

#endif
