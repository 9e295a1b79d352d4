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
 * lots, batches, "units" {issued on_market returned destroyed missing}, "progress", "status":
 * start-due, start-late, under-way, end-late, ended, ended-late; "buyers" counts the other holders
 * who got recalled material, with_private lists them as "holders" with what is left; "packages"
 * {cases cartons numbers [more]}: the closed ones that hold labels of recalled batches, known so
 * far. numbers are the first 200 ranges, more is true where there are others; past 100,000 ranges
 * nobody counts, and cases and cartons are absent. "warning" when holidays of a year are not known.
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
 * The same as lines for a page: at most GI_PAPERS_EACH certificates, those that hold first, then
 * as many reports, those that failed first; of each kind the newest first. more: there are others.
 *
 * GI_NOT_FOUND no-batch   GI_INVALID as gi_batch_id_parse
 */
typedef enum gi_paper_kind {
    GI_PAPER_VALID, /* a certificate that holds on the day */
    GI_PAPER_ENDED, /* one that does not (yet, or any more) */
    GI_PAPER_PASS,  /* a laboratory report and its result */
    GI_PAPER_FAIL,
    GI_PAPER_KINDS
} gi_paper_kind;

/*
 * name_zh name_en   kind of a certificate in words, "" for a report; constant texts
 * text       as registered, Chinese: who issued it, number, scope or items; cut between items
 * from to    term of a certificate; a report has its day in from, and 0 in to
 * withdrawn  day of the withdrawal of a certificate, 0 = not withdrawn
 */
#define GI_PAPER_TEXT 384
typedef struct gi_paper {
    gi_paper_kind kind;
    const char *name_zh;
    const char *name_en;
    char text[GI_PAPER_TEXT];
    gi_day from, to;
    gi_day withdrawn;
} gi_paper;

#define GI_PAPERS_EACH 3
typedef struct gi_papers {
    gi_paper paper[2 * GI_PAPERS_EACH];
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
