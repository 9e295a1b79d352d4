/*
 * notice.c - one report from its form into the inbox: checked, photo on the disk, then the entry.
 *
 * The photo is written first and taken away again when the entry cannot be made: an entry never
 * names a photo that is not there.
 */
#include "web/report/notice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gi/json.h"
#include "gi/text.h"
#include "web/report/allowance.h"
#include "web/report/photo.h"
#include "web/report/photo_file.h"

enum { DIR_MAX = GI_PHOTO_DIR_MAX, PATH_SIZE = DIR_MAX + 64, LINES_MAX = 60, SUBJECT_MAX = 100 };

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

struct gi_notices {
    char dir[DIR_MAX]; /* of the photos */
    gi_scan_writer *writer;
    gi_random random;
    gi_allowance *allowance;
};

gi_status gi_notices_create(const char *dir, gi_scan_writer *writer, gi_random random,
                            gi_notices **out, gi_error *err)
{
    GI_AUTO(gi_notices) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL || (fresh->allowance = gi_allowance_create()) == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "reports");
    }
    int size = snprintf(fresh->dir, sizeof fresh->dir, "%s/reports", dir);
    if (size < 0 || (size_t)size >= sizeof fresh->dir) {
        return gi_fail(err, GI_WHY_TOO_LONG, "--dir", gi_num(size).text, gi_num(DIR_MAX).text);
    }
    fresh->writer = writer;
    fresh->random = random;
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_notices_destroy(gi_notices *notices)
{
    if (notices != NULL) {
        gi_allowance_destroy(notices->allowance);
        free(notices);
    }
}

int gi_notices_begin(gi_notices *notices, const uint8_t prefix[8], gi_time now)
{
    return gi_allowance_begin(notices->allowance, prefix, now);
}

void gi_notices_undo(gi_notices *notices, const uint8_t prefix[8], gi_time now)
{
    gi_allowance_undo(notices->allowance, prefix, now);
}

/* ---- checks ---- */

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

static gi_status check_size(gi_bytes text, const char *name, int64_t most, gi_error *err)
{
    if ((int64_t)text.size > most) {
        return gi_fail_field(err, name, GI_WHY_TOO_LONG, name, gi_num((int64_t)text.size).text,
                             gi_num(most).text);
    }
    return GI_OK;
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

static gi_status check_notice(const gi_notice *notice, gi_error *err)
{
    GI_TRY(check_reason(notice->reason, err));
    GI_TRY(check_size(notice->code, "code", GI_NOTICE_CODE_MAX, err));
    GI_TRY(check_size(notice->text, "text", GI_NOTICE_TEXT_MAX, err));
    if (!gi_utf8_printable(notice->code)) {
        return gi_fail_field(err, "code", GI_WHY_BAD_FIELD, "code", gi_quote(notice->code).text,
                             "UTF-8, one line");
    }
    return GI_OK;
}

/* ---- the photo ---- */

/* Writes the photo anew and names it in facts; path "" = there is none. */
static gi_status keep_photo(const gi_notices *notices, gi_bytes photo, const char *receipt,
                            gi_json *facts, char path[PATH_SIZE], gi_error *err)
{
    const char *suffix = "";
    GI_AUTO_BUF clean = GI_BUF(GI_PHOTO_MAX + 1);
    path[0] = '\0';
    if (photo.size == 0) {
        return GI_OK;
    }
    GI_TRY(gi_photo_strip(photo, &clean, &suffix, err));
    char name[GI_RECEIPT_TEXT + 8];
    (void)snprintf(name, sizeof name, "%s.%s", receipt, suffix);
    (void)snprintf(path, PATH_SIZE, "%s/%s", notices->dir, name);
    gi_json_set_text(facts, "photo", name);
    gi_json_set_int(facts, "photo_bytes", (int64_t)clean.size);
    return gi_photo_save(notices->dir, path, gi_buf_view(&clean), err);
}

/* ---- the entry ---- */

/* What it is about, in one line: the label or batch if the ledger knows it, else what was typed. */
static gi_bytes subject_of(const gi_notice *notice)
{
    const gi_verdict *verdict = notice->verdict;
    if (verdict->has_unit) {
        return gi_bytes_of(verdict->unit_text);
    }
    if (verdict->has_batch) {
        return gi_bytes_of(verdict->batch.id_text);
    }
    bool whole = notice->code.size > 0 && notice->code.size <= SUBJECT_MAX;
    return whole ? notice->code : gi_bytes_of("-");
}

static void set_facts(const gi_notice *notice, const char *receipt, gi_json *facts)
{
    const gi_verdict *verdict = notice->verdict;
    gi_json_set_text(facts, "receipt", receipt);
    gi_json_set_text(facts, "language", notice->language);
    gi_json_set_text(facts, "issued", gi_issued_word(verdict->issued));
    gi_json_set(facts, "reason", gi_json_text(notice->reason));
    gi_json_set(facts, "code", gi_json_text(notice->code));
    if (verdict->has_unit) {
        gi_json_set_text(facts, "unit", verdict->unit_text);
    }
    if (verdict->has_batch) {
        gi_json_set_text(facts, "batch", verdict->batch.id_text);
    }
}

static gi_status add_entry(const gi_notices *notices, const gi_notice *notice, const gi_json *facts,
                           gi_error *err)
{
    int64_t number = 0;
    GI_AUTO_BUF text = GI_BUF(GI_INBOX_FACTS_MAX);
    GI_TRY(gi_json_ok(facts, err));
    gi_json_write(facts, &text);
    GI_TRY(gi_buf_status(&text, "report", err));
    gi_inbox_note note = { .kind = "report",
                           .subject = subject_of(notice),
                           .facts = gi_buf_view(&text),
                           .at = notice->verdict->as_of,
                           .count = 1 };
    return gi_inbox_add(notices->writer, &note, &number, err);
}

gi_status gi_notices_add(gi_notices *notices, const gi_notice *notice,
                         char receipt[GI_RECEIPT_TEXT], gi_error *err)
{
    uint8_t chance[8];
    char name[GI_RECEIPT_TEXT];
    char path[PATH_SIZE];
    GI_AUTO(gi_json) facts = gi_json_object();
    gi_json *lines = gi_json_array();
    gi_json_set(facts, "lines", lines);
    GI_TRY(check_notice(notice, err));
    GI_TRY(read_lines(notice->text, lines, err));
    notices->random.fill(notices->random.context, chance, sizeof chance);
    gi_hidden_code_print((gi_bytes){ chance, sizeof chance }, name);
    set_facts(notice, name, facts);
    GI_TRY(keep_photo(notices, notice->photo, name, facts, path, err));
    gi_status status = add_entry(notices, notice, facts, err);
    if (status != GI_OK && path[0] != '\0') {
        (void)unlink(path);
    }
    GI_TRY(status);
    memcpy(receipt, name, sizeof name);
    return GI_OK;
}
