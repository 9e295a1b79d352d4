/*
 * verdict_words.h - the three answers in Chinese and English (FORMATS 11).
 */
#ifndef GI_COMMANDS_VERDICT_WORDS_H
#define GI_COMMANDS_VERDICT_WORDS_H

#include "gi/lookup.h"

typedef struct words {
    const char *zh;
    const char *en;
} words;

words issued_words(const gi_verdict *verdict);
words copied_words(gi_copied value);
words good_words(gi_good value);

#endif
