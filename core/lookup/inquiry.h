/*
 * inquiry.h - one scanned code while it is judged: what is known of it so far.
 */
#ifndef GI_LOOKUP_INQUIRY_H
#define GI_LOOKUP_INQUIRY_H

#include "core/lookup/package.h"

typedef struct gi_inquiry {
    gi_view *view;
    gi_bytes text;
    gi_unit_code code;
    gi_key_row key;
    gi_run run;
    gi_package_run package;
    gi_verdict verdict;
    bool answered; /* no further step is taken */
} gi_inquiry;

/* Ends it with that word, and why. */
void gi_inquiry_answer(gi_inquiry *asked, gi_issued issued, const char *why);
void gi_inquiry_cannot_tell(gi_inquiry *asked, gi_unknown_why why);

/* The step after the signature and the scope of its key: is it registered, with an equal header,
 * under a key that is trusted so far? */
GI_CHECKED gi_status gi_inquiry_registered(gi_inquiry *asked, gi_error *err);

#endif
