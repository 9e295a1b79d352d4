/*
 * sums.h - the public sums as CSV, from the ledger (`sums`) and from the log (`log audit`).
 */
#ifndef GI_COMMANDS_SUMS_H
#define GI_COMMANDS_SUMS_H

#include "gi/json.h"

/* What both can tell; grade empty = all grades together. Amounts are milli-units. */
#define SUMS_COLUMNS "product,season,grade,allowed,lapsed,issued,credited,labels,ended"

/* A header of these columns, then the seasons, then the grades; what a row has not stays empty.
 * Mnemonics and seasons need no quotes, whatever a log says. */
GI_CHECKED gi_status say_sums_csv(const gi_json *sums, const gi_json *grades, const char *columns,
                                  gi_error *err);

#endif
