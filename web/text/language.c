/*
 * language.c - Chinese or English, from hl= and Accept-Language (RFC 9110 section 12.5.4).
 *
 * Whatever a browser sends, the answer is one of the two; a broken header is no error.
 */
#include <strings.h>

#include "web/text/text.h"

#define Q_FULL 1000 /* quality in thousandths */

/* True when tag is the primary subtag or begins with it and '-'. */
static bool is_language(gi_bytes tag, const char *primary)
{
    return tag.size >= 2 && strncasecmp((const char *)tag.data, primary, 2) == 0 &&
           (tag.size == 2 || tag.data[2] == '-');
}

static bool language_of(gi_bytes tag, gi_language *out)
{
    bool zh = is_language(tag, "zh");
    if (zh || is_language(tag, "en")) {
        *out = zh ? GI_ZH : GI_EN;
        return true;
    }
    return false;
}

bool gi_language_known(gi_bytes hl)
{
    gi_language found = GI_ZH;
    return language_of(hl, &found);
}

static gi_bytes trim(gi_bytes text)
{
    while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '\t')) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && (text.data[text.size - 1] == ' ' || text.data[text.size - 1] == '\t')) {
        text.size--;
    }
    return text;
}

/* Cuts text at the first separator; *rest is what follows, empty when there is none. */
static gi_bytes cut(gi_bytes text, char separator, gi_bytes *rest)
{
    size_t at = 0;
    while (at < text.size && text.data[at] != (uint8_t)separator) {
        at++;
    }
    size_t skip = at < text.size ? at + 1 : at;
    *rest = (gi_bytes){ text.data + skip, text.size - skip };
    return trim((gi_bytes){ text.data, at });
}

/* "q=0.8" as 800; full without a q, 0 for anything that is none. */
static int quality_of(gi_bytes parameter)
{
    if (parameter.size == 0) {
        return Q_FULL;
    }
    if (parameter.size < 3 || (parameter.data[0] | 0x20) != 'q' || parameter.data[1] != '=') {
        return 0;
    }
    int value = parameter.data[2] == '1' ? Q_FULL : 0;
    int place = 100;
    for (size_t i = 4; i < parameter.size && i < 7; i++, place /= 10) {
        uint8_t c = parameter.data[i];
        value += c >= '0' && c <= '9' ? (c - '0') * place : 0;
    }
    return value > Q_FULL ? Q_FULL : value;
}

gi_language gi_language_choose(gi_bytes hl, gi_bytes accept_language)
{
    gi_language found = GI_ZH;
    if (language_of(hl, &found)) {
        return found;
    }
    int best[GI_LANGUAGE_COUNT] = { 0, 0 };
    gi_bytes rest = accept_language;
    while (rest.size > 0) {
        gi_bytes quality;
        gi_bytes tag = cut(cut(rest, ',', &rest), ';', &quality);
        int q = quality_of(trim(quality));
        if (language_of(tag, &found) && q > best[found]) {
            best[found] = q;
        }
    }
    /* On equal q the one named first would win by habit; here Chinese does: the pack is Chinese. */
    return best[GI_EN] > best[GI_ZH] ? GI_EN : GI_ZH;
}
