/*
 * log_rows.h - rows of the log: acts and their private record, tiles, heads, epochs, cosignatures.
 *
 * Loaders answer GI_NOT_FOUND with the reason of their kind; inserts run inside the caller's
 * writing transaction. Whether the log is whole is judged in core/log.
 */
#ifndef GI_STORE_LOG_ROWS_H
#define GI_STORE_LOG_ROWS_H

#include "core/store/db.h"
#include "gi/clock.h"
#include "gi/crypto.h"
#include "gi/json.h"
#include "gi/log.h"

/* ---- acts.c ---- */

typedef struct gi_act_row {
    int64_t index;
    char kind[16];
    gi_time ts;
    uint16_t key;
    int64_t n;
    uint8_t request[16];
    gi_digest draft;
} gi_act_row;

GI_CHECKED gi_status gi_act_insert(gi_db *db, const gi_act_row *row, const char *answer,
                                   gi_bytes leaf, gi_error *err);
/* leaf and answer may be NULL; both are appended. GI_NOT_FOUND no-act */
GI_CHECKED gi_status gi_act_load(gi_db *db, int64_t index, gi_act_row *out, gi_buf *answer,
                                 gi_buf *leaf, gi_error *err);
GI_CHECKED gi_status gi_act_by_request(gi_db *db, const uint8_t request[16], bool *found,
                                       gi_act_row *out, gi_error *err);
/* Index and time of the newest act; *count 0 in an empty registry. */
GI_CHECKED gi_status gi_act_last(gi_db *db, int64_t *count, gi_time *ts, gi_error *err);
/* The length of the log after the newest act that is not a head or status leaf. */
GI_CHECKED gi_status gi_act_last_change(gi_db *db, int64_t *count, gi_error *err);
/* Calls take for acts in [from, to) in order. */
typedef gi_status (*gi_act_visit)(void *context, const gi_act_row *row, gi_bytes leaf,
                                  gi_error *err);
GI_CHECKED gi_status gi_act_each(gi_db *db, int64_t from, int64_t to, gi_act_visit take,
                                 void *context, gi_error *err);

typedef struct gi_private_field {
    char name[48];
    const char *value; /* canonical JSON */
    uint8_t salt[GI_SALT_SIZE];
    gi_digest hash;
} gi_private_field;
GI_CHECKED gi_status gi_private_insert(gi_db *db, int64_t act, const gi_private_field *field,
                                       gi_error *err);
/* Digest of all salts of an act, in the order of the names; *whole is false once one was erased. */
GI_CHECKED gi_status gi_private_salts(gi_db *db, int64_t act, gi_digest *out, bool *whole,
                                      gi_error *err);
/* The private record of an act as an object {name: value}; erased values are left out. */
GI_CHECKED gi_status gi_private_load(gi_db *db, int64_t act, gi_json **out, gi_error *err);
/* Every field of the record in the order of its names; value NULL and salt 0 where it was erased.
 */
typedef gi_status (*gi_private_visit)(void *context, const gi_private_field *field, gi_error *err);
GI_CHECKED gi_status gi_private_each(gi_db *db, int64_t act, gi_private_visit take, void *context,
                                     gi_error *err);
/* Takes value and salt of a field, for ever; the hash stays. *held tells whether a field of this
 * name exists, *erased whether a value was there to go. */
GI_CHECKED gi_status gi_private_erase(gi_db *db, int64_t act, const char *field, bool *held,
                                      bool *erased, gi_error *err);

/* ---- tiles.c ---- */

gi_tile_io gi_tiles_of(gi_db *db);
GI_CHECKED gi_status gi_checkpoint_insert(gi_db *db, int64_t size, gi_bytes note, gi_error *err);
/* The newest checkpoint note; *found false before the founding. */
GI_CHECKED gi_status gi_checkpoint_last(gi_db *db, gi_buf *note, bool *found, gi_error *err);
/* The checkpoint of the smallest published size > index. */
GI_CHECKED gi_status gi_checkpoint_after(gi_db *db, int64_t index, gi_buf *note, bool *found,
                                         gi_error *err);

/* Checkpoints from the newest on, at most limit; *done of the visit ends them sooner. */
typedef gi_status (*gi_checkpoint_visit)(void *context, gi_bytes note, bool *done, gi_error *err);
GI_CHECKED gi_status gi_checkpoint_each_back(gi_db *db, int64_t limit, gi_checkpoint_visit take,
                                             void *context, gi_error *err);

/* ---- epochs.c ---- */

/* One log of the registry; the founding began number 1, where act and far are 0. */
typedef struct gi_epoch_row {
    int64_t number;
    int64_t act; /* its own first leaf, and so the number of leaves it kept */
    int64_t far; /* newest size known of the log before: leaves in [act, far) were lost */
    char origin[GI_ORIGIN_MAX];
} gi_epoch_row;

/* note: the last cosigned checkpoint of the log before. */
GI_CHECKED gi_status gi_epoch_insert(gi_db *db, const gi_epoch_row *row, gi_bytes note,
                                     gi_error *err);
/* An epoch from number 2 on; note may be NULL, else the last word of the log before is appended. */
GI_CHECKED gi_status gi_epoch_load(gi_db *db, int64_t number, gi_epoch_row *out, gi_buf *note,
                                   bool *found, gi_error *err);
/* The epoch whose checkpoints have this size; INT64_MAX = the one that goes on. Its origin is ""
 * before the founding. */
GI_CHECKED gi_status gi_epoch_at(gi_db *db, int64_t size, gi_epoch_row *out, gi_error *err);
/* The epoch that had this origin. */
GI_CHECKED gi_status gi_epoch_of_origin(gi_db *db, const char *origin, gi_epoch_row *out,
                                        bool *found, gi_error *err);
/* How many leaves were lost at all seams together. */
GI_CHECKED gi_status gi_epoch_lost(gi_db *db, int64_t *out, gi_error *err);

/* ---- cosignatures.c ---- */

typedef struct gi_cosignature_row {
    int64_t size; /* of the checkpoint */
    const char *name;
    int64_t seconds;
    gi_bytes line; /* with its newline */
} gi_cosignature_row;

/* Inserts it, unless the same size, name and time is there. */
GI_CHECKED gi_status gi_cosignature_keep(gi_db *db, const gi_cosignature_row *row, gi_error *err);
/* The newest line of each witness for a checkpoint of that size, by name. */
GI_CHECKED gi_status gi_cosignature_newest(gi_db *db, int64_t size, gi_buf *lines, gi_error *err);
/* The largest size that a witness has cosigned, 0 = none. */
GI_CHECKED gi_status gi_cosignature_size(gi_db *db, int64_t *out, gi_error *err);
/* The newest line of a witness for the largest size that it cosigned, appended; its size and time
 * (seconds). *found false when it has none. */
GI_CHECKED gi_status gi_cosignature_last(gi_db *db, const char *name, bool *found, int64_t *size,
                                         int64_t *seconds, gi_buf *line, gi_error *err);

/* How it went with a witness that is asked (003-witness.sql says what the members are). */
#define GI_TROUBLE_TEXT 256
typedef struct gi_witness_row {
    char name[GI_ORIGIN_MAX];
    int64_t size;
    gi_time cosigned;
    gi_time next_ask;
    int64_t failures;
    char trouble[GI_TROUBLE_TEXT];
} gi_witness_row;

/* Zero but for the name when it was never asked. */
GI_CHECKED gi_status gi_witness_row_load(gi_db *db, const char *name, gi_witness_row *out,
                                         gi_error *err);
GI_CHECKED gi_status gi_witness_row_keep(gi_db *db, const gi_witness_row *row, gi_error *err);
/* A log under a new name: every witness starts again from nothing, and is asked at once. */
GI_CHECKED gi_status gi_witness_rows_restart(gi_db *db, gi_error *err);

#endif
