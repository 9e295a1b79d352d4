/*
 * sheaf.h - leaves of the log with their paths under one checkpoint, as members of a JSON file.
 *
 *   note    base64 of the signed checkpoint
 *   hashes  [base64 ...]: every hash that a path needs, once
 *   leaves  [{index leaf path} ...] by index; path = places in hashes, the leaf's sibling first
 *
 * Passports and proofs of balances share it; who signed the note is for the caller to ask.
 */
#ifndef GI_LOOKUP_SHEAF_H
#define GI_LOOKUP_SHEAF_H

#include "core/store/registry.h"
#include "gi/json.h"
#include "gi/log.h"

#define GI_SHEAF_LEAVES 1024 /* of one file */
#define GI_SHEAF_DEPTH 10    /* of the JSON */

/* ---- writing, inside a reading transaction ---- */

typedef struct gi_sheaf_writer {
    gi_db *db;
    gi_checkpoint checkpoint;
    gi_json *hashes; /* borrowed from the file */
    gi_json *leaves;
    gi_buf table; /* the hashes as bytes */
} gi_sheaf_writer;
void gi_sheaf_writer_clear(gi_sheaf_writer *writer);
#define GI_SHEAF_WRITER __attribute__((cleanup(gi_sheaf_writer_clear))) gi_sheaf_writer

/* Puts the three members into file. GI_CONFLICT not-founded */
GI_CHECKED gi_status gi_sheaf_begin(gi_db *db, gi_json *file, gi_sheaf_writer *out, gi_error *err);
/* Adds a leaf; *entry is borrowed, for members of the caller's own. Ask by ascending index. */
GI_CHECKED gi_status gi_sheaf_add(gi_sheaf_writer *writer, int64_t index, gi_json **entry,
                                  gi_error *err);

/* ---- reading ---- */

typedef struct gi_sheaf_leaf {
    int64_t index;
    const gi_json *entry; /* borrowed from the file */
    const gi_json *leaf;
    gi_path path;
} gi_sheaf_leaf;

typedef struct gi_sheaf {
    gi_why why; /* refusals are of this reason: bad-passport, bad-balance */
    gi_buf text;
    gi_note *note; /* views into text */
    gi_checkpoint checkpoint;
    gi_sheaf_leaf *leaf;
    size_t count;
} gi_sheaf;
void gi_sheaf_clear(gi_sheaf *sheaf);
#define GI_SHEAF __attribute__((cleanup(gi_sheaf_clear))) gi_sheaf

/* Reads the three members: form, order, every path against the note's root, no hash unused.
 * sheaf is zero but for why; file must outlive it. */
GI_CHECKED gi_status gi_sheaf_open(const gi_json *file, gi_sheaf *sheaf, gi_error *err);

/* ---- small things of both ---- */

void gi_set_base64(gi_json *object, const char *name, gi_bytes bytes);
void gi_push_base64(gi_json *array, gi_bytes bytes);
/* Text of exactly size bytes in base64. False when it is not. */
bool gi_read_base64(const gi_json *value, uint8_t *out, size_t size);

#endif
