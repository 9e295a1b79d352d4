/*
 * run_header.c - see run_header.h; the offset is that of label-code 2.2.
 */
#include "core/model/run_header.h"

#include <string.h>

#include "core/model/big_endian.h"

enum { SERIAL_AT = 14 };

void gi_run_header(const gi_run *run, uint32_t serial, uint8_t out[GI_UNIT_HEADER_SIZE])
{
    memcpy(out, run->header, GI_UNIT_HEADER_SIZE);
    big_endian_put(out + SERIAL_AT, 4, serial);
}
