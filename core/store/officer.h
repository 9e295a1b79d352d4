/*
 * officer.h - rows of freezes, recalls, certificates and laboratory reports (008-officer.sql).
 *
 * One section per file of this folder, as tables.h. Whether a freeze is in force is a matter
 * of the day that is asked about; nothing has to be done to end one.
 */
#ifndef GI_STORE_OFFICER_H
#define GI_STORE_OFFICER_H

#include "core/store/db.h"
#include "gi/batch.h"
#include "gi/batch_id.h"
#include "gi/clock.h"
#include "gi/crypto.h"

/* ---- freezes.c ---- */

typedef struct gi_freeze_row {
    int64_t act;
    char scope[8]; /* batch units lot source holder */
    int64_t id;    /* lot, source, holder; else 0 */
    uint16_t key;  /* of the officer who ordered it */
    char why[32];
    char who[GI_NAME_TEXT];
    gi_time ts;
    gi_day until; /* last day as ordered */
    gi_day ends;  /* last day as things stand: without its document it lapses sooner */
    bool has_doc;
    gi_digest doc;
    int64_t extended, lifted; /* acts, -1 = not */
} gi_freeze_row;

GI_CHECKED gi_status gi_freeze_insert(gi_db *db, const gi_freeze_row *row, gi_error *err);
/* GI_NOT_FOUND no-freeze */
GI_CHECKED gi_status gi_freeze_load(gi_db *db, int64_t act, gi_freeze_row *out, gi_error *err);
/* Stores until, ends, doc, extended, lifted. */
GI_CHECKED gi_status gi_freeze_change(gi_db *db, const gi_freeze_row *row, gi_error *err);
/* One batch, or (key > 0) a range of its units. */
GI_CHECKED gi_status gi_freeze_add_batch(gi_db *db, int64_t act, const char *batch, uint16_t key,
                                         uint32_t first, uint32_t count, gi_error *err);
/* All batches of a holder. */
GI_CHECKED gi_status gi_freeze_add_holder(gi_db *db, int64_t act, uint32_t holder, gi_error *err);
/* A lot, or every lot of a source (the other is 0), what was made of it, and all its batches. */
GI_CHECKED gi_status gi_freeze_add_lots(gi_db *db, int64_t act, int64_t lot, int64_t source,
                                        gi_error *err);
typedef gi_status (*gi_name_visit)(void *context, const char *name, gi_error *err);
GI_CHECKED gi_status gi_freeze_each_batch(gi_db *db, int64_t act, gi_name_visit take, void *context,
                                          gi_error *err);

/* ---- recalls.c ---- */

typedef struct gi_recall_row {
    int64_t act;
    char root[8]; /* batch lot source */
    char batch[GI_BATCH_ID_TEXT];
    int64_t id; /* lot or source */
    int grade;  /* 1..3 */
    char why[32];
    char who[GI_NAME_TEXT];
    gi_time ts;
    gi_time start_by;
    gi_day end_by;
    int unknown_year; /* 0 = every holiday was known */
} gi_recall_row;

GI_CHECKED gi_status gi_recall_insert(gi_db *db, const gi_recall_row *row, gi_error *err);
/* GI_NOT_FOUND no-recall */
GI_CHECKED gi_status gi_recall_load(gi_db *db, int64_t act, gi_recall_row *out, gi_error *err);
/* Fills recall_lot and recall_batch from the row's root. */
GI_CHECKED gi_status gi_recall_fill(gi_db *db, const gi_recall_row *row, gi_error *err);
GI_CHECKED gi_status gi_recall_each_batch(gi_db *db, int64_t act, gi_name_visit take, void *context,
                                          gi_error *err);

typedef struct gi_recall_sums {
    int64_t lots, batches;
    int64_t issued, dead; /* units of its batches; dead = with a declared state */
    int64_t holders;      /* that hold or held one of its lots */
} gi_recall_sums;
GI_CHECKED gi_status gi_recall_sums_load(gi_db *db, int64_t act, gi_recall_sums *out,
                                         gi_error *err);
typedef gi_status (*gi_recall_holder_visit)(void *context, uint32_t holder, int64_t lots,
                                            int64_t remaining, gi_error *err);
/* Who has or had a recalled lot, by number. */
GI_CHECKED gi_status gi_recall_each_holder(gi_db *db, int64_t act, gi_recall_holder_visit take,
                                           void *context, gi_error *err);

typedef struct gi_progress_row {
    int64_t act, recall;
    char state[12]; /* started under-way ended */
    int64_t returned, destroyed, missing;
    gi_time ts;
} gi_progress_row;
GI_CHECKED gi_status gi_progress_insert(gi_db *db, const gi_progress_row *row, gi_error *err);
/* The first or the newest report of a recall. */
GI_CHECKED gi_status gi_progress_first(gi_db *db, int64_t recall, bool *found, gi_progress_row *out,
                                       gi_error *err);
GI_CHECKED gi_status gi_progress_last(gi_db *db, int64_t recall, bool *found, gi_progress_row *out,
                                      gi_error *err);

/* ---- holds.c: what stands in the way of material or a label on a day ---- */

typedef struct gi_hold {
    int grade;    /* 1..3 = recalled, 0 = frozen */
    gi_day until; /* frozen: last day */
    char why[32];
    char who[GI_NAME_TEXT];
    gi_time ts;
    int64_t act;
} gi_hold;

/* The gravest hold: a recall by its grade, else the freeze that lasts longest. Frozen ranges of
 * the key count that meet first .. last; key 0 asks for the whole batch alone. */
GI_CHECKED gi_status gi_hold_of_units(gi_db *db, const char *batch, uint16_t key, uint32_t first,
                                      uint32_t last, gi_day today, bool *found, gi_hold *out,
                                      gi_error *err);
GI_CHECKED gi_status gi_hold_of_lot(gi_db *db, int64_t lot, gi_day today, bool *found, gi_hold *out,
                                    gi_error *err);
/* A freeze of all material of a source, of all batches of a holder. */
GI_CHECKED gi_status gi_hold_of_target(gi_db *db, const char *scope, int64_t id, gi_day today,
                                       bool *found, gi_hold *out, gi_error *err);

/* Hands out every batch of a bound statement: the one reader of the scopes of both orders. */
GI_CHECKED gi_status gi_scope_take(gi_row *row, gi_name_visit take, void *context, gi_error *err);

/* Is the batch in the scope of this freeze or recall? */
GI_CHECKED gi_status gi_scope_holds(gi_db *db, int64_t act, const char *batch, bool *holds,
                                    gi_error *err);

/* A hold of a batch or (key > 0) of a range of its units. */
typedef struct gi_held_batch {
    uint32_t producer;
    int64_t number;
    uint16_t key;
    uint32_t first, count;
    gi_hold hold;
} gi_held_batch;
typedef gi_status (*gi_held_visit)(void *context, const gi_held_batch *row, gi_error *err);
/* Every hold of a day by producer, number, key, first; the gravest of equal ones comes first. */
GI_CHECKED gi_status gi_held_each(gi_db *db, gi_day today, gi_held_visit take, void *context,
                                  gi_error *err);
/* The same of one batch. */
GI_CHECKED gi_status gi_held_of_batch(gi_db *db, const char *batch, gi_day today,
                                      gi_held_visit take, void *context, gi_error *err);

/* ---- papers.c: certificate, lab_report, correction ---- */

typedef struct gi_certificate_row {
    int64_t act;
    uint32_t holder;
    uint16_t product; /* 0 = all products of the holder */
    char kind[16];
    char number[GI_NAME_TEXT];
    char body[GI_NAME_TEXT];
    char scope[GI_NAME_TEXT];
    gi_day first, last;
    int64_t withdrawn; /* act, -1 = not */
    gi_day withdrawn_day;
    int64_t amended;
} gi_certificate_row;

GI_CHECKED gi_status gi_certificate_insert(gi_db *db, const gi_certificate_row *row, gi_error *err);
/* GI_NOT_FOUND no-act: no certificate act has this index */
GI_CHECKED gi_status gi_certificate_load(gi_db *db, int64_t act, gi_certificate_row *out,
                                         gi_error *err);
/* Stores number, body, scope, days, withdrawn, amended. */
GI_CHECKED gi_status gi_certificate_change(gi_db *db, const gi_certificate_row *row, gi_error *err);
GI_CHECKED gi_status gi_certificate_find(gi_db *db, const char *kind, const char *number,
                                         bool *found, int64_t *act, gi_error *err);
typedef gi_status (*gi_certificate_visit)(void *context, const gi_certificate_row *row,
                                          gi_error *err);
/* Of a holder, for a product or for all. */
GI_CHECKED gi_status gi_certificate_each(gi_db *db, uint32_t holder, uint16_t product,
                                         gi_certificate_visit take, void *context, gi_error *err);

#define GI_LAB_ITEMS_TEXT 1201
typedef struct gi_lab_row {
    int64_t act;
    char batch[GI_BATCH_ID_TEXT]; /* "" when it is of a lot */
    int64_t lot;                  /* 0 when it is of a batch */
    char laboratory[GI_NAME_TEXT];
    char number[GI_NAME_TEXT];
    gi_day day;
    bool pass;
    char items[GI_LAB_ITEMS_TEXT];
    gi_digest doc;
    int64_t amended;
} gi_lab_row;

GI_CHECKED gi_status gi_lab_insert(gi_db *db, const gi_lab_row *row, gi_error *err);
GI_CHECKED gi_status gi_lab_load(gi_db *db, int64_t act, gi_lab_row *out, gi_error *err);
/* Stores laboratory, number, day, result, items, amended. */
GI_CHECKED gi_status gi_lab_change(gi_db *db, const gi_lab_row *row, gi_error *err);
GI_CHECKED gi_status gi_lab_find(gi_db *db, const char *laboratory, const char *number, bool *found,
                                 int64_t *act, gi_error *err);
typedef gi_status (*gi_lab_visit)(void *context, const gi_lab_row *row, gi_error *err);
/* Of a batch, of its lot and of all that went into it, in the order of the acts. */
GI_CHECKED gi_status gi_lab_each(gi_db *db, const char *batch, int64_t lot, gi_lab_visit take,
                                 void *context, gi_error *err);
GI_CHECKED gi_status gi_correction_insert(gi_db *db, int64_t act, int64_t ref, const char *field,
                                          const char *before, const char *after, gi_error *err);
typedef gi_status (*gi_correction_visit)(void *context, int64_t act, gi_error *err);
/* The acts that corrected the paper of act ref, the oldest first. */
GI_CHECKED gi_status gi_correction_each(gi_db *db, int64_t ref, gi_correction_visit take,
                                        void *context, gi_error *err);

/* ---- retention.c ---- */

typedef gi_status (*gi_keep_visit)(void *context, int64_t lot, gi_day day, int64_t act,
                                   gi_error *err);
/* Every lot, the newest first: children come before their parents. */
GI_CHECKED gi_status gi_keep_each_lot(gi_db *db, gi_keep_visit take, void *context, gi_error *err);
/* How many private values an act still has; taking them all, with their salts. */
GI_CHECKED gi_status gi_private_filled(gi_db *db, int64_t act, int64_t *fields, gi_error *err);
GI_CHECKED gi_status gi_private_purge(gi_db *db, int64_t act, gi_error *err);

#endif
