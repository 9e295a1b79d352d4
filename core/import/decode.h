/*
 * decode.h - which encoding a text file has, and its cells as UTF-8.
 *
 * UTF-8 with or without a mark, UTF-16 with one, else GB18030 (which holds GBK). No separator or
 * quote can be the second byte of a GB18030 character, so a table is cut before it is decoded.
 */
#ifndef GI_IMPORT_DECODE_H
#define GI_IMPORT_DECODE_H

#include "gi/bytes.h"

typedef enum gi_encoding {
    GI_ENCODING_UTF8,
    GI_ENCODING_UTF8_MARK,
    GI_ENCODING_UTF16_LITTLE,
    GI_ENCODING_UTF16_BIG,
    GI_ENCODING_GBK,
    GI_ENCODING_GB18030
} gi_encoding;

/* "UTF-8", "UTF-8 BOM" ... */
const char *gi_encoding_name(gi_encoding encoding);

/* Judges the whole file; *mark is the size of the mark at its beginning. GBK is told from GB18030
 * by the cells. */
gi_encoding gi_encoding_of(gi_bytes file, size_t *mark);

/* UTF-16 to UTF-8, whole. A half surrogate becomes the byte FF, which no later check lets pass. */
void gi_decode_utf16(gi_bytes text, bool big, gi_buf *out);

typedef struct gi_decoder gi_decoder;

GI_CHECKED gi_status gi_decoder_open(gi_decoder **out, gi_error *err);
void gi_decoder_close(gi_decoder *decoder);
GI_DEFINE_AUTO(gi_decoder, gi_decoder_close)

/* Adds a GB18030 text as UTF-8. False: *bad is the first byte that fits nothing. */
bool gi_decode_gb(gi_decoder *decoder, gi_bytes text, gi_buf *out, uint8_t *bad);
/* Whether a character of four bytes was met: GB18030 and not GBK. */
bool gi_decoder_saw_four(const gi_decoder *decoder);

/* The first byte of text that is no UTF-8. Text must not be valid. */
uint8_t gi_utf8_bad_byte(gi_bytes text);

#endif
