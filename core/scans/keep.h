/*
 * keep.h - one observation into scans.db, inside the writer's transaction.
 */
#ifndef GI_SCANS_KEEP_H
#define GI_SCANS_KEEP_H

#include "core/store/db.h"
#include "gi/scans.h"

#define GI_PHOTOS_DIR 1024 /* bytes of a folder's name */
#define GI_OPENINGS_MAX 64 /* of one label that are looked at */

/* What the writer knows from one observation to the next. The secret is wiped with the day. */
typedef struct gi_keeper {
    gi_db *db;
    gi_suite suite;
    int utc_offset_min;
    gi_random random;
    gi_day day; /* of the secret; 0 = none yet */
    uint8_t secret[32];
    bool began;      /* a day was begun: after COMMIT the old secret must leave the WAL as well */
    int64_t version; /* changes with what others than this writer commit */
    char photos[GI_PHOTOS_DIR]; /* folder of the photos of reports; "" = none */
    int report_days;            /* reports are kept so long */
    gi_time reports_end;        /* those before went when the day began; their photos follow */
} gi_keeper;

/*
 * Stores a scan, or an opening, and brings what is shown of the label up to date; of an opening
 * *out is that, of a scan it stays as it is.
 * A failure leaves the transaction to be rolled back, and the keeper's day to be forgotten
 * (gi_keeper_forget).
 */
GI_CHECKED gi_status gi_keep(gi_keeper *keeper, const gi_scan *scan, bool opening,
                             gi_unit_seen *out, gi_error *err);

/* Counts so many more scans of the same label by the same network on the same day, right after
 * gi_keep stored the first of them; last: when the last was. They leave no row. */
GI_CHECKED gi_status gi_keep_again(gi_keeper *keeper, const gi_scan *scan, int64_t times,
                                   gi_time last, gi_error *err);

/* Begins the day of a moment, when it has not begun: what is past its time goes. A failure as that
 * of gi_keep. */
GI_CHECKED gi_status gi_keep_day(gi_keeper *keeper, gi_time at, gi_error *err);

/* Reads the secret again before the next observation. */
void gi_keeper_forget(gi_keeper *keeper);

/* Whether the opening at index is one of its own, and no second try (judge.c). */
bool gi_opening_counts(const gi_opening *openings, size_t index);

/* What is shown of a label; held verdicts are not. */
GI_CHECKED gi_status gi_seen_of(gi_db *db, gi_unit_id unit, gi_unit_seen *out, gi_error *err);

#endif
