/*
 * page.h - the page of a report: the form, and what came of it. Pure, as all pages.
 */
#ifndef GI_WEB_REPORT_PAGE_H
#define GI_WEB_REPORT_PAGE_H

#include "web/pages/consumer/consumer.h"
#include "web/report/notice.h"

typedef enum gi_notice_outcome {
    GI_NOTICE_ASK,   /* nothing was sent yet */
    GI_NOTICE_TAKEN, /* value is the receipt */
    GI_NOTICE_BARE,  /* the same, without the photo: there is no room for it */
    GI_NOTICE_WAIT,  /* too many: value is seconds */
    GI_NOTICE_LARGE, /* the photo, or the whole form: nothing was taken in */
    GI_NOTICE_BAD,   /* value says what is wrong, in the language of the page */
    GI_NOTICE_LATER, /* reports cannot be kept now */
    GI_NOTICE_OUTCOMES
} gi_notice_outcome;

/* What the form shows again; a photo has to be chosen again. Borrowed. */
typedef struct gi_notice_form {
    const char *code;
    const char *reason;
    const char *text;
    int days; /* for which reports are kept */
} gi_notice_form;

/* "ask" "taken" "bare" "wait" "large" "bad" "later": for tests, in data-report. Constant text. */
const char *gi_notice_outcome_word(gi_notice_outcome outcome);

/* Adds the page to out. */
void gi_page_report(const gi_page_view *view, gi_notice_outcome outcome, const char *value,
                    const gi_notice_form *form, gi_buf *out);

#endif
