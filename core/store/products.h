/*
 * products.h - rows of products and of their seasons.
 *
 * Acts check, these functions keep: no rule of the business lives here. Changes run inside the
 * caller's writing transaction.
 */
#ifndef GI_STORE_PRODUCTS_H
#define GI_STORE_PRODUCTS_H

#include "core/store/db.h"
#include "gi/json.h"
#include "gi/product.h"

/* The rules as the canonical JSON of a product leaf, and back (members in product_rules.c). */
gi_json *gi_product_to_json(const gi_product *product);
GI_CHECKED gi_status gi_product_from_json(const gi_json *rules, gi_product *out, gi_error *err);
GI_CHECKED gi_status gi_product_put(gi_db *db, const gi_product *product, int64_t act,
                                    gi_error *err);
GI_CHECKED gi_status gi_product_load(gi_db *db, const char *mnemonic, gi_product *out,
                                     gi_error *err);
GI_CHECKED gi_status gi_product_by_index(gi_db *db, uint16_t index, gi_product *out, gi_error *err);
/* Every product, by index. */
typedef gi_status (*gi_product_visit)(void *context, const gi_product *product, gi_error *err);
GI_CHECKED gi_status gi_product_each(gi_db *db, gi_product_visit take, void *context,
                                     gi_error *err);
GI_CHECKED gi_status gi_season_put(gi_db *db, uint16_t product, const gi_season *season,
                                   int64_t act, gi_error *err);
GI_CHECKED gi_status gi_season_load(gi_db *db, const gi_product *product, int number,
                                    gi_season *out, gi_error *err);

#endif
