/*
 * batch.h - what a batch and a run of labels say, as plain values.
 *
 * Filled by the look-up from the registry or from a bundle; drawn by labels, shown by the
 * page. Holds no heap memory; texts are UTF-8, "" when unknown.
 */
#ifndef GI_BATCH_H
#define GI_BATCH_H

#include "gi/batch_id.h"
#include "gi/clock.h"
#include "gi/quantity.h"
#include "gi/unit_code.h"
#include "gi/uscc.h"

#define GI_NAME_TEXT 128
#define GI_TOWNSHIPS_MAX 8

/* Facts of a batch; each says in its comment who says so. */
typedef struct gi_batch_facts {
    gi_batch_id id;
    char id_text[GI_BATCH_ID_TEXT];
    uint16_t product;               /* index of the product table */
    char product_zh[GI_NAME_TEXT];  /* authority */
    char product_en[GI_NAME_TEXT];
    char standard[GI_NAME_TEXT];    /* "GB/T 21003-2007"; authority */
    gi_unit unit;
    char grade_zh[64];              /* producer */
    char grade_en[64];
    uint8_t grade;                  /* 0 = none */
    uint8_t season;                 /* 0..15 */
    char producer[GI_NAME_TEXT];    /* firm or co-operative; authority */
    char uscc[GI_USCC_TEXT];        /* authority */
    char address[GI_NAME_TEXT];     /* "" when not given */
    gi_day picked_from, picked_to;  /* harvest days of the raw lots; producer; 0 = no raw step */
    gi_day made;                    /* producer */
    int64_t quantity;               /* milli-units released */
    char origin_zh[GI_NAME_TEXT];   /* townships in words; authority */
    char place[GI_NAME_TEXT];       /* of processing; producer; "" when not given */
    char note[GI_NAME_TEXT];        /* the producer's own words, "" */
    int64_t act;                    /* log index of the batch act, -1 unknown */
    int64_t amended;                /* log index of the last amendment, -1 none */
} gi_batch_facts;

/* A contiguous range of serials issued in one act. */
typedef struct gi_run {
    uint16_t key;
    uint32_t first;
    uint32_t count;
    uint8_t header[GI_UNIT_HEADER_SIZE]; /* serial zeroed, as in the leaf */
    int64_t act;                         /* log index of the issue act */
    gi_time issued;
    char batch[GI_BATCH_ID_TEXT];
} gi_run;

#endif
