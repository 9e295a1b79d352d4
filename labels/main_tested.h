/*
 * main_tested.h - which printers have printed which templates.
 *
 * Lines "PRINTER<tab>TEMPLATE" in <registry>/printers/tested: a convenience of this machine, no
 * part of the record. Lost, a test label is asked for once more.
 */
#ifndef GI_LABELS_MAIN_TESTED_H
#define GI_LABELS_MAIN_TESTED_H

#include "gi/bytes.h"

/* GI_IO file-open, file-read (but a file that is not there is an answer) */
GI_CHECKED gi_status gi_tested_find(const char *dir, const char *printer, const char *layout,
                                    bool *tested, gi_error *err);
/* Adds the pair unless it stands there. GI_IO file-write */
GI_CHECKED gi_status gi_tested_add(const char *dir, const char *printer, const char *layout,
                                   gi_error *err);

#endif
