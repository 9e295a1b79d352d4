/*
 * run_header.h - the header of one label of a run, and whose label a header is.
 */
#ifndef GI_MODEL_RUN_HEADER_H
#define GI_MODEL_RUN_HEADER_H

#include "gi/batch.h"
#include "gi/unit_number.h"

/* That of the run with the serial filled in, as it is signed (FORMATS 5). */
void gi_run_header(const gi_run *run, uint32_t serial, uint8_t out[GI_UNIT_HEADER_SIZE]);

/* Key and serial of a header of that layout, which may say anything. */
gi_unit_id gi_header_unit(const uint8_t header[GI_UNIT_HEADER_SIZE]);

#endif
