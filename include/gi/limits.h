/*
 * limits.h - what standards ask of a product, and whether a laboratory's item keeps it.
 *
 * Lines of the catalogue, each with its source. Compared as decimals in thousandths; a fourth
 * place and more count as well.
 */
#ifndef GI_LIMITS_H
#define GI_LIMITS_H

#include "gi/batch_id.h"
#include "gi/bytes.h"

/*
 * What a standard or announcement asks of a product, one line per item and bound. It is shown
 * beside a laboratory's result, and no report passes over it; it judges no batch by itself.
 *
 * number  of the grade or kind; 0 = of all
 * zh en   the item: 水分, Water
 * bound   0 = at most, 1 = at least
 * milli   thousandths of unit: 30000 and "g/100g" are 30.0 g per 100 g
 * note    what is doubtful about it
 * mark source checked  as in products
 */
typedef struct gi_limit_entry {
    char mnemonic[GI_MNEMONIC_SIZE];
    int64_t number;
    char zh[32];
    char en[48];
    int bound;
    int64_t milli;
    char unit[16];
    char note[128];
    char source[160];
    char mark[4];
    char checked[11];
} gi_limit_entry;

/* The lines of one product and grade (those of grade 0 with them), 0, 1, 2 ... GI_NOT_FOUND
 * no-catalogue at the end, or at once: then nothing is known, which is not "no limit". */
GI_CHECKED gi_status gi_catalogue_limit_at(const char *mnemonic, int64_t grade, size_t place,
                                           gi_limit_entry *out, gi_error *err);

typedef enum gi_limit_answer {
    GI_LIMIT_UNKNOWN, /* no line, a doubtful one, or a value that cannot be compared with it */
    GI_LIMIT_KEPT,
    GI_LIMIT_BROKEN
} gi_limit_answer;

/* "≤30 g/100g" */
#define GI_LIMIT_TEXT 48
void gi_limit_text(const gi_limit_entry *limit, char out[GI_LIMIT_TEXT]);

/* One line and a value as reports write it: "5.2%", "30.0005g/100g", "12". A unit that is
 * another one than the line's, and words, cannot be compared. */
gi_limit_answer gi_limit_compare(const gi_limit_entry *limit, gi_bytes value);

/*
 * The same over all lines of a product and grade that name the item, in Chinese or English;
 * grade 0 when it is not known: then only lines for all grades count. *limit is filled with the
 * line that decided, and left alone where no line names the item. Fails as the tables do.
 */
GI_CHECKED gi_status gi_limit_judge(const char *mnemonic, int64_t grade, gi_bytes item,
                                    gi_bytes value, gi_limit_answer *answer, gi_limit_entry *limit,
                                    gi_error *err);

/* ---- the limit that a laboratory itself states (limit_stated.c) ---- */

/* What a stated limit is beside the standard's line of the same item and direction. */
typedef enum gi_limit_stated {
    GI_STATED_UNKNOWN, /* none stated, no line, a doubtful one, or another unit */
    GI_STATED_SAME,
    GI_STATED_STRICTER,
    GI_STATED_LOOSER,
    GI_STATED_OTHER /* the standard has lines for the item, none in this direction */
} gi_limit_stated;

/* "unknown", "same", "stricter", "looser", "other"; constant text. */
const char *gi_limit_stated_word(gi_limit_stated value);

/* A value and the limit that stands beside it in the same report: "5.2%" and "≤7.0". Without a
 * sign of direction (≤ <= < ≥ >= >) or with two different units nothing can be said. own is the
 * unit of the standard's line for the item, "" where there is none: a limit without a unit is in
 * that one, or in per cent. */
gi_limit_answer gi_limit_stated_keeps(gi_bytes stated, gi_bytes value, const char *own);

/* *limit is the line it was compared with, as gi_limit_judge. Fails as the tables do. */
GI_CHECKED gi_status gi_limit_stated_beside(const char *mnemonic, int64_t grade, gi_bytes item,
                                            gi_bytes stated, gi_limit_stated *out,
                                            gi_limit_entry *limit, gi_error *err);

#endif
