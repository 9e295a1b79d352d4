/*
 * consumer.h - the pages anyone sees: start, the answer to one code, number or batch, problems.
 *
 * Pages are pure: a view and a verdict in, HTML out. They never look anything up, know no
 * clock and no socket. Facts are shown only when the ledger holds the label (gi_shows_facts).
 */
#ifndef GI_WEB_CONSUMER_H
#define GI_WEB_CONSUMER_H

#include "gi/digital.h"
#include "gi/hosts.h"
#include "gi/lookup.h"
#include "gi/officer.h"
#include "gi/scans.h"
#include "web/html/html.h"
#include "web/text/text.h"

/*
 * The public sums of the season of a batch, in milli-units of its product's unit; allowed counts
 * raw material where the product has a raw step. as_of: they may be older than the page.
 */
typedef struct gi_season_sum {
    char season[12];
    int64_t allowed, issued;
    int64_t labels, in_force;
    gi_time as_of;
} gi_season_sum;

/* What every page needs beside its subject. Pointers are borrowed. */
typedef struct gi_page_view {
    const gi_about *about;
    gi_language language;
    bool large;               /* t=1 was there: large text */
    char keep[16];            /* query that links keep: "", "?hl=zh", "?t=1", "?hl=zh&t=1" */
    const char *home;         /* path of the start page, "/" or a prefix with its final '/' */
    const char *other_url;    /* this page in the other language, relative */
    const char *size_url;     /* this page in the other size of text, relative */
    const char *report_url;   /* reports a problem with what is shown; NULL = not taken */
    const char *typed;        /* what stood in the field, "" when nothing was typed */
    const gi_papers *papers;  /* of the batch; NULL = none known */
    const gi_unit_seen *seen; /* of the label, before this scan; NULL = nothing is counted */
    bool counted;             /* this request is a scan itself */
    bool proofs;              /* the log is served here: proofs can be had */
    const gi_digital_label *digital; /* of the batch; NULL = none was published */
    const gi_season_sum *sum;        /* of the batch; NULL = not known now */
    const gi_hosts *hosts;           /* official ones; NULL = the root signed no list */
    gi_bytes batch_part; /* gi_page_batch_part's bytes for this view; empty = render it */
} gi_page_view;

/* Colour and sign of an answer; never the only carrier of meaning. */
typedef enum gi_tone { GI_TONE_GOOD, GI_TONE_NOTE, GI_TONE_WARN, GI_TONE_BAD } gi_tone;

/* One of the three answers in words. */
typedef struct gi_answer {
    gi_tone tone;
    gi_word ask;
    gi_word word;
    gi_word why;
    gi_word source;
    bool has_source;      /* false when nothing was checked */
    bool dated;           /* it may change: say "as of" */
    bool why_takes_time;  /* why holds "as of": the line below does not repeat it */
    bool why_takes_last;  /* why holds the best-before day */
    bool why_takes_until; /* why holds the last day of a freeze */
    bool advises;         /* advice says what to do meanwhile */
    gi_word advice;
} gi_answer;

gi_answer gi_answer_issued(const gi_verdict *verdict);
gi_answer gi_answer_copied(const gi_verdict *verdict);
gi_answer gi_answer_good(const gi_verdict *verdict);

/* True when facts may be shown: the ledger holds the label, number or batch. What a header
 * claims that nobody vouches for is never shown. */
bool gi_shows_facts(const gi_verdict *verdict);

/* Whole pages, added to out. */
void gi_page_start(const gi_page_view *view, gi_buf *out);
void gi_page_verdict(const gi_page_view *view, const gi_verdict *verdict, gi_buf *out);
/* What a page of a label or batch says of its batch alone, as it stands in that page; the verdict
 * has a batch and shows facts. */
void gi_page_batch_part(const gi_page_view *view, const gi_verdict *verdict, gi_buf *out);
/* status is the HTTP code; 5xx says that nothing is known about the label. */
void gi_page_problem(const gi_page_view *view, int status, gi_buf *out);

/* What of a digital label is known: all or the newest of its versions, the newest first; 0 when
 * none was published. older: there are more, and version[count] is the next of them. */
typedef struct gi_digital_versions {
    const gi_digital_label *version;
    size_t count;
    bool older;
} gi_digital_versions;

/* verdict is that of the batch. What changed from version to version, when, who, why. */
void gi_page_digital(const gi_page_view *view, const gi_verdict *verdict,
                     const gi_digital_versions *versions, gi_buf *out);

/* What came of a hidden code. */
typedef enum gi_hidden_outcome {
    GI_HIDDEN_ASK,      /* nothing was tried yet */
    GI_HIDDEN_FIRST,    /* right, and nobody had used it */
    GI_HIDDEN_AGAIN,    /* right, and used before */
    GI_HIDDEN_JUST_NOW, /* right, and used some minutes ago in the same network */
    GI_HIDDEN_WRONG,
    GI_HIDDEN_WAIT, /* too many wrong ones: not looked at */
    GI_HIDDEN_NONE, /* no such label, or one without a hidden code */
    GI_HIDDEN_LATER /* openings cannot be recorded now: not looked at */
} gi_hidden_outcome;

typedef struct gi_hidden_answer {
    gi_hidden_outcome outcome;
    gi_time opened; /* AGAIN, JUST_NOW: when the first opening was */
    int wait;       /* WAIT: seconds */
} gi_hidden_answer;

const char *gi_hidden_outcome_word(gi_hidden_outcome outcome);

/* verdict is that of the typed number; view->typed what stands in the field. */
void gi_page_hidden(const gi_page_view *view, const gi_verdict *verdict,
                    const gi_hidden_answer *answer, gi_buf *out);

/* Parts of pages. */
void gi_show_hidden_form(gi_html *page, const gi_page_view *view, const char *number,
                         const char *typed);
void gi_frame_begin(gi_html *page, const gi_page_view *view, gi_buf *out, const char *title);
void gi_frame_end(gi_html *page, const gi_page_view *view);
void gi_show_word(gi_html *page, const gi_page_view *view, gi_literal element, gi_word word);
void gi_show_link(gi_html *page, const gi_page_view *view, const char *path, const char *text);
void gi_open_block(gi_html *page, gi_tone tone);
void gi_close_block(gi_html *page);
void gi_show_answers(gi_html *page, const gi_page_view *view, const gi_verdict *verdict);
/* The third answer alone, where somebody declared it: recalled, frozen, taken back. */
void gi_show_declared(gi_html *page, const gi_page_view *view, const gi_verdict *verdict);
void gi_show_compare(gi_html *page, const gi_page_view *view, const gi_verdict *verdict);
void gi_show_origin(gi_html *page, const gi_page_view *view, const gi_verdict *verdict);
void gi_show_digital(gi_html *page, const gi_page_view *view, const gi_verdict *verdict);
void gi_show_sum(gi_html *page, const gi_page_view *view, const gi_verdict *verdict);
void gi_show_privacy(gi_html *page, const gi_page_view *view);
void gi_show_papers(gi_html *page, const gi_page_view *view, const gi_papers *papers);
void gi_show_log(gi_html *page, const gi_page_view *view, const gi_verdict *verdict);
/* On which hosts this page may stand, and who says so. */
void gi_show_hosts(gi_html *page, const gi_page_view *view);
void gi_show_what_to_do(gi_html *page, const gi_page_view *view);
void gi_show_button(gi_html *page, const char *url, const char *text);
void gi_show_form(gi_html *page, const gi_page_view *view);

/* Who answers for a fact. */
typedef enum gi_who {
    GI_WHO_PRODUCER,
    GI_WHO_AUTHORITY,
    GI_WHO_LABORATORY,
    GI_WHO_SUPERVISOR,
    GI_WHO_LABORATORY_SAYS /* by its report; no signature of it was checked here */
} gi_who;

/* The frame of one fact: label and who says so; the value goes between the two calls. */
void gi_open_fact(gi_html *page, const gi_page_view *view, const char *label, gi_who who);
void gi_close_fact(gi_html *page);

/* A line of a list of facts; left out when value is "". */
typedef struct gi_fact {
    gi_word label;
    const char *value;
    bool chinese; /* value is Chinese on any page */
    gi_who who;
} gi_fact;

void gi_show_facts(gi_html *page, const gi_page_view *view, const gi_fact *facts, size_t count);

#endif
