/*
 * printer.c - profiles by name: files of the registry first, then those built in.
 *
 * Adding a built-in model = one file in labels/printers/ and one row below.
 */
#include "gi/printer.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "labels/file_read.h"
#include "labels/printer_keys.h"

#define BUILT_IN(ROW)                         \
    ROW("tspl-203-54", tspl_203_54)           \
    ROW("tspl-203-72", tspl_203_72)           \
    ROW("tspl-203-108", tspl_203_108)         \
    ROW("tspl-300-106", tspl_300_106)         \
    ROW("gprinter-gp1324d", gprinter_gp1324d) \
    ROW("hprt-n41", hprt_n41)                 \
    ROW("xprinter-xp420b", xprinter_xp420b)   \
    ROW("zebra-203", zebra_203)               \
    ROW("zebra-300", zebra_300)               \
    ROW("escpos-58", escpos_58)               \
    ROW("escpos-80", escpos_80)               \
    ROW("png-203-48", png_203_48)             \
    ROW("office", office)

#define DECLARE(name, symbol)                 \
    extern const char gi_printers_##symbol[]; \
    extern const size_t gi_printers_##symbol##_size;
BUILT_IN(DECLARE)

static const struct built_in {
    const char *name;
    const char *text;
    const size_t *size;
} built_in[] = {
#define ENTRY(name, symbol) { name, gi_printers_##symbol, &gi_printers_##symbol##_size },
    BUILT_IN(ENTRY)
};

#define BUILT_IN_COUNT (sizeof built_in / sizeof built_in[0])
#define OWN_MAX 256

static const char *word_for(const gi_printer_word *words, int32_t value)
{
    while (words->text != NULL && words->value != value) {
        words++;
    }
    return words->text;
}

const char *gi_printer_language_name(gi_printer_language language)
{
    return word_for(gi_printer_languages, (int32_t)language);
}

const char *gi_printer_way_name(gi_printer_way way)
{
    return word_for(gi_printer_ways, (int32_t)way);
}

static gi_status append_name(void *context, const char *name, bool own, gi_error *err)
{
    (void)own;
    gi_buf *names = context;
    gi_buf_add_text(names, names->size == 0 ? "" : ", ");
    gi_buf_add_text(names, name);
    return gi_buf_status(names, "printers", err);
}

static gi_status fail_unknown(const char *dir, const char *name, gi_error *err)
{
    GI_AUTO_BUF names = GI_BUF(65536);
    GI_TRY(gi_printer_each(dir, append_name, &names, err));
    return gi_fail(err, GI_WHY_UNKNOWN_PRINTER, name, gi_buf_text(&names));
}

static gi_status find_built_in(const char *dir, const char *name, gi_printer *out, gi_error *err)
{
    for (size_t i = 0; i < BUILT_IN_COUNT; i++) {
        if (strcmp(built_in[i].name, name) == 0) {
            gi_bytes file = { (const uint8_t *)built_in[i].text, *built_in[i].size };
            return gi_printer_parse(name, file, out, err);
        }
    }
    return fail_unknown(dir, name, err);
}

/* A profile that is there but cannot be read must not be replaced by another one in silence. */
static bool is_missing(const char *path)
{
    return access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

gi_status gi_printer_find(const char *dir, const char *name, gi_printer *out, gi_error *err)
{
    char path[PATH_MAX];
    /* Before the name becomes part of a path: this refuses "../" and alike. */
    GI_TRY(gi_printer_name_check(name, err));
    int size = snprintf(path, sizeof path, "%s/printers/%s.ini", dir == NULL ? "" : dir, name);
    if (dir == NULL || size < 0 || (size_t)size >= sizeof path || is_missing(path)) {
        return find_built_in(dir, name, out, err);
    }
    const gi_file_rule rule = { .most = GI_PRINTER_FILE_MAX, .linked = true };
    GI_AUTO_BUF file = GI_BUF(GI_PRINTER_FILE_MAX + 1);
    GI_TRY(gi_file_read(path, &rule, &file, err));
    return gi_printer_parse(name, gi_buf_view(&file), out, err);
}

/* Names of the registry's profiles, sorted. */
typedef struct own_names {
    char names[OWN_MAX][GI_PRINTER_NAME];
    size_t count;
} own_names;

static void take_entry(own_names *own, const char *entry)
{
    size_t size = strlen(entry);
    char name[GI_PRINTER_NAME];
    if (size < 5 || size - 4 >= sizeof name || strcmp(entry + size - 4, ".ini") != 0) {
        return;
    }
    memcpy(name, entry, size - 4);
    name[size - 4] = '\0';
    if (own->count < OWN_MAX && gi_printer_name_check(name, NULL) == GI_OK) {
        memcpy(own->names[own->count++], name, sizeof name);
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

static gi_status list_own(const char *dir, own_names *own, gi_error *err)
{
    char path[PATH_MAX];
    int size = snprintf(path, sizeof path, "%s/printers", dir);
    DIR *folder = size < 0 || (size_t)size >= sizeof path ? NULL : opendir(path);
    if (folder == NULL) {
        return errno == ENOENT ? GI_OK : gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        take_entry(own, entry->d_name);
    }
    (void)closedir(folder);
    qsort(own->names, own->count, sizeof own->names[0], by_name);
    return GI_OK;
}

static bool replaced(const own_names *own, const char *name)
{
    for (size_t i = 0; i < own->count; i++) {
        if (strcmp(own->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

gi_status gi_printer_each(const char *dir, gi_printer_visit visit, void *context, gi_error *err)
{
    own_names own = { .count = 0 };
    if (dir != NULL) {
        GI_TRY(list_own(dir, &own, err));
    }
    for (size_t i = 0; i < own.count; i++) {
        GI_TRY(visit(context, own.names[i], true, err));
    }
    for (size_t i = 0; i < BUILT_IN_COUNT; i++) {
        if (!replaced(&own, built_in[i].name)) {
            GI_TRY(visit(context, built_in[i].name, false, err));
        }
    }
    return GI_OK;
}
