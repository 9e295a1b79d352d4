/*
 * books.c - the auditor of tests/property/ledger, compiled into this program too: a folder of
 * specs links libraries, not the files of another folder.
 */
#include "tests/property/ledger/books.c"      /* NOLINT(bugprone-suspicious-include) */
#include "tests/property/ledger/books_log.c"  /* NOLINT(bugprone-suspicious-include) */
#include "tests/property/ledger/books_told.c" /* NOLINT(bugprone-suspicious-include) */
