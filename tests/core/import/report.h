/*
 * report.h - what an import finds, as lines of plain text, for comparing.
 */
#ifndef GI_TESTS_IMPORT_REPORT_H
#define GI_TESTS_IMPORT_REPORT_H

#include "gi/import.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

/* Reads and tries a text as a file of this kind; ends the SPEC unless that can be done. */
gi_import *import_text(gi_fixture *fixture, const char *kind, const char *text);
gi_import *import_bytes(gi_fixture *fixture, const char *kind, gi_bytes file);
/* Reads only. */
gi_import *read_text(const char *kind, const char *text);

/* Reads and commits; EXPECTs that it is stored. */
void import_commit(gi_fixture *fixture, const char *kind, const char *text);

/*
 * One line for the file, then one per finding: "fault 4 E bad-quantity 三斤". A file that is
 * refused is "refused import-header".
 */
void report_file(gi_fixture *fixture, const char *kind, gi_bytes file, gi_buf *out);

/* True when there is a finding with this row, column letters ("" = none) and reason. */
bool found(const gi_import *import, int64_t row, const char *column, const char *reason);

/* How many acts the registry has. */
int64_t acts_of(const gi_fixture *fixture);

#endif
