/*
 * recover_labels.c - fields of acts on labels and packages that a leaf shows in another form.
 *
 * Net contents are written in the product's unit, members of a package as the numbers on them.
 */
#include <string.h>

#include "core/acts/recover_fields.h"
#include "core/store/log_rows.h"
#include "core/store/packages.h"
#include "core/store/products.h"
#include "gi/unit_number.h"

static gi_status set(gi_draft *draft, const char *field, const char *text, gi_error *err)
{
    return gi_draft_set(draft, field, gi_bytes_of(text), err);
}

/* ---- issue ---- */

static gi_status of_header(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    static const struct flag {
        const char *field;
        uint8_t bit;
    } flags[] = {
        { "scratch", GI_FLAG_SCRATCH },
        { "physical", GI_FLAG_PHYSICAL },
        { "sample", GI_FLAG_SAMPLE },
        { "export", GI_FLAG_EXPORT },
    };
    uint8_t bytes[GI_UNIT_HEADER_SIZE];
    gi_unit_header header;
    gi_product product;
    gi_bytes text = { 0 };
    if (!gi_json_as_text(gi_json_get(leaf, "hdr"), &text)) {
        return gi_fail(err, GI_WHY_BAD_LEAF, "hdr");
    }
    GI_TRY(gi_base64_parse(text, bytes, sizeof bytes, err));
    GI_TRY(gi_unit_header_decode((gi_bytes){ bytes, sizeof bytes }, &header, err));
    GI_TRY(gi_product_by_index(db, header.product, &product, err));
    gi_quantity_text_t net = gi_quantity_text(gi_net_decode(header.net), product.unit);
    GI_TRY(gi_draft_set(draft, "net", gi_bytes_of(net.text), err));
    gi_day_text_t packed = gi_day_text(GI_LABEL_EPOCH + header.packed);
    GI_TRY(gi_draft_set(draft, "packed", gi_bytes_of(packed.text), err));
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if ((header.flags & flags[i].bit) != 0) {
            GI_TRY(gi_draft_set(draft, flags[i].field, gi_bytes_of("yes"), err));
        }
    }
    return GI_OK;
}

gi_status gi_fields_of_issue(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    GI_TRY(gi_field_int(draft, "count", gi_json_at(gi_json_get(leaf, "run"), 2), err));
    return of_header(db, leaf, draft, err);
}

/* ---- pack ---- */

#define LIST_MAX 4096 /* more than a field holds: that is for the field to say */

typedef struct packed {
    gi_buf units;
    gi_buf packages;
    int64_t children;
} packed;

static void packed_clear(packed *all)
{
    gi_buf_clear(&all->units);
    gi_buf_clear(&all->packages);
}

/* Serials of labels and of packages are of one kind: the books know which these are. */
static gi_status take_member(gi_db *db, const gi_json *member, packed *all, gi_error *err)
{
    gi_leaf_range range;
    gi_package_run run;
    bool package = false;
    GI_TRY(gi_leaf_range_read(member, &range, err));
    GI_TRY(gi_package_by_serial(db, (gi_unit_id){ range.key, range.first }, &package, &run, err));
    gi_buf *list = package ? &all->packages : &all->units;
    gi_buf_add_text(list, list->size > 0 ? "," : "");
    gi_leaf_range_add(&range, list);
    all->children += range.count;
    return gi_buf_status(list, "rng", err);
}

static gi_status set_list(gi_draft *draft, const char *field, const gi_buf *list, gi_error *err)
{
    return list->size > 0 ? gi_draft_set(draft, field, gi_buf_view(list), err) : GI_OK;
}

/* Not told: all of it lies in one. */
static gi_status set_each(gi_draft *draft, const gi_json *leaf, int64_t children, gi_error *err)
{
    int64_t boxes = 0;
    if (!gi_json_as_int(gi_json_at(gi_json_get(leaf, "run"), 2), &boxes) || boxes < 1) {
        return gi_fail(err, GI_WHY_BAD_LEAF, "run");
    }
    return boxes == 1 ? GI_OK : set(draft, "each", gi_num(children / boxes).text, err);
}

gi_status gi_fields_of_pack(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    packed all __attribute__((cleanup(packed_clear))) = { .units = GI_BUF(LIST_MAX),
                                                          .packages = GI_BUF(LIST_MAX) };
    const gi_json *members = gi_json_get(leaf, "rng");
    for (size_t i = 0; i < gi_json_count(members); i++) {
        GI_TRY(take_member(db, gi_json_at(members, i), &all, err));
    }
    GI_TRY(set_list(draft, "units", &all.units, err));
    GI_TRY(set_list(draft, "packages", &all.packages, err));
    return set_each(draft, leaf, all.children, err);
}

/* ---- activate, spoil, return, gtin ---- */

/* Labels refer to the act that issued them, packages to the one that packed. */
gi_status gi_fields_of_activate(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    int64_t ref = 0;
    gi_act_row row;
    gi_leaf_range range;
    GI_AUTO_BUF text = GI_BUF(64);
    if (!gi_json_as_int(gi_json_get(leaf, "ref"), &ref)) {
        return gi_fail(err, GI_WHY_BAD_LEAF, "ref");
    }
    GI_TRY(gi_act_load(db, ref, &row, NULL, NULL, err));
    GI_TRY(gi_leaf_range_read(gi_json_at(gi_json_get(leaf, "rng"), 0), &range, err));
    gi_leaf_range_add(&range, &text);
    bool package = strcmp(row.kind, "pack") == 0;
    return gi_draft_set(draft, package ? "package" : "units", gi_buf_view(&text), err);
}

gi_status gi_fields_of_credit(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    (void)db;
    return set(draft, "credit", gi_json_get(leaf, "qty") != NULL ? "yes" : "no", err);
}

gi_status gi_fields_of_gtin(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    char mnemonic[5];
    gi_product product;
    gi_bytes text = { 0 };
    int64_t net = 0;
    if (!gi_json_as_text(gi_json_get(leaf, "gi"), &text) ||
        !gi_json_as_int(gi_json_get(leaf, "net"), &net)) {
        return gi_fail(err, GI_WHY_BAD_LEAF, "net");
    }
    GI_TRY(gi_text_copy(mnemonic, sizeof mnemonic, text, "gi", err));
    GI_TRY(gi_product_load(db, mnemonic, &product, err));
    return set(draft, "net", gi_quantity_text(net, product.unit).text, err);
}
