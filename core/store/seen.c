/*
 * seen.c - what is shown of a label: counts, openings, findings, odd labels (scans.h).
 */
#include <string.h>

#include "core/store/scans.h"

/* In statements GI_COPIED_NONE_SEEN is 0; only labels with a finding can be odd. */
_Static_assert(GI_COPIED_NONE_SEEN == 0, "it stands in statements as a number");
static const char q_seen_load[] =
    "SELECT s.first, s.last, s.count, s.places, s.value, s.rule, s.strong, s.since, s.openings, "
    "s.opened, CASE WHEN s.value = 0 THEN 0 ELSE COALESCE("
    "(SELECT o.held FROM odd o WHERE o.key = s.key AND o.serial = s.serial), 0) END "
    "FROM seen s WHERE s.key = ?1 AND s.serial = ?2";
static const char q_seen_among[] =
    "SELECT serial FROM seen WHERE key = ?1 AND serial >= ?2 AND serial < ?3";
static const char q_seen_known[] = "SELECT 1 FROM seen WHERE key = ?1 AND serial = ?2";
static const char q_seen_first[] =
    "INSERT INTO seen (key, serial, first, last, count, places, value, rule, strong, since, "
    "openings, opened) VALUES (?1, ?2, ?3, ?3, 1, ?4, 0, '', 0, 0, 0, 0)";
static const char q_seen_insert[] = "INSERT INTO seen (key, serial, first, last, count, places, "
                                    "value, rule, strong, since, openings, opened) "
                                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
static const char q_seen_update[] =
    "UPDATE seen SET first = ?3, last = ?4, count = ?5, places = ?6, value = ?7, rule = ?8, "
    "strong = ?9, since = ?10, openings = ?11, opened = ?12 WHERE key = ?1 AND serial = ?2";
static const char q_opening_insert[] =
    "INSERT INTO opening (at, key, serial, net, province, city) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char q_opening_list[] =
    "SELECT at, net FROM opening WHERE key = ?1 AND serial = ?2 ORDER BY id LIMIT ?3";
static const char q_opening_each[] = "SELECT key, serial, at FROM opening ORDER BY id LIMIT ?1";
static const char q_odd_known[] = "SELECT held, cleared FROM odd WHERE key = ?1 AND serial = ?2";
static const char q_odd_insert[] =
    "INSERT INTO odd (key, serial, org, day, held) VALUES (?1, ?2, ?3, ?4, 0)";
static const char q_odd_count[] =
    "SELECT COUNT(*) FROM odd WHERE org = ?1 AND day >= ?2 AND day <= ?3";
static const char q_odd_again[] =
    "UPDATE odd SET org = ?3, day = ?4, held = 0 WHERE key = ?1 AND serial = ?2";
/* Who was cleared before stays so as of then: what came since counts. */
static const char q_odd_decide[] =
    "UPDATE odd SET held = ?3, cleared = CASE WHEN ?3 = 2 THEN ?4 ELSE cleared END "
    "WHERE org = ?1 AND day = ?2 AND held <> ?3"; /* 2: GI_ODD_DISMISSED */

const char *const gi_seen_statements[] = {
    q_seen_load,   q_seen_among,     q_seen_known,   q_seen_first,   q_seen_insert,
    q_seen_update, q_opening_insert, q_opening_list, q_opening_each, q_odd_known,
    q_odd_insert,  q_odd_count,      q_odd_again,    q_odd_decide,   NULL,
};

/* The table's own text for a stored name: a finding points to constant text. */
static const char *rule_of(gi_bytes name)
{
    for (size_t i = 0; name.size > 0 && gi_copy_rule_at(i) != NULL; i++) {
        if (gi_bytes_equal(name, gi_bytes_of(gi_copy_rule_at(i)->name))) {
            return gi_copy_rule_at(i)->name;
        }
    }
    return "";
}

static gi_copied value_of(int64_t column)
{
    return column >= GI_COPIED_NONE_SEEN && column <= GI_COPIED_NOT_CHECKED ? (gi_copied)column
                                                                            : GI_COPIED_NONE_SEEN;
}

gi_unit_seen gi_nothing_seen(void)
{
    return (gi_unit_seen){ .finding = { .rule = "" } };
}

gi_status gi_seen_among(gi_db *db, gi_unit_id first, uint8_t seen[GI_SEEN_BLOCK / 8], gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_seen_among);
    bool more = false;
    memset(seen, 0, GI_SEEN_BLOCK / 8);
    gi_row_bind_int(row, 1, first.key);
    gi_row_bind_int(row, 2, first.serial);
    gi_row_bind_int(row, 3, (int64_t)first.serial + GI_SEEN_BLOCK);
    GI_TRY(gi_row_step(row, &more, err));
    while (more) {
        int64_t at = gi_row_int(row, 0) - first.serial;
        seen[at / 8] |= (uint8_t)(1U << at % 8);
        GI_TRY(gi_row_step(row, &more, err));
    }
    return GI_OK;
}

gi_status gi_seen_load(gi_db *db, gi_unit_id unit, gi_unit_seen *out, bool *found, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_seen_load);
    bool here = false;
    gi_row_bind_int(row, 1, unit.key);
    gi_row_bind_int(row, 2, unit.serial);
    GI_TRY(gi_row_step(row, &here, err));
    gi_unit_seen seen = gi_nothing_seen();
    if (here) {
        seen.first = gi_row_int(row, 0);
        seen.last = gi_row_int(row, 1);
        seen.count = gi_row_int(row, 2);
        seen.places = gi_row_int(row, 3);
        seen.finding = (gi_copy_finding){ .value = value_of(gi_row_int(row, 4)),
                                          .rule = rule_of(gi_row_bytes(row, 5)),
                                          .places = (int32_t)gi_row_int(row, 6),
                                          .since = gi_row_int(row, 7) };
        seen.openings = gi_row_int(row, 8);
        seen.opened = gi_row_int(row, 9);
        seen.held = gi_row_int(row, 10) == GI_ODD_HELD;
        seen.dismissed = gi_row_int(row, 10) == GI_ODD_DISMISSED;
    }
    *out = seen;
    *found = here;
    return GI_OK;
}

gi_status gi_seen_first(gi_db *db, gi_unit_id unit, gi_time at, bool placed, bool *stored,
                        gi_error *err)
{
    bool known = false;
    GI_AUTO(gi_row) before = gi_db_use(db, q_seen_known);
    gi_row_bind_int(before, 1, unit.key);
    gi_row_bind_int(before, 2, unit.serial);
    GI_TRY(gi_row_step(before, &known, err));
    *stored = !known;
    if (known) {
        return GI_OK;
    }
    GI_AUTO(gi_row) first = gi_db_use(db, q_seen_first);
    gi_row_bind_int(first, 1, unit.key);
    gi_row_bind_int(first, 2, unit.serial);
    gi_row_bind_int(first, 3, at);
    gi_row_bind_int(first, 4, placed ? 1 : 0);
    return gi_row_run(first, err);
}

gi_status gi_seen_store(gi_db *db, gi_unit_id unit, const gi_unit_seen *seen, bool known,
                        gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, known ? q_seen_update : q_seen_insert);
    gi_row_bind_int(row, 1, unit.key);
    gi_row_bind_int(row, 2, unit.serial);
    gi_row_bind_int(row, 3, seen->first);
    gi_row_bind_int(row, 4, seen->last);
    gi_row_bind_int(row, 5, seen->count);
    gi_row_bind_int(row, 6, seen->places);
    gi_row_bind_int(row, 7, seen->finding.value);
    gi_row_bind_text(row, 8, seen->finding.rule);
    gi_row_bind_int(row, 9, seen->finding.places);
    gi_row_bind_int(row, 10, seen->finding.since);
    gi_row_bind_int(row, 11, seen->openings);
    gi_row_bind_int(row, 12, seen->opened);
    return gi_row_run(row, err);
}

/* ---- openings ---- */

gi_status gi_opening_insert(gi_db *db, gi_unit_id unit, const gi_sighting *opening, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_opening_insert);
    int64_t net;
    memcpy(&net, &opening->net, sizeof net);
    gi_row_bind_int(row, 1, opening->at);
    gi_row_bind_int(row, 2, unit.key);
    gi_row_bind_int(row, 3, unit.serial);
    gi_row_bind_int(row, 4, net);
    gi_row_bind_int(row, 5, opening->province);
    gi_row_bind_int(row, 6, opening->city);
    return gi_row_run(row, err);
}

gi_status gi_opening_list(gi_db *db, gi_unit_id unit, gi_opening *list, size_t max, size_t *count,
                          gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_opening_list);
    size_t found = 0;
    bool more = false;
    gi_row_bind_int(row, 1, unit.key);
    gi_row_bind_int(row, 2, unit.serial);
    gi_row_bind_int(row, 3, (int64_t)max);
    GI_TRY(gi_row_step(row, &more, err));
    while (more && found < max) {
        int64_t net = gi_row_int(row, 1);
        list[found].at = gi_row_int(row, 0);
        memcpy(&list[found++].net, &net, sizeof net);
        GI_TRY(gi_row_step(row, &more, err));
    }
    *count = found;
    return GI_OK;
}

gi_status gi_opening_each(gi_db *db, int64_t most, gi_opening_visit take, void *context,
                          gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_opening_each);
    bool found = false;
    gi_row_bind_int(row, 1, most);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_unit_id unit = { (uint16_t)gi_row_int(row, 0), (uint32_t)gi_row_int(row, 1) };
        GI_TRY(take(context, unit, gi_row_int(row, 2), err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

/* ---- odd labels ---- */

static gi_status odd_row(gi_db *db, gi_unit_id unit, bool *known, gi_odd_fate *fate,
                         gi_time *cleared, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_odd_known);
    bool found = false;
    gi_row_bind_int(row, 1, unit.key);
    gi_row_bind_int(row, 2, unit.serial);
    GI_TRY(gi_row_step(row, &found, err));
    *known = found;
    *fate = found ? (gi_odd_fate)gi_row_int(row, 0) : GI_ODD_SHOWN;
    *cleared = found ? gi_row_int(row, 1) : 0;
    return GI_OK;
}

gi_status gi_odd_cleared(gi_db *db, gi_unit_id unit, gi_time *out, gi_error *err)
{
    bool known = false;
    gi_odd_fate fate = GI_ODD_SHOWN;
    return odd_row(db, unit, &known, &fate, out, err);
}

gi_status gi_odd_insert(gi_db *db, gi_unit_id unit, int64_t org, gi_day day, gi_error *err)
{
    bool known = false;
    gi_odd_fate fate = GI_ODD_SHOWN;
    gi_time cleared = 0;
    GI_TRY(odd_row(db, unit, &known, &fate, &cleared, err));
    if (known && fate != GI_ODD_DISMISSED) {
        return GI_OK;
    }
    GI_AUTO(gi_row) row = gi_db_use(db, known ? q_odd_again : q_odd_insert);
    gi_row_bind_int(row, 1, unit.key);
    gi_row_bind_int(row, 2, unit.serial);
    gi_row_bind_int(row, 3, org);
    gi_row_bind_int(row, 4, day);
    return gi_row_run(row, err);
}

gi_status gi_odd_count(gi_db *db, int64_t org, gi_day from, gi_day to, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_odd_count);
    bool found = false;
    gi_row_bind_int(row, 1, org);
    gi_row_bind_int(row, 2, from);
    gi_row_bind_int(row, 3, to);
    GI_TRY(gi_row_step(row, &found, err));
    *out = gi_row_int(row, 0);
    return GI_OK;
}

gi_status gi_odd_decide(gi_db *db, int64_t org, gi_day day, gi_odd_fate fate, gi_time now,
                        gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_odd_decide);
    gi_row_bind_int(row, 1, org);
    gi_row_bind_int(row, 2, day);
    gi_row_bind_int(row, 3, fate);
    gi_row_bind_int(row, 4, now);
    return gi_row_run(row, err);
}
