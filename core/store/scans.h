/*
 * scans.h - rows of scans.db (schema/scans-001.sql and on). The page server writes it;
 * besides, whoever closes an entry of the inbox.
 */
#ifndef GI_STORE_SCANS_H
#define GI_STORE_SCANS_H

#include "core/store/db.h"
#include "gi/scans.h"

extern const gi_db_shape gi_scans_shape;

/* Most steps of that shape, the end included. */
#define GI_SCAN_STEPS_MAX 99
/* What scans.db was before a step; the shape points into room. */
gi_db_shape gi_scans_shape_before(int step, gi_migration room[GI_SCAN_STEPS_MAX]);
/* Takes the secrets of days out of a copy that was made before that step; *cleared: it held some.
 * As gi_db_open */
GI_CHECKED gi_status gi_scan_copy_clear(const char *path, const char *lock, int step, bool *cleared,
                                        gi_error *err);

/* Labels seen in a province. */
typedef struct gi_place_count {
    uint32_t province;
    int64_t labels;
} gi_place_count;

/* ---- days and networks ---- */

/* The secret of a day; *found false when it has none yet or no more. */
GI_CHECKED gi_status gi_scan_day_load(gi_db *db, gi_day day, uint8_t secret[32], bool *found,
                                      gi_error *err);
/* Keeps the secret of a day, and forgets those of all earlier ones. */
GI_CHECKED gi_status gi_scan_day_insert(gi_db *db, gi_day day, const uint8_t secret[32],
                                        gi_error *err);
/* Whether a network has scanned a label before. */
GI_CHECKED gi_status gi_scan_net_known(gi_db *db, uint64_t net, gi_unit_id unit, bool *known,
                                       gi_error *err);
/* Counts one label more for it. *labels: how many it scanned, with this one. */
GI_CHECKED gi_status gi_scan_net_count(gi_db *db, uint64_t net, gi_day day, int64_t *labels,
                                       gi_error *err);

/* ---- scans ---- */

/* Product and batch of a scan in one number, as in gi_stretch. */
int64_t gi_batch_number(const gi_scan *scan);
/* net: the hash of the scan's prefix. */
GI_CHECKED gi_status gi_scan_insert(gi_db *db, const gi_scan *scan, uint64_t net, gi_error *err);
/* Whether the label was seen in that place before, data centres left out. */
GI_CHECKED gi_status gi_scan_place_known(gi_db *db, gi_unit_id unit, uint32_t province,
                                         uint32_t city, bool *known, gi_error *err);
/*
 * The newest sightings of a label that can weigh, in order of time: the first of each network and
 * day, from a known place, no data centre, of a network with at most most_labels that day. So
 * nobody pushes others' sightings out by scanning often. list has GI_SIGHTINGS_MAX places.
 */
GI_CHECKED gi_status gi_scan_list(gi_db *db, gi_unit_id unit, int64_t most_labels,
                                  gi_sighting *list, size_t *count, gi_error *err);
/* Removes scans, and days of networks, from before. */
GI_CHECKED gi_status gi_scan_purge(gi_db *db, gi_time before, gi_day before_day, int64_t *removed,
                                   gi_error *err);

/* ---- openings ---- */

GI_CHECKED gi_status gi_opening_insert(gi_db *db, gi_unit_id unit, const gi_sighting *row,
                                       gi_error *err);
/* The first openings of a label, at most max. */
GI_CHECKED gi_status gi_opening_list(gi_db *db, gi_unit_id unit, gi_opening *list, size_t max,
                                     size_t *count, gi_error *err);
/* The first openings of all labels, in the order in which they were recorded. */
typedef gi_status (*gi_opening_visit)(void *context, gi_unit_id unit, gi_time at, gi_error *err);
GI_CHECKED gi_status gi_opening_each(gi_db *db, int64_t most, gi_opening_visit take, void *context,
                                     gi_error *err);

/* ---- what is shown ---- */

/* What is told of a label of which nothing was seen. */
gi_unit_seen gi_nothing_seen(void);
/* Serials of one answer of gi_seen_among: bit i % 8 of seen[i / 8] is set when something was seen
 * of serial first + i. */
#define GI_SEEN_BLOCK 256
GI_CHECKED gi_status gi_seen_among(gi_db *db, gi_unit_id first, uint8_t seen[GI_SEEN_BLOCK / 8],
                                   gi_error *err);
/* *found false: nothing was seen of it. */
GI_CHECKED gi_status gi_seen_load(gi_db *db, gi_unit_id unit, gi_unit_seen *out, bool *found,
                                  gi_error *err);
/* One scan of a label of which nothing was seen, with a place or without; *stored false: something
 * was seen of it, and nothing changes. */
GI_CHECKED gi_status gi_seen_first(gi_db *db, gi_unit_id unit, gi_time at, bool placed,
                                   bool *stored, gi_error *err);
GI_CHECKED gi_status gi_seen_store(gi_db *db, gi_unit_id unit, const gi_unit_seen *seen, bool known,
                                   gi_error *err);

/* ---- odd labels ---- */

/* Of a label that stands there already, only a dismissed one turns odd again, on that day. */
GI_CHECKED gi_status gi_odd_insert(gi_db *db, gi_unit_id unit, int64_t org, gi_day day,
                                   gi_error *err);
/* Odd labels of a producer on days from..to. */
GI_CHECKED gi_status gi_odd_count(gi_db *db, int64_t org, gi_day from, gi_day to, int64_t *out,
                                  gi_error *err);
/* What becomes of the verdicts of odd labels: the column odd.held. */
typedef enum gi_odd_fate {
    GI_ODD_SHOWN,
    GI_ODD_HELD,     /* until a person has looked */
    GI_ODD_DISMISSED /* a person found that it was an attack */
} gi_odd_fate;
/* For all labels of a producer that turned odd on a day; now: when it was decided. */
GI_CHECKED gi_status gi_odd_decide(gi_db *db, int64_t org, gi_day day, gi_odd_fate fate,
                                   gi_time now, gi_error *err);
/* Up to when what was seen of a label counts for nothing, because it was dismissed; 0 = never. */
GI_CHECKED gi_status gi_odd_cleared(gi_db *db, gi_unit_id unit, gi_time *out, gi_error *err);

/* ---- stretches of serials (stretch.c) ---- */

/* A stretch of so many serials of one batch, and one province. */
typedef struct gi_stretch {
    uint16_t key;
    int64_t org;
    int64_t batch; /* product number times 2^32 and the batch's number */
    uint32_t first, count;
} gi_stretch;

/* Whether the label was seen in that province before, data centres and networks with more than
 * most_labels that day left out. */
GI_CHECKED gi_status gi_province_known(gi_db *db, gi_unit_id unit, uint32_t province,
                                       int64_t most_labels, bool *known, gi_error *err);
/* One label more of the stretch, and of its product, in that province; *labels of the stretch. */
GI_CHECKED gi_status gi_stretch_count(gi_db *db, const gi_stretch *stretch, uint32_t province,
                                      int64_t *labels, gi_error *err);
/* Labels per province of the stretch, at most max provinces; most labels first. */
GI_CHECKED gi_status gi_stretch_places(gi_db *db, const gi_stretch *stretch, gi_place_count *list,
                                       size_t max, size_t *count, gi_error *err);
/* The same of the stretch's whole batch, and of the whole product. */
GI_CHECKED gi_status gi_batch_places(gi_db *db, const gi_stretch *stretch, gi_place_count *list,
                                     size_t max, size_t *count, gi_error *err);
GI_CHECKED gi_status gi_product_places(gi_db *db, uint16_t product, gi_place_count *list,
                                       size_t max, size_t *count, gi_error *err);
/* Labels of the stretch that were seen, sorted by serial, at most max: one of each network and
 * day that can weigh, so that nobody alone makes a run look doubled. */
GI_CHECKED gi_status gi_stretch_seen(gi_db *db, const gi_stretch *stretch, int64_t most_labels,
                                     gi_serial_place *list, size_t max, size_t *count,
                                     gi_error *err);

#endif
