/*
 * stretch.c - labels per province, of stretches of serials and of products (scans.h).
 */
#include "core/store/scans.h"

static const char q_province_known[] =
    "SELECT 1 FROM scan s LEFT JOIN net n ON n.net = s.net WHERE s.key = ?1 AND s.serial = ?2 "
    "AND s.province = ?3 AND s.kind <> ?4 AND COALESCE(n.labels, 1) <= ?5 LIMIT 1";
static const char q_stretch_labels[] = "SELECT labels FROM stretch WHERE key = ?1 AND org = ?2 "
                                       "AND batch = ?3 AND stretch = ?4 AND province = ?5";
static const char q_stretch_more[] = "UPDATE stretch SET labels = labels + 1 WHERE key = ?1 AND "
                                     "org = ?2 AND batch = ?3 AND stretch = ?4 AND province = ?5";
static const char q_stretch_insert[] =
    "INSERT INTO stretch (key, org, batch, stretch, province, labels) "
    "VALUES (?1, ?2, ?3, ?4, ?5, 1)";
static const char q_stretch_places[] =
    "SELECT province, labels FROM stretch WHERE key = ?1 AND org = ?2 AND batch = ?3 "
    "AND stretch = ?4 ORDER BY labels DESC, province LIMIT ?5";
static const char q_batch_places[] =
    "SELECT province, SUM(labels) FROM stretch WHERE key = ?1 AND org = ?2 AND batch = ?3 "
    "GROUP BY province ORDER BY province LIMIT ?4";
static const char q_product_more[] =
    "UPDATE product_place SET labels = labels + 1 WHERE product = ?1 AND province = ?2";
static const char q_product_insert[] =
    "INSERT INTO product_place (product, province, labels) VALUES (?1, ?2, 1)";
static const char q_product_places[] = "SELECT province, labels FROM product_place "
                                       "WHERE product = ?1 ORDER BY labels DESC, province LIMIT ?2";
static const char q_stretch_seen[] =
    "SELECT DISTINCT one.serial, one.province FROM (SELECT MIN(s.serial) AS serial, "
    "MIN(s.province) AS province FROM scan s LEFT JOIN net n ON n.net = s.net "
    "WHERE s.key = ?1 AND s.serial >= ?2 AND s.serial < ?3 AND s.org = ?4 AND s.batch = ?5 "
    "AND s.province <> 0 AND s.kind <> ?6 AND COALESCE(n.labels, 1) <= ?7 "
    "GROUP BY s.net) one ORDER BY one.serial, one.province LIMIT ?8";

const char *const gi_stretch_statements[] = {
    q_province_known, q_stretch_labels, q_stretch_more, q_stretch_insert,
    q_stretch_places, q_batch_places,   q_product_more, q_product_insert,
    q_product_places, q_stretch_seen,   NULL,
};

gi_status gi_province_known(gi_db *db, gi_unit_id unit, uint32_t province, int64_t most_labels,
                            bool *known, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_province_known);
    bool found = false;
    gi_row_bind_int(row, 1, unit.key);
    gi_row_bind_int(row, 2, unit.serial);
    gi_row_bind_int(row, 3, province);
    gi_row_bind_int(row, 4, GI_NET_CENTRE);
    gi_row_bind_int(row, 5, most_labels);
    GI_TRY(gi_row_step(row, &found, err));
    *known = found;
    return GI_OK;
}

static void bind_stretch(gi_row *row, const gi_stretch *stretch)
{
    gi_row_bind_int(row, 1, stretch->key);
    gi_row_bind_int(row, 2, stretch->org);
    gi_row_bind_int(row, 3, stretch->batch);
    gi_row_bind_int(row, 4, stretch->first);
}

static gi_status count_product(gi_db *db, int64_t product, uint32_t province, gi_error *err)
{
    GI_AUTO(gi_row) more = gi_db_use(db, q_product_more);
    gi_row_bind_int(more, 1, product);
    gi_row_bind_int(more, 2, province);
    GI_TRY(gi_row_run(more, err));
    if (gi_db_changes(db) > 0) {
        return GI_OK;
    }
    GI_AUTO(gi_row) insert = gi_db_use(db, q_product_insert);
    gi_row_bind_int(insert, 1, product);
    gi_row_bind_int(insert, 2, province);
    return gi_row_run(insert, err);
}

gi_status gi_stretch_count(gi_db *db, const gi_stretch *stretch, uint32_t province, int64_t *labels,
                           gi_error *err)
{
    bool known = false;
    GI_AUTO(gi_row) before = gi_db_use(db, q_stretch_labels);
    bind_stretch(before, stretch);
    gi_row_bind_int(before, 5, province);
    GI_TRY(gi_row_step(before, &known, err));
    *labels = known ? gi_row_int(before, 0) + 1 : 1;
    GI_AUTO(gi_row) more = gi_db_use(db, known ? q_stretch_more : q_stretch_insert);
    bind_stretch(more, stretch);
    gi_row_bind_int(more, 5, province);
    GI_TRY(gi_row_run(more, err));
    return count_product(db, stretch->batch >> 32, province, err);
}

static gi_status read_places(gi_row *row, gi_place_count *list, size_t max, size_t *count,
                             gi_error *err)
{
    size_t found = 0;
    bool more = false;
    GI_TRY(gi_row_step(row, &more, err));
    while (more && found < max) {
        list[found++] = (gi_place_count){ (uint32_t)gi_row_int(row, 0), gi_row_int(row, 1) };
        GI_TRY(gi_row_step(row, &more, err));
    }
    *count = found;
    return GI_OK;
}

gi_status gi_stretch_places(gi_db *db, const gi_stretch *stretch, gi_place_count *list, size_t max,
                            size_t *count, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_stretch_places);
    bind_stretch(row, stretch);
    gi_row_bind_int(row, 5, (int64_t)max);
    return read_places(row, list, max, count, err);
}

gi_status gi_batch_places(gi_db *db, const gi_stretch *stretch, gi_place_count *list, size_t max,
                          size_t *count, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_batch_places);
    gi_row_bind_int(row, 1, stretch->key);
    gi_row_bind_int(row, 2, stretch->org);
    gi_row_bind_int(row, 3, stretch->batch);
    gi_row_bind_int(row, 4, (int64_t)max);
    return read_places(row, list, max, count, err);
}

gi_status gi_product_places(gi_db *db, uint16_t product, gi_place_count *list, size_t max,
                            size_t *count, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_product_places);
    gi_row_bind_int(row, 1, product);
    gi_row_bind_int(row, 2, (int64_t)max);
    return read_places(row, list, max, count, err);
}

gi_status gi_stretch_seen(gi_db *db, const gi_stretch *stretch, int64_t most_labels,
                          gi_serial_place *list, size_t max, size_t *count, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_stretch_seen);
    size_t found = 0;
    bool more = false;
    gi_row_bind_int(row, 1, stretch->key);
    gi_row_bind_int(row, 2, stretch->first);
    gi_row_bind_int(row, 3, (int64_t)stretch->first + stretch->count);
    gi_row_bind_int(row, 4, stretch->org);
    gi_row_bind_int(row, 5, stretch->batch);
    gi_row_bind_int(row, 6, GI_NET_CENTRE);
    gi_row_bind_int(row, 7, most_labels);
    gi_row_bind_int(row, 8, (int64_t)max);
    GI_TRY(gi_row_step(row, &more, err));
    while (more && found < max) {
        list[found++] =
            (gi_serial_place){ (uint32_t)gi_row_int(row, 0), (uint32_t)gi_row_int(row, 1) };
        GI_TRY(gi_row_step(row, &more, err));
    }
    *count = found;
    return GI_OK;
}
