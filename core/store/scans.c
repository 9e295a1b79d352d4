/*
 * scans.c - statements of scans.db (scans.h).
 *
 * Rows of labels that do not exist are never asked for: who reads comes from a look-up.
 */
#include "core/store/scans.h"

#include <string.h>

static const char q_day_load[] = "SELECT secret FROM scan_day WHERE day = ?1";
static const char q_day_forget[] = "DELETE FROM scan_day WHERE day < ?1";
static const char q_day_insert[] = "INSERT INTO scan_day (day, secret) VALUES (?1, ?2)";
static const char q_net_known[] = "SELECT 1 FROM scan WHERE net = ?1 AND key = ?2 AND serial = ?3";
static const char q_net_labels[] = "SELECT labels FROM net WHERE net = ?1";
static const char q_net_more[] = "UPDATE net SET labels = labels + 1 WHERE net = ?1";
static const char q_net_insert[] = "INSERT INTO net (net, labels, day) VALUES (?1, 1, ?2)";
static const char q_scan_insert[] =
    "INSERT INTO scan (at, key, serial, net, province, city, kind, org, batch) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char q_scan_place[] = "SELECT 1 FROM scan WHERE key = ?1 AND serial = ?2 "
                                   "AND province = ?3 AND city = ?4 AND kind <> ?5 LIMIT 1";
static const char q_scan_list[] =
    "SELECT s.at, s.net, s.province, s.city, s.kind, COALESCE(n.labels, 1) "
    "FROM scan s LEFT JOIN net n ON n.net = s.net "
    "WHERE s.key = ?1 AND s.serial = ?2 AND s.province <> 0 AND s.kind <> ?4 "
    "AND COALESCE(n.labels, 1) <= ?5 ORDER BY s.at DESC LIMIT ?3";
static const char q_scan_purge[] = "DELETE FROM scan WHERE at < ?1";
static const char q_net_purge[] = "DELETE FROM net WHERE day < ?1";
/* Which network it was goes, whether it was that of the label's first opening stays (1: another
 * one): so the same openings count as before. First all but the first, which they look at. */
#define SPENT "province = 0, city = 0 WHERE at < ?1 AND (net < 0 OR net > 1) AND "
#define FIRST \
    "(SELECT MIN(o.id) FROM opening o WHERE o.key = opening.key AND o.serial = opening.serial)"
static const char q_opening_later[] =
    "UPDATE opening SET net = (net <> (SELECT f.net FROM opening f WHERE f.id = " FIRST ")), " SPENT
    "id <> " FIRST;
static const char q_opening_first[] = "UPDATE opening SET net = 0, " SPENT "id = " FIRST;

const char *const gi_scan_statements[] = {
    q_day_load,   q_day_forget, q_day_insert,    q_net_known,     q_net_labels,
    q_net_more,   q_net_insert, q_scan_insert,   q_scan_place,    q_scan_list,
    q_scan_purge, q_net_purge,  q_opening_later, q_opening_first, NULL,
};

/* Columns are signed; a hash keeps its bits. */
static int64_t signed_of(uint64_t hash)
{
    int64_t out;
    memcpy(&out, &hash, sizeof out);
    return out;
}

static uint64_t hash_of(int64_t column)
{
    uint64_t out;
    memcpy(&out, &column, sizeof out);
    return out;
}

gi_status gi_scan_day_load(gi_db *db, gi_day day, uint8_t secret[32], bool *found, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_day_load);
    bool here = false;
    gi_row_bind_int(row, 1, day);
    GI_TRY(gi_row_step(row, &here, err));
    if (here) {
        memcpy(secret, gi_row_bytes(row, 0).data, 32);
    }
    *found = here;
    return GI_OK;
}

gi_status gi_scan_day_insert(gi_db *db, gi_day day, const uint8_t secret[32], gi_error *err)
{
    GI_AUTO(gi_row) forget = gi_db_use(db, q_day_forget);
    gi_row_bind_int(forget, 1, day);
    GI_TRY(gi_row_run(forget, err));
    GI_AUTO(gi_row) insert = gi_db_use(db, q_day_insert);
    gi_row_bind_int(insert, 1, day);
    gi_row_bind_blob(insert, 2, (gi_bytes){ secret, 32 });
    return gi_row_run(insert, err);
}

static void bind_unit(gi_row *row, int at, gi_unit_id unit)
{
    gi_row_bind_int(row, at, unit.key);
    gi_row_bind_int(row, at + 1, unit.serial);
}

static gi_status any(gi_row *row, bool *out, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    *out = found;
    return GI_OK;
}

gi_status gi_scan_net_known(gi_db *db, uint64_t net, gi_unit_id unit, bool *known, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_net_known);
    gi_row_bind_int(row, 1, signed_of(net));
    bind_unit(row, 2, unit);
    return any(row, known, err);
}

gi_status gi_scan_net_count(gi_db *db, uint64_t net, gi_day day, int64_t *labels, gi_error *err)
{
    bool known = false;
    GI_AUTO(gi_row) before = gi_db_use(db, q_net_labels);
    gi_row_bind_int(before, 1, signed_of(net));
    GI_TRY(gi_row_step(before, &known, err));
    *labels = known ? gi_row_int(before, 0) + 1 : 1;
    GI_AUTO(gi_row) more = gi_db_use(db, known ? q_net_more : q_net_insert);
    gi_row_bind_int(more, 1, signed_of(net));
    if (!known) {
        gi_row_bind_int(more, 2, day);
    }
    return gi_row_run(more, err);
}

int64_t gi_batch_number(const gi_scan *scan)
{
    return ((int64_t)scan->product << 32) + scan->batch;
}

gi_status gi_scan_insert(gi_db *db, const gi_scan *scan, uint64_t net, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_scan_insert);
    gi_row_bind_int(row, 1, scan->at);
    bind_unit(row, 2, scan->unit);
    gi_row_bind_int(row, 4, signed_of(net));
    gi_row_bind_int(row, 5, scan->province);
    gi_row_bind_int(row, 6, scan->city);
    gi_row_bind_int(row, 7, scan->kind);
    gi_row_bind_int(row, 8, scan->org);
    gi_row_bind_int(row, 9, gi_batch_number(scan));
    return gi_row_run(row, err);
}

gi_status gi_scan_place_known(gi_db *db, gi_unit_id unit, uint32_t province, uint32_t city,
                              bool *known, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_scan_place);
    bind_unit(row, 1, unit);
    gi_row_bind_int(row, 3, province);
    gi_row_bind_int(row, 4, city);
    gi_row_bind_int(row, 5, GI_NET_CENTRE);
    return any(row, known, err);
}

static gi_net_kind kind_of(int64_t column)
{
    return column >= GI_NET_UNKNOWN && column <= GI_NET_CENTRE ? (gi_net_kind)column
                                                               : GI_NET_UNKNOWN;
}

static void reverse(gi_sighting *list, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        gi_sighting kept = list[i];
        list[i] = list[count - 1 - i];
        list[count - 1 - i] = kept;
    }
}

gi_status gi_scan_list(gi_db *db, gi_unit_id unit, int64_t most_labels, gi_sighting *list,
                       size_t *count, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_scan_list);
    size_t found = 0;
    bool more = false;
    bind_unit(row, 1, unit);
    gi_row_bind_int(row, 3, GI_SIGHTINGS_MAX);
    gi_row_bind_int(row, 4, GI_NET_CENTRE);
    gi_row_bind_int(row, 5, most_labels);
    GI_TRY(gi_row_step(row, &more, err));
    while (more && found < GI_SIGHTINGS_MAX) {
        list[found++] = (gi_sighting){ .at = gi_row_int(row, 0),
                                       .net = hash_of(gi_row_int(row, 1)),
                                       .province = (uint32_t)gi_row_int(row, 2),
                                       .city = (uint32_t)gi_row_int(row, 3),
                                       .kind = kind_of(gi_row_int(row, 4)),
                                       .net_units = (uint32_t)gi_row_int(row, 5) };
        GI_TRY(gi_row_step(row, &more, err));
    }
    reverse(list, found);
    *count = found;
    return GI_OK;
}

static gi_status blank(gi_db *db, const char *sql, gi_time before, gi_error *err)
{
    GI_AUTO(gi_row) openings = gi_db_use(db, sql);
    gi_row_bind_int(openings, 1, before);
    return gi_row_run(openings, err);
}

/* A second try comes within a day of the first one, and must not be left without it. */
static gi_status blank_openings(gi_db *db, gi_time before, gi_error *err)
{
    GI_TRY(blank(db, q_opening_later, before + (gi_time)24 * 3600 * 1000, err));
    return blank(db, q_opening_first, before, err);
}

gi_status gi_scan_purge(gi_db *db, gi_time before, gi_day before_day, int64_t *removed,
                        gi_error *err)
{
    GI_AUTO(gi_row) scans = gi_db_use(db, q_scan_purge);
    gi_row_bind_int(scans, 1, before);
    GI_TRY(gi_row_run(scans, err));
    int64_t gone = gi_db_changes(db);
    GI_AUTO(gi_row) nets = gi_db_use(db, q_net_purge);
    gi_row_bind_int(nets, 1, before_day);
    GI_TRY(gi_row_run(nets, err));
    GI_TRY(blank_openings(db, before, err));
    *removed = gone;
    return GI_OK;
}
