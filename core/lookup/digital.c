/*
 * digital.c - the text of a digital label for whoever shows it (gi/digital.h).
 *
 * A text is handed out only when its digest is that of its leaf, so what was written into the
 * database past the acts is damage and never shown. Labels of the lines are those of the act's
 * fields, so page, help and form say the same.
 */
#include "core/store/digital.h"

#include <string.h>

#include "core/lookup/report.h"
#include "core/store/batches.h"
#include "core/store/log_rows.h"
#include "gi/digital.h"
#include "gi/text.h"

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

enum { LEAF_MAX = 65536, LEAF_DEPTH = 8 };

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

/* What is served is what was published: the leaf of the log says so. */
static gi_status check_leaf(gi_db *db, const gi_digital_label *label, gi_error *err)
{
    gi_act_row act;
    gi_digest digest;
    gi_bytes doc = { 0 };
    int64_t version = 0;
    GI_AUTO_BUF text = GI_BUF(LEAF_MAX);
    GI_AUTO(gi_json) leaf = NULL;
    GI_TRY(gi_act_load(db, label->act, &act, NULL, &text, err));
    GI_TRY(gi_json_parse_canonical(gi_buf_view(&text), LEAF_DEPTH, &leaf, err));
    if (!gi_json_as_text(gi_json_get(leaf, "doc"), &doc) ||
        gi_base64_parse(doc, digest.bytes, sizeof digest.bytes, NULL) != GI_OK ||
        memcmp(digest.bytes, label->digest.bytes, sizeof digest.bytes) != 0 ||
        !gi_json_as_int(gi_json_get(leaf, "ver"), &version) || version != label->version) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "digital_label");
    }
    return GI_OK;
}

static gi_status read_row(gi_db *db, const gi_digital_row *row, gi_digital_label *out,
                          gi_error *err)
{
    GI_AUTO(gi_json) items = NULL;
    size_t used = 0;
    *out = (gi_digital_label){ .act = row->act, .version = row->version, .at = row->ts };
    memcpy(out->why, row->why, sizeof out->why);
    memcpy(out->batch, row->of.batch, sizeof out->batch);
    memcpy(out->canonical, row->items, sizeof out->canonical);
    out->digest = gi_sha256(gi_bytes_of(row->items));
    GI_TRY(check_leaf(db, out, err));
    GI_TRY(gi_json_parse_canonical(gi_bytes_of(row->items), 2, &items, err));
    for (size_t i = 0; i < gi_json_count(items); i++) {
        if (!read_item(gi_json_at(items, i), out, &used)) {
            return gi_fail(err, GI_WHY_DB_CORRUPT, "digital_label");
        }
    }
    return GI_OK;
}

static gi_status series_of(gi_db *db, gi_bytes batch, gi_digital_series *out, gi_error *err)
{
    gi_batch_id id;
    char text[GI_BATCH_ID_TEXT];
    gi_batch_row row;
    GI_TRY(gi_batch_id_parse(batch, &id, err));
    gi_batch_id_print(&id, text);
    GI_TRY(gi_batch_load(db, text, &row, err));
    gi_digital_series of = { .holder = row.holder, .product = row.product };
    memcpy(of.batch, row.id, sizeof of.batch);
    *out = of;
    return GI_OK;
}

static gi_status read_newest(gi_db *db, gi_bytes batch, bool *found, gi_digital_label *out,
                             gi_error *err)
{
    gi_digital_series of;
    gi_digital_row row;
    gi_digital_label label;
    bool there = false;
    GI_TRY(series_of(db, batch, &of, err));
    GI_TRY(gi_digital_speaks(db, &of, &there, &row, err));
    if (there) {
        GI_TRY(read_row(db, &row, &label, err));
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
    gi_db *db;
    gi_buf *out;
    size_t left;
    int64_t below; /* the version told last */
} telling;

static gi_status take_version(void *context, const gi_digital_row *row, bool *more, gi_error *err)
{
    telling *all = context;
    gi_digital_label label;
    GI_TRY(read_row(all->db, row, &label, err));
    gi_buf_add(all->out, (gi_bytes){ (const uint8_t *)&label, sizeof label });
    all->below = row->version;
    all->left--;
    *more = all->left > 0;
    return gi_buf_status(all->out, "digital-label", err);
}

static gi_status tell(telling *all, const gi_digital_series *of, gi_error *err)
{
    return all->left == 0 ? GI_OK
                          : gi_digital_each(all->db, of, all->below, take_version, all, err);
}

/* The batch's own versions, and below them those of its product from which they branch off. */
static gi_status read_history(gi_bytes batch, telling *all, gi_error *err)
{
    gi_digital_series of;
    GI_TRY(series_of(all->db, batch, &of, err));
    GI_TRY(tell(all, &of, err));
    of.batch[0] = '\0';
    return tell(all, &of, err);
}

gi_status gi_digital_history(gi_registry *registry, gi_bytes batch, int64_t below, size_t limit,
                             gi_buf *out, gi_error *err)
{
    telling all = { .db = registry->db,
                    .out = out,
                    .left = limit < GI_DIGITAL_VERSIONS ? limit : GI_DIGITAL_VERSIONS,
                    .below = below };
    return GI_READ(registry, read_history(batch, &all, err), err);
}
