/*
 * tables.h - rows of registry.db as values, and what can be asked of each table.
 *
 * One section per file of this folder. Loaders answer GI_NOT_FOUND with the reason of their
 * kind; inserts and updates run inside the caller's writing transaction. No rule of the
 * business lives here: acts check, these functions keep.
 */
#ifndef GI_STORE_TABLES_H
#define GI_STORE_TABLES_H

#include "core/store/db.h"
#include "gi/batch.h"
#include "gi/clock.h"
#include "gi/crypto.h"
#include "gi/json.h"
#include "gi/log.h"
#include "gi/product.h"

extern const gi_db_shape gi_registry_shape; /* shape.c */

/* ---- meta.c: facts fixed at founding, counters ---- */

GI_CHECKED gi_status gi_meta_get(gi_db *db, const char *name, char *out, size_t size, bool *found,
                                 gi_error *err);
GI_CHECKED gi_status gi_meta_put(gi_db *db, const char *name, const char *value, gi_error *err);
/* Takes the next number of a named counter; the first is 1. */
GI_CHECKED gi_status gi_counter_take(gi_db *db, const char *name, int64_t *out, gi_error *err);
/* What a named counter says, 0 when it does not exist; and setting it (it never goes back). */
GI_CHECKED gi_status gi_counter_get(gi_db *db, const char *name, int64_t *out, gi_error *err);
GI_CHECKED gi_status gi_counter_raise(gi_db *db, const char *name, int64_t value, gi_error *err);

/* ---- acts.c: act, private ---- */

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

/* ---- tiles.c: tile, checkpoint ---- */

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

/* ---- epochs.c: epoch ---- */

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

/* ---- cosignatures.c: cosignature ---- */

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

/* ---- keys.c: key, key_list ---- */

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

/* ---- products.c: product, season ---- */

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

/* ---- holders.c: holder, source, allotment, picked ---- */

typedef struct gi_holder_row {
    uint32_t id;
    bool producer;
    char name[GI_NAME_TEXT]; /* "" for a grower: see private */
    char uscc[GI_USCC_TEXT]; /* "" for a grower */
    char address[GI_NAME_TEXT];
    char card[32]; /* "" for a producer */
    bool suspended;
    int64_t next_batch;
    int64_t act;
} gi_holder_row;

GI_CHECKED gi_status gi_holder_insert(gi_db *db, const gi_holder_row *row, gi_error *err);
GI_CHECKED gi_status gi_holder_load(gi_db *db, uint32_t id, gi_holder_row *out, gi_error *err);
GI_CHECKED gi_status gi_holder_by_name(gi_db *db, const char *uscc_or_card, bool *found,
                                       uint32_t *id, gi_error *err);
/* Every holder, by number. */
typedef gi_status (*gi_holder_visit)(void *context, const gi_holder_row *row, gi_error *err);
GI_CHECKED gi_status gi_holder_each(gi_db *db, gi_holder_visit take, void *context, gi_error *err);
GI_CHECKED gi_status gi_holder_suspend(gi_db *db, uint32_t id, bool suspended, gi_error *err);
/* A holder's new card number. */
GI_CHECKED gi_status gi_holder_card(gi_db *db, uint32_t id, const char *number, gi_error *err);
GI_CHECKED gi_status gi_holder_take_batch(gi_db *db, uint32_t id, int64_t next, gi_error *err);
/* Leaves out so many batch numbers of every producer: acts that were lost may have used them. */
GI_CHECKED gi_status gi_holder_skip_batches(gi_db *db, int64_t count, gi_error *err);

typedef struct gi_source_row {
    int64_t id;
    uint32_t holder;
    char kind[8];
    int64_t township;
    int64_t capacity;
    int64_t act;
} gi_source_row;

GI_CHECKED gi_status gi_source_insert(gi_db *db, const gi_source_row *row, gi_error *err);
GI_CHECKED gi_status gi_source_load(gi_db *db, int64_t id, gi_source_row *out, gi_error *err);

typedef struct gi_allotment_row {
    int64_t source;
    int year;
    uint16_t product;
    int season;
    int64_t quantity;
    int64_t used;
    int64_t act;
} gi_allotment_row;

GI_CHECKED gi_status gi_allotment_insert(gi_db *db, const gi_allotment_row *row, gi_error *err);
GI_CHECKED gi_status gi_allotment_load(gi_db *db, int64_t source, int year, bool *found,
                                       gi_allotment_row *out, gi_error *err);
GI_CHECKED gi_status gi_allotment_use(gi_db *db, int64_t source, int year, int64_t quantity,
                                      gi_error *err);
/* What was picked from a source on a day so far, and adding to what there was before. */
GI_CHECKED gi_status gi_picked_load(gi_db *db, int64_t source, gi_day day, int64_t *quantity,
                                    gi_error *err);
GI_CHECKED gi_status gi_picked_add(gi_db *db, int64_t source, gi_day day, int64_t before,
                                   int64_t quantity, gi_error *err);

/* ---- accounts.c: account, posting ---- */

typedef struct gi_posting {
    uint32_t holder; /* 0 = counter-account */
    uint16_t product;
    int season;
    const char *material; /* allow raw made | source outside process market lapsed */
    int64_t amount;
} gi_posting;

GI_CHECKED gi_status gi_account_load(gi_db *db, const gi_posting *account, int64_t *balance,
                                     gi_error *err);
/* Sets a balance; GI_CONFLICT constraint when a holder's would be negative. */
GI_CHECKED gi_status gi_account_store(gi_db *db, const gi_posting *account, int64_t balance,
                                      gi_error *err);
GI_CHECKED gi_status gi_posting_insert(gi_db *db, int64_t act, int line, const gi_posting *posting,
                                       gi_error *err);
typedef gi_status (*gi_account_visit)(void *context, const gi_posting *account, int64_t balance,
                                      gi_error *err);
/* Every account (holder 0 to all with -1), ordered; amount is unused. */
GI_CHECKED gi_status gi_account_each(gi_db *db, int64_t holder, gi_account_visit take,
                                     void *context, gi_error *err);
/* What holders have of one product, season and material, by holder: now, and before an act. */
GI_CHECKED gi_status gi_balance_each(gi_db *db, const gi_posting *account, gi_account_visit take,
                                     void *context, gi_error *err);
GI_CHECKED gi_status gi_balance_each_before(gi_db *db, const gi_posting *account, int64_t act,
                                            gi_account_visit take, void *context, gi_error *err);
/* Every product and season with postings of acts from this one on, and the newest that made one. */
typedef gi_status (*gi_moved_visit)(void *context, uint16_t product, int season, int64_t act,
                                    gi_error *err);
GI_CHECKED gi_status gi_moved_each(gi_db *db, int64_t from, gi_moved_visit take, void *context,
                                   gi_error *err);
/* Sum of all postings and of all balances, for the books' own check. */
GI_CHECKED gi_status gi_ledger_sums(gi_db *db, int64_t *postings, int64_t *balances, gi_error *err);

/* ---- status_balances.c: status_balance ---- */

/* Keeps what every holder has of a product and season now; later gives what gi_balance_each gave
 * then, by holder, without a look at the postings. */
GI_CHECKED gi_status gi_status_balance_keep(gi_db *db, uint16_t product, int season, gi_error *err);
GI_CHECKED gi_status gi_status_balance_each(gi_db *db, const gi_posting *account,
                                            gi_account_visit take, void *context, gi_error *err);

/* ---- lots.c: lot, lot_parent ---- */

typedef struct gi_lot_row {
    int64_t id;
    uint32_t holder;
    uint16_t product;
    int season;
    char material[8]; /* raw or made */
    gi_day day;       /* picked or made */
    gi_day first_day; /* earliest picking day below it; 0 without a raw step */
    int64_t source;   /* 0 = none */
    int64_t quantity, remaining;
    int64_t released; /* given to batches, or taken as material */
    int64_t outside;  /* how much of quantity came from elsewhere */
    int64_t held;     /* the dispute that holds it, 0 = free */
    int64_t act;
} gi_lot_row;

/* Takes the next lot number into row->id. */
GI_CHECKED gi_status gi_lot_insert(gi_db *db, gi_lot_row *row, gi_error *err);
/* Takes count (> 0) lot numbers, of which *first is the first; and a lot under one of them. */
GI_CHECKED gi_status gi_lot_numbers(gi_db *db, int64_t count, int64_t *first, gi_error *err);
GI_CHECKED gi_status gi_lot_insert_numbered(gi_db *db, const gi_lot_row *row, gi_error *err);
GI_CHECKED gi_status gi_lot_load(gi_db *db, int64_t id, gi_lot_row *out, gi_error *err);
/* Stores remaining and released. */
GI_CHECKED gi_status gi_lot_change(gi_db *db, const gi_lot_row *row, gi_error *err);
/* What of a lot is neither used nor released to a batch. */
int64_t gi_lot_free(const gi_lot_row *lot);
/* Uses some of a lot as material; quantity is at most what is free (assert). */
GI_CHECKED gi_status gi_lot_take(gi_db *db, gi_lot_row *lot, int64_t quantity, gi_error *err);
/* Holds a lot for a dispute; act 0 sets it free. */
GI_CHECKED gi_status gi_lot_hold(gi_db *db, int64_t id, int64_t act, gi_error *err);
/* The lots that an act made and what they were split into since, by number. Past max: over-limit */
GI_CHECKED gi_status gi_lot_parts(gi_db *db, int64_t act, gi_lot_row *out, size_t max,
                                  size_t *count, gi_error *err);
/* The first parent of a lot. GI_NOT_FOUND no-lot: it has none */
GI_CHECKED gi_status gi_lot_parent(gi_db *db, int64_t child, int64_t *out, gi_error *err);
/* child is younger than parent (assert), so there is no way round in a circle. */
GI_CHECKED gi_status gi_lot_parent_insert(gi_db *db, int64_t child, int64_t parent,
                                          int64_t quantity, gi_error *err);
/* Days and townships of the sources below a lot, for the facts of a batch. */
typedef struct gi_lot_origin {
    gi_day first, last;
    int64_t township[GI_TOWNSHIPS_MAX];
    size_t township_count;
} gi_lot_origin;
GI_CHECKED gi_status gi_lot_origin_load(gi_db *db, int64_t lot, gi_lot_origin *out, gi_error *err);

/* ---- disputes.c: dispute ---- */

typedef struct gi_dispute_row {
    int64_t ref; /* the disputed transfer */
    int64_t act;
    int64_t settled; /* 0 = open */
} gi_dispute_row;

GI_CHECKED gi_status gi_dispute_insert(gi_db *db, int64_t ref, int64_t act, gi_error *err);
GI_CHECKED gi_status gi_dispute_load(gi_db *db, int64_t ref, bool *found, gi_dispute_row *out,
                                     gi_error *err);
GI_CHECKED gi_status gi_dispute_settle(gi_db *db, int64_t ref, int64_t act, gi_error *err);

/* ---- cards.c: card, slip ---- */

#define GI_CARD_TEXT 32      /* bytes of a card number, terminator included */
#define GI_SLIP_HASH_SIZE 16 /* kept of a slip's slow hash */

typedef struct gi_card_row {
    char number[GI_CARD_TEXT];
    uint32_t holder;
    uint8_t salt[GI_SALT_SIZE];
    gi_digest pin; /* slow hash */
    int rounds;
    int64_t tries; /* wrong secrets in a row */
    int64_t sheet; /* act of the slips that are good, 0 = none */
    int64_t daily; /* most that may be sold a day, 0 = no limit */
    gi_day sold_day;
    int64_t sold; /* on that day */
    int64_t act;
    gi_day replaced; /* 0 = in force */
} gi_card_row;

GI_CHECKED gi_status gi_card_insert(gi_db *db, const gi_card_row *row, gi_error *err);
/* GI_NOT_FOUND no-card */
GI_CHECKED gi_status gi_card_load(gi_db *db, const char *number, gi_card_row *out, gi_error *err);
/* The card in force of a holder; *found tells. */
GI_CHECKED gi_status gi_card_of(gi_db *db, uint32_t holder, bool *found, gi_card_row *out,
                                gi_error *err);
/* Stores tries, sheet, daily, sold and replaced. */
GI_CHECKED gi_status gi_card_change(gi_db *db, const gi_card_row *row, gi_error *err);
/* One more wrong secret. */
GI_CHECKED gi_status gi_card_miss(gi_db *db, const char *number, gi_error *err);

typedef struct gi_slip_row {
    int64_t sheet;
    uint8_t hash[GI_SLIP_HASH_SIZE];
    uint8_t salt[GI_SALT_SIZE];
    int rounds;
    gi_day used; /* 0 = not yet */
} gi_slip_row;

GI_CHECKED gi_status gi_slip_insert(gi_db *db, const gi_slip_row *row, gi_error *err);
/* Salt and rounds of a sheet, from any of its slips; hash is filled as well. */
GI_CHECKED gi_status gi_slip_any(gi_db *db, int64_t sheet, bool *found, gi_slip_row *out,
                                 gi_error *err);
GI_CHECKED gi_status gi_slip_load(gi_db *db, int64_t sheet, const uint8_t hash[GI_SLIP_HASH_SIZE],
                                  bool *found, gi_slip_row *out, gi_error *err);
GI_CHECKED gi_status gi_slip_use(gi_db *db, const gi_slip_row *row, gi_day day, gi_error *err);

/* ---- inputs.c: input ---- */

typedef struct gi_input_row {
    int64_t act;
    int64_t source;
    gi_day day;
    bool pesticide;   /* else a fertiliser */
    char active[256]; /* names of ingredients with commas */
    int wait;         /* days of the registered label, -1 = not given */
    int64_t replaced; /* the act that corrected it, 0 = stands */
} gi_input_row;

GI_CHECKED gi_status gi_input_insert(gi_db *db, const gi_input_row *row, gi_error *err);
GI_CHECKED gi_status gi_input_load(gi_db *db, int64_t act, bool *found, gi_input_row *out,
                                   gi_error *err);
GI_CHECKED gi_status gi_input_replace(gi_db *db, int64_t act, int64_t by, gi_error *err);
/* Every spray that stands, at most `days` before a picking below the lot and not after it, with
 * the day of that picking; ordered by spray. */
typedef gi_status (*gi_spray_visit)(void *context, const gi_input_row *spray, gi_day picked,
                                    gi_error *err);
GI_CHECKED gi_status gi_spray_each(gi_db *db, int64_t lot, int days, gi_spray_visit take,
                                   void *context, gi_error *err);

/* ---- batches.c: batch, amendment ---- */

typedef struct gi_batch_row {
    char id[GI_BATCH_ID_TEXT];
    uint32_t holder;
    int64_t number;
    uint16_t product;
    int season;
    int64_t lot;
    int64_t quantity, remaining;
    int grade;
    char place[GI_NAME_TEXT];
    char note[GI_NAME_TEXT];
    int64_t act;
    int64_t amended;
    int64_t undone; /* the act that took it back, 0 = stands */
} gi_batch_row;

GI_CHECKED gi_status gi_batch_insert(gi_db *db, const gi_batch_row *row, gi_error *err);
GI_CHECKED gi_status gi_batch_load(gi_db *db, const char *id, gi_batch_row *out, gi_error *err);
GI_CHECKED gi_status gi_batch_by_number(gi_db *db, uint32_t holder, int64_t number, bool *found,
                                        gi_batch_row *out, gi_error *err);
/* Every batch, by holder and number. */
typedef gi_status (*gi_batch_visit)(void *context, const gi_batch_row *row, gi_error *err);
GI_CHECKED gi_status gi_batch_each(gi_db *db, gi_batch_visit take, void *context, gi_error *err);
/* Stores remaining, grade, place, note, amended, undone. */
GI_CHECKED gi_status gi_batch_change(gi_db *db, const gi_batch_row *row, gi_error *err);
GI_CHECKED gi_status gi_amendment_insert(gi_db *db, int64_t act, int64_t ref, const char *batch,
                                         const char *field, const char *before, const char *after,
                                         gi_error *err);
/* ---- runs.c: run, label_state ---- */

GI_CHECKED gi_status gi_run_insert(gi_db *db, const gi_run *run, gi_error *err);
/* The run that holds a serial: one index seek. */
GI_CHECKED gi_status gi_run_by_serial(gi_db *db, uint16_t key, uint32_t serial, bool *found,
                                      gi_run *out, gi_error *err);
typedef gi_status (*gi_run_visit)(void *context, const gi_run *run, gi_error *err);
/* Runs of a batch in the order of issue; NULL = of all batches. */
GI_CHECKED gi_status gi_run_each(gi_db *db, const char *batch, gi_run_visit take, void *context,
                                 gi_error *err);

typedef struct gi_label_state {
    uint16_t key;
    uint32_t first;
    uint32_t count;
    char state[16]; /* void, cancelled ... as in FORMATS 11 */
    char why[32];
    char who[GI_NAME_TEXT];
    char batch[GI_BATCH_ID_TEXT];
    gi_time ts;
    int64_t act;
} gi_label_state;

GI_CHECKED gi_status gi_label_state_insert(gi_db *db, const gi_label_state *row, gi_error *err);
GI_CHECKED gi_status gi_label_state_by_serial(gi_db *db, uint16_t key, uint32_t serial, bool *found,
                                              gi_label_state *out, gi_error *err);
/* The first dead range that touches [first, first + count). */
GI_CHECKED gi_status gi_label_state_overlap(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                            bool *found, gi_label_state *out, gi_error *err);
typedef gi_status (*gi_label_state_visit)(void *context, const gi_label_state *row, gi_error *err);
GI_CHECKED gi_status gi_label_state_each(gi_db *db, gi_label_state_visit take, void *context,
                                         gi_error *err);
/* Units issued to a batch and units of it not in force. */
GI_CHECKED gi_status gi_batch_units(gi_db *db, const char *batch, int64_t *issued, int64_t *dead,
                                    gi_error *err);

#endif
