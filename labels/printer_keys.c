/*
 * printer_keys.c - the table of printer_keys.h and its readers; each takes one text or refuses it.
 *
 * What depends on more than one key is checked in printer_profile.c.
 */
#include "labels/printer_keys.h"

#include <string.h>

#include "gi/text.h"

typedef gi_printer_key rule;

const gi_printer_word gi_printer_languages[] = {
    { "tspl", GI_PRINTER_TSPL }, { "zpl", GI_PRINTER_ZPL }, { "escpos", GI_PRINTER_ESCPOS },
    { "png", GI_PRINTER_PNG },   { "pdf", GI_PRINTER_PDF }, { NULL, 0 },
};
const gi_printer_word gi_printer_ways[] = {
    { "file", GI_PRINTER_FILE },
    { "tcp", GI_PRINTER_TCP },
    { "usb", GI_PRINTER_USB },
    { "cups", GI_PRINTER_CUPS },
    { NULL, 0 },
};
static const gi_printer_word dpis[] = {
    { "203", 203 },
    { "300", 300 },
    { "600", 600 },
    { NULL, 0 },
};
static const gi_printer_word turns[] = {
    { "0", 0 }, { "90", 90 }, { "180", 180 }, { "270", 270 }, { NULL, 0 },
};
static const gi_printer_word ends[] = { { "0", 0 }, { "1", 1 }, { NULL, 0 } };
static const gi_printer_word afters[] = {
    { "own", GI_PRINTER_OWN },
    { "tear", GI_PRINTER_TEAR },
    { "cut", GI_PRINTER_CUT },
    { "peel", GI_PRINTER_PEEL },
    { NULL, 0 },
};
static const gi_printer_word no_yes[] = { { "no", false }, { "yes", true }, { NULL, 0 } };
static const gi_printer_word polarities[] = {
    { "normal", false },
    { "inverted", true },
    { NULL, 0 },
};
static const gi_printer_word graphics[] = { { "hex", false }, { "z64", true }, { NULL, 0 } };

/* Appends decimal digits to a value; at most nine, so that nothing overflows. */
static bool digits(gi_bytes text, int64_t *value)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return false;
        }
        *value = *value * 10 + (text.data[i] - '0');
    }
    return text.size > 0 && text.size <= 9;
}

bool gi_printer_decimal(gi_bytes text, size_t places, int32_t *out)
{
    bool minus = text.size > 0 && text.data[0] == '-';
    gi_bytes whole = minus ? (gi_bytes){ text.data + 1, text.size - 1 } : text;
    const uint8_t *point = whole.size == 0 ? NULL : memchr(whole.data, '.', whole.size);
    gi_bytes part = { NULL, 0 };
    if (point != NULL) {
        size_t before = (size_t)(point - whole.data);
        part = (gi_bytes){ point + 1, whole.size - before - 1 };
        whole.size = before;
    }
    int64_t value = 0;
    if (whole.size > 9 || part.size > places || !digits(whole, &value) ||
        (point != NULL && !digits(part, &value))) {
        return false;
    }
    for (size_t i = part.size; i < places; i++) {
        value *= 10;
    }
    if (value > INT32_MAX) {
        return false;
    }
    *out = (int32_t)(minus ? -value : value);
    return true;
}

static bool within(const rule *key, int32_t value)
{
    return value >= key->low && value <= key->high;
}

static void put(const rule *key, int32_t value, gi_printer *out)
{
    memcpy((uint8_t *)out + key->field, &value, sizeof value);
}

static bool word_of(const gi_printer_word *words, gi_bytes text, int32_t *out)
{
    for (; words->text != NULL; words++) {
        if (gi_bytes_equal(text, gi_bytes_of(words->text))) {
            *out = words->value;
            return true;
        }
    }
    return false;
}

static bool read_word(const rule *key, gi_bytes text, gi_printer *out)
{
    int32_t value;
    bool known = word_of(key->words, text, &value);
    if (known) {
        put(key, value, out);
    }
    return known;
}

static bool read_switch(const rule *key, gi_bytes text, gi_printer *out)
{
    int32_t value;
    bool known = word_of(key->words, text, &value);
    if (known) {
        bool on = value != 0;
        memcpy((uint8_t *)out + key->field, &on, sizeof on);
    }
    return known;
}

static bool read_whole(const rule *key, gi_bytes text, gi_printer *out)
{
    int32_t value;
    bool good = gi_printer_decimal(text, 0, &value) && within(key, value);
    if (good) {
        put(key, value, out);
    }
    return good;
}

/* Millimetres in the file, um in the value. */
static bool read_length(const rule *key, gi_bytes text, gi_printer *out)
{
    int32_t value;
    bool good = gi_printer_decimal(text, 3, &value) && within(key, value);
    if (good) {
        put(key, value, out);
    }
    return good;
}

/* Two numbers with one place each, a blank between them, into two fields side by side. */
static bool read_two(const rule *key, gi_bytes text, gi_printer *out)
{
    const uint8_t *blank = text.size == 0 ? NULL : memchr(text.data, ' ', text.size);
    if (blank == NULL) {
        return false;
    }
    size_t before = (size_t)(blank - text.data);
    int32_t values[2];
    bool good =
        gi_printer_decimal((gi_bytes){ text.data, before }, 1, &values[0]) &&
        gi_printer_decimal(gi_trim((gi_bytes){ blank, text.size - before }), 1, &values[1]) &&
        within(key, values[0]) && within(key, values[1]);
    if (good) {
        memcpy((uint8_t *)out + key->field, values, sizeof values);
    }
    return good;
}

static bool read_model(const rule *key, gi_bytes text, gi_printer *out)
{
    (void)key;
    return text.size > 0 &&
           gi_text_copy(out->model, sizeof out->model, text, "model", NULL) == GI_OK;
}

/* What follows a first word and its blank; false when the word is another one. */
static bool after_word(gi_bytes text, const char *word, gi_bytes *rest)
{
    size_t size = strlen(word);
    if (text.size <= size || memcmp(text.data, word, size) != 0 || text.data[size] != ' ') {
        return false;
    }
    *rest = gi_trim((gi_bytes){ text.data + size, text.size - size });
    return true;
}

static bool read_media(const rule *key, gi_bytes text, gi_printer *out)
{
    gi_bytes rest;
    if (gi_bytes_equal(text, gi_bytes_of("continuous"))) {
        out->media = GI_PRINTER_CONTINUOUS;
        out->gap = 0;
        return true;
    }
    bool gap = after_word(text, "gap", &rest);
    if (!gap && !after_word(text, "mark", &rest)) {
        return false;
    }
    out->media = gap ? GI_PRINTER_GAP : GI_PRINTER_MARK;
    return read_length(key, rest, out);
}

/* Blanks and control characters inside would end up in a command line or a log. */
static bool plain(gi_bytes text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] <= ' ' || text.data[i] > '~') {
            return false;
        }
    }
    return text.size > 0 && text.size < GI_PRINTER_PLACE;
}

static bool read_to(const rule *key, gi_bytes text, gi_printer *out)
{
    gi_bytes place = { NULL, 0 };
    int32_t way = GI_PRINTER_FILE;
    if (!gi_bytes_equal(text, gi_bytes_of("file"))) {
        const gi_printer_word *word = key->words + 1;
        while (word->text != NULL && !after_word(text, word->text, &place)) {
            word++;
        }
        if (word->text == NULL || !plain(place)) {
            return false;
        }
        way = word->value;
        memcpy(out->place, place.data, place.size);
    }
    out->place[place.size] = '\0';
    out->way = (gi_printer_way)way;
    return true;
}

/* clang-format off */
#define AT(member) offsetof(gi_printer, member)
const gi_printer_key gi_printer_keys[GI_PRINTER_KEYS] = {
    { "model", read_model, AT(model), NULL, 0, 0, "1..95 bytes of text" },
    { "language", read_word, AT(language), gi_printer_languages, 0, 0, "tspl, zpl, escpos, png, pdf" },
    { "dpi", read_word, AT(dpi), dpis, 0, 0, "203, 300, 600" },
    { "head", read_length, AT(head), NULL, 20000, 220000, "20..220 (mm)" },
    { "polarity", read_switch, AT(inverted), polarities, 0, 0, "normal, inverted" },
    { "graphics", read_switch, AT(z64), graphics, 0, 0, "hex, z64" },
    { "media", read_media, AT(gap), NULL, 500, 25000, "gap 0.5..25, mark 0.5..25, continuous" },
    { "gap-offset", read_length, AT(gap_offset), NULL, -25000, 25000, "-25..25 (mm)" },
    { "direction", read_word, AT(direction), ends, 0, 0, "0, 1" },
    { "mirror", read_switch, AT(mirror), no_yes, 0, 0, "no, yes" },
    { "rotate", read_word, AT(rotate), turns, 0, 0, "0, 90, 180, 270" },
    { "density", read_whole, AT(density), NULL, 0, 30, "tspl 0..15, zpl 0..30" },
    { "speed", read_whole, AT(speed), NULL, 1, 14, "1..14 (inch/s)" },
    { "after", read_word, AT(after), afters, 0, 0, "own, tear, cut, peel" },
    { "across", read_whole, AT(across), NULL, 1, 8, "1..8" },
    { "pitch", read_length, AT(pitch), NULL, 1000, 220000, "1..220 (mm)" },
    { "flush", read_switch, AT(flush), no_yes, 0, 0, "no, yes" },
    { "offset", read_two, AT(offset_x), NULL, -99, 99, "X Y, -9.9..9.9 (mm)" },
    { "scale", read_two, AT(scale_x), NULL, 950, 1050, "X Y, 95.0..105.0 (%)" },
    { "to", read_to, AT(place), gi_printer_ways, 0, 0, "file, tcp HOST:PORT, usb /dev/usb/lpN, cups QUEUE" },
    { "status", read_switch, AT(status), no_yes, 0, 0, "no, yes" },
    { "patience", read_whole, AT(patience), NULL, 1, 600, "1..600 (s)" },
};
/* clang-format on */
