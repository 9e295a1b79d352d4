/*
 * printer_ini.h - the lines of a profile: one section, key = value, comments on lines of their own.
 *
 * Strict where the usual readers are lenient: what they would skip or let win silently is refused
 * with its line.
 */
#ifndef GI_LABELS_PRINTER_INI_H
#define GI_LABELS_PRINTER_INI_H

#include "gi/bytes.h"

/* Both without blanks around them, borrowed from the file; line counts from 1. */
typedef struct gi_ini_pair {
    int64_t line;
    gi_bytes key, value;
} gi_ini_pair;

typedef gi_status (*gi_ini_take)(void *context, const gi_ini_pair *pair, gi_error *err);

/*
 * Hands over every pair of the section [printer] in order. A byte order mark and CR at line ends
 * are taken, as editors leave them. name is for messages; err->row is the line at fault.
 * GI_INVALID  printer-line, printer-key (another section), bad-utf8, too-long; as take says
 */
GI_CHECKED gi_status gi_ini_read(const char *name, gi_bytes file, gi_ini_take take, void *context,
                                 gi_error *err);

#endif
