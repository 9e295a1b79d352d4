/*
 * reports.c - what is taken out of reports when their time is over (reports.h).
 *
 * A receipt stays good for as long as there is a registry: whoever asks is told that the report
 * came in, what was found, and that its words are gone. Photos are known by name and age alone, so
 * one whose entry was lost goes as well.
 */
#include "core/scans/reports.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/scans/inbox.h"
#include "core/store/inbox.h"
#include "gi/json.h"
#include "gi/unit_number.h"

enum { FACTS_DEPTH = 4, RECEIPT_SIZE = GI_HIDDEN_TEXT - 1 };

/* ---- entries ---- */

static gi_status blank_one(gi_db *db, int64_t number, gi_bytes facts, int days, gi_error *err)
{
    GI_AUTO(gi_json) before = NULL;
    GI_AUTO(gi_json) after = gi_json_object();
    GI_AUTO_BUF text = GI_BUF(GI_INBOX_FACTS_MAX);
    gi_bytes receipt = { NULL, 0 };
    /* Facts that do not read go as well, receipt and all: their time is over. */
    if (gi_json_parse(facts, FACTS_DEPTH, &before, NULL) == GI_OK &&
        gi_json_as_text(gi_json_get(before, "receipt"), &receipt)) {
        gi_json_set(after, "receipt", gi_json_text(receipt));
    }
    gi_json_set_int(after, "deleted_after_days", days);
    GI_TRY(gi_json_ok(after, err));
    gi_json_write(after, &text);
    GI_TRY(gi_buf_status(&text, "facts", err));
    return gi_inbox_blank(db, number, GI_INBOX_GONE, gi_buf_view(&text), err);
}

gi_status gi_reports_blank(gi_db *db, gi_time before, int days, gi_error *err)
{
    bool found = true;
    int64_t number = 0;
    GI_AUTO_BUF facts = GI_BUF(GI_INBOX_FACTS_MAX);
    while (found) {
        GI_TRY(gi_inbox_older(db, number, GI_INBOX_REPORT, before, &number, &facts, &found, err));
        if (found) {
            GI_TRY(blank_one(db, number, gi_buf_view(&facts), days, err));
        }
    }
    return GI_OK;
}

/* ---- photos ---- */

static bool is_photo(const char *name)
{
    static const char *const kinds[] = { ".jpg", ".png", ".webp" };
    static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strspn(name, letters) == RECEIPT_SIZE && strcmp(name + RECEIPT_SIZE, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_older(int folder, const char *name, gi_time before)
{
    struct stat found;
    return fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(found.st_mode) &&
           (gi_time)found.st_mtim.tv_sec * 1000 < before;
}

void gi_reports_sweep(const char *folder, gi_time before)
{
    DIR *all = opendir(folder);
    for (const struct dirent *at = NULL; all != NULL && (at = readdir(all)) != NULL;) {
        if (is_photo(at->d_name) && is_older(dirfd(all), at->d_name, before)) {
            (void)unlinkat(dirfd(all), at->d_name, 0);
        }
    }
    if (all != NULL) {
        (void)closedir(all);
    }
}
