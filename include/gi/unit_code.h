/*
 * unit_code.h - GL1, what the QR of a label holds.
 *
 * 22 header bytes (28 for packages), 64 signature bytes, written as 209 (224) decimal
 * digits in groups of 7 bytes -> 17 digits: digits cost the least room in a QR. Layout,
 * strictness and vectors: label-code facts section 2, FORMATS 4. Identity of a unit is
 * (key, serial), never the signature: P-256 and SM2 sign the same unit anew each time. Fields
 * mean nothing before the signature was checked.
 *
 * From a scan to fields, and back:
 *     gi_unit_url_digits -> gi_unit_code_parse -> check the signature -> gi_unit_header_decode
 *     gi_unit_header_encode -> gi_unit_message -> sign -> gi_unit_code_print
 *
 * gi_lookup_code (gi/lookup.h) does the first row, with keys and ledger. No function here keeps
 * state or memory.
 */
#ifndef GI_UNIT_CODE_H
#define GI_UNIT_CODE_H

#include "gi/bytes.h"
#include "gi/clock.h"
#include "gi/signature.h"

/* Header bytes by type: package has six more, a PIN unit a commitment of five. */
#define GI_UNIT_HEADER_SIZE 22
#define GI_PACKAGE_HEADER_SIZE 28
#define GI_PIN_HEADER_SIZE 27
#define GI_UNIT_HEADER_MAX 28
/* Digits of a whole code without a terminator: 86 and 92 bytes. The maximum is for buffers. */
#define GI_UNIT_DIGITS 209
#define GI_PACKAGE_DIGITS 224
#define GI_UNIT_DIGITS_MAX 224

/*
 * Low half of the first header byte; the high half is the version, 1. Issued: 0, 1, 3, 4, 15;
 * 2 and 14 are decoded as "cannot tell". Every other value is unknown-type.
 *
 * UNIT         one pack, with its own serial
 * PACKAGE      a case or carton that covers child_count serials from first_child; product 0 and
 *              count 0 = mixed box, its members stand in the act
 * PIN_UNIT     reserved: a unit with a commitment to a PIN
 * BATCH_PAPER  a paper for a whole batch; serial 0, no run
 * TRADE_CARD   a grower's card; layout of a unit, serial as gi/card.h says, the rest 0
 * SHORT        reserved: 16 bytes with no full signature
 * TEST         for trying printers and scanners; never valid
 */
typedef enum gi_label_type {
    GI_LABEL_UNIT = 0,
    GI_LABEL_PACKAGE = 1,
    GI_LABEL_PIN_UNIT = 2,
    GI_LABEL_BATCH_PAPER = 3,
    GI_LABEL_TRADE_CARD = 4,
    GI_LABEL_SHORT = 14,
    GI_LABEL_TEST = 15
} gi_label_type;

/*
 * Flag bits of a header; 5-7 must be zero.
 *
 * SCRATCH    a hidden code lies under a scratch layer
 * PHYSICAL   the label has a physical security feature
 * SAMPLE     a free sample, not for sale
 * EXPORT     packed for export
 * IN_CARTON  this unit was packed into a carton with a code of its own
 */
enum {
    GI_FLAG_SCRATCH = 1,
    GI_FLAG_PHYSICAL = 2,
    GI_FLAG_SAMPLE = 4,
    GI_FLAG_EXPORT = 8,
    GI_FLAG_IN_CARTON = 16,
    GI_FLAGS_KNOWN = 31
};

/* GL1 days count from 2020-01-01, which is this gi_day: gi_day = GI_LABEL_EPOCH + packed. */
#define GI_LABEL_EPOCH 18262

/*
 * The header's fields, as numbers; names for people come from the ledger or a bundle. The place
 * in the 22 bytes is given after each (label-code facts 2.2); numbers are big-endian.
 *
 * type         0: low half of the first byte; the high half is the version
 * key          1-2: key id, 1..65535
 * product      3-4: index of the signed product table
 * producer     5-7: the producer number of the batch ID; 24 bits, 20 used
 * batch        8-10: its batch number
 * packed       11-12: day of final packing (生产日期), days since 2020-01-01
 * best_before  13: 0 see pack; 1..127 months; 128 + n = n x 5 days (FORMATS 4)
 * serial       14-17: dense per key from 1; 0 = batch paper
 * net          18-19: scale (2 bits) and value (14), see gi_net_decode
 * grade        20, high half: 1..15, 0 = none
 * season       20, low half: number of the season in its year, 0..15
 * flags        21
 * first_child child_count   22-27, packages only: the serials inside
 */
typedef struct gi_unit_header {
    gi_label_type type;
    uint16_t key;
    uint16_t product;
    uint32_t producer;
    uint32_t batch;
    uint16_t packed;
    uint8_t best_before;
    uint32_t serial;
    uint16_t net;
    uint8_t grade;
    uint8_t season;
    uint8_t flags;
    uint32_t first_child;
    uint16_t child_count;
} gi_unit_header;

/* A whole code as it was scanned: raw header bytes (exactly what was signed) and signature.
 * Nothing of it is judged but its form. */
typedef struct gi_unit_code {
    uint8_t header[GI_UNIT_HEADER_MAX];
    size_t header_size; /* 22, 27 or 28 */
    gi_signature signature;
} gi_unit_code;

/*
 * Writes the 22 (28 for packages) header bytes, numbers big-endian; returns their number. Fields
 * wider than their place, unknown flags and types that are not issued as bytes (2, 14) are a
 * programming mistake (assert).
 */
size_t gi_unit_header_encode(const gi_unit_header *header, uint8_t out[GI_UNIT_HEADER_MAX]);

/*
 * Reads header bytes of any known type; of a PIN unit the common fields. Judges form only.
 *
 * GI_INVALID  bad-length: not the size of its type   unknown-version   unknown-type
 *             unknown-flags: bits 5-7 set
 */
GI_CHECKED gi_status gi_unit_header_decode(gi_bytes bytes, gi_unit_header *out, gi_error *err);

/* What is signed: "GI-LABEL-V1" NUL header. Writes it to out and returns its size. header holds
 * 1..28 bytes (assert), serial included. */
#define GI_UNIT_MESSAGE_MAX (12 + GI_UNIT_HEADER_MAX)
size_t gi_unit_message(gi_bytes header, uint8_t out[GI_UNIT_MESSAGE_MAX]);

/* Digits of a code with terminator; returns their number (209 or 224). header_size is that of
 * the header's type. */
size_t gi_unit_code_print(const gi_unit_code *code, char out[GI_UNIT_DIGITS_MAX + 1]);

/*
 * Parses digits strictly: exact count for the type, only 0-9, each group < 256^bytes, so one
 * code has one text. Of the header only version and type are looked at: flags are judged by
 * gi_unit_header_decode, after the signature.
 *
 * GI_INVALID  bad-length     no code has so many digits, or not one of this type
 *             bad-character  something else than 0-9
 *             bad-group      a group of digits is too large for its bytes: a digit was misread
 *             unknown-version, unknown-type: perhaps a newer label; "cannot tell", not forged
 */
GI_CHECKED gi_status gi_unit_code_parse(gi_bytes digits, gi_unit_code *out, gi_error *err);

/* Any byte string as digits: 17 for each 7 bytes, and 3 5 8 10 13 15 for a last group of 1..6.
 * A failure stays in the buffer. */
void gi_digits_add(gi_buf *out, gi_bytes bytes);

/* Back into exactly size bytes.
 * GI_INVALID  bad-length, bad-character, bad-group */
GI_CHECKED gi_status gi_digits_parse(gi_bytes digits, uint8_t *out, size_t size, gi_error *err);

/*
 * Net content for the header: milli-units (mg or uL) -> 16 bits, 2 of scale and 14 of value.
 * The first exact scale of 1 g, 10 g, 1 kg is taken, else 0.1 g (FORMATS 4); for volumes read
 * mL for g. 0 gives 0: variable weight, see pack. Largest: 16,383 kg.
 *
 * GI_INVALID  bad-net: negative, or no scale is exact
 */
GI_CHECKED gi_status gi_net_encode(int64_t milli, uint16_t *out, gi_error *err);

/* Back to milli-units, from any exact scale; 0 = variable weight, see pack. */
int64_t gi_net_decode(uint16_t net);

/* Last good day, inclusive, for a packing day and the best-before byte: months (clamped to the
 * month's end) or steps of five days (FORMATS 4). False = see pack; *last is then untouched. */
bool gi_best_before(gi_day packed, uint8_t best_before, gi_day *last);

/*
 * Finds the digits in what a scanner or a person gives: the whole URL or the digits alone, blanks
 * around them allowed. It is the part after the last '/' up to '?' or '#'; in the GS1 form
 * .../01/<gtin14>/10/<batch ID>/21/<unit number>?S=<digits> it is the first S of the query
 * (GS1 Digital Link, FORMATS 4). The host is not judged, and neither is the rest of the path.
 *
 * digits  borrowed from text; any count of 0-9, at least one
 *
 * GI_INVALID  bad-length: nothing there   bad-character: something else than digits
 */
GI_CHECKED gi_status gi_unit_url_digits(gi_bytes text, gi_bytes *digits, gi_error *err);

#endif
