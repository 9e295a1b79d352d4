/*
 * state.h - what printers say about themselves, in words.
 */
#ifndef GI_LABELS_SEND_STATE_H
#define GI_LABELS_SEND_STATE_H

#include "gi/bytes.h"

/* What keeps a printer from printing, in both languages; "" when nothing does. */
typedef struct gi_printer_state {
    char text[61];
} gi_printer_state;

/* The one byte of TSPL's ESC !?: bits head, jam, paper, ribbon, pause, printing, cover, other. */
gi_printer_state gi_state_tspl(uint8_t answer);

/*
 * ZPL's ~HS: STX, fields between commas, ETX CR LF, three times. False when answer is not that,
 * which a caller takes as "more to come" until it stops waiting.
 */
bool gi_state_zpl(gi_bytes answer, gi_printer_state *out);

#endif
