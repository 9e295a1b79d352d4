/*
 * text.h - the pages' words in two languages, and the choice between them.
 */
#ifndef GI_WEB_TEXT_H
#define GI_WEB_TEXT_H

#include "gi/bytes.h"
#include "web/text/words.h"

typedef enum gi_language { GI_ZH, GI_EN, GI_LANGUAGE_COUNT } gi_language;

typedef enum gi_word {
#define GI_WORD_NAME(name, zh, en) GI_WORD_##name,
    GI_WORDS(GI_WORD_NAME)
#undef GI_WORD_NAME
        GI_WORD_COUNT
} gi_word;

/* The word in a language; never NULL, never "". */
const char *gi_word_text(gi_word word, gi_language language);

/* A word whose {0} and {1} are replaced; cut at a whole character when too long. */
typedef struct gi_phrase {
    char text[512];
} gi_phrase;
gi_phrase gi_word_fill(gi_word word, gi_language language, const char *first, const char *second);

/* A reason of a change of state, such as "misprint", in words; the id itself when unknown. */
const char *gi_state_why_text(const char *id, gi_language language);

/* "zh-CN" or "en", for lang attributes and Content-Language. */
const char *gi_language_tag(gi_language language);

/* "zh", "en": the values of the query field hl. */
const char *gi_language_hl(gi_language language);

/*
 * The language to answer in. hl wins when it is known ("zh", "zh-CN", "en", "en-GB" ...);
 * else the highest q of Accept-Language among zh and en; Chinese when neither is wanted more.
 */
gi_language gi_language_choose(gi_bytes hl, gi_bytes accept_language);

/* True when hl names a language of ours. */
bool gi_language_known(gi_bytes hl);

#endif
