/*
 * scans.h - rows of scans.db (schema/scans-001.sql). Only the page server writes it.
 */
#ifndef GI_STORE_SCANS_H
#define GI_STORE_SCANS_H

#include "core/store/db.h"
#include "gi/scans.h"

extern const gi_db_shape gi_scans_shape;

/* ---- days and networks ---- */

/* The secret of a day; *found false when it has none yet or no more. */
GI_CHECKED gi_status gi_scan_day_load(gi_db *db, gi_day day, uint8_t secret[32], bool *found,
                                      gi_error *err);
/* Keeps the secret of a day, and forgets those of all earlier ones. */
GI_CHECKED gi_status gi_scan_day_insert(gi_db *db, gi_day day, const uint8_t secret[32],
                                        gi_error *err);
/* Counts a label for a network that has not scanned it before; *first tells. */
GI_CHECKED gi_status gi_scan_net_count(gi_db *db, uint64_t net, gi_unit_id unit, gi_day day,
                                       bool *first, gi_error *err);

/* ---- scans ---- */

GI_CHECKED gi_status gi_scan_insert(gi_db *db, gi_unit_id unit, const gi_sighting *row,
                                    gi_error *err);
/* Whether the label was seen in that place before. */
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

/* ---- what is shown ---- */

/* *found false: nothing was seen of it. */
GI_CHECKED gi_status gi_seen_load(gi_db *db, gi_unit_id unit, gi_unit_seen *out, bool *found,
                                  gi_error *err);
GI_CHECKED gi_status gi_seen_store(gi_db *db, gi_unit_id unit, const gi_unit_seen *seen, bool known,
                                   gi_error *err);

/* ---- odd labels ---- */

/* Does nothing for a label that stands there already. */
GI_CHECKED gi_status gi_odd_insert(gi_db *db, gi_unit_id unit, int64_t org, gi_day day,
                                   gi_error *err);
/* Odd labels of a producer on days from..to. */
GI_CHECKED gi_status gi_odd_count(gi_db *db, int64_t org, gi_day from, gi_day to, int64_t *out,
                                  gi_error *err);
/* Holds the verdicts of all labels of a producer that turned odd on a day. */
GI_CHECKED gi_status gi_odd_hold(gi_db *db, int64_t org, gi_day day, gi_error *err);

#endif
