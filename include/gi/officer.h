/*
 * officer.h - what supervisors and record keepers read: recalls, papers, records past their time.
 *
 * Reading needs no key and writes nothing; each call sees one moment of the registry. You own
 * every value handed out. Names of members are a contract: --json prints them.
 */
#ifndef GI_OFFICER_H
#define GI_OFFICER_H

#include "gi/clock.h"
#include "gi/json.h"
#include "gi/registry.h"

/*
 * One recall by the index of its act: root, grade (1..3), why, who, time, start_by, end_by,
 * lots, batches, "units" {issued in_force returned destroyed missing}, "progress", "status":
 * start-due, start-late, under-way, end-late, ended, ended-late; "buyers" counts the other holders
 * who got recalled material, with_private lists them with what is left.
 * "warning" when holidays of a year are not known.
 *
 * GI_NOT_FOUND no-recall
 */
GI_CHECKED gi_status gi_report_recall(gi_registry *registry, int64_t act, bool with_private,
                                      gi_json **out, gi_error *err);

/*
 * Certificates and laboratory reports of a batch: {"certificates":[{kind number body scope from to
 * valid [withdrawn] act}...],"lab_reports":[{laboratory number day result items doc act}...]}.
 * valid says whether the certificate held on that day.
 *
 * GI_NOT_FOUND no-batch   GI_INVALID as gi_batch_id_parse
 */
GI_CHECKED gi_status gi_report_papers(gi_registry *registry, gi_bytes batch, gi_day day,
                                      gi_json **out, gi_error *err);

/*
 * The same as lines for a page: certificates first, then reports, the newest of each first. text
 * is Chinese: who issued it, number, scope and term, or items. more: there are others.
 *
 * GI_NOT_FOUND no-batch   GI_INVALID as gi_batch_id_parse
 */
typedef enum gi_paper_kind {
    GI_PAPER_VALID, /* a certificate that holds on the day */
    GI_PAPER_ENDED, /* one that does not (yet, or any more) */
    GI_PAPER_PASS,  /* a laboratory report and its result */
    GI_PAPER_FAIL
} gi_paper_kind;

typedef struct gi_paper {
    gi_paper_kind kind;
    char text[512]; /* cut at a whole character */
} gi_paper;

#define GI_PAPERS_MAX 8
typedef struct gi_papers {
    gi_paper paper[GI_PAPERS_MAX];
    size_t count;
    bool more;
} gi_papers;

GI_CHECKED gi_status gi_papers_of(gi_registry *registry, gi_bytes batch, gi_day day, gi_papers *out,
                                  gi_error *err);

/* An array of {act kind keep_until fields}: records of lots and batches whose private values may
 * be purged on a day, because keep_until lies before it. Reads every lot. */
GI_CHECKED gi_status gi_report_retention(gi_registry *registry, gi_day day, gi_json **out,
                                         gi_error *err);

#endif
