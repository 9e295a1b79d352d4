/*
 * jcs.c - what may stand in our JSON, how strings are spelled, how names are sorted (jcs.h).
 *
 * The scan walks tokens without knowing the grammar: in correct JSON it sees every string and
 * number as it is; anything else the parser refuses afterwards. It runs first, so that nesting
 * is bounded before a recursive parser starts.
 */
#include "core/base/jcs.h"

#include <string.h>

#include "gi/json.h"
#include "gi/text.h"

typedef struct scanner {
    gi_bytes text;
    size_t at;
    size_t depth, max_depth;
    const char *fault; /* NULL while all is well */
} scanner;

/* The byte so many places on, or 0 past the end. */
static uint8_t peek(const scanner *scan, size_t ahead)
{
    return ahead < scan->text.size - scan->at ? scan->text.data[scan->at + ahead] : 0;
}

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_control(unsigned unit)
{
    return unit < 0x20 || (unit >= 0x7F && unit <= 0x9F);
}

/* The number in the hex digits of \uXXXX; a malformed one reads as no control character. */
static unsigned escaped_unit(const scanner *scan)
{
    uint8_t unit[2];
    gi_bytes digits = { scan->text.data + scan->at + 2, 4 };
    if (scan->text.size - scan->at < 6 || gi_hex_parse(digits, unit, sizeof unit, NULL) != GI_OK) {
        return 0xFFFF;
    }
    return (unsigned)unit[0] << 8 | unit[1];
}

/* True when the escape at the scanner's place stands for a control character. */
static bool escapes_control(const scanner *scan)
{
    uint8_t kind = peek(scan, 1);
    if (kind == 'u') {
        return is_control(escaped_unit(scan));
    }
    return kind != 0 && strchr("bfnrt", kind) != NULL;
}

/* True for a raw C0, DEL or (as C2 80..C2 9F) C1 control character. */
static bool is_raw_control(const scanner *scan)
{
    uint8_t c = peek(scan, 0);
    return c < 0x20 || c == 0x7F || (c == 0xC2 && is_control(peek(scan, 1)));
}

static void scan_string(scanner *scan)
{
    for (scan->at++; scan->at < scan->text.size; scan->at++) {
        uint8_t c = peek(scan, 0);
        if (c == '"') {
            scan->at++;
            return;
        }
        if (c == '\\' ? escapes_control(scan) : is_raw_control(scan)) {
            scan->fault = "control character in a string";
            return;
        }
        scan->at += c == '\\'; /* a \" does not end the string */
    }
}

static void scan_number(scanner *scan)
{
    bool negative = peek(scan, 0) == '-';
    int64_t value = 0;
    size_t size = negative;
    for (; is_digit(peek(scan, size)); size++) {
        value = value * 10 + (peek(scan, size) - '0');
        if (value > GI_JSON_INT_MAX) {
            scan->fault = "number past 2^53-1";
            return;
        }
    }
    if (peek(scan, size) != 0 && strchr(".eE", peek(scan, size)) != NULL) {
        scan->fault = "fraction or exponent in a number";
    } else if (negative && value == 0) {
        scan->fault = "minus without a number above 0";
    }
    scan->at += size;
}

static void scan_token(scanner *scan)
{
    uint8_t c = peek(scan, 0);
    if (c == '"') {
        scan_string(scan);
    } else if (c == '-' || is_digit(c)) {
        scan_number(scan);
    } else if (c == 'n') {
        scan->fault = "null";
    } else if ((c == '{' || c == '[') && scan->depth++ == scan->max_depth) {
        scan->fault = "too many levels";
    } else {
        scan->depth -= (c == '}' || c == ']') && scan->depth > 0;
        scan->at++;
    }
}

bool gi_jcs_scan(gi_bytes text, size_t max_depth, gi_jcs_fault *fault)
{
    scanner scan = { .text = text, .max_depth = max_depth };
    scan.fault = text.size == 0 ? "nothing there" : NULL;
    while (scan.fault == NULL && scan.at < text.size) {
        scan_token(&scan);
    }
    *fault = (gi_jcs_fault){ scan.at, scan.fault };
    return scan.fault == NULL;
}

/* Appends the escape of one byte that needs one. */
static void add_escape(gi_buf *out, uint8_t c)
{
    static const char short_forms[][2] = { { '"', '"' },  { '\\', '\\' }, { '\b', 'b' },
                                           { '\f', 'f' }, { '\n', 'n' },  { '\r', 'r' },
                                           { '\t', 't' } };
    for (size_t i = 0; i < sizeof short_forms / sizeof short_forms[0]; i++) {
        if ((char)c == short_forms[i][0]) {
            gi_buf_add_byte(out, '\\');
            gi_buf_add_byte(out, (uint8_t)short_forms[i][1]);
            return;
        }
    }
    gi_buf_add_format(out, "\\u%04x", c);
}

static bool needs_escape(uint8_t c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

/* What stands before the first byte that needs an escape. */
static size_t plain_part(gi_bytes text)
{
    size_t size = 0;
    while (size < text.size && !needs_escape(text.data[size])) {
        size++;
    }
    return size;
}

/* Nearly every string goes out in one piece. */
static void add_plain(gi_buf *out, gi_bytes text)
{
    uint8_t *at = gi_buf_extend(out, text.size + 2);
    if (at != NULL) {
        at[0] = '"';
        if (text.size > 0) {
            memcpy(at + 1, text.data, text.size);
        }
        at[text.size + 1] = '"';
    }
}

void gi_jcs_add_string(gi_buf *out, gi_bytes text)
{
    size_t plain = plain_part(text);
    if (plain == text.size) {
        add_plain(out, text);
        return;
    }
    gi_buf_add_byte(out, '"');
    while (text.size > 0) {
        gi_buf_add(out, (gi_bytes){ text.data, plain });
        if (plain < text.size) {
            add_escape(out, text.data[plain++]);
        }
        text = (gi_bytes){ text.data + plain, text.size - plain };
        plain = plain_part(text);
    }
    gi_buf_add_byte(out, '"');
}

/* Bytewise order is code point order. UTF-16 differs from it in one place: characters past
 * U+FFFF (lead F0..F4) are surrogates there, and sort before U+E000..U+FFFF (lead EE, EF). */
static unsigned rank(char c)
{
    unsigned byte = (uint8_t)c;
    return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte;
}

int gi_jcs_compare(const char *a, const char *b)
{
    while (*a == *b && *a != '\0') {
        a++;
        b++;
    }
    return (int)rank(*a) - (int)rank(*b);
}
