/*
 * package.h - what a look-up asks about packages and trade items, beside view.h.
 *
 * The same two views: registry (package_store.c) and bundle (package_bundle.c). The judge of
 * packages (package_judge.c) counts what is inside from them.
 */
#ifndef GI_LOOKUP_PACKAGE_H
#define GI_LOOKUP_PACKAGE_H

#include "core/lookup/bundle.h"
#include "core/lookup/view.h"
#include "core/store/holders.h"
#include "core/store/packages.h"
#include "core/store/runs.h"

struct gi_package_view {
    gi_package_books (*books)(gi_view *view);
    /* Was this package opened, and how? */
    gi_status (*opened)(gi_view *view, gi_unit_id package, bool *found, gi_label_state *out,
                        gi_error *err);
    /* Every range that ended or waits, cut to [first, first + count). */
    gi_status (*spent)(gi_view *view, uint16_t key, uint32_t first, uint32_t count,
                       gi_label_state_visit take, void *context, gi_error *err);
    gi_status (*holds)(gi_view *view, const gi_batch_facts *batch, gi_unit_holds *holds,
                       gi_error *err);
    gi_status (*producer)(gi_view *view, uint32_t number, gi_holder_row *out, gi_error *err);
    gi_status (*gtin)(gi_view *view, const char *gtin, bool *found, gi_gtin_row *out,
                      gi_error *err);
};

/* The registry behind a view of one (from_store.c). */
gi_registry *gi_store_view_registry(gi_view *view);
extern const gi_package_view gi_package_store_view;
extern const gi_package_view gi_package_bundle_view;

/* ---- package_judge.c ---- */

/* The registered package of this header, byte for byte; *found false when there is none,
 * *equal false when it says something else. */
GI_CHECKED gi_status gi_package_registered(gi_view *view, gi_unit_id id, gi_bytes header,
                                           bool *found, bool *equal, gi_package_run *out,
                                           gi_error *err);
/* Fills verdict->package and answers "still good?" from what is inside. */
GI_CHECKED gi_status gi_verdict_set_package(gi_view *view, gi_verdict *verdict,
                                            const gi_package_run *run, gi_error *err);

/* ---- package_inside.c ---- */

/* gi_lookup_inside for any view. */
GI_CHECKED gi_status gi_judge_inside(gi_view *view, gi_bytes label, gi_bytes package,
                                     gi_inside_answer *out, gi_verdict *label_out,
                                     gi_verdict *package_out, gi_error *err);

/* ---- package_rows.c: rows of a bundle ---- */

/* members as they stand in the row, count 0 unless it is a mixed box; GI_INVALID bad-bundle */
GI_CHECKED gi_status gi_bundle_read_package(const gi_json *row, gi_package_run *out,
                                            gi_package_member members[GI_PACKAGE_MEMBERS],
                                            size_t *count, gi_error *err);
GI_CHECKED gi_status gi_bundle_read_opened(const gi_json *row, gi_label_state *out, gi_error *err);
GI_CHECKED gi_status gi_bundle_read_gtin(const gi_json *row, gi_gtin_row *out, gi_error *err);
/* The three tables of a registry, into the payload. */
GI_CHECKED gi_status gi_bundle_add_packages(gi_db *db, gi_json *payload, gi_error *err);

#endif
