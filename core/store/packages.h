/*
 * packages.h - rows of packages, what lies in them, and of trade items (012-package.sql).
 *
 * One section per file of this folder, as tables.h.
 */
#ifndef GI_STORE_PACKAGES_H
#define GI_STORE_PACKAGES_H

#include "core/store/runs.h"
#include "gi/package.h"

/* ---- packages.c: package, package_member, package_opened ---- */

GI_CHECKED gi_status gi_package_insert(gi_db *db, const gi_package_run *run, gi_error *err);
/* The run of packages that holds a serial. */
GI_CHECKED gi_status gi_package_by_serial(gi_db *db, gi_unit_id id, bool *found,
                                          gi_package_run *out, gi_error *err);
typedef gi_status (*gi_package_run_visit)(void *context, const gi_package_run *run, gi_error *err);
/* Every run, by key and serial. */
GI_CHECKED gi_status gi_package_each(gi_db *db, gi_package_run_visit take, void *context,
                                     gi_error *err);

GI_CHECKED gi_status gi_package_member_insert(gi_db *db, int64_t act, int line,
                                              const gi_package_member *member, gi_error *err);
/* The members of a pack act in their order. GI_CORRUPT db-corrupt: more than a leaf holds */
GI_CHECKED gi_status gi_package_members_of(gi_db *db, int64_t act,
                                           gi_package_member out[GI_PACKAGE_MEMBERS], size_t *count,
                                           gi_error *err);

/* Opened packages are kept as states "repacked" with their reason; batch is "". */
GI_CHECKED gi_status gi_package_open_insert(gi_db *db, const gi_label_state *row, gi_error *err);
/* The first opened range that meets [first, first + count). */
GI_CHECKED gi_status gi_package_opened(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                       bool *found, gi_label_state *out, gi_error *err);
GI_CHECKED gi_status gi_package_opened_each(gi_db *db, gi_label_state_visit take, void *context,
                                            gi_error *err);

/* The books of a registry, for gi_package_labels. */
gi_package_books gi_package_books_of(gi_db *db);

/* ---- insides.c: inside ---- */

/* Serials that lie in closed packages: `each` in one, 0 = all in the one of that number. */
typedef struct gi_inside_row {
    uint16_t key;
    uint32_t first, count;
    gi_unit_id box; /* of the first of them */
    uint32_t each;
} gi_inside_row;

GI_CHECKED gi_status gi_inside_insert(gi_db *db, const gi_inside_row *row, gi_error *err);
/* The last serial of [first, first + count) that lies in a closed package, and in which one. */
GI_CHECKED gi_status gi_inside_overlap(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                       bool *found, uint32_t *serial, gi_unit_id *box,
                                       gi_error *err);
/* Every range of [first, first + count) that lies in closed packages, cut to it, the last first.
 * A cut keeps whole packages in mind: box is the one that its first serial lies in, and count
 * goes to the end of what was asked for. */
typedef gi_status (*gi_inside_visit)(void *context, const gi_inside_row *row, gi_error *err);
GI_CHECKED gi_status gi_inside_each(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                    gi_inside_visit take, void *context, gi_error *err);
/* Takes these serials out; those of other packages around them stay where they are. */
GI_CHECKED gi_status gi_inside_remove(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                      gi_error *err);

/* ---- gtins.c: gtin ---- */

typedef struct gi_gtin_row {
    char gtin[GI_GTIN_TEXT];
    uint32_t holder;
    uint16_t product;
    int64_t net; /* milli-units */
    int64_t act;
} gi_gtin_row;

GI_CHECKED gi_status gi_gtin_insert(gi_db *db, const gi_gtin_row *row, gi_error *err);
GI_CHECKED gi_status gi_gtin_load(gi_db *db, const char *gtin, bool *found, gi_gtin_row *out,
                                  gi_error *err);
/* The newest one of a trade item. */
GI_CHECKED gi_status gi_gtin_of(gi_db *db, uint32_t holder, uint16_t product, int64_t net,
                                bool *found, gi_gtin_row *out, gi_error *err);
typedef gi_status (*gi_gtin_visit)(void *context, const gi_gtin_row *row, gi_error *err);
GI_CHECKED gi_status gi_gtin_each(gi_db *db, gi_gtin_visit take, void *context, gi_error *err);

#endif
