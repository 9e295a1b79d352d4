/*
 * overlay.c - demo values over a product, and the check of the whole catalogue.
 *
 * A demo value goes through the same column as a real one would, so it meets the same limits;
 * it may fill what is unknown and never replaces what is known.
 */
#include <string.h>

#include "tables.h"

static const gi_column *product_column(const char *name)
{
    for (size_t i = 0; i < gi_products_table.column_count; i++) {
        if (strcmp(gi_products_table.columns[i].name, name) == 0) {
            return &gi_products_table.columns[i];
        }
    }
    return NULL;
}

/* A column whose empty text gives what the product holds now is unknown in it. */
static bool is_unknown(const gi_product_entry *product, const gi_column *column)
{
    gi_product_entry blank = { .index = 0 };
    uint8_t *empty = (uint8_t *)&blank + column->offset;
    const uint8_t *held = (const uint8_t *)product + column->offset;
    return column->read((gi_bytes){ NULL, 0 }, column, empty) &&
           memcmp(empty, held, column->size) == 0;
}

static gi_status add_value(gi_product_entry *product, const gi_demo_entry *demo, int64_t row,
                           gi_error *err)
{
    const gi_column *column = product_column(demo->field);
    if (column == NULL) {
        return GI_OK; /* a value that products do not hold, such as season_first */
    }
    if (!is_unknown(product, column) ||
        !column->read(gi_bytes_of(demo->value), column, (uint8_t *)product + column->offset)) {
        return gi_fail(err, GI_WHY_CATALOGUE_VALUE, gi_demo_table.name, gi_num(row).text,
                       demo->field, demo->value);
    }
    product->invented = true;
    return GI_OK;
}

gi_status gi_catalogue_add_demo(gi_product_entry *product, gi_error *err)
{
    gi_product_entry filled = *product;
    gi_demo_entry demo;
    bool more = true;
    GI_WALK walk = gi_walk_begin(&gi_demo_table);
    while (more) {
        GI_TRY(gi_walk_next(&walk, &demo, &more, err));
        if (more && strcmp(demo.mnemonic, product->mnemonic) == 0) {
            GI_TRY(add_value(&filled, &demo, walk.csv.row, err));
        }
    }
    *product = filled;
    return GI_OK;
}

static gi_status read_whole(const gi_table *table, gi_error *err)
{
    gi_any_entry entry;
    bool more = true;
    GI_WALK walk = gi_walk_check_begin(table);
    while (more) {
        GI_TRY(gi_walk_next(&walk, &entry, &more, err));
    }
    return GI_OK;
}

gi_status gi_catalogue_check(gi_error *err)
{
    for (size_t i = 0; gi_catalogue_tables[i] != NULL; i++) {
        GI_TRY(read_whole(gi_catalogue_tables[i], err));
    }
    return GI_OK;
}
