/*
 * notice.c - odd labels of one producer, and print runs that look doubled (notice.h).
 *
 * A run is looked at closely for every tenth label in a province only: the counts that say so
 * cost two rows, the look reads every sighting of the stretch. A full inbox loses the note, never
 * the scan.
 */
#include "core/scans/notice.h"

#include "core/scans/inbox.h"
#include "core/scans/limits.h"
#include "core/store/inbox.h"
#include "core/store/scans.h"
#include "gi/json.h"

enum { PROVINCES = 64, SEEN_MAX = 4096, MILLION = 1000000 };

/* *in false: there was no room. */
static gi_status put(gi_db *db, const char *kind, gi_buf *subject, gi_json *facts, gi_time at,
                     int64_t count, bool *in, gi_error *err)
{
    int64_t number = 0;
    GI_AUTO_BUF text = GI_BUF(GI_INBOX_FACTS_MAX);
    GI_TRY(gi_json_ok(facts, err));
    gi_json_write(facts, &text);
    GI_TRY(gi_buf_status(&text, "facts", err));
    const gi_inbox_note note = { kind, gi_buf_view(subject), gi_buf_view(&text), at, count, true };
    gi_error full = { 0 };
    gi_status status = gi_inbox_put(db, &note, &number, &full);
    bool no_room = status == GI_BUSY && full.why == GI_WHY_INBOX_FULL;
    if (status != GI_OK && !no_room && err != NULL) {
        *err = full;
    }
    *in = !no_room;
    return no_room ? GI_OK : status;
}

/* ---- odd labels ---- */

static gi_status hold(gi_db *db, const gi_scan *scan, gi_day day, int64_t today, int64_t before,
                      gi_error *err)
{
    gi_inbox_entry entry = { .state = GI_INBOX_WAITING };
    bool found = false;
    bool in = false;
    GI_AUTO_BUF subject = GI_BUF(GI_INBOX_SUBJECT);
    gi_buf_add_format(&subject, "%s/%s", gi_num(scan->org).text, gi_day_text(day).text);
    GI_TRY(gi_inbox_load(db, GI_INBOX_ODD, gi_buf_view(&subject), &entry, &found, err));
    if (entry.state == GI_INBOX_CONFIRMED) {
        return GI_OK;
    }
    if (entry.state == GI_INBOX_DISMISSED) {
        return gi_odd_decide(db, scan->org, day, GI_ODD_DISMISSED, scan->at, err);
    }
    GI_AUTO(gi_json) facts = gi_json_object();
    gi_json_set_int(facts, "org", scan->org);
    gi_json_set_text(facts, "day", gi_day_text(day).text);
    gi_json_set_int(facts, "labels", today);
    gi_json_set_int(facts, "month_before", before);
    GI_TRY(put(db, GI_INBOX_ODD, &subject, facts, scan->at, today, &in, err));
    /* Held only where a person will look: without an entry nobody could let it go. */
    return in ? gi_odd_decide(db, scan->org, day, GI_ODD_HELD, scan->at, err) : GI_OK;
}

gi_status gi_notice_odd(gi_db *db, const gi_scan *scan, gi_day day, gi_error *err)
{
    int64_t today = 0;
    int64_t before = 0;
    GI_TRY(gi_odd_insert(db, scan->unit, scan->org, day, err));
    GI_TRY(gi_odd_count(db, scan->org, day, day, &today, err));
    GI_TRY(gi_odd_count(db, scan->org, day - 30, day - 1, &before, err));
    return gi_copies_held(today, before) ? hold(db, scan, day, today, before, err) : GI_OK;
}

/* ---- doubled runs ---- */

static gi_stretch stretch_of(const gi_scan *scan)
{
    uint32_t length = (uint32_t)gi_copy_limit_of(GI_LIMIT_STRETCH);
    return (gi_stretch){ .key = scan->unit.key,
                         .org = scan->org,
                         .batch = gi_batch_number(scan),
                         .first = scan->unit.serial / length * length,
                         .count = length };
}

static int64_t labels_in(const gi_place_count *list, size_t count, uint32_t province)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].province == province) {
            return list[i].labels;
        }
    }
    return 0;
}

/* Where the product is sold, the stretch's whole batch left out: one that was printed twice roll
 * by roll would explain itself. *enough false: too little is known. */
static gi_status read_baseline(gi_db *db, uint16_t product, const gi_stretch *stretch,
                               gi_place_share *out, size_t *count, bool *enough, gi_error *err)
{
    gi_place_count all[PROVINCES];
    gi_place_count own[PROVINCES];
    size_t own_count = 0;
    int64_t total = 0;
    GI_TRY(gi_batch_places(db, stretch, own, PROVINCES, &own_count, err));
    GI_TRY(gi_product_places(db, product, all, PROVINCES, count, err));
    for (size_t i = 0; i < *count; i++) {
        all[i].labels -= labels_in(own, own_count, all[i].province);
        total += all[i].labels;
    }
    for (size_t i = 0; i < *count && total > 0; i++) {
        out[i] = (gi_place_share){ all[i].province, (uint32_t)(all[i].labels * MILLION / total) };
    }
    *enough = total >= gi_copy_limit_of(GI_LIMIT_BASELINE);
    return GI_OK;
}

static gi_status tell_doubled(gi_db *db, const gi_scan *scan, const gi_stretch *stretch,
                              const gi_doubled *found, gi_error *err)
{
    GI_AUTO_BUF subject = GI_BUF(GI_INBOX_SUBJECT);
    GI_AUTO(gi_json) facts = gi_json_object();
    gi_json *provinces = gi_json_array();
    gi_json *seen = gi_json_array();
    char unit[GI_UNIT_NUMBER_TEXT];
    gi_inbox_entry before;
    bool known = false;
    bool in = false;
    gi_unit_number_print(scan->unit, unit);
    gi_json_set(facts, "provinces", provinces);
    gi_json_set(facts, "seen", seen);
    for (size_t i = 0; i < 2; i++) {
        gi_json_push_int(provinces, found->provinces[i]);
        gi_json_push_int(seen, found->seen[i]);
    }
    gi_json_set_int(facts, "org", scan->org);
    gi_json_set_int(facts, "product", scan->product);
    gi_json_set_int(facts, "batch", scan->batch);
    gi_json_set_text(facts, "unit", unit);
    gi_buf_add_format(&subject, "%u/%u..%u/%s-%u-%u", (unsigned)stretch->key,
                      (unsigned)stretch->first, (unsigned)(stretch->first + stretch->count - 1),
                      gi_num(scan->org).text, (unsigned)scan->product, (unsigned)scan->batch);
    GI_TRY(gi_buf_status(&subject, "subject", err));
    GI_TRY(gi_inbox_load(db, GI_INBOX_DOUBLED, gi_buf_view(&subject), &before, &known, err));
    if (known && before.state != GI_INBOX_WAITING) {
        return GI_OK; /* somebody has found what it is */
    }
    return put(db, GI_INBOX_DOUBLED, &subject, facts, scan->at, found->seen[1], &in, err);
}

static gi_status look_closely(gi_db *db, const gi_scan *scan, const gi_stretch *stretch,
                              gi_error *err)
{
    gi_serial_place seen[SEEN_MAX];
    gi_place_share baseline[PROVINCES];
    size_t seen_count = 0;
    size_t shares = 0;
    bool enough = false;
    GI_TRY(read_baseline(db, scan->product, stretch, baseline, &shares, &enough, err));
    if (!enough) {
        return GI_OK;
    }
    GI_TRY(gi_stretch_seen(db, stretch, gi_copy_limit_of(GI_LIMIT_NET_LABELS), seen, SEEN_MAX,
                           &seen_count, err));
    gi_doubled found = gi_run_doubled(seen, seen_count, baseline, shares);
    return found.found ? tell_doubled(db, scan, stretch, &found, err) : GI_OK;
}

gi_status gi_notice_place(gi_db *db, const gi_scan *scan, gi_error *err)
{
    gi_place_count own[PROVINCES];
    size_t count = 0;
    int64_t labels = 0;
    int64_t enough = gi_copy_limit_of(GI_LIMIT_DOUBLED_SEEN);
    const gi_stretch stretch = stretch_of(scan);
    GI_TRY(gi_stretch_count(db, &stretch, scan->province, &labels, err));
    if (labels % enough != 0) {
        return GI_OK;
    }
    GI_TRY(gi_stretch_places(db, &stretch, own, PROVINCES, &count, err));
    bool two = count >= 2 && own[1].labels >= enough;
    return two ? look_closely(db, scan, &stretch, err) : GI_OK;
}
