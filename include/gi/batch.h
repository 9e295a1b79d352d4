/*
 * batch.h - what a batch and a run of labels say, as plain values.
 *
 * Filled by the look-up from the registry or from a bundle; drawn by labels, shown by the
 * page. Holds no heap memory, may be copied by assignment; texts are UTF-8 and terminated, ""
 * when unknown. The labels library sees these values and never a store or a key.
 *
 * Everything here is public: nothing of a grower, no plot, buyer or price. Each fact is
 * somebody's word, and a page says whose: the producer declares (企业自报), the authority
 * registered (协会核验); the comments below name which (FORMATS 11).
 */
#ifndef GI_BATCH_H
#define GI_BATCH_H

#include "gi/batch_id.h"
#include "gi/clock.h"
#include "gi/quantity.h"
#include "gi/unit_code.h"
#include "gi/uscc.h"

/* Bytes of a name or a line of text, terminator included. */
#define GI_NAME_TEXT 128
/* Most townships kept for the origin of a batch; its text names the first three, then 等. */
#define GI_TOWNSHIPS_MAX 8

/*
 * Facts of a batch, and who says so. Days are civil days at the registry's offset. What labels
 * already carry is signed in their header and cannot be amended any more.
 *
 * id id_text     the batch ID in parts and as its canonical text
 * product        number in the product table, 1..65535, as labels carry it
 * product_zh product_en standard   names and "GB/T 21003-2007"; authority
 * unit           what amounts count: the product's unit; authority
 * grade_zh grade_en grade   name and number 1..15 of the grade, 0 = none; producer
 * season         number of the season in its year, 0..15
 * producer uscc  firm or co-operative and its credit code; authority
 * address        of the firm, "" when not given; authority
 * picked_from picked_to   first and last harvest day of the raw lots; 0 = no raw step; producer
 * made           day of making; producer
 * quantity       released under this batch ID, in milli-units of `unit` (mg, uL); producer
 * origin_zh      townships in words, the first three and 等; authority
 * place          of processing, "" when not given; producer
 * note           the producer's own words, "" when none; show them as such
 * sprays_zh sprays_en   what the records of pesticides on its sources say: no record (which is not
 *                "passed"), or how many and whether all are past their interval; producer. "" where
 *                the product has no table of pesticides, and in a list of before 2026-11
 * conformity_zh conformity_en   the certificate of conformity (承诺达标合格证): its number, day and
 *                basis, or that there is none or that a new one is due; producer. "" where none is
 *                asked for and none is known, and in a list of before 2026-11
 * act            log index of the batch act, counted from 0; -1 unknown
 * amended        log index of the last act that changed a fact, -1 none
 * undone undone_ts undone_by   the act that took the batch back with its import, when, and which
 *                registry says so; 0 0 "" while it stands. Nothing goes under its ID then, and
 *                `quantity` is what it had been
 */
typedef struct gi_batch_facts {
    gi_batch_id id;
    char id_text[GI_BATCH_ID_TEXT];
    uint16_t product;
    char product_zh[GI_NAME_TEXT];
    char product_en[GI_NAME_TEXT];
    char standard[GI_NAME_TEXT];
    gi_unit unit;
    char grade_zh[64];
    char grade_en[64];
    uint8_t grade;
    uint8_t season;
    char producer[GI_NAME_TEXT];
    char uscc[GI_USCC_TEXT];
    char address[GI_NAME_TEXT];
    gi_day picked_from, picked_to;
    gi_day made;
    int64_t quantity;
    char origin_zh[GI_NAME_TEXT];
    char place[GI_NAME_TEXT];
    char note[GI_NAME_TEXT];
    char sprays_zh[80];
    char sprays_en[80];
    char conformity_zh[96];
    char conformity_en[96];
    int64_t act;
    int64_t amended;
    int64_t undone;
    gi_time undone_ts;
    char undone_by[GI_NAME_TEXT];
} gi_batch_facts;

/*
 * A contiguous range of serials issued in one act. A label is registered when its serial lies in
 * a run of its key and its header equals that run's with the serial filled in (FORMATS 5).
 * Runs of a key never overlap.
 *
 * key           the label key, 1..65535
 * first count   serials first .. first + count - 1; count 1..1,000,000
 * header        what every label of the run says: the GL1 header with serial 0, as in the leaf
 * act           log index of the issue act
 * issued        when that act was made, by the registry's clock
 * batch         batch ID, canonical text
 */
typedef struct gi_run {
    uint16_t key;
    uint32_t first;
    uint32_t count;
    uint8_t header[GI_UNIT_HEADER_SIZE];
    int64_t act;
    gi_time issued;
    char batch[GI_BATCH_ID_TEXT];
} gi_run;

#endif
