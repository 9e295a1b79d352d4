/*
 * table.h - a catalogue table: its columns as data, its rows as filled structs.
 *
 * A column says how its text is checked and where its value goes. Reading is strict: a wrong
 * header, a wrong number of columns, a value outside its column's rule or (for a checking
 * walk) a key met twice is GI_CORRUPT and names table, row, column and value.
 */
#ifndef GI_RULES_TABLE_H
#define GI_RULES_TABLE_H

#include "csv.h"

typedef struct gi_column gi_column;

struct gi_column {
    const char *name;
    bool (*read)(gi_bytes text, const gi_column *column, void *field);
    size_t offset;                            /* of the value in the struct of the row */
    size_t size;                              /* texts: bytes of the field; lists: room */
    int64_t low, high;                        /* numbers */
    const char *const *words;                 /* words: the value is the index; ends with NULL */
    enum { GI_PLAIN, GI_KEY, GI_UNIQUE } key; /* KEY columns together form one key */
};

typedef struct gi_table {
    const char *name;
    const char *text;
    const size_t *size;
    const gi_column *columns;
    size_t column_count;
    size_t entry_size;
} gi_table;

/* Readers of columns. An empty number is -1, an empty word is index 0 when words[0] is "". */
bool gi_column_text(gi_bytes text, const gi_column *column, void *field);     /* not empty */
bool gi_column_optional(gi_bytes text, const gi_column *column, void *field); /* may be empty */
bool gi_column_number(gi_bytes text, const gi_column *column, void *field);   /* int64_t */
bool gi_column_unknown(gi_bytes text, const gi_column *column, void *field);  /* int64_t or -1 */
bool gi_column_word(gi_bytes text, const gi_column *column, void *field);     /* int */
bool gi_column_mark(gi_bytes text, const gi_column *column, void *field);     /* H M L GK */
bool gi_column_month(gi_bytes text, const gi_column *column, void *field);    /* 2026-11[-22] */

/* A walk over a table; gi_walk_end releases it. */
typedef struct gi_walk {
    const gi_table *table;
    gi_csv csv;
    bool checks; /* keys met twice are refused */
    gi_buf seen; /* the keys so far, when it checks */
} gi_walk;

#define GI_WALK __attribute__((cleanup(gi_walk_end))) gi_walk

/* begin reads; check_begin also compares each key with all above it, which no look-up needs:
 * gi_catalogue_check does it once for the whole catalogue. */
gi_walk gi_walk_begin(const gi_table *table);
gi_walk gi_walk_check_begin(const gi_table *table);
void gi_walk_end(gi_walk *walk);

/* Fills entry (table->entry_size bytes) with the next row; *more is false at the end. */
GI_CHECKED gi_status gi_walk_next(gi_walk *walk, void *entry, bool *more, gi_error *err);

/* The first row that fits; *found tells. entry is scratch until then; fits may count in wanted. */
typedef bool gi_row_fits(const void *entry, void *wanted);
GI_CHECKED gi_status gi_table_find(const gi_table *table, gi_row_fits *fits, void *wanted,
                                   void *entry, bool *found, gi_error *err);

#endif
