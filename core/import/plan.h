/*
 * plan.h - the inside of an import: the rows that were read, and what was found.
 */
#ifndef GI_IMPORT_PLAN_H
#define GI_IMPORT_PLAN_H

#include "core/import/columns.h"
#include "core/import/grid.h"
#include "gi/crypto.h"
#include "gi/product.h"

/* A fault, or (note) something that was passed over. */
typedef struct gi_finding {
    bool note;
    int64_t row;
    int column;     /* -1 = the whole row or file */
    char value[72]; /* as in the cell */
    gi_error why;
} gi_finding;

/* One record; its values stand in gi_import.text, one C string per field of its kind. */
typedef struct gi_record {
    int64_t row;
    uint8_t kind;  /* place in the table of kinds */
    bool bad;      /* has a fault; is not run */
    size_t offset; /* of its values */
} gi_record;

/* What an account had and would have. */
typedef struct gi_balance_change {
    uint32_t holder;
    char product[GI_MNEMONIC_SIZE];
    gi_unit unit;
    int season;
    char material[12];
    int64_t before, after;
} gi_balance_change;

struct gi_import {
    size_t kind; /* place in the table; GI_IMPORT_KINDS = mixed */
    char product[72], season[16], holder[72];
    gi_grid_about about;
    int64_t header; /* its row */
    gi_column_head head[GI_IMPORT_COLUMNS_MAX];
    size_t head_count;
    gi_column_map map[GI_IMPORT_KINDS];
    int example; /* the column that marks examples, -1 = none */

    gi_record *record;
    size_t count, room;
    gi_buf text;
    int64_t last_row;
    int64_t examples; /* rows that were examples */

    gi_finding *finding;
    size_t findings, finding_room;
    int64_t faults, notes; /* counted also past GI_IMPORT_FINDINGS_MAX */

    gi_digest hash;
    bool ran, stored;
    int64_t first, last;               /* acts */
    int64_t before_first, before_last; /* of an earlier import of the same rows; -1 = none */
    gi_balance_change *change;
    size_t changes;
};

/* ---- findings.c ---- */

/* Adds a fault (or note) with the reason in why; the column's header is looked up later. */
void gi_import_find(gi_import *import, bool note, int64_t row, int column, gi_bytes value,
                    const gi_error *why);
/* By row and column, as a person goes through a table; what was found first stays first. */
void gi_import_sort(gi_import *import);
/* A note that something was passed over. what holds both languages. */
void gi_import_skip(gi_import *import, int64_t row, const char *what);

/* ---- refusal.c ---- */

/* What is said about a row is a finding; the machine's trouble ends the run. */
bool gi_import_is_finding(gi_status status);
/* Adds a fault about a row that the registry refused, in the column that why is about, and marks
 * the row bad; returns status itself, with the row in err, when it is no finding. */
GI_CHECKED gi_status gi_import_refuse(gi_import *import, gi_record *record, gi_status status,
                                      const gi_error *why, gi_error *err);

/* ---- header.c ---- */

/* Finds the header row and fills head, map, example, header. */
GI_CHECKED gi_status gi_import_find_header(gi_import *import, gi_bytes file, const char *sheet,
                                           gi_error *err);
/* CSV or XLSX, by the file's first bytes. */
GI_CHECKED gi_status gi_import_grid(gi_bytes file, const char *sheet, gi_grid_sink sink,
                                    gi_grid_about *about, gi_error *err);

/* ---- passed_over.c ---- */

/* Why a row below the header is no record, in both languages; NULL = it is one. A row of units
 * gives them to the columns, an example is counted. */
const char *gi_row_none(gi_import *import, const gi_grid_row *row);

/* ---- rows.c ---- */

/* Reads all rows below the header into records and findings. */
GI_CHECKED gi_status gi_import_read_rows(gi_import *import, gi_bytes file, const char *sheet,
                                         gi_error *err);
/* A cell of a row; an empty one where there is none (also for column -1). */
const gi_cell *gi_grid_cell(const gi_grid_row *row, int column);
/* The value of a field of a record, "" = none. */
const char *gi_record_value(const gi_import *import, const gi_record *record, size_t field);
/* The field of a kind by name, -1 = none. */
int gi_kind_field(const gi_import_kind *kind, const char *name);
/* How many fields a kind has; a mixed file's records have the shared ones behind them. */
size_t gi_kind_fields(const gi_import_kind *kind);

#endif
