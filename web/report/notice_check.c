/*
 * notice_check.c - what may stand in a report, and its text cut into lines (notice_check.h).
 */
#include "web/report/notice_check.h"

#include <stdio.h>
#include <string.h>

#include "gi/text.h"

enum { LINES_MAX = 60 };

static const gi_notice_reason reasons[] = {
    { "fake", "怀疑是假货", "It may be a fake" },
    { "differs", "与页面内容不符", "The pack differs from the page" },
    { "quality", "质量问题", "Quality" },
    { "unsafe", "食用后不适", "Somebody felt ill" },
    { "label", "标签破损、重复或扫不出", "The label is damaged, doubled or unreadable" },
    { "price", "价格或宣传不实", "False price or advertising" },
    { "other", "其他", "Something else" },
};

const gi_notice_reason *gi_notice_reason_at(size_t index)
{
    return index < sizeof reasons / sizeof reasons[0] ? &reasons[index] : NULL;
}

static gi_status check_reason(gi_bytes reason, gi_error *err)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (gi_bytes_equal(reason, gi_bytes_of(reasons[i].id))) {
            return GI_OK;
        }
    }
    return gi_fail_field(err, "reason", GI_WHY_BAD_FIELD, "reason", gi_quote(reason).text,
                         "fake, differs, quality, unsafe, label, price, other");
}

/* UTF-16 units of a text, CR LF as one; bytes that begin no character count as none. */
static int64_t length_of(gi_bytes text)
{
    int64_t units = 0;
    for (size_t i = 0; i < text.size; i++) {
        uint8_t at = text.data[i];
        bool joined = at == '\r' && i + 1 < text.size && text.data[i + 1] == '\n';
        units += ((at & 0xC0) != 0x80 && !joined ? 1 : 0) + (at >= 0xF0 ? 1 : 0);
    }
    return units;
}

static gi_status check_length(gi_bytes text, const char *name, int64_t most, gi_error *err)
{
    char count[48];
    char limit[48];
    int64_t length = length_of(text);
    if (length <= most && (int64_t)text.size <= 3 * most) {
        return GI_OK;
    }
    (void)snprintf(count, sizeof count, "%s 字/characters", gi_num(length).text);
    (void)snprintf(limit, sizeof limit, "%s", gi_num(most).text);
    return gi_fail_field(err, name, GI_WHY_TOO_LONG, name, count, limit);
}

static gi_status check_lines(gi_bytes text, gi_error *err)
{
    char count[48];
    int64_t lines = text.size > 0 && text.data[text.size - 1] != '\n';
    for (size_t i = 0; i < text.size; i++) {
        lines += text.data[i] == '\n';
    }
    if (lines <= LINES_MAX) {
        return GI_OK;
    }
    (void)snprintf(count, sizeof count, "%s 行/lines", gi_num(lines).text);
    return gi_fail_field(err, "text", GI_WHY_TOO_LONG, "text", count, gi_num(LINES_MAX).text);
}

/* One line of a text as a value; a tab, which JSON that is kept cannot hold, is a blank. */
static gi_status push_line(gi_bytes line, gi_json *lines, gi_error *err)
{
    GI_AUTO_BUF plain = GI_BUF(GI_NOTICE_TEXT_MAX);
    for (size_t i = 0; i < line.size; i++) {
        gi_buf_add_byte(&plain, line.data[i] == '\t' ? ' ' : line.data[i]);
    }
    GI_TRY(gi_buf_status(&plain, "text", err));
    if (!gi_utf8_printable(gi_buf_view(&plain))) {
        return gi_fail_field(err, "text", GI_WHY_BAD_FIELD, "text", gi_quote(line).text,
                             "UTF-8, 0..60 lines");
    }
    gi_json_push(lines, gi_json_text(gi_buf_view(&plain)));
    return GI_OK;
}

/* The lines of a text as an array: JSON that is kept holds no control characters. */
static gi_status read_lines(gi_bytes text, gi_json *lines, gi_error *err)
{
    GI_TRY(check_lines(text, err));
    while (text.size > 0) {
        const uint8_t *end = memchr(text.data, '\n', text.size);
        size_t size = end == NULL ? text.size : (size_t)(end - text.data);
        size_t skip = end == NULL ? size : size + 1;
        gi_bytes line = { text.data, size };
        line.size -= size > 0 && line.data[size - 1] == '\r';
        GI_TRY(push_line(line, lines, err));
        text = (gi_bytes){ text.data + skip, text.size - skip };
    }
    return GI_OK;
}

gi_status gi_notice_check(const gi_notice *notice, gi_json *lines, gi_error *err)
{
    GI_TRY(check_reason(notice->reason, err));
    GI_TRY(check_length(notice->code, "code", GI_NOTICE_CODE_CHARS, err));
    GI_TRY(check_length(notice->text, "text", GI_NOTICE_TEXT_CHARS, err));
    if (!gi_utf8_printable(notice->code)) {
        return gi_fail_field(err, "code", GI_WHY_BAD_FIELD, "code", gi_quote(notice->code).text,
                             "UTF-8, one line");
    }
    return read_lines(notice->text, lines, err);
}
