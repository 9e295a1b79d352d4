/*
 * unpacked.h - what another program makes of a body that was packed here.
 */
#ifndef GI_TESTS_WEB_UNPACKED_H
#define GI_TESTS_WEB_UNPACKED_H

#include "gi/bytes.h"

/* EXPECTs one gzip member of at most 400,000 bytes: framing, length and checksum are judged by
 * zlib. */
void expect_zlib_gives(gi_bytes packed, gi_bytes wanted);

#endif
