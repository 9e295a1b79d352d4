/*
 * text.c - looks words up and fills their one or two values in.
 *
 * The table is web/text/words.h; nothing here knows what a word means.
 */
#include "web/text/text.h"

#include <string.h>

static const char *const words[GI_WORD_COUNT][GI_LANGUAGE_COUNT] = {
#define GI_WORD_ROW(name, zh, en) [GI_WORD_##name] = { [GI_ZH] = (zh), [GI_EN] = (en) },
    GI_WORDS(GI_WORD_ROW)
#undef GI_WORD_ROW
};

const char *gi_word_text(gi_word word, gi_language language)
{
    return words[word][language];
}

/* Appends at most what fits, without splitting a character. */
static void add_whole(gi_phrase *out, size_t *size, const char *text, size_t count)
{
    size_t room = sizeof out->text - 1 - *size;
    size_t take = count < room ? count : room;
    while (take > 0 && take < count && ((unsigned char)text[take] & 0xC0U) == 0x80U) {
        take--;
    }
    memcpy(out->text + *size, text, take);
    *size += take;
    out->text[*size] = '\0';
}

gi_phrase gi_word_fill(gi_word word, gi_language language, const char *first, const char *second)
{
    gi_phrase out = { "" };
    size_t size = 0;
    for (const char *at = gi_word_text(word, language); *at != '\0';) {
        if (at[0] == '{' && (at[1] == '0' || at[1] == '1') && at[2] == '}') {
            const char *value = at[1] == '0' ? first : second;
            add_whole(&out, &size, value, strlen(value));
            at += 3;
        } else {
            size_t count = 1;
            while (((unsigned char)at[count] & 0xC0U) == 0x80U) {
                count++;
            }
            add_whole(&out, &size, at, count);
            at += count;
        }
    }
    return out;
}

const char *gi_state_why_text(const char *id, gi_language language)
{
    static const struct {
        const char *id;
        gi_word word;
    } known[] = {
        { "misprint", GI_WORD_WHY_MISPRINT },
        { "wrong-fact", GI_WORD_WHY_WRONG_FACT },
        { "unused", GI_WORD_WHY_UNUSED },
        { "stolen", GI_WORD_WHY_STOLEN },
        { "key-leaked", GI_WORD_WHY_KEY_LEAKED },
        { "damaged", GI_WORD_WHY_DAMAGED },
        { "quality", GI_WORD_WHY_QUALITY },
        { "safety", GI_WORD_WHY_SAFETY },
        { "inspection", GI_WORD_WHY_INSPECTION },
        { "seizure", GI_WORD_WHY_SEIZURE },
        { "comparison", GI_WORD_WHY_COMPARISON },
        { "confession", GI_WORD_WHY_CONFESSION },
        { "unsafe", GI_WORD_WHY_UNSAFE },
        { "residue", GI_WORD_WHY_RESIDUE },
        { "contaminant", GI_WORD_WHY_CONTAMINANT },
        { "allergen", GI_WORD_WHY_ALLERGEN },
        { "foreign-matter", GI_WORD_WHY_FOREIGN_MATTER },
        { "false-label", GI_WORD_WHY_FALSE_LABEL },
        { "false-origin", GI_WORD_WHY_FALSE_ORIGIN },
        { "complaint", GI_WORD_WHY_COMPLAINT },
        { "request", GI_WORD_WHY_REQUEST },
        { "torn", GI_WORD_WHY_TORN },
        { "jammed", GI_WORD_WHY_JAMMED },
        { "wet", GI_WORD_WHY_WET },
        { "lost", GI_WORD_WHY_LOST },
        { "disaster", GI_WORD_WHY_DISASTER },
        { "undo-import", GI_WORD_WHY_UNDO_IMPORT },
        { "unknown", GI_WORD_WHY_UNKNOWN },
        { "size", GI_WORD_WHY_SIZE },
        { "damaged-pack", GI_WORD_WHY_DAMAGED_PACK },
        { "gift-box", GI_WORD_WHY_GIFT_BOX },
        { "new-fact", GI_WORD_WHY_NEW_FACT },
        { "season-over", GI_WORD_WHY_SEASON_OVER },
        { "recall", GI_WORD_WHY_RECALL },
        { "wrong-size", GI_WORD_WHY_WRONG_SIZE },
        { "investigation", GI_WORD_WHY_INVESTIGATION },
        { "opened", GI_WORD_WHY_OPENED },
        { "repacked", GI_WORD_WHY_REPACKED },
        { "inspected", GI_WORD_WHY_INSPECTED },
        { "recalled", GI_WORD_WHY_RECALLED },
        { "correction", GI_WORD_WHY_CORRECTION },
        { "recipe", GI_WORD_WHY_RECIPE },
        { "source", GI_WORD_WHY_SOURCE },
        { "rule", GI_WORD_WHY_RULE },
        { "other", GI_WORD_WHY_OTHER },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i].id, id) == 0) {
            return gi_word_text(known[i].word, language);
        }
    }
    return id;
}

const char *gi_language_tag(gi_language language)
{
    return language == GI_ZH ? "zh-CN" : "en";
}

const char *gi_language_hl(gi_language language)
{
    return language == GI_ZH ? "zh" : "en";
}
