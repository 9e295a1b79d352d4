/*
 * language.c - what the writers of language.h share.
 */
#include "labels/languages/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void gi_language_add_masked(gi_bytes bytes, uint8_t mask, gi_buf *out)
{
    uint8_t *room = gi_buf_extend(out, bytes.size);
    if (room == NULL) {
        return;
    }
    uint64_t word, wide = mask * 0x0101010101010101U;
    size_t i = 0;
    for (; i + sizeof word <= bytes.size; i += sizeof word) {
        memcpy(&word, bytes.data + i, sizeof word);
        word ^= wide;
        memcpy(room + i, &word, sizeof word);
    }
    for (; i < bytes.size; i++) {
        room[i] = bytes.data[i] ^ mask;
    }
}

void gi_language_add_mm(int32_t um, gi_buf *out)
{
    char text[24];
    int size =
        snprintf(text, sizeof text, "%s%d.%03d", um < 0 ? "-" : "", abs(um) / 1000, abs(um) % 1000);
    while (size > 0 && text[size - 1] == '0') {
        size--;
    }
    size -= size > 0 && text[size - 1] == '.';
    gi_buf_add(out, (gi_bytes){ (const uint8_t *)text, (size_t)size });
}
