/*
 * writer.c - the life of a writer: pick, make, release, issue, void, from the beginning.
 *
 * die_at_write makes it end inside a write of the database file or its WAL, with half of the
 * bytes written: what a power cut does, at a place that can be counted.
 */
#include "tests/crash/writer.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gi/batch_id.h"
#include "gi/text.h"
#include "gi/unit_number.h"
#include "tests/property/ledger/books.h"

/* ---- dying at a counted place ---- */

static long long writes_left;

static ssize_t torn_pwrite(int file, const void *bytes, size_t size, off_t at)
{
    if (--writes_left == 0) {
        ssize_t torn = pwrite(file, bytes, size / 2, at);
        (void)torn; /* whatever came of it, this process ends here */
        (void)raise(SIGKILL);
    }
    return pwrite(file, bytes, size, at);
}

static int arm(long long at)
{
    static const char *const names[] = { "pwrite", "pwrite64" };
    struct sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    writes_left = at;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (vfs->xGetSystemCall(vfs, names[i]) != NULL &&
            vfs->xSetSystemCall(vfs, names[i], (sqlite3_syscall_ptr)torn_pwrite) != SQLITE_OK) {
            return -1;
        }
    }
    return 0;
}

/* ---- acts ---- */

typedef struct life {
    desk *desk;
    int told;
    gi_receipt receipt; /* of the last act */
    char batch[GI_BATCH_ID_TEXT];
} life;

static int fail(life *now, const gi_error *err)
{
    crash_site *site = now->desk->site;
    (void)snprintf(site->fault, sizeof site->fault, "%s: %s", gi_why_id(err->why), err->message);
    return 1;
}

static gi_status write_down(life *now, const gi_draft *draft, gi_error *err)
{
    told record = { .index = now->receipt.index,
                    .answer = gi_sha256(gi_bytes_of(now->receipt.answer)) };
    GI_AUTO(gi_json) json = gi_draft_to_json(draft);
    gi_bytes hex = { 0 };
    (void)gi_json_as_text(gi_json_get(json, "request"), &hex);
    GI_TRY(gi_hex_parse(hex, record.request, sizeof record.request, err));
    if (write(now->told, &record, sizeof record) != (ssize_t)sizeof record) {
        return gi_fail(err, GI_WHY_FILE_WRITE, now->desk->site->told, "short");
    }
    atomic_fetch_add(&now->desk->site->commits, 1);
    return GI_OK;
}

/* Say what will be asked, ask, write down what was told. */
static gi_status submit(life *now, gi_error *err, const char *act, ...) __attribute__((sentinel));
static gi_status submit(life *now, gi_error *err, const char *act, ...)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_AUTO_BUF text = GI_BUF(sizeof now->desk->site->asked - 1);
    va_list fields;
    va_start(fields, act);
    gi_status status = gi_draft_create(act, desk_random(now->desk), &draft, err);
    for (const char *name = va_arg(fields, const char *); name != NULL && status == GI_OK;
         name = va_arg(fields, const char *)) {
        status = gi_draft_set(draft, name, gi_bytes_of(va_arg(fields, const char *)), err);
    }
    va_end(fields);
    GI_TRY(status);
    GI_AUTO(gi_json) json = gi_draft_to_json(draft);
    gi_json_write(json, &text);
    (void)snprintf(now->desk->site->asked, sizeof now->desk->site->asked, "%s", gi_buf_text(&text));
    GI_TRY(desk_submit(now->desk, draft, &now->receipt, err));
    return write_down(now, draft, err);
}

static int64_t told_number(const life *now, const char *name, size_t place)
{
    GI_AUTO(gi_json) json = NULL;
    int64_t number = 0;
    (void)!gi_json_parse(gi_bytes_of(now->receipt.answer), 8, &json, NULL);
    const gi_json *value = gi_json_get(json, name);
    (void)gi_json_as_int(gi_json_is_array(value) ? gi_json_at(value, place) : value, &number);
    return number;
}

static void told_batch(life *now)
{
    GI_AUTO(gi_json) json = NULL;
    gi_bytes text = { (const uint8_t *)"", 0 };
    (void)!gi_json_parse(gi_bytes_of(now->receipt.answer), 8, &json, NULL);
    (void)gi_json_as_text(gi_json_get(json, "batch"), &text);
    (void)snprintf(now->batch, sizeof now->batch, "%.*s", (int)text.size, (const char *)text.data);
}

/* From the plot to labels, some of which are taken out of force. */
static gi_status one_round(life *now, gi_error *err)
{
    char text[64];
    GI_TRY(submit(now, err, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                  "2026-04-05", "qty", "2100g", NULL));
    (void)snprintf(text, sizeof text, "%lld:2100g", (long long)told_number(now, "lot", 0));
    GI_TRY(submit(now, err, "make", "holder", "0001", "product", "LSYW", "season", "2026-1",
                  "inputs", text, "qty", "500g", "day", "2026-04-05", NULL));
    GI_TRY(submit(now, err, "batch", "holder", "0001", "lot",
                  gi_num(told_number(now, "lot", 0)).text, "grade", "特级", NULL));
    told_batch(now);
    GI_TRY(submit(now, err, "issue", "batch", now->batch, "count", "10", "net", "50g", "packed",
                  "2026-04-20", NULL));
    gi_unit_id first = { (uint16_t)told_number(now, "run", 0),
                         (uint32_t)told_number(now, "run", 1) };
    gi_unit_number_print(first, text);
    return submit(now, err, "void", "units", text, "why", "damaged", NULL);
}

int writer_work(desk *mine)
{
    gi_error err = { 0 };
    life now = { .desk = mine };
    now.told = open(mine->site->told, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (mine->site->die_at_write > 0 && arm(mine->site->die_at_write) != 0) {
        return fail(&now, &err);
    }
    while (one_round(&now, &err) == GI_OK) {
    }
    return fail(&now, &err);
}
