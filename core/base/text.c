/*
 * text.c - strict UTF-8, texts people typed, and decimal integers (gi/text.h).
 *
 * One decoder serves every UTF-8 question. Parsers use the whole input or refuse it and
 * write their output last. Nothing here allocates.
 */
#include "gi/text.h"

#include <string.h>

/* What a leading byte announces; bytes that match no row cannot start a character. */
typedef struct lead {
    uint8_t mask, value;
    size_t size;
    uint32_t least; /* smaller code points would be overlong */
} lead;

static const lead leads[] = {
    { 0x80, 0x00, 1, 0x0 },
    { 0xE0, 0xC0, 2, 0x80 },
    { 0xF0, 0xE0, 3, 0x800 },
    { 0xF8, 0xF0, 4, 0x10000 },
};

static const lead *lead_of(uint8_t byte)
{
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        if ((byte & leads[i].mask) == leads[i].value) {
            return &leads[i];
        }
    }
    return NULL;
}

/* Size of the character at the start of text, its code point in *code; 0 if it is not valid. */
static size_t decode(gi_bytes text, uint32_t *code)
{
    const lead *first = lead_of(text.data[0]);
    if (first == NULL || first->size > text.size) {
        return 0;
    }
    uint32_t point = text.data[0] & (uint8_t)~first->mask;
    for (size_t i = 1; i < first->size; i++) {
        if ((text.data[i] & 0xC0U) != 0x80U) {
            return 0;
        }
        point = point << 6 | (text.data[i] & 0x3FU);
    }
    if (point < first->least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
        return 0;
    }
    *code = point;
    return first->size;
}

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

gi_bytes gi_trim(gi_bytes text)
{
    while (text.size > 0 && is_blank(text.data[text.size - 1])) {
        text.size--;
    }
    while (text.size > 0 && is_blank(text.data[0])) {
        text.data++;
        text.size--;
    }
    return text;
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F);
}

static gi_bytes rest_from(gi_bytes text, size_t at)
{
    return (gi_bytes){ text.data + at, text.size - at };
}

/* Behind the ASCII characters from here on, eight at a time: names and numbers are nothing else. */
static size_t skip_ascii(gi_bytes text, size_t at)
{
    uint64_t eight = 0;
    while (text.size - at >= sizeof eight) {
        memcpy(&eight, text.data + at, sizeof eight);
        if ((eight & UINT64_C(0x8080808080808080)) != 0) {
            break;
        }
        at += sizeof eight;
    }
    while (at < text.size && text.data[at] < 0x80) {
        at++;
    }
    return at;
}

bool gi_utf8_valid(gi_bytes text)
{
    uint32_t code = 0;
    for (size_t at = skip_ascii(text, 0); at < text.size; at = skip_ascii(text, at)) {
        size_t size = decode(rest_from(text, at), &code);
        if (size == 0) {
            return false;
        }
        at += size;
    }
    return true;
}

bool gi_utf8_printable(gi_bytes text)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t code = 0;
        size_t size = decode(rest_from(text, at), &code);
        if (size == 0 || is_control(code)) {
            return false;
        }
        at += size;
    }
    return true;
}

size_t gi_utf8_length(gi_bytes text)
{
    size_t length = 0;
    for (size_t i = 0; i < text.size; i++) {
        length += (text.data[i] & 0xC0U) != 0x80U;
    }
    return length;
}

gi_quote_text gi_quote(gi_bytes text)
{
    gi_quote_text out = { { 0 } };
    size_t used = 0;
    for (size_t at = 0; at < text.size && used + 4 < sizeof out.text;) {
        uint32_t code = 0;
        size_t size = decode(rest_from(text, at), &code);
        if (size == 0 || is_control(code)) {
            out.text[used++] = '?';
        } else {
            memcpy(out.text + used, text.data + at, size);
            used += size;
        }
        at += size == 0 ? 1 : size;
    }
    return out;
}

gi_status gi_text_copy(char *out, size_t size, gi_bytes text, const char *name, gi_error *err)
{
    if (!gi_utf8_valid(text)) {
        return gi_fail(err, GI_WHY_BAD_UTF8, name);
    }
    if (!gi_utf8_printable(text)) {
        return gi_fail(err, GI_WHY_CONTROL_CHARACTER, name);
    }
    if (text.size >= size) {
        return gi_fail(err, GI_WHY_TOO_LONG, name, gi_num((int64_t)text.size).text,
                       gi_num((int64_t)size - 1).text);
    }
    if (text.size > 0) {
        memcpy(out, text.data, text.size);
    }
    out[text.size] = '\0';
    return GI_OK;
}

/* '-'? then one 0 alone or digits without a leading zero; "-0" has two spellings, so none. */
static bool is_integer(gi_bytes digits, bool negative)
{
    if (digits.size == 0 || (digits.data[0] == '0' && (digits.size > 1 || negative))) {
        return false;
    }
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9') {
            return false;
        }
    }
    return true;
}

/* False on overflow. Counts downwards, so that the smallest int64 can be read too. */
static bool integer_value(gi_bytes digits, bool negative, int64_t *out)
{
    int64_t value = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digits.data[i] - '0', &value)) {
            return false;
        }
    }
    return !__builtin_mul_overflow(value, negative ? 1 : -1, out);
}

gi_status gi_text_int(gi_bytes text, const char *name, int64_t low, int64_t high, int64_t *out,
                      gi_error *err)
{
    bool negative = text.size > 0 && text.data[0] == '-';
    gi_bytes digits = negative ? rest_from(text, 1) : text;
    if (!is_integer(digits, negative)) {
        return gi_fail(err, GI_WHY_BAD_NUMBER, gi_quote(text).text);
    }
    int64_t value = 0;
    if (!integer_value(digits, negative, &value) || value < low || value > high) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, name, gi_quote(text).text, gi_num(low).text,
                       gi_num(high).text);
    }
    *out = value;
    return GI_OK;
}
