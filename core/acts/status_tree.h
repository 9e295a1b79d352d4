/*
 * status_tree.h - holders' salted balances as the leaves of a Merkle-sum tree (FORMATS 8).
 *
 * Salts are not stored: each is derived from one secret of the registry, kept in meta, so that
 * a holder's path can be given for any status leaf ever written:
 *   salt = first 16 bytes of HMAC-SHA-256(secret, "gi-status-salt-v1" LF || act u64 ||
 *          product u16 || season u32 || holder u32 || material), numbers big-endian.
 * Whoever learns the secret can guess balances; it never leaves registry.db, so a backup of the
 * registry holds it and nothing published does.
 */
#ifndef GI_ACTS_STATUS_TREE_H
#define GI_ACTS_STATUS_TREE_H

#include "core/store/accounts.h"
#include "gi/crypto.h"
#include "gi/log.h"
#include "gi/product.h"

#define GI_STATUS_SECRET 32
#define GI_STATUS_SECRET_NAME "status secret" /* in meta, as hex */
#define GI_STATUS_MATERIALS 3
extern const char *const gi_status_materials[GI_STATUS_MATERIALS]; /* allow raw made */

typedef struct gi_status_leaf {
    uint32_t holder;
    int64_t balance;
    uint8_t salt[GI_SALT_SIZE];
} gi_status_leaf;

/* The leaves of one material in holder order, and the nodes made of them. */
typedef struct gi_status_tree {
    gi_status_leaf *leaf;
    gi_sum_node *node;
    size_t count;
} gi_status_tree;
void gi_status_tree_clear(gi_status_tree *tree);
#define GI_STATUS_TREE __attribute__((cleanup(gi_status_tree_clear))) gi_status_tree

/* The secret of this registry, drawn when it is founded; made from random when there is none (an
 * older registry) and random is not NULL, else GI_NOT_FOUND no-status. */
GI_CHECKED gi_status gi_status_secret(gi_db *db, const gi_random *random,
                                      uint8_t out[GI_STATUS_SECRET], gi_error *err);

/*
 * Balances of product, season and material of account as they stand, salted for the act of this
 * index; or, with before, as they stood just before that act: from what it kept, if it is the
 * newest status leaf, else summed up from the postings. tree must be zero.
 */
GI_CHECKED gi_status gi_status_tree_fill(gi_db *db, const uint8_t secret[GI_STATUS_SECRET],
                                         const gi_posting *account, int64_t act, bool before,
                                         gi_status_tree *tree, gi_error *err);

/* The counter that holds index + 1 of the newest status leaf: of a product and season, or of
 * all (product NULL). */
#define GI_STATUS_MARK 40
void gi_status_mark(const char *product, int season, char out[GI_STATUS_MARK]);
#define GI_HEAD_MARK "head"
#define GI_OPENINGS_MARK "openings" /* of the newest general leaf that tells of openings */

/* Keeps the balances of a product and season for the status leaf of this index, the newest; they
 * are told apart by the mark of that leaf, so an older one is never taken for it. */
GI_CHECKED gi_status gi_status_keep(gi_db *db, const gi_product *product, int season, int64_t act,
                                    gi_error *err);

#endif
