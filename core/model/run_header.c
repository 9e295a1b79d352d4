/*
 * run_header.c - see run_header.h; the offsets are those of label-code 2.2.
 */
#include "core/model/run_header.h"

#include <string.h>

#include "core/model/big_endian.h"

enum { KEY_AT = 1, SERIAL_AT = 14 };

void gi_run_header(const gi_run *run, uint32_t serial, uint8_t out[GI_UNIT_HEADER_SIZE])
{
    memcpy(out, run->header, GI_UNIT_HEADER_SIZE);
    big_endian_put(out + SERIAL_AT, 4, serial);
}

gi_unit_id gi_header_unit(const uint8_t header[GI_UNIT_HEADER_SIZE])
{
    return (gi_unit_id){ .key = (uint16_t)big_endian_get(header + KEY_AT, 2),
                         .serial = (uint32_t)big_endian_get(header + SERIAL_AT, 4) };
}
