/*
 * limits.h - does a laboratory's item keep what the standard of a product asks?
 *
 * Compared as decimals in thousandths; a fourth place and more count as well. Sources of the
 * limits stand with each line (gi/catalogue.h). Nothing here decides about goods.
 */
#ifndef GI_LIMITS_H
#define GI_LIMITS_H

#include "gi/bytes.h"
#include "gi/catalogue.h"

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

#endif
