/*
 * digital.c - the text of a digital label is published, or a new version of it.
 *
 * Bound to what it says: its SHA-256 stands in the leaf, with the act of the version before. What
 * changed is found by comparing the two texts; why is said here. The text itself is no part of the
 * leaf: what recovers it is the journal. A text that changes nothing is refused, so that every
 * version of the history is a change. No advertising: the fields are those of a label, and none is
 * for praise.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/hold.h"
#include "core/store/batches.h"
#include "core/store/digital.h"
#include "core/store/holders.h"
#include "core/store/products.h"

enum { BATCH, HOLDER, PRODUCT, WHY, FIRST_ITEM };

#define ITEM(name, zh, en)                           \
    {                                                \
        name, GI_FIELD_LONG, GI_PUBLIC, zh, en, NULL \
    }

const gi_field_rule gi_digital_fields[] = {
    [BATCH] = { "batch", GI_FIELD_BATCH, GI_PUBLIC, "批次（或生产者加产品）",
                "batch (or producer and product)", "LSYW-26-00A3-001F-7" },
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_PUBLIC, "生产者", "producer", "001F" },
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_PUBLIC, "产品", "product", "LSYW" },
    [WHY] = { "why", GI_FIELD_WORD, GI_PUBLIC, "变更原因（第二版起）",
              "why it changes (from version 2 on)", "correction|recipe|source|rule|other" },
    { "name", GI_FIELD_LONG, GI_REQUIRED | GI_PUBLIC, "食品名称", "Name of the food", NULL },
    ITEM("ingredients", "配料", "Ingredients"),
    ITEM("allergens", "致敏物质提示", "Allergens"),
    ITEM("net", "净含量和规格", "Net content"),
    ITEM("maker", "生产者名称", "Producer"),
    ITEM("address", "生产者地址", "Address of the producer"),
    ITEM("contact", "联系方式", "Contact"),
    ITEM("licence", "食品生产许可证编号", "Food production licence"),
    ITEM("standard", "产品标准代号", "Product standard"),
    ITEM("grade", "质量等级", "Grade"),
    ITEM("shelf_life", "保质期", "Shelf life"),
    ITEM("storage", "贮存条件", "Storage"),
    ITEM("nutrition", "营养成分表", "Nutrition"),
    ITEM("use", "食用方法", "How to use it"),
    ITEM("safety", "安全提示", "Safety"),
    ITEM("source", "配料来源", "Source of the ingredients"),
    ITEM("process", "工艺", "Process"),
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

_Static_assert(sizeof gi_digital_fields / sizeof gi_digital_fields[0] ==
                   FIRST_ITEM + GI_DIGITAL_ITEMS + 1,
               "every item has room in a gi_digital_label");

static gi_status of_batch(gi_act *act, gi_digital_series *of, gi_error *err)
{
    gi_batch_row batch;
    if (act->value[PRODUCT].given) { /* the batch says which one it is */
        return gi_fail(err, GI_WHY_ONE_TARGET, "2", "batch|holder+product");
    }
    GI_TRY(gi_act_text(act, BATCH, of->batch, sizeof of->batch, err));
    GI_TRY(gi_batch_load(act->db, of->batch, &batch, err));
    of->holder = batch.holder;
    of->product = batch.product;
    gi_json_set_text(act->leaf, "batch", of->batch);
    return GI_OK;
}

static gi_status of_product(gi_act *act, gi_digital_series *of, gi_error *err)
{
    gi_product product;
    if (!act->value[PRODUCT].given) {
        return gi_fail_field(err, "product", GI_WHY_MISSING_FIELD, "product", act->kind->name);
    }
    GI_TRY(gi_act_product(act, PRODUCT, &product, err));
    of->holder = (uint32_t)act->value[HOLDER].number;
    of->product = product.index;
    return GI_OK;
}

static gi_status read_series(gi_act *act, gi_digital_series *of, gi_error *err)
{
    int target = BATCH;
    gi_holder_row holder;
    gi_product product;
    GI_TRY(gi_act_one_target(act, BATCH, HOLDER, "batch|holder", &target, err));
    GI_TRY(target == BATCH ? of_batch(act, of, err) : of_product(act, of, err));
    GI_TRY(gi_act_producer(act, of->holder, &holder, err));
    GI_TRY(gi_product_by_index(act->db, of->product, &product, err));
    gi_act_leaf_org(act, of->holder);
    gi_json_set_text(act->leaf, "gi", product.mnemonic);
    return GI_OK;
}

/* The items that are given, as [[name, text], ...] in the order of the fields. */
static gi_status write_items(const gi_act *act, char out[GI_DIGITAL_TEXT], gi_error *err)
{
    GI_AUTO(gi_json) items = gi_json_array();
    GI_AUTO_BUF text = GI_BUF(65536);
    for (size_t i = FIRST_ITEM; act->kind->fields[i].name != NULL; i++) {
        if (act->value[i].given) {
            gi_json *item = gi_json_array();
            gi_json_push_text(item, act->kind->fields[i].name);
            gi_json_push(item, gi_json_text(act->value[i].text));
            gi_json_push(items, item);
        }
    }
    GI_TRY(gi_json_ok(items, err));
    gi_json_write(items, &text);
    GI_TRY(gi_buf_status(&text, "digital-label", err));
    if (text.size >= GI_DIGITAL_TEXT) {
        return gi_fail(err, GI_WHY_TOO_LONG, "digital-label", gi_num((int64_t)text.size).text,
                       gi_num(GI_DIGITAL_TEXT - 1).text);
    }
    memcpy(out, gi_buf_text(&text), text.size + 1);
    return GI_OK;
}

/* From version 2 on: the text is another one, and the reason is said. The first text of a batch
 * replaces that of its product, whoever scans has read it. */
static gi_status follow(gi_act *act, const gi_digital_row *before, gi_digital_row *row,
                        gi_error *err)
{
    if (strcmp(before->items, row->items) == 0) {
        return gi_fail_field(err, "name", GI_WHY_DIGITAL_SAME, gi_num(before->version).text);
    }
    if (!act->value[WHY].given) {
        return gi_fail_field(err, "why", GI_WHY_MISSING_FIELD, "why", act->kind->name);
    }
    GI_TRY(gi_act_text(act, WHY, row->why, sizeof row->why, err));
    row->version = before->version + 1;
    gi_json_set_int(act->leaf, "ref", before->act);
    gi_json_set_text(act->leaf, "why", row->why);
    return GI_OK;
}

gi_status gi_digital_perform(gi_act *act, gi_error *err)
{
    gi_digital_row row = { .act = act->index, .version = 1, .ts = act->ts };
    gi_digital_row before;
    bool found = false;
    GI_TRY(read_series(act, &row.of, err));
    GI_TRY(write_items(act, row.items, err));
    GI_TRY(gi_digital_speaks(act->db, &row.of, &found, &before, err));
    if (found) {
        GI_TRY(follow(act, &before, &row, err));
    } else if (act->value[WHY].given) {
        return gi_act_bad_field(act, WHY, err);
    }
    gi_digest digest = gi_sha256(gi_bytes_of(row.items));
    gi_leaf_set_digest(act->leaf, "doc", &digest);
    gi_json_set_int(act->leaf, "ver", row.version);
    gi_json_set_int(act->answer, "version", row.version);
    return gi_digital_insert(act->db, &row, err);
}
