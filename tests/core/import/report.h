/*
 * report.h - what an import finds, as lines of plain text, for comparing.
 */
#ifndef GI_TESTS_IMPORT_REPORT_H
#define GI_TESTS_IMPORT_REPORT_H

#include "gi/import.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

/* Two good rows of harvest: 12.5 kg and 3 kg. */
#define IMPORT_HEAD "来源号,产品,产季,采摘日期,鲜叶重量(斤)\n"
#define IMPORT_TWO IMPORT_HEAD "1,庐山云雾茶,2026-1,2026-04-05,25\n1,LSYW,2026-1,2026-04-06,3公斤\n"

/* A registry with holder 0001, source 1 and its grant. */
gi_fixture *import_land(void);
/* What holder 0001 has of LSYW in 2026-1. */
int64_t import_balance(const gi_fixture *fixture, const char *material);
/* Reads rows of harvest and runs them with all keys. */
gi_status import_rows(gi_fixture *fixture, const char *text, gi_import_mode mode, gi_error *err);

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
