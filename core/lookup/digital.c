/*
 * digital.c - the text of a digital label for whoever shows it (gi/digital.h).
 *
 * Labels of the lines are those of the act's fields, so page, help and form say the same.
 */
#include "core/store/digital.h"

#include <string.h>

#include "core/lookup/report.h"
#include "gi/digital.h"

const char *gi_digital_text(const gi_digital_label *label, const gi_digital_item *item)
{
    return label->room + item->at;
}

const gi_digital_item *gi_digital_find(const gi_digital_label *label, const char *name)
{
    for (size_t i = 0; i < label->count; i++) {
        if (strcmp(label->item[i].name, name) == 0) {
            return &label->item[i];
        }
    }
    return NULL;
}

/* The field of the act that an item came from; NULL when this program does not know it. */
static const gi_field_rule *rule_of(gi_bytes name)
{
    const gi_field_rule *rule = gi_act_kind_find(gi_bytes_of("digital-label"))->fields;
    while (rule->name != NULL && !gi_bytes_equal(name, gi_bytes_of(rule->name))) {
        rule++;
    }
    return rule->name == NULL ? NULL : rule;
}

/* What is longer as text than as JSON does not exist, so the room is never too small. */
static bool read_item(const gi_json *pair, gi_digital_label *out, size_t *used)
{
    gi_bytes name = { 0 };
    gi_bytes text = { 0 };
    if (out->count == GI_DIGITAL_ITEMS || !gi_json_as_text(gi_json_at(pair, 0), &name) ||
        !gi_json_as_text(gi_json_at(pair, 1), &text) || rule_of(name) == NULL) {
        return false;
    }
    const gi_field_rule *rule = rule_of(name);
    out->item[out->count++] = (gi_digital_item){ rule->name, rule->zh, rule->en, *used };
    memcpy(out->room + *used, text.data, text.size);
    out->room[*used + text.size] = '\0';
    *used += text.size + 1;
    return true;
}

static gi_status read_row(const gi_digital_row *row, gi_digital_label *out, gi_error *err)
{
    GI_AUTO(gi_json) items = NULL;
    size_t used = 0;
    *out = (gi_digital_label){ .act = row->act, .version = row->version, .at = row->ts };
    memcpy(out->why, row->why, sizeof out->why);
    memcpy(out->batch, row->of.batch, sizeof out->batch);
    memcpy(out->canonical, row->items, sizeof out->canonical);
    out->digest = gi_sha256(gi_bytes_of(row->items));
    GI_TRY(gi_json_parse_canonical(gi_bytes_of(row->items), 2, &items, err));
    for (size_t i = 0; i < gi_json_count(items); i++) {
        if (!read_item(gi_json_at(items, i), out, &used)) {
            return gi_fail(err, GI_WHY_DB_CORRUPT, "digital_label");
        }
    }
    return GI_OK;
}

/* The series that speaks for a batch: its own, or that of its product. */
static gi_status series_of(gi_db *db, gi_bytes batch, bool *found, gi_digital_row *newest,
                           gi_error *err)
{
    gi_batch_id id;
    char text[GI_BATCH_ID_TEXT];
    gi_batch_row row;
    GI_TRY(gi_batch_id_parse(batch, &id, err));
    gi_batch_id_print(&id, text);
    GI_TRY(gi_batch_load(db, text, &row, err));
    gi_digital_series of = { .holder = row.holder, .product = row.product };
    memcpy(of.batch, row.id, sizeof of.batch);
    GI_TRY(gi_digital_newest(db, &of, found, newest, err));
    if (!*found) {
        of.batch[0] = '\0';
        GI_TRY(gi_digital_newest(db, &of, found, newest, err));
    }
    return GI_OK;
}

static gi_status read_newest(gi_db *db, gi_bytes batch, bool *found, gi_digital_label *out,
                             gi_error *err)
{
    gi_digital_row row;
    gi_digital_label label;
    bool there = false;
    GI_TRY(series_of(db, batch, &there, &row, err));
    if (there) {
        GI_TRY(read_row(&row, &label, err));
        *out = label;
    }
    *found = there;
    return GI_OK;
}

gi_status gi_digital_of(gi_registry *registry, gi_bytes batch, bool *found, gi_digital_label *out,
                        gi_error *err)
{
    return GI_READ(registry, read_newest(registry->db, batch, found, out, err), err);
}

typedef struct telling {
    gi_buf *out;
    size_t left;
} telling;

static gi_status take_version(void *context, const gi_digital_row *row, bool *more, gi_error *err)
{
    telling *all = context;
    gi_digital_label label;
    GI_TRY(read_row(row, &label, err));
    gi_buf_add(all->out, (gi_bytes){ (const uint8_t *)&label, sizeof label });
    all->left--;
    *more = all->left > 0;
    return gi_buf_status(all->out, "digital-label", err);
}

static gi_status read_history(gi_db *db, gi_bytes batch, int64_t below, telling *all, gi_error *err)
{
    gi_digital_row row;
    bool found = false;
    GI_TRY(series_of(db, batch, &found, &row, err));
    return found && all->left > 0 ? gi_digital_each(db, &row.of, below, take_version, all, err)
                                  : GI_OK;
}

gi_status gi_digital_history(gi_registry *registry, gi_bytes batch, int64_t below, size_t limit,
                             gi_buf *out, gi_error *err)
{
    telling all = { out, limit < GI_DIGITAL_VERSIONS ? limit : GI_DIGITAL_VERSIONS };
    return GI_READ(registry, read_history(registry->db, batch, below, &all, err), err);
}
