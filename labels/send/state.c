/*
 * state.c - answers of printers by two tables (state.h).
 *
 * Sources: TSPL manual, <ESC>!? ; Zebra Programming Guide, ~HS.
 */
#include "labels/send/state.h"

#include <string.h>

#define LINES 3
#define STX 2
#define ETX 3

static const struct tspl_bit {
    uint8_t bit;
    const char *words;
} tspl_bits[] = {
    { 0x04, "缺纸 paper out" },   { 0x01, "打印头打开 head open" }, { 0x40, "盖子打开 cover open" },
    { 0x02, "卡纸 paper jam" },   { 0x08, "缺碳带 ribbon out" },    { 0x10, "暂停 paused" },
    { 0x80, "故障 other error" },
};

/* Which field of which line is '1' for what; counted from 0. */
static const struct zpl_flag {
    size_t line, field;
    const char *words;
} zpl_flags[] = {
    { 0, 1, "缺纸 paper out" },          { 1, 2, "打印头打开 head open" },
    { 1, 3, "缺碳带 ribbon out" },       { 0, 2, "暂停 paused" },
    { 0, 11, "打印头过热 too hot" },     { 0, 10, "打印头过冷 too cold" },
    { 0, 9, "内存出错 memory corrupt" },
};

/* The first two that fit: the worst stand first in the tables. */
static void add_words(gi_printer_state *state, const char *words)
{
    size_t held = strlen(state->text);
    size_t gap = held == 0 ? 0 : 2;
    if (held + gap + strlen(words) < sizeof state->text) {
        memcpy(state->text + held, ", ", gap);
        memcpy(state->text + held + gap, words, strlen(words) + 1);
    }
}

gi_printer_state gi_state_tspl(uint8_t answer)
{
    gi_printer_state state = { "" };
    for (size_t i = 0; i < sizeof tspl_bits / sizeof tspl_bits[0]; i++) {
        if ((answer & tspl_bits[i].bit) != 0) {
            add_words(&state, tspl_bits[i].words);
        }
    }
    return state;
}

/* The text between the next STX and its ETX; moves *answer behind it. */
static bool next_line(gi_bytes *answer, gi_bytes *line)
{
    const uint8_t *from = answer->size == 0 ? NULL : memchr(answer->data, STX, answer->size);
    if (from == NULL) {
        return false;
    }
    size_t skipped = (size_t)(from - answer->data) + 1;
    const uint8_t *to = memchr(from, ETX, answer->size - skipped + 1);
    if (to == NULL) {
        return false;
    }
    *line = (gi_bytes){ from + 1, (size_t)(to - from) - 1 };
    *answer = (gi_bytes){ to + 1, answer->size - skipped - line->size - 1 };
    return true;
}

/* Whether the field at a place is exactly "1". */
static bool set(gi_bytes line, size_t field)
{
    size_t at = 0;
    for (; field > 0 && at < line.size; at++) {
        field -= line.data[at] == ',';
    }
    bool ends = at + 1 == line.size || (at + 1 < line.size && line.data[at + 1] == ',');
    return field == 0 && ends && line.data[at] == '1';
}

bool gi_state_zpl(gi_bytes answer, gi_printer_state *out)
{
    gi_bytes lines[LINES];
    for (size_t i = 0; i < LINES; i++) {
        if (!next_line(&answer, &lines[i])) {
            return false;
        }
    }
    gi_printer_state state = { "" };
    for (size_t i = 0; i < sizeof zpl_flags / sizeof zpl_flags[0]; i++) {
        if (set(lines[zpl_flags[i].line], zpl_flags[i].field)) {
            add_words(&state, zpl_flags[i].words);
        }
    }
    *out = state;
    return true;
}
