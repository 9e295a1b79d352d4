/*
 * digital.h - the digital label (数字标签) of a batch: its text in versions, and what changed.
 *
 * GB 7718-2025 chapter 9 and announcement 2025 No. 5 of NHC and SAMR: label information shown by
 * digital means, without advertising, never tampered with; every change records what, when and
 * who. The producer answers for the text (企业自报). It is published by the act `digital-label`,
 * whose leaf holds the SHA-256 of the text; the text is public data of the registry. A text is
 * of one batch, or of all batches of a producer's product; that of the batch comes first. The first
 * text of a batch whose product has one is the next version of that one, with a reason, and its
 * history runs on into that of the product.
 *
 * Reading needs no key and writes nothing. The values hold no heap memory and may be copied.
 */
#ifndef GI_DIGITAL_H
#define GI_DIGITAL_H

#include "gi/batch_id.h"
#include "gi/bytes.h"
#include "gi/clock.h"
#include "gi/crypto.h"
#include "gi/registry.h"

/* Most items of a text, and its most bytes as canonical JSON (terminator included): the whole of
 * it stands on the first page after a scan, which has to fit one flight of TCP. */
#define GI_DIGITAL_ITEMS 17
#define GI_DIGITAL_TEXT 2401
/* Bytes of a reason, terminator included. */
#define GI_DIGITAL_WHY 16

/* One line of the label: name is stable ("ingredients"), zh and en its label; constant texts. Its
 * text is that of gi_digital_text. */
typedef struct gi_digital_item {
    const char *name;
    const char *zh;
    const char *en;
    size_t at; /* in room */
} gi_digital_item;

/*
 * One version of a text.
 *
 * act version at   log index of its act; counted from 1; when it was published
 * why        why the one before it was changed: correction, recipe, source, rule, other; "" for
 *            version 1
 * batch      "" when the text is of all batches of the product
 * canonical  the text as [["name","..."],...] in the order of the act's fields, RFC 8785
 * digest     SHA-256 of canonical: member doc of the leaf
 * item count   the same as lines
 */
typedef struct gi_digital_label {
    int64_t act;
    int64_t version;
    gi_time at;
    char why[GI_DIGITAL_WHY];
    char batch[GI_BATCH_ID_TEXT];
    char canonical[GI_DIGITAL_TEXT];
    gi_digest digest;
    gi_digital_item item[GI_DIGITAL_ITEMS];
    size_t count;
    char room[GI_DIGITAL_TEXT];
} gi_digital_label;

/* The text of an item; borrowed from the label. */
const char *gi_digital_text(const gi_digital_label *label, const gi_digital_item *item);

/* The item of that name, NULL = none; borrowed from the label. */
const gi_digital_item *gi_digital_find(const gi_digital_label *label, const char *name);

/*
 * The newest text for a batch; *found false, *out untouched, when none was published.
 *
 * GI_NOT_FOUND no-batch, no-act   GI_INVALID as gi_batch_id_parse
 * GI_CORRUPT db-corrupt: also when the text is not the one whose digest its leaf holds
 */
GI_CHECKED gi_status gi_digital_of(gi_registry *registry, gi_bytes batch, bool *found,
                                   gi_digital_label *out, gi_error *err);

/*
 * The versions of that text below a number (INT64_MAX = all), the newest first, at most limit
 * (1..GI_DIGITAL_VERSIONS): appended to out as gi_digital_label values, one after the other. No
 * more than limit x sizeof(gi_digital_label) bytes are added.
 *
 * Fails as gi_digital_of
 * GI_NO_MEMORY over-limit: the maximum of out
 */
#define GI_DIGITAL_VERSIONS 32
GI_CHECKED gi_status gi_digital_history(gi_registry *registry, gi_bytes batch, int64_t below,
                                        size_t limit, gi_buf *out, gi_error *err);

#endif
