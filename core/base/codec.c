/*
 * codec.c - bytes as hex, base64 and Crockford base32 characters (gi/text.h).
 *
 * Reading checks the whole text first and writes afterwards, so a refused text leaves the
 * output alone. Each value has one spelling, save that hex takes both cases.
 */
#include "gi/text.h"

#include <string.h>

static const char hex_digits[] = "0123456789abcdef";
static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char base32_digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static int digit_value(const char *digits, char c)
{
    const char *found = c == '\0' ? NULL : strchr(digits, c);
    return found == NULL ? -1 : (int)(found - digits);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int hex_value(uint8_t c)
{
    return digit_value(hex_digits, lower((char)c));
}

void gi_hex_add(gi_buf *out, gi_bytes bytes)
{
    if (bytes.size > out->max) { /* also keeps the doubling below from wrapping */
        out->failed = GI_NO_MEMORY;
        return;
    }
    uint8_t *at = gi_buf_extend(out, bytes.size * 2);
    for (size_t i = 0; at != NULL && i < bytes.size; i++) {
        at[2 * i] = (uint8_t)hex_digits[bytes.data[i] >> 4];
        at[2 * i + 1] = (uint8_t)hex_digits[bytes.data[i] & 15U];
    }
}

gi_status gi_hex_parse(gi_bytes text, uint8_t *out, size_t size, gi_error *err)
{
    if (text.size % 2 != 0 || text.size / 2 != size) {
        return gi_fail(err, GI_WHY_BAD_HEX, gi_quote(text).text);
    }
    for (size_t i = 0; i < text.size; i++) {
        if (hex_value(text.data[i]) < 0) {
            return gi_fail(err, GI_WHY_BAD_HEX, gi_quote(text).text);
        }
    }
    for (size_t i = 0; i < size; i++) {
        out[i] = (uint8_t)(hex_value(text.data[2 * i]) * 16 + hex_value(text.data[2 * i + 1]));
    }
    return GI_OK;
}

/* Writes the four characters of one to three bytes. */
static void encode_group(const uint8_t *bytes, size_t count, uint8_t *at)
{
    uint32_t group = 0;
    for (size_t i = 0; i < 3; i++) {
        group = group << 8 | (i < count ? bytes[i] : 0U);
    }
    for (size_t i = 0; i < 4; i++) {
        at[i] = (uint8_t)(i <= count ? base64_digits[group >> (18 - 6 * i) & 63U] : '=');
    }
}

void gi_base64_add(gi_buf *out, gi_bytes bytes)
{
    if (bytes.size > out->max) {
        out->failed = GI_NO_MEMORY;
        return;
    }
    uint8_t *at = gi_buf_extend(out, (bytes.size / 3 + (bytes.size % 3 != 0)) * 4);
    for (size_t done = 0; at != NULL && done < bytes.size; done += 3, at += 4) {
        size_t left = bytes.size - done;
        encode_group(bytes.data + done, left < 3 ? left : 3, at);
    }
}

static int base64_value(uint8_t c)
{
    return digit_value(base64_digits, (char)c);
}

static size_t padding_of(gi_bytes text)
{
    size_t padding = 0;
    while (padding < 2 && padding < text.size && text.data[text.size - 1 - padding] == '=') {
        padding++;
    }
    return padding;
}

/* True when text is the one spelling of *size bytes. */
static bool base64_check(gi_bytes text, size_t *size)
{
    size_t padding = padding_of(text);
    if (text.size % 4 != 0) {
        return false;
    }
    for (size_t i = 0; i < text.size - padding; i++) {
        if (base64_value(text.data[i]) < 0) {
            return false;
        }
    }
    /* The last character before the padding carries 2 or 4 bits that mean nothing. */
    unsigned spare = padding == 2 ? 15U : padding == 1 ? 3U : 0U;
    if (padding > 0 && ((unsigned)base64_value(text.data[text.size - padding - 1]) & spare) != 0) {
        return false;
    }
    *size = text.size / 4 * 3 - padding;
    return true;
}

/* Decodes a checked text into size bytes at out. */
static void base64_decode(gi_bytes text, uint8_t *out, size_t size)
{
    uint32_t bits = 0;
    size_t done = 0;
    for (size_t i = 0; done < size; i++) {
        bits = bits << 6 | (uint32_t)base64_value(text.data[i]);
        if (i % 4 != 0) {
            out[done++] = (uint8_t)(bits >> (6 - i % 4 * 2));
        }
    }
}

gi_status gi_base64_parse(gi_bytes text, uint8_t *out, size_t size, gi_error *err)
{
    size_t found = 0;
    if (!base64_check(text, &found) || found != size) {
        return gi_fail(err, GI_WHY_BAD_BASE64, gi_quote(text).text);
    }
    base64_decode(text, out, size);
    return GI_OK;
}

gi_status gi_base64_parse_add(gi_bytes text, gi_buf *out, gi_error *err)
{
    size_t size = 0;
    if (!base64_check(text, &size)) {
        return gi_fail(err, GI_WHY_BAD_BASE64, gi_quote(text).text);
    }
    uint8_t *at = gi_buf_extend(out, size);
    if (at != NULL) {
        base64_decode(text, at, size);
    }
    return gi_buf_status(out, "base64", err);
}

int gi_base32_value(char c)
{
    switch (lower(c)) {
    case 'o':
        return 0;
    case 'i':
    case 'l':
        return 1;
    default:
        return digit_value(base32_digits, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
}

char gi_base32_char(unsigned value)
{
    return base32_digits[value & 31U];
}
