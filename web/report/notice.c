/*
 * notice.c - one report from its form into the inbox: checked, photo on the disk, then the entry.
 *
 * The photo is written first and taken away again when the entry cannot be made: an entry never
 * names a photo that is not there.
 */
#include "web/report/notice.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gi/json.h"
#include "web/report/allowance.h"
#include "web/report/notice_check.h"
#include "web/report/photo.h"
#include "web/report/photo_file.h"
#include "web/report/photo_room.h"

enum { DIR_MAX = GI_PHOTO_DIR_MAX, PATH_SIZE = DIR_MAX + 64, SUBJECT_MAX = 100 };

struct gi_notices {
    char dir[DIR_MAX]; /* of the photos */
    gi_scan_writer *writer;
    gi_random random;
    gi_allowance *allowance;
    gi_photo_room room;
    atomic_int days;
};

static gi_notices *notices_new(void)
{
    gi_notices *fresh = calloc(1, sizeof *fresh);
    if (fresh != NULL) {
        fresh->allowance = gi_allowance_create();
        gi_photo_room_init(&fresh->room, GI_NOTICE_PHOTOS_MAX);
        atomic_init(&fresh->days, GI_REPORT_DAYS);
    }
    return fresh;
}

gi_status gi_notices_create(const char *dir, gi_scan_writer *writer, gi_random random,
                            gi_notices **out, gi_error *err)
{
    GI_AUTO(gi_notices) fresh = notices_new();
    if (fresh == NULL || fresh->allowance == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "reports");
    }
    int size = snprintf(fresh->dir, sizeof fresh->dir, "%s/" GI_PHOTOS_FOLDER, dir);
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
        gi_photo_room_clear(&notices->room);
        free(notices);
    }
}

void gi_notices_set(gi_notices *notices, int days, int64_t photos_max)
{
    atomic_store(&notices->days, days);
    gi_photo_room_bound(&notices->room, photos_max);
    gi_inbox_keep_reports(notices->writer, days);
}

int gi_notices_days(const gi_notices *notices)
{
    return atomic_load(&notices->days);
}

int gi_notices_begin(gi_notices *notices, const uint8_t prefix[8], gi_time now)
{
    return gi_allowance_begin(notices->allowance, prefix, now);
}

void gi_notices_undo(gi_notices *notices, const uint8_t prefix[8], gi_time now)
{
    gi_allowance_undo(notices->allowance, prefix, now);
}

/* ---- the photo ---- */

/* A photo on its way to the disk. */
typedef struct kept_photo {
    char path[PATH_SIZE]; /* "" = there is none */
    int64_t size;         /* booked in the room */
    bool left_out;
} kept_photo;

static gi_status save(gi_notices *notices, gi_bytes clean, const char *name, gi_json *facts,
                      kept_photo *out, gi_error *err)
{
    (void)snprintf(out->path, sizeof out->path, "%s/%s", notices->dir, name);
    gi_status status = gi_photo_save(notices->dir, out->path, clean, err);
    if (status != GI_OK) {
        gi_photo_room_give(&notices->room, (int64_t)clean.size);
        return status;
    }
    out->size = (int64_t)clean.size;
    gi_json_set_text(facts, "photo", name);
    gi_json_set_int(facts, "photo_bytes", out->size);
    return GI_OK;
}

/* Writes the photo anew and names it in facts, or says there that no room was left for it. */
static gi_status keep_photo(gi_notices *notices, const gi_notice *notice, const char *receipt,
                            gi_json *facts, kept_photo *out, gi_error *err)
{
    const char *suffix = "";
    char name[GI_RECEIPT_TEXT + 8];
    GI_AUTO_BUF clean = GI_BUF(GI_PHOTO_MAX + GI_PHOTO_MORE);
    if (notice->photo.size == 0) {
        return GI_OK;
    }
    GI_TRY(gi_photo_strip(notice->photo, &clean, &suffix, err));
    if (!gi_photo_room_take(&notices->room, notices->dir, (int64_t)clean.size,
                            notice->verdict->as_of)) {
        out->left_out = true;
        gi_json_set_int(facts, "photo_left_out", (int64_t)clean.size);
        return GI_OK;
    }
    (void)snprintf(name, sizeof name, "%s.%s", receipt, suffix);
    return save(notices, gi_buf_view(&clean), name, facts, out, err);
}

static void drop_photo(gi_notices *notices, const kept_photo *photo)
{
    if (photo->path[0] != '\0') {
        (void)unlink(photo->path);
        gi_photo_room_give(&notices->room, photo->size);
    }
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

gi_status gi_notices_add(gi_notices *notices, const gi_notice *notice, gi_notice_taken *out,
                         gi_error *err)
{
    uint8_t chance[8];
    gi_notice_taken taken;
    kept_photo photo = { .size = 0 };
    GI_AUTO(gi_json) facts = gi_json_object();
    gi_json *lines = gi_json_array();
    gi_json_set(facts, "lines", lines);
    GI_TRY(gi_notice_check(notice, lines, err));
    notices->random.fill(notices->random.context, chance, sizeof chance);
    gi_hidden_code_print((gi_bytes){ chance, sizeof chance }, taken.receipt);
    set_facts(notice, taken.receipt, facts);
    GI_TRY(keep_photo(notices, notice, taken.receipt, facts, &photo, err));
    gi_status status = add_entry(notices, notice, facts, err);
    if (status != GI_OK) {
        drop_photo(notices, &photo);
        return status;
    }
    taken.photo_left_out = photo.left_out;
    *out = taken;
    return GI_OK;
}
