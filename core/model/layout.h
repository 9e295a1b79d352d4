/*
 * layout.h - which label types exist and how long they are (label-code 2.1).
 */
#ifndef GI_MODEL_LAYOUT_H
#define GI_MODEL_LAYOUT_H

#include "gi/unit_code.h"

#define GI_LABEL_VERSION 1

/*
 * The header size of a first byte. GI_INVALID: unknown-version, unknown-type. Type 14 counts
 * as unknown: it holds no signature, so nothing could be told from it offline.
 */
GI_CHECKED gi_status gi_layout_header_size(uint8_t first, size_t *out, gi_error *err);

#endif
