/*
 * z64.c - dots as compressed text (zpl_data.h); the only place of the labels that knows zlib.
 *
 * A third of the size of plain hex on slow lines, but several clones and a ZD230 print nothing:
 * a profile has to ask for it.
 */
#include <zlib.h>

#include "gi/text.h"
#include "labels/languages/zpl_data.h"

#define ROWS_MAX 99999 /* bytes of one ^GFA field */

uint16_t gi_crc16_xmodem(gi_bytes text)
{
    uint32_t crc = 0;
    for (size_t i = 0; i < text.size; i++) {
        crc ^= (uint32_t)text.data[i] << 8;
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & 0x8000U) != 0 ? (crc << 1 ^ 0x1021U) & 0xFFFFU : crc << 1 & 0xFFFFU;
        }
    }
    return (uint16_t)crc;
}

void gi_zpl_add_z64(gi_bytes rows, gi_buf *out)
{
    GI_AUTO_BUF packed = GI_BUF(2 * ROWS_MAX);
    uLongf size = compressBound((uLong)rows.size);
    uint8_t *room = gi_buf_extend(&packed, size);
    if (room == NULL ||
        compress2(room, &size, rows.data, (uLong)rows.size, Z_DEFAULT_COMPRESSION) != Z_OK) {
        out->failed = GI_NO_MEMORY; /* zlib fails for no other reason with room enough */
        return;
    }
    gi_buf_add_text(out, ":Z64:");
    size_t start = out->size;
    gi_base64_add(out, (gi_bytes){ packed.data, size });
    if (out->failed == GI_OK) {
        gi_bytes text = { out->data + start, out->size - start };
        gi_buf_add_format(out, ":%04X", (unsigned)gi_crc16_xmodem(text));
    }
}
