/*
 * zpl_data.h - the two ways to write the dots of a ^GFA field as text.
 */
#ifndef GI_LABELS_LANGUAGES_ZPL_DATA_H
#define GI_LABELS_LANGUAGES_ZPL_DATA_H

#include "gi/bytes.h"

/*
 * Hex with ZPL's repeat shorthand: G..Y repeat the next digit 1..19 times, g..z 20..400 times in
 * steps of 20; ',' fills a row with 0; ':' repeats the row above. rows holds whole rows of stride
 * bytes, at most 1024 (220 mm at 600 dpi have 650).
 */
void gi_zpl_add_repeat(gi_bytes rows, size_t stride, gi_buf *out);

/* ":Z64:<base64 of zlib>:<CRC-16/XMODEM of the base64 text>". */
void gi_zpl_add_z64(gi_bytes rows, gi_buf *out);

/* CRC-16/XMODEM: polynomial 0x1021, start 0, nothing reflected; "123456789" gives 0x31C3. */
uint16_t gi_crc16_xmodem(gi_bytes text);

#endif
