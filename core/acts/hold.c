/*
 * hold.c - refuses what is recalled or frozen; writes a scope into a leaf (hold.h).
 */
#include "core/acts/hold.h"

static const char *const roman[] = { "", "I", "II", "III" };

static gi_status refuse(const char *what, const gi_hold *hold, gi_error *err)
{
    return hold->grade > 0
               ? gi_fail(err, GI_WHY_RECALLED, what, hold->who, roman[hold->grade])
               : gi_fail(err, GI_WHY_FROZEN, what, hold->who, gi_day_text(hold->until).text);
}

gi_status gi_act_free_lot(gi_act *act, int64_t lot, gi_error *err)
{
    gi_hold hold;
    bool held = false;
    GI_TRY(gi_hold_of_lot(act->db, lot, act->today, &held, &hold, err));
    return held ? refuse(gi_num(lot).text, &hold, err) : GI_OK;
}

gi_status gi_act_free_batch(gi_act *act, const char *batch, gi_error *err)
{
    return gi_act_free_units(act, batch, 0, 0, 0, err);
}

gi_status gi_act_free_units(gi_act *act, const char *batch, uint16_t key, uint32_t first,
                            uint32_t last, gi_error *err)
{
    gi_hold hold;
    bool held = false;
    GI_TRY(gi_hold_of_units(act->db, batch, key, first, last, act->today, &held, &hold, err));
    return held ? refuse(batch, &hold, err) : GI_OK;
}

static gi_status free_target(gi_act *act, const char *scope, int64_t id, const char *shown,
                             gi_error *err)
{
    gi_hold hold;
    bool held = false;
    GI_TRY(gi_hold_of_target(act->db, scope, id, act->today, &held, &hold, err));
    return held ? refuse(shown, &hold, err) : GI_OK;
}

gi_status gi_act_free_source(gi_act *act, int64_t source, gi_error *err)
{
    return free_target(act, "source", source, gi_num(source).text, err);
}

gi_status gi_act_free_holder(gi_act *act, uint32_t holder, gi_error *err)
{
    char number[5];
    gi_number_print(holder, number);
    return free_target(act, "holder", holder, number, err);
}

gi_status gi_act_one_target(const gi_act *act, int first, int last, const char *names, int *field,
                            gi_error *err)
{
    int given = 0;
    for (int i = first; i <= last; i++) {
        if (act->value[i].given) {
            *field = i;
            given++;
        }
    }
    return given == 1 ? GI_OK : gi_fail(err, GI_WHY_ONE_TARGET, gi_num(given).text, names);
}

/* ---- the scope in the leaf ---- */

#define LIST_MAX (64U << 20)

typedef struct listing {
    gi_buf text;
    gi_json *ids;
    int64_t count;
} listing;

static void listing_clear(listing *list)
{
    gi_buf_clear(&list->text);
    gi_json_destroy(list->ids);
}

/* IDs are ASCII without quotes, so the text is canonical as it is written. */
static gi_status take_batch(void *context, const char *batch, gi_error *err)
{
    listing *list = context;
    (void)err;
    gi_buf_add_format(&list->text, "%s\"%s\"", list->count > 0 ? "," : "", batch);
    if (list->count < GI_SCOPE_LISTED) {
        gi_json_push_text(list->ids, batch);
    }
    list->count++;
    return GI_OK;
}

gi_status gi_scope_to_leaf(gi_act *act, gi_scope_each *each, gi_error *err)
{
    listing list __attribute__((cleanup(listing_clear))) = { .text = GI_BUF(LIST_MAX),
                                                             .ids = gi_json_array() };
    gi_buf_add_byte(&list.text, '[');
    GI_TRY(each(act->db, act->index, take_batch, &list, err));
    gi_buf_add_byte(&list.text, ']');
    GI_TRY(gi_buf_status(&list.text, "list of batches", err));
    gi_digest digest = gi_sha256(gi_buf_view(&list.text));
    gi_leaf_set_digest(act->leaf, "list", &digest);
    gi_json_set_int(act->leaf, "count", list.count);
    gi_json_set_int(act->answer, "count", list.count);
    if (list.count <= GI_SCOPE_LISTED) {
        gi_json_set(act->leaf, "batches", GI_TAKE(list.ids));
    }
    return GI_OK;
}

gi_status gi_act_leaf_doc(gi_act *act, int field, gi_digest *out, gi_error *err)
{
    gi_digest doc;
    GI_TRY(gi_hex_parse(act->value[field].text, doc.bytes, sizeof doc.bytes, err));
    gi_leaf_set_digest(act->leaf, "doc", &doc);
    *out = doc;
    return GI_OK;
}
