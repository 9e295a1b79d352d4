/*
 * import.h - tables that people keep (CSV, XLSX) become acts, all of them or none.
 *
 * Read first, without any registry: encodings, headers in Chinese or English, units, dates; what
 * cannot be read is a finding with row, column, value and the rule, never a guess. Then run: each
 * good row is a draft in one session, so what would happen is known before anything does.
 *
 *     GI_AUTO(gi_import) import = NULL;
 *     GI_TRY(gi_import_read(bytes, &(gi_import_options){ .kind = "harvest" }, &import, err));
 *     GI_TRY(gi_import_run(import, registry, NULL, 0, GI_IMPORT_TRY, err));
 *     GI_AUTO(gi_json) report = gi_import_report(import);
 *
 * One thread at a time works on an import.
 */
#ifndef GI_IMPORT_H
#define GI_IMPORT_H

#include "gi/act.h"

/* What a file may hold; past any of them it is refused, naming the limit (over-limit). */
#define GI_IMPORT_FILE_MAX (64 * 1024 * 1024) /* bytes of a CSV file */
#define GI_IMPORT_ZIP_MAX (4 * 1024 * 1024)   /* bytes of an XLSX file, as it lies on the disk */
#define GI_IMPORT_INFLATED_MAX (64 * 1024 * 1024) /* bytes of its parts together, unpacked */
#define GI_IMPORT_RATIO_MAX 400                   /* unpacked : packed of one part above 1 MiB */
#define GI_IMPORT_ENTRIES_MAX 1000                /* parts of an XLSX file */
#define GI_IMPORT_STRINGS_MAX 1000000             /* shared strings */
#define GI_IMPORT_MERGES_MAX 20000                /* merged areas of a sheet */
#define GI_IMPORT_ROWS_MAX 100100   /* rows that hold something: 100,000 and what is above them */
#define GI_IMPORT_ROW_LAST 1048576  /* number of the last row of a sheet */
#define GI_IMPORT_COLUMNS_MAX 64    /* columns that hold something */
#define GI_IMPORT_CELL_MAX 4096     /* bytes of a cell */
#define GI_IMPORT_FINDINGS_MAX 1000 /* findings that are kept; all are counted */

/* A file that was read, with what was found in it. */
typedef struct gi_import gi_import;

/* How to read a file. Texts are copied, NULL = not given. */
typedef struct gi_import_options {
    const char *kind;    /* holder source input harvest make batch, their plurals, lot; or mixed */
    const char *sheet;   /* name of an XLSX sheet; else the first one that is not hidden */
    const char *product; /* for rows without a product, season or holder of their own */
    const char *season;
    const char *holder;
} gi_import_options;

/*
 * Reads a file: XLSX when it begins as a zip does, else CSV. GI_OK also when it is full of faults:
 * ask gi_import_faults. You own *out; file is not kept.
 *
 * GI_INVALID    import-kind: no such kind; import-file: no such file format, or a broken one;
 *               import-sheet; import-header: a column is missing; import-empty
 * GI_NO_MEMORY  over-limit, with the limit
 */
GI_CHECKED gi_status gi_import_read(gi_bytes file, const gi_import_options *options,
                                    gi_import **out, gi_error *err);

/* Takes NULL. */
void gi_import_destroy(gi_import *import);
GI_DEFINE_AUTO(gi_import, gi_import_destroy)

/* What a run is for. AGAIN commits even if the same rows were imported before. */
typedef enum gi_import_mode {
    GI_IMPORT_TRY,    /* stores nothing; needs no key and no lock */
    GI_IMPORT_COMMIT, /* one transaction with one checkpoint, or nothing */
    GI_IMPORT_AGAIN
} gi_import_mode;

/*
 * Runs the good rows against a registry that is open for writing, once per import. GI_OK means that
 * it could be told what happens: with any fault nothing is stored, and gi_import_stored says so.
 * Holds the write lock meanwhile. A trial holds none: it runs on a private copy of the registry as
 * it is when it begins, for which there must be room beside it, and says what would happen then.
 *
 * GI_IO        file-write, db-full: no room for the copy of a trial
 * GI_CONFLICT  import-again: the same rows were imported before and stand; the range of acts is
 *              named. A trial only reports it
 * GI_BUSY      import-changing: refused twice, but not when tried in between; nothing is stored
 * and as gi_session_begin, gi_session_commit; signers as there
 */
GI_CHECKED gi_status gi_import_run(gi_import *import, gi_registry *registry,
                                   gi_signer *const *signers, size_t count, gi_import_mode mode,
                                   gi_error *err);

/* The faults so far: rows that are wrong, or refused by the registry. */
int64_t gi_import_faults(const gi_import *import);

/* Rows that were read as records, good or not. */
int64_t gi_import_rows(const gi_import *import);

/* Whether the run was committed. */
bool gi_import_stored(const gi_import *import);

/*
 * All that is known as JSON; you own it:
 *
 * {"kind","format","encoding","sheet","header","rows_read","rows_good","stored","fault_count",
 *  "faults":[{"row","column","header","value","reason","message","zh"} ...],
 *  "notes":[ the same ],
 *  "rows":[{"row","kind","fields":{...}} ...],        normalised, only when with_rows
 *  "balance":[{"holder","product","season","material","before","after",..._text} ...],
 *  "first","last"}                                     acts, when stored
 */
gi_json *gi_import_report(const gi_import *import, bool with_rows);

/* The roles that sign the rows of this import: role >= 0 is one of them. */
bool gi_import_needs(const gi_import *import, gi_role role);

/*
 * A template with headers, units and two example rows that the reader knows as examples; XLSX
 * with instructions on a second sheet. out is appended to.
 * GI_INVALID import-kind
 */
GI_CHECKED gi_status gi_import_template(const char *kind, bool xlsx, gi_buf *out, gi_error *err);

#endif
