/*
 * facts.h - what a batch says, put together from the tables of the registry.
 *
 * The bundle carries the same facts, made here, so both look-ups tell the same story.
 */
#ifndef GI_LOOKUP_FACTS_H
#define GI_LOOKUP_FACTS_H

#include "core/store/batches.h"
#include "core/store/registry.h"
#include "gi/catalogue.h"
#include "gi/product.h"

/* Facts of a batch row. GI_CORRUPT db-corrupt when its ID cannot be read. */
GI_CHECKED gi_status gi_facts_load(gi_registry *registry, const gi_batch_row *row,
                                   gi_batch_facts *out, gi_error *err);

/* What the product says: names, standard, unit, texts of the grade. */
void gi_facts_set_product(gi_batch_facts *facts, const gi_product *product);

/* "庐山市牯岭镇"; some townships have their county in the name already. Cuts what does not fit. */
void gi_township_print(const gi_township_entry *entry, char *out, size_t size);

#endif
