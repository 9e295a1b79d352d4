/*
 * unit_code.h - GL1, what the QR of a label holds.
 *
 * 22 header bytes (28 for packages), 64 signature bytes, written as 209 (224) decimal
 * digits in groups of 7 bytes -> 17 digits. Layout, strictness and vectors:
 * label-code facts section 2, FORMATS 4. Identity of a unit is (key, serial), never
 * the signature. Fields mean nothing before the signature was checked.
 */
#ifndef GI_UNIT_CODE_H
#define GI_UNIT_CODE_H

#include "gi/bytes.h"
#include "gi/clock.h"
#include "gi/signature.h"

#define GI_UNIT_HEADER_SIZE 22
#define GI_PACKAGE_HEADER_SIZE 28
#define GI_PIN_HEADER_SIZE 27
#define GI_UNIT_HEADER_MAX 28
#define GI_UNIT_DIGITS 209
#define GI_PACKAGE_DIGITS 224
#define GI_UNIT_DIGITS_MAX 224

/* Type nibble. Issued: 0, 1, 3, 4, 15; 2 and 14 are decoded as "cannot tell". */
typedef enum gi_label_type {
    GI_LABEL_UNIT = 0,
    GI_LABEL_PACKAGE = 1,
    GI_LABEL_PIN_UNIT = 2,
    GI_LABEL_BATCH_PAPER = 3,
    GI_LABEL_TRADE_CARD = 4,
    GI_LABEL_SHORT = 14,
    GI_LABEL_TEST = 15
} gi_label_type;

/* Flag bits; 5-7 must be zero. */
enum {
    GI_FLAG_SCRATCH = 1,
    GI_FLAG_PHYSICAL = 2,
    GI_FLAG_SAMPLE = 4,
    GI_FLAG_EXPORT = 8,
    GI_FLAG_IN_CARTON = 16,
    GI_FLAGS_KNOWN = 31
};

/* GL1 days count from 2020-01-01, which is this gi_day. */
#define GI_LABEL_EPOCH 18262

/* The header's fields. */
typedef struct gi_unit_header {
    gi_label_type type;
    uint16_t key;         /* key id, 1..65535 */
    uint16_t product;     /* index of the signed product table */
    uint32_t producer;    /* 24 bits used */
    uint32_t batch;       /* 24 bits used */
    uint16_t packed;      /* days since 2020-01-01 */
    uint8_t best_before;  /* FORMATS 4: 0 see pack; 1..127 months; 128 + n = n x 5 days */
    uint32_t serial;      /* dense per key; 0 = batch paper */
    uint16_t net;         /* scale (2 bits) and value (14 bits) */
    uint8_t grade;        /* 0..15 */
    uint8_t season;       /* 0..15 */
    uint8_t flags;
    uint32_t first_child; /* type 1 only */
    uint16_t child_count; /* type 1 only */
} gi_unit_header;

/* A whole code: raw header bytes (as signed) and signature. */
typedef struct gi_unit_code {
    uint8_t header[GI_UNIT_HEADER_MAX];
    size_t header_size; /* 22, 27 or 28 */
    gi_signature signature;
} gi_unit_code;

/* Writes the 22 (28 for packages) header bytes; returns their number. Fields wider than
 * their place are a programming mistake (assert). */
size_t gi_unit_header_encode(const gi_unit_header *header, uint8_t out[GI_UNIT_HEADER_MAX]);

/* Reads header bytes. GI_INVALID: unknown-version, unknown-type, unknown-flags, bad-length. */
GI_CHECKED gi_status gi_unit_header_decode(gi_bytes bytes, gi_unit_header *out, gi_error *err);

/* What is signed: "GI-LABEL-V1" NUL header; returns the size. */
#define GI_UNIT_MESSAGE_MAX (12 + GI_UNIT_HEADER_MAX)
size_t gi_unit_message(gi_bytes header, uint8_t out[GI_UNIT_MESSAGE_MAX]);

/* Digits of a code with terminator; returns their number (209 or 224). */
size_t gi_unit_code_print(const gi_unit_code *code, char out[GI_UNIT_DIGITS_MAX + 1]);

/*
 * Parses digits strictly: exact count for the type, only 0-9, each group < 256^bytes.
 * GI_INVALID: bad-length, bad-character, bad-group, unknown-version, unknown-type.
 * Flags are not judged here (gi_unit_header_decode does, after the signature).
 */
GI_CHECKED gi_status gi_unit_code_parse(gi_bytes digits, gi_unit_code *out, gi_error *err);

/* Any byte string as digits (3 5 8 10 13 15 17 for 1..7 bytes of a group), and back. */
void gi_digits_add(gi_buf *out, gi_bytes bytes);
GI_CHECKED gi_status gi_digits_parse(gi_bytes digits, uint8_t *out, size_t size, gi_error *err);

/*
 * Net content: milli-units -> the 16 bits, first exact scale of 1 g, 10 g, 1 kg, else 0.1 g
 * (0 = variable). GI_INVALID bad-net when no scale is exact. And back, any exact scale.
 */
GI_CHECKED gi_status gi_net_encode(int64_t milli, uint16_t *out, gi_error *err);
int64_t gi_net_decode(uint16_t net);

/* Last good day (inclusive) for a packing day and the best-before byte; false = see pack. */
bool gi_best_before(gi_day packed, uint8_t best_before, gi_day *last);

/*
 * Finds the digits in what a scanner or a person gives: the whole URL or the digits alone.
 * The part after the last '/' up to '?' or '#'; or the digits of the query S= in the GS1
 * form. Borrowed from text. GI_INVALID bad-length or bad-character if there are none.
 */
GI_CHECKED gi_status gi_unit_url_digits(gi_bytes text, gi_bytes *digits, gi_error *err);

#endif
