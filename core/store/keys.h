/*
 * keys.h - rows of keys, and the signed lists of them.
 *
 * Acts check, these functions keep: no rule of the business lives here. Changes run inside the
 * caller's writing transaction.
 */
#ifndef GI_STORE_KEYS_H
#define GI_STORE_KEYS_H

#include "core/store/db.h"
#include "gi/clock.h"
#include "gi/crypto.h"

typedef struct gi_key_row {
    uint16_t id;
    char role[12];
    gi_public_key public_key;
    uint32_t holder;   /* 0 = any */
    char products[64]; /* mnemonics with commas, "" = any */
    char types[32];    /* label types with commas, "" = any */
    gi_time since;
    bool has_retired;
    gi_time retired;
    bool has_last_good;
    int64_t last_good; /* highest serial still trusted */
    char state[12];    /* active, retired, leaked */
    int64_t next_n;
    int64_t next_unit; /* first serial not yet issued */
} gi_key_row;

GI_CHECKED gi_status gi_key_insert(gi_db *db, const gi_key_row *row, gi_error *err);
GI_CHECKED gi_status gi_key_load(gi_db *db, uint16_t id, gi_key_row *out, gi_error *err);
/* state, retired, last_good of an existing key. */
GI_CHECKED gi_status gi_key_change(gi_db *db, const gi_key_row *row, gi_error *err);
/* Moves next_n on by one; moves next_unit on by count. */
GI_CHECKED gi_status gi_key_take_n(gi_db *db, uint16_t id, gi_error *err);
GI_CHECKED gi_status gi_key_take_units(gi_db *db, uint16_t id, int64_t count, gi_error *err);
typedef gi_status (*gi_key_visit)(void *context, const gi_key_row *row, gi_error *err);
GI_CHECKED gi_status gi_key_each(gi_db *db, gi_key_visit take, void *context, gi_error *err);
GI_CHECKED gi_status gi_key_list_insert(gi_db *db, int64_t act, gi_bytes list, gi_error *err);
/* The newest key list and the act whose leaf holds its hash. GI_NOT_FOUND not-founded */
GI_CHECKED gi_status gi_key_list_last(gi_db *db, int64_t *act, gi_buf *list, gi_error *err);
/* The acts that made a key list, in order: the founding and every change of a key. */
typedef gi_status (*gi_key_list_visit)(void *context, int64_t act, gi_error *err);
GI_CHECKED gi_status gi_key_list_each(gi_db *db, gi_key_list_visit take, void *context,
                                      gi_error *err);

#endif
