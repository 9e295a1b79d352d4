/*
 * keep.c - what one scan changes: its row, its network's count, the label's finding (keep.h).
 *
 * The network's prefix is hashed with a secret of the day, which is drawn when the day begins
 * and forgotten when it is over: later nobody can tell from the hash whose network it was.
 */
#include "core/scans/keep.h"

#include <string.h>

#include "core/scans/limits.h"
#include "core/scans/notice.h"
#include "core/scans/reports.h"
#include "core/store/scans.h"

#define DAY_MS (INT64_C(24) * 3600 * 1000)

void gi_keeper_forget(gi_keeper *keeper)
{
    gi_wipe(keeper->secret, sizeof keeper->secret);
    keeper->day = 0;
}

/* A new day draws its secret, forgets the one before, and takes out what is older than may be. */
static gi_status begin_day(gi_keeper *keeper, gi_day day, gi_time at, gi_error *err)
{
    int64_t removed = 0;
    gi_time oldest = at - (gi_time)GI_SCAN_DAYS * DAY_MS;
    keeper->random.fill(keeper->random.context, keeper->secret, sizeof keeper->secret);
    keeper->began = true;
    GI_TRY(gi_scan_day_insert(keeper->db, day, keeper->secret, err));
    keeper->reports_end = at - (gi_time)keeper->report_days * DAY_MS;
    GI_TRY(gi_reports_blank(keeper->db, keeper->reports_end, keeper->report_days, err));
    return gi_scan_purge(keeper->db, oldest, day - GI_SCAN_DAYS, &removed, err);
}

gi_status gi_keep_day(gi_keeper *keeper, gi_time at, gi_error *err)
{
    bool found = false;
    gi_day day = gi_day_of(at, keeper->utc_offset_min);
    if (keeper->day == day) {
        return GI_OK;
    }
    GI_TRY(gi_scan_day_load(keeper->db, day, keeper->secret, &found, err));
    if (!found) {
        GI_TRY(begin_day(keeper, day, at, err));
    }
    keeper->day = day;
    return GI_OK;
}

static uint64_t net_of(const gi_keeper *keeper, const gi_scan *scan)
{
    uint64_t out;
    gi_digest hash = gi_hmac(keeper->suite, (gi_bytes){ keeper->secret, sizeof keeper->secret },
                             (gi_bytes){ scan->prefix, sizeof scan->prefix });
    memcpy(&out, hash.bytes, sizeof out);
    return out;
}

/* Fewer scans make no three places strong, and a network's second scan of a day says nothing. */
static bool may_be_odd(const gi_unit_seen *seen, bool first)
{
    int64_t strong = gi_copy_limit_of(GI_LIMIT_RETURN_PLACES) *
                     gi_copy_limit_of(GI_LIMIT_PLACE_WEIGHT) /
                     gi_copy_limit_of(GI_LIMIT_WEIGHT_HOME);
    return first && seen->count >= strong;
}

/* What was seen of a label, as the rules want it. */
typedef struct evidence {
    gi_sighting sightings[GI_SIGHTINGS_MAX];
    gi_opening openings[GI_OPENINGS_MAX];
    size_t sighting_count, opening_count;
    size_t from; /* sightings before were found to be an attack: what came since stands by itself */
} evidence;

/* Most labels are opened before anybody scans them: then there is nothing to look for. */
static gi_status read_sightings(const gi_keeper *keeper, gi_unit_id unit, int64_t scans,
                                evidence *out, gi_error *err)
{
    gi_time cleared = 0;
    out->sighting_count = 0;
    out->from = 0;
    if (scans == 0) {
        return GI_OK;
    }
    GI_TRY(gi_scan_list(keeper->db, unit, gi_copy_limit_of(GI_LIMIT_NET_LABELS), out->sightings,
                        &out->sighting_count, err));
    GI_TRY(gi_odd_cleared(keeper->db, unit, &cleared, err));
    while (out->from < out->sighting_count && out->sightings[out->from].at <= cleared) {
        out->from++;
    }
    return GI_OK;
}

/* The first opening of a label is all there is; of one never opened there is none to look for.
 * opened: the one just recorded, NULL = none was. */
static gi_status read_openings(const gi_keeper *keeper, gi_unit_id unit, bool before,
                               const gi_sighting *opened, evidence *out, gi_error *err)
{
    if (before) {
        return gi_opening_list(keeper->db, unit, out->openings, GI_OPENINGS_MAX,
                               &out->opening_count, err);
    }
    out->opening_count = opened != NULL ? 1 : 0;
    if (opened != NULL) {
        out->openings[0] = (gi_opening){ .at = opened->at, .net = opened->net };
    }
    return GI_OK;
}

static gi_status judge_label(const gi_keeper *keeper, const gi_scan *scan,
                             const gi_sighting *opened, gi_unit_seen *seen, gi_error *err)
{
    evidence of;
    GI_TRY(read_sightings(keeper, scan->unit, seen->count, &of, err));
    GI_TRY(read_openings(keeper, scan->unit, seen->openings > 0, opened, &of, err));
    for (size_t i = 0; i < of.opening_count; i++) {
        of.openings[i].day = gi_day_of(of.openings[i].at, keeper->utc_offset_min);
    }
    seen->openings = 0;
    seen->tries = (int64_t)of.opening_count;
    for (size_t i = 0; i < of.opening_count; i++) {
        seen->openings += gi_opening_counts(of.openings, i) ? 1 : 0;
    }
    seen->opened = of.opening_count > 0 ? of.openings[0].at : 0;
    seen->finding = gi_copies_judge(of.sightings + of.from, of.sighting_count - of.from,
                                    of.openings, of.opening_count, scan->at);
    return GI_OK;
}

/* Where the scan came from counts as a place of the label; nobody is in a data centre. */
static bool has_place(const gi_scan *scan)
{
    return scan->province != 0 && scan->kind != GI_NET_CENTRE;
}

/* A scan of a label that its network had not scanned that day. Of one that scans too many to weigh,
 * nothing goes into the counts of print runs: it could fill them. */
static gi_status store_row(gi_keeper *keeper, const gi_scan *scan, const gi_sighting *row,
                           bool new_province, gi_error *err)
{
    int64_t labels = 0;
    GI_TRY(gi_scan_net_count(keeper->db, row->net, keeper->day, &labels, err));
    GI_TRY(gi_scan_insert(keeper->db, scan, row->net, err));
    return new_province && labels <= gi_copy_limit_of(GI_LIMIT_NET_LABELS)
               ? gi_notice_place(keeper->db, scan, err)
               : GI_OK;
}

/* Most labels are scanned once: of one never seen there is nothing to look for. *stored false: it
 * was seen before. */
static gi_status store_first(gi_keeper *keeper, const gi_scan *scan, const gi_sighting *row,
                             bool *stored, gi_error *err)
{
    bool placed = has_place(scan);
    GI_TRY(gi_seen_first(keeper->db, scan->unit, row->at, placed, stored, err));
    return *stored ? store_row(keeper, scan, row, placed, err) : GI_OK;
}

static gi_status store_another(gi_keeper *keeper, const gi_scan *scan, const gi_sighting *row,
                               gi_unit_seen *seen, gi_error *err)
{
    bool known = true;
    bool province_known = true;
    if (has_place(scan)) {
        GI_TRY(gi_scan_place_known(keeper->db, scan->unit, row->province, row->city, &known, err));
        GI_TRY(gi_province_known(keeper->db, scan->unit, row->province,
                                 gi_copy_limit_of(GI_LIMIT_NET_LABELS), &province_known, err));
    }
    seen->places += known ? 0 : 1;
    return store_row(keeper, scan, row, !province_known, err);
}

/* A network's later scans of a day are counted and leave no row: whoever reloads a page all day
 * long makes no later scan dearer. *judge tells whether the finding may be another one now. */
static gi_status store_scan(gi_keeper *keeper, const gi_scan *scan, const gi_sighting *row,
                            gi_unit_seen *seen, bool *judge, gi_error *err)
{
    bool again = false;
    GI_TRY(gi_scan_net_known(keeper->db, row->net, scan->unit, &again, err));
    if (!again) {
        GI_TRY(store_another(keeper, scan, row, seen, err));
    }
    seen->count++;
    seen->first = seen->count == 1 ? row->at : seen->first;
    seen->last = row->at;
    *judge = may_be_odd(seen, !again);
    return GI_OK;
}

/* What scans alone found waits for a person, or was dismissed by one; what openings show is
 * shown. */
static gi_unit_seen shown(const gi_unit_seen *stored)
{
    gi_unit_seen seen = *stored;
    bool places = seen.finding.value == GI_COPIED_SEVERAL_PLACES;
    seen.held = seen.held && places;
    seen.dismissed = seen.dismissed && places;
    if (seen.held || seen.dismissed) {
        bool opened = seen.openings > 0;
        seen.finding =
            (gi_copy_finding){ .value = opened ? GI_COPIED_OPENED_BEFORE : GI_COPIED_NONE_SEEN,
                               .rule = "" };
    }
    return seen;
}

gi_status gi_seen_of(gi_db *db, gi_unit_id unit, gi_unit_seen *out, gi_error *err)
{
    bool known = false;
    gi_unit_seen seen;
    GI_TRY(gi_seen_load(db, unit, &seen, &known, err));
    *out = shown(&seen);
    return GI_OK;
}

/* Whether the label is held or dismissed may just have changed. */
static gi_status know_odd(const gi_keeper *keeper, gi_unit_id unit, gi_unit_seen *seen,
                          gi_error *err)
{
    bool known = false;
    gi_unit_seen stored;
    GI_TRY(gi_seen_load(keeper->db, unit, &stored, &known, err));
    seen->held = stored.held;
    seen->dismissed = stored.dismissed;
    return GI_OK;
}

/* A scan of a label seen before, or an opening. */
static gi_status keep_more(gi_keeper *keeper, const gi_scan *scan, const gi_sighting *row,
                           bool opening, gi_unit_seen *out, gi_error *err)
{
    bool known = false;
    bool judge = opening;
    gi_unit_seen seen;
    GI_TRY(gi_seen_load(keeper->db, scan->unit, &seen, &known, err));
    gi_copied before = seen.finding.value;
    GI_TRY(opening ? gi_opening_insert(keeper->db, scan->unit, row, err)
                   : store_scan(keeper, scan, row, &seen, &judge, err));
    if (judge) {
        GI_TRY(judge_label(keeper, scan, opening ? row : NULL, &seen, err));
    }
    GI_TRY(gi_seen_store(keeper->db, scan->unit, &seen, known, err));
    if (seen.finding.value == GI_COPIED_SEVERAL_PLACES && before != seen.finding.value) {
        GI_TRY(gi_notice_odd(keeper->db, scan, keeper->day, err));
        GI_TRY(know_odd(keeper, scan->unit, &seen, err));
    }
    if (opening) {
        *out = shown(&seen);
    }
    return GI_OK;
}

gi_status gi_keep(gi_keeper *keeper, const gi_scan *scan, bool opening, gi_unit_seen *out,
                  gi_error *err)
{
    bool stored = false;
    GI_TRY(gi_keep_day(keeper, scan->at, err));
    const gi_sighting row = { scan->at,   net_of(keeper, scan), scan->province,
                              scan->city, scan->kind,           1 };
    if (!opening) {
        GI_TRY(store_first(keeper, scan, &row, &stored, err));
    }
    return stored ? GI_OK : keep_more(keeper, scan, &row, opening, out, err);
}

gi_status gi_keep_again(gi_keeper *keeper, const gi_scan *scan, int64_t times, gi_time last,
                        gi_error *err)
{
    bool known = false;
    gi_unit_seen seen;
    GI_TRY(gi_seen_load(keeper->db, scan->unit, &seen, &known, err));
    seen.count += times;
    seen.last = last;
    return gi_seen_store(keeper->db, scan->unit, &seen, known, err);
}
