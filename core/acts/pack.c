/*
 * pack.c - labels into cases, cases into cartons: one act reserves a run of package codes.
 *
 * No quantity moves: packing is not issuing. One range of labels of one run (or of equal cases)
 * of the signing key is packed `each` by each, and the code itself says what it covers;
 * everything else is a mixed box, whose members stand in the leaf. A closed package holds its
 * members alone until `unpack`.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/members.h"
#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/keys.h"
#include "core/store/products.h"

enum { UNITS, PACKAGES, EACH };

const gi_field_rule gi_pack_fields[] = {
    [UNITS] = { "units", GI_FIELD_LONG, GI_PUBLIC, "标签编号", "unit numbers",
                "first..last,first..last" },
    [PACKAGES] = { "packages", GI_FIELD_LONG, GI_PUBLIC, "箱编号", "package numbers",
                   "first..last,first..last" },
    [EACH] = { "each", GI_FIELD_COUNT, GI_PUBLIC, "每箱件数（缺省为全部一箱）",
               "how many in each (default: all in one)", "1..65535" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

typedef struct packing {
    gi_members members;
    gi_holder_row holder;
    gi_key_row key;
    gi_unit_header header;
    gi_package_run run;
    bool mixed;
} packing;

/* ---- how it is packed ---- */

/* One range of labels of one run, or of equal packages, of the key that signs. */
static bool is_plain(const gi_act *act, const gi_members *members)
{
    const gi_package_member *one = &members->item[0];
    return members->count == 1 && one->key == act->by &&
           (!one->packages || members->packages.each > 0);
}

static gi_status slice(const gi_act *act, packing *work, gi_error *err)
{
    const gi_members *members = &work->members;
    int64_t each = act->value[EACH].given ? act->value[EACH].number : members->children;
    work->mixed = !is_plain(act, members);
    if (work->mixed && act->value[EACH].given) {
        return gi_fail_field(err, "each", GI_WHY_ONE_RANGE, gi_num((int64_t)members->count).text,
                             gi_num(act->by).text);
    }
    if (each > GI_PACKAGE_CHILDREN) {
        return gi_fail_field(err, "each", GI_WHY_BAD_COUNT, gi_num(each).text,
                             gi_num(GI_PACKAGE_CHILDREN).text);
    }
    if (members->children % each != 0) {
        return gi_fail_field(err, "each", GI_WHY_NOT_SLICED, gi_num(members->children).text,
                             gi_num(each).text);
    }
    work->run.count = (uint32_t)(members->children / each);
    work->run.each = work->mixed ? 0 : (uint32_t)each;
    return GI_OK;
}

/* Net content of all that is inside, as far as a header can say it; 0 = see pack. */
static uint16_t net_inside(uint16_t net, uint32_t each)
{
    int64_t total = 0;
    uint16_t packed = 0;
    if (__builtin_mul_overflow(gi_net_decode(net), (int64_t)each, &total) ||
        gi_net_encode(total, &packed, NULL) != GI_OK) {
        return 0;
    }
    return packed;
}

/* The facts of the labels inside; a mixed box says only whose it is and when it was packed. */
static gi_status fill_header(const gi_act *act, packing *work, gi_error *err)
{
    gi_unit_header inner = { 0 };
    gi_unit_header *header = &work->header;
    const gi_members *members = &work->members;
    bool cases = members->item[0].packages;
    if (!work->mixed) {
        gi_bytes bytes = cases ? (gi_bytes){ members->packages.header, GI_PACKAGE_HEADER_SIZE }
                               : (gi_bytes){ members->units.header, GI_UNIT_HEADER_SIZE };
        GI_TRY(gi_unit_header_decode(bytes, &inner, err));
        *header = inner;
        header->flags = inner.flags & (GI_FLAG_SAMPLE | GI_FLAG_EXPORT);
        header->net = net_inside(inner.net, work->run.each);
        header->first_child = members->item[0].first;
        header->child_count = (uint16_t)work->run.each;
        memcpy(work->run.batch, cases ? members->packages.batch : members->units.batch,
               sizeof work->run.batch);
    } else {
        header->packed = (uint16_t)(act->today - GI_LABEL_EPOCH);
    }
    header->type = GI_LABEL_PACKAGE;
    header->key = act->by;
    header->producer = members->holder;
    header->serial = 0;
    return GI_OK;
}

/* ---- may the key sign it? ---- */

static bool in_list(const char *list, const char *word)
{
    gi_bytes rest = gi_bytes_of(list);
    gi_bytes item;
    while (gi_list_next(&rest, ',', &item)) {
        if (gi_bytes_equal(item, gi_bytes_of(word))) {
            return true;
        }
    }
    return list[0] == '\0'; /* an empty list allows everything */
}

/* A key for some products packs no mixed box: nobody could tell from its code what is inside. */
static gi_status check_key(gi_act *act, packing *work, gi_error *err)
{
    gi_product product = { 0 };
    gi_key_row *key = &work->key;
    GI_TRY(gi_key_load(act->db, act->by, key, err));
    if (!work->mixed) {
        GI_TRY(gi_product_by_index(act->db, work->header.product, &product, err));
    }
    if (!in_list(key->products, product.mnemonic) || !in_list(key->types, "1") ||
        (key->holder != 0 && key->holder != work->members.holder)) {
        return gi_fail(err, GI_WHY_KEY_SCOPE, gi_num(key->id).text,
                       work->mixed ? "pack (mixed)" : work->run.batch);
    }
    int64_t left = (int64_t)UINT32_MAX - key->next_unit + 1;
    return work->run.count > left
               ? gi_fail(err, GI_WHY_NO_SERIALS, gi_num(key->id).text, gi_num(left).text)
               : GI_OK;
}

/* ---- the act ---- */

static gi_status check(gi_act *act, packing *work, gi_error *err)
{
    work->members.level = 1;
    GI_TRY(gi_members_add(act, UNITS, false, &work->members, err));
    GI_TRY(gi_members_add(act, PACKAGES, true, &work->members, err));
    if (work->members.count == 0) {
        return gi_fail_field(err, "units", GI_WHY_MISSING_FIELD, "units", act->kind->name);
    }
    GI_TRY(gi_act_producer(act, work->members.holder, &work->holder, err));
    GI_TRY(slice(act, work, err));
    GI_TRY(fill_header(act, work, err));
    return check_key(act, work, err);
}

static gi_status keep(gi_act *act, packing *work, gi_error *err)
{
    uint8_t header[GI_UNIT_HEADER_MAX];
    gi_package_run *run = &work->run;
    run->key = work->key.id;
    run->first = (uint32_t)work->key.next_unit;
    run->first_child = work->header.first_child;
    run->level = work->members.level;
    run->holder = work->members.holder;
    run->packed = act->ts;
    run->act = act->index;
    (void)gi_unit_header_encode(&work->header, header);
    memcpy(run->header, header, sizeof run->header);
    GI_TRY(gi_key_take_units(act->db, run->key, run->count, err));
    GI_TRY(gi_package_insert(act->db, run, err));
    return gi_members_keep(act, &work->members, (gi_unit_id){ run->key, run->first }, run->each,
                           err);
}

static gi_json *triple(uint16_t key, uint32_t first, uint32_t count)
{
    gi_json *range = gi_json_array();
    gi_json_push_int(range, key);
    gi_json_push_int(range, first);
    gi_json_push_int(range, count);
    return range;
}

static gi_status set_leaf(gi_act *act, const packing *work, gi_error *err)
{
    GI_AUTO_BUF header = GI_BUF(64);
    gi_json *ranges = gi_json_array();
    const gi_package_run *run = &work->run;
    gi_base64_add(&header, (gi_bytes){ run->header, sizeof run->header });
    for (size_t i = 0; i < work->members.count; i++) {
        const gi_package_member *item = &work->members.item[i];
        gi_json_push(ranges, triple(item->key, item->first, item->count));
    }
    gi_act_leaf_org(act, run->holder);
    gi_json_set(act->leaf, "run", triple(run->key, run->first, run->count));
    gi_json_set(act->answer, "run", triple(run->key, run->first, run->count));
    gi_json_set_text(act->leaf, "hdr", gi_buf_text(&header));
    gi_json_set(act->leaf, "rng", ranges);
    gi_json_set_int(act->leaf, "qty", 0);
    if (!work->mixed) {
        gi_product product;
        gi_batch_row batch;
        GI_TRY(gi_batch_load(act->db, run->batch, &batch, err));
        GI_TRY(gi_product_by_index(act->db, batch.product, &product, err));
        gi_act_leaf_product(act, &product, batch.season);
        gi_json_set_text(act->leaf, "batch", run->batch);
    }
    return GI_OK;
}

gi_status gi_pack_perform(gi_act *act, gi_error *err)
{
    packing work = { 0 };
    GI_TRY(check(act, &work, err));
    GI_TRY(keep(act, &work, err));
    return set_leaf(act, &work, err);
}
