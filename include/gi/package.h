/*
 * package.h - cases and cartons: what a package code covers, and what is inside.
 *
 * A package code is GL1 of type 1 (gi/unit_code.h): its own serial from the label key's one
 * counter, and the serials inside as first child and count. One act `pack` reserves a run of
 * equal packages [key, first, count]; the k-th covers the k-th slice of the run's children. A
 * mixed box has product 0 and count 0 in its header; its members are ranges in the act. Nesting
 * is two deep: labels in a case, cases (and labels) in a carton. What was packed is never
 * changed; an opened package covers nothing from then on (FORMATS 4, label-code facts 2).
 */
#ifndef GI_PACKAGE_H
#define GI_PACKAGE_H

#include "gi/batch.h"
#include "gi/bundle.h"
#include "gi/codes.h"
#include "gi/gs1.h"
#include "gi/json.h"
#include "gi/lookup.h"
#include "gi/unit_number.h"

/* Most children of one package: what two bytes of a header count. */
#define GI_PACKAGE_CHILDREN 65535
/* Most ranges of a mixed box: so many stand in a leaf of 2 KiB, whatever their numbers. */
#define GI_PACKAGE_MEMBERS 40

/*
 * Equal packages of one act; a plain value.
 *
 * key           the label key, of the packages and (unless mixed) of their children
 * first count   serials of the packages; a mixed box is alone: count 1
 * header        28 bytes with serial 0 and the first child of the first package
 * first_child each   the k-th package (from 0) holds the serials first_child + k x each ...;
 *               each 0 = mixed box, see its members
 * level         1: labels inside   2: packages (and perhaps labels) inside
 * holder        number of the producer whose labels they are
 * batch         batch ID, "" for a mixed box
 * packed        when they were packed, by the registry's clock
 * act           log index of the pack act
 */
typedef struct gi_package_run {
    uint16_t key;
    uint32_t first, count;
    uint8_t header[GI_PACKAGE_HEADER_SIZE];
    uint32_t first_child, each;
    int level;
    uint32_t holder;
    char batch[GI_BATCH_ID_TEXT];
    gi_time packed;
    int64_t act;
} gi_package_run;

/* A range of serials that went into a mixed box: labels of one run, or packages of one. */
typedef struct gi_package_member {
    uint16_t key;
    uint32_t first, count;
    bool packages;
} gi_package_member;

/* The serials inside the n packages from `serial` on; the run is not mixed (assert). */
void gi_package_slice(const gi_package_run *run, uint32_t serial, uint32_t n,
                      gi_package_member *out);

/* The header that the code of one package carries: 28 bytes. */
void gi_package_header(const gi_package_run *run, uint32_t serial,
                       uint8_t out[GI_PACKAGE_HEADER_SIZE]);

/* Where runs and members are looked for; a registry or a bundle stands behind it. */
typedef struct gi_package_books {
    gi_status (*run)(void *context, gi_unit_id package, bool *found, gi_package_run *out,
                     gi_error *err);
    gi_status (*members)(void *context, const gi_package_run *run,
                         gi_package_member out[GI_PACKAGE_MEMBERS], size_t *count, gi_error *err);
    void *context;
} gi_package_books;

/* A range of labels; ends the walk when it fails. */
typedef gi_status (*gi_package_visit)(void *context, uint16_t key, uint32_t first, uint32_t count,
                                      gi_error *err);

/*
 * Calls take with every range of labels inside the n packages of a run from `serial` on, those
 * of inner packages included; in the order in which they were packed.
 * GI_CORRUPT db-corrupt: an inner package is nowhere, or lies deeper than two
 */
GI_CHECKED gi_status gi_package_labels(const gi_package_books *books, const gi_package_run *run,
                                       uint32_t serial, uint32_t n, gi_package_visit take,
                                       void *context, gi_error *err);

/*
 * Finds a package by the number under its code.
 *
 * id    which package of the run
 *
 * GI_INVALID bad-character, bad-length, bad-check, out-of-range   GI_NOT_FOUND no-package
 */
GI_CHECKED gi_status gi_package_find(gi_registry *registry, gi_bytes number, gi_package_run *run,
                                     gi_unit_id *id, gi_error *err);

/*
 * Signs and hands over the codes (224 digits) of the packages [from, from + count), in serial
 * order and in the caller's thread. The run comes from a committed registry: what it says is
 * not asked again. sink as for gi_codes_stream.
 *
 * GI_INVALID bad-count   GI_DENIED other-signer   GI_IO crypto; or what signer or sink said
 */
GI_CHECKED gi_status gi_package_codes(const gi_package_run *run, const gi_signer *signer,
                                      uint32_t from, uint32_t count, gi_code_sink sink,
                                      gi_error *err);

/* Counts and texts of what lies inside as a JSON object; you own it. Times at offset minutes. */
gi_json *gi_package_inside_json(const gi_package_inside *inside, int utc_offset_min);

/*
 * One package as JSON, for people of the producer and officers: number, level, batch, members as
 * they were packed, counts of the labels inside by state, whether and when it was opened. You
 * own *out. Reasons as gi_package_find.
 */
GI_CHECKED gi_status gi_report_package(gi_registry *registry, gi_bytes number, gi_json **out,
                                       gi_error *err);

/*
 * The newest GTIN of a trade item, for the GS1 form of its labels' URLs (gi/gs1.h).
 *
 * net  milli-units, as in the header of the label
 * out  14 digits; GI_NOT_FOUND no-gtin: the producer named none
 */
GI_CHECKED gi_status gi_gtin_find(gi_registry *registry, uint32_t producer, uint16_t product,
                                  int64_t net, char out[GI_GTIN_TEXT], gi_error *err);

/*
 * Is this label inside that package? NO means: moved or copied. UNKNOWN: one of the two is not
 * known here, so nothing follows; OPENED: it was inside until the package was opened.
 */
typedef enum gi_inside_answer {
    GI_INSIDE_YES,
    GI_INSIDE_NO,
    GI_INSIDE_OPENED,
    GI_INSIDE_UNKNOWN
} gi_inside_answer;

/* "inside", "not_inside", "opened", "unknown": for JSON and tests; constant text. */
const char *gi_inside_word(gi_inside_answer value);

/*
 * Compares a label with a package by their codes or numbers, at one moment. Both verdicts are
 * filled as gi_lookup would: a forged package code says nothing about what is inside it.
 * Failures as gi_lookup, gi_bundle_lookup.
 */
GI_CHECKED gi_status gi_lookup_inside(gi_registry *registry, gi_bytes label, gi_bytes package,
                                      gi_inside_answer *out, gi_verdict *label_out,
                                      gi_verdict *package_out, gi_error *err);
GI_CHECKED gi_status gi_bundle_inside(gi_bundle *bundle, gi_bytes label, gi_bytes package,
                                      gi_inside_answer *out, gi_verdict *label_out,
                                      gi_verdict *package_out, gi_error *err);

#endif
