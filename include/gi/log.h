/*
 * log.h - the public append-only log: Merkle tree, tiles, signed notes, checkpoints, proofs.
 *
 * Formats: RFC 6962 section 2.1 hashes; C2SP tlog-tiles v0.1.0, signed-note v1.0.0,
 * checkpoint v1.0.0, tlog-proof draft (mid-2026 texts). Pure functions over a small
 * storage interface: nothing here knows SQL, keys on disk or acts.
 */
#ifndef GI_LOG_H
#define GI_LOG_H

#include "gi/bytes.h"
#include "gi/crypto.h"
#include "gi/json.h"

/* ---- hashes ---- */

gi_digest gi_leaf_hash(gi_bytes entry);                                /* SHA-256(00 || entry) */
gi_digest gi_node_hash(const gi_digest *left, const gi_digest *right); /* SHA-256(01 || l || r) */
gi_digest gi_empty_root(void);                                         /* SHA-256("") */

/* ---- the stored tree: hash tiles of height 8 ---- */

#define GI_TILE_WIDTH 256

/*
 * Where hash tiles live. One growing row per (level, n): read appends what is stored of it
 * (a multiple of 32 bytes, at most 8192; nothing when absent); write replaces it by a longer
 * one. Levels inside a tile are never stored.
 */
typedef struct gi_tile_io {
    gi_status (*read)(void *context, int level, int64_t n, gi_buf *out, gi_error *err);
    gi_status (*write)(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err);
    void *context;
} gi_tile_io;

/*
 * The right edge of a tree, kept by a writer between appends: one open tile per level.
 * Load once (O(log n) reads), append many, flush once, all in one transaction; after a
 * rollback, or a load that failed, load again. Load refuses open tiles that hold fewer or more
 * hashes than size implies (GI_CORRUPT tree-mismatch): a writer on an older size would fork
 * the log. About 64 KiB: keep it in a long-lived struct rather than deep on a stack.
 */
#define GI_TREE_LEVELS 8
typedef struct gi_tree {
    int64_t size;
    uint8_t open[GI_TREE_LEVELS][GI_TILE_WIDTH * GI_DIGEST_SIZE]; /* hashes of the open tiles */
    int32_t count[GI_TREE_LEVELS];                                /* 0..255 hashes held each */
    bool dirty[GI_TREE_LEVELS];
} gi_tree;

GI_CHECKED gi_status gi_tree_load(gi_tree *tree, gi_tile_io io, int64_t size, gi_error *err);
/* Adds a leaf hash; full tiles are written through io at once, open ones by flush. */
GI_CHECKED gi_status gi_tree_append(gi_tree *tree, gi_tile_io io, const gi_digest *leaf,
                                    gi_error *err);
GI_CHECKED gi_status gi_tree_flush(gi_tree *tree, gi_tile_io io, gi_error *err);
/* Root of the tree as it stands; needs no io. */
gi_digest gi_tree_root(const gi_tree *tree);

/* ---- proofs from stored tiles ---- */

#define GI_PROOF_MAX 63
typedef struct gi_path {
    gi_digest hash[GI_PROOF_MAX]; /* the leaf's sibling first */
    size_t count;
} gi_path;

/* Root of the first size leaves. */
GI_CHECKED gi_status gi_tiles_root(gi_tile_io io, int64_t size, gi_digest *out, gi_error *err);
/* Inclusion path of index in the first size leaves (index < size, else GI_INVALID bad-proof). */
GI_CHECKED gi_status gi_tiles_inclusion(gi_tile_io io, int64_t index, int64_t size, gi_path *out,
                                        gi_error *err);
/* Consistency path from old to size (0 <= old <= size; empty for 0 and for equal). */
GI_CHECKED gi_status gi_tiles_consistency(gi_tile_io io, int64_t old, int64_t size, gi_path *out,
                                          gi_error *err);

/*
 * Verification, RFC 9162 sections 2.1.3.2 and 2.1.4.2. True = the path proves it. The sizes are
 * taken from checkpoints: a path does not bind them. From old size 0 the path is empty and
 * old_root must be the empty root.
 */
bool gi_inclusion_fits(const gi_digest *leaf, int64_t index, int64_t size, const gi_path *path,
                       const gi_digest *root);
bool gi_consistency_fits(int64_t old, const gi_digest *old_root, int64_t size,
                         const gi_digest *root, const gi_path *path);

/* "tile/1/x001/234.p/5" for level >= 0, "tile/entries/000" for GI_TILE_ENTRIES; width 1..256. */
#define GI_TILE_ENTRIES (-1)
#define GI_TILE_PATH 64
void gi_tile_path(int level, int64_t n, int width, char out[GI_TILE_PATH]);
/* Parses the canonical form only. GI_INVALID bad-request */
GI_CHECKED gi_status gi_tile_path_parse(gi_bytes path, int *level, int64_t *n, int *width,
                                        gi_error *err);

/* ---- signed notes ---- */

#define GI_NOTE_MAX 65536
#define GI_NOTE_LINES 100

/* A parsed note; views into the text it was parsed from. */
typedef struct gi_note_line {
    gi_bytes name;
    uint8_t hash[4];
    uint8_t data[GI_SIGNATURE_SIZE + 8]; /* what follows the key hash */
    size_t size;
} gi_note_line;
typedef struct gi_note {
    gi_bytes body; /* up to and including the newline before the blank line */
    gi_note_line line[GI_NOTE_LINES];
    size_t count;
} gi_note;

/* GI_INVALID bad-note; at most GI_NOTE_MAX bytes and GI_NOTE_LINES lines; lines whose payload
 * is longer than a known kind are kept with size 0 and never fit. */
GI_CHECKED gi_status gi_note_parse(gi_bytes text, gi_note *out, gi_error *err);
/* Appends body, blank line and a signature line by signer under name. */
GI_CHECKED gi_status gi_note_sign(gi_bytes body, const char *name, const gi_signer *signer,
                                  gi_buf *out, gi_error *err);
/* Appends one more signature line to a note of that body, by another signer. */
GI_CHECKED gi_status gi_note_sign_more(gi_bytes body, const char *name, const gi_signer *signer,
                                       gi_buf *note, gi_error *err);
/*
 * Lines of the gm suite: a checkpoint carries an Ed25519 line (type 01), and may carry an SM2 line
 * of type ff beside it, under the same name, which the tools of others ignore. Identifier
 * "gitrace/sm2" and a NUL; key id = first 4 bytes of SHA-256(name || 0A || ff || identifier ||
 * 04 || x || y); payload = key id || r || s, 68 bytes; SM2 with SM3 over the body with the user
 * id 1234567812345678 (GB/T 32918). Its verifier key is name+id+base64(ff || identifier || key).
 */
/*
 * Checks the lines of a known key: *fits is true when at least one line of this name and key
 * verifies. A line of this key that does not verify: GI_INVALID bad-note.
 */
GI_CHECKED gi_status gi_note_fits(const gi_note *note, const char *name, const gi_public_key *key,
                                  bool *fits, gi_error *err);

/* ---- checkpoints ---- */

#define GI_ORIGIN_MAX 128
typedef struct gi_checkpoint {
    char origin[GI_ORIGIN_MAX];
    int64_t size;
    gi_digest root;
} gi_checkpoint;

/* Body text of a checkpoint, three lines. */
void gi_checkpoint_print(const gi_checkpoint *checkpoint, gi_buf *out);
/* From a note's body. GI_INVALID bad-checkpoint */
GI_CHECKED gi_status gi_checkpoint_parse(gi_bytes body, gi_checkpoint *out, gi_error *err);
/* The same with extension lines, any but empty ones: allowed by the format, "not recommended", and
 * for witnesses alone. They are skipped; whoever signs the body signs them too. */
GI_CHECKED gi_status gi_checkpoint_parse_extended(gi_bytes body, gi_checkpoint *out, gi_error *err);

/* ---- c2sp.org/tlog-proof@v1 ---- */

/* Form only: the note, the path and the leaf are for the caller to check. GI_INVALID bad-proof */
void gi_tlog_proof_print(int64_t index, const gi_path *path, gi_bytes checkpoint_note, gi_buf *out);
GI_CHECKED gi_status gi_tlog_proof_parse(gi_bytes text, int64_t *index, gi_path *path,
                                         gi_bytes *checkpoint_note, gi_error *err);

/* ---- commitments of private fields, FORMATS 7 ---- */

#define GI_SALT_SIZE 16
/* c_i = SHA-256("gi-field-v1\n" || salt || JCS([name, value])); value is text or integer JSON. */
/* GI_INVALID bad-field */
GI_CHECKED gi_status gi_field_commitment(const char *name, const gi_json *value,
                                         const uint8_t salt[GI_SALT_SIZE], gi_digest *out,
                                         gi_error *err);
/* cmt = SHA-256("gi-commit-v1\n" || c_1 || ... || c_k); the caller gives them in name order. */
gi_digest gi_commitment(const gi_digest *fields, size_t count);

/* ---- Merkle-sum tree of a status leaf, FORMATS 8 ---- */

/* A node: the sum of the balances below it, 0..2^53-1, and a hash that fixes every sum. */
typedef struct gi_sum_node {
    int64_t sum;
    gi_digest hash;
} gi_sum_node;

/* SHA256(00 || salt || holder u32 || balance u64). The salt keeps the balance from guessing. */
gi_sum_node gi_sum_leaf(const uint8_t salt[GI_SALT_SIZE], uint32_t holder, int64_t balance);

typedef struct gi_sum_path {
    gi_sum_node node[GI_PROOF_MAX]; /* the leaf's sibling first */
    size_t count;
} gi_sum_path;

/*
 * Node = SHA256(01 || sum_l || hash_l || sum_r || hash_r), split as RFC 6962; no leaves have the
 * sum 0 and the empty root. GI_INVALID overflow: a negative sum or one past 2^53-1; bad-proof:
 * at is not below count.
 */
GI_CHECKED gi_status gi_sum_root(const gi_sum_node *leaves, size_t count, gi_sum_node *out,
                                 gi_error *err);
GI_CHECKED gi_status gi_sum_path_of(const gi_sum_node *leaves, size_t count, size_t at,
                                    gi_sum_path *out, gi_error *err);
/* True = the leaf stands at this place among count leaves, and all of them sum to root's sum. */
bool gi_sum_fits(const gi_sum_node *leaf, int64_t at, int64_t count, const gi_sum_path *path,
                 const gi_sum_node *root);

#endif
