/*
 * main_tested.c - remembers that a printer printed a template (main_tested.h).
 */
#include "labels/main_tested.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static gi_status path_of(const char *dir, const char *name, char out[PATH_MAX], gi_error *err)
{
    int size = snprintf(out, PATH_MAX, "%s/printers%s", dir, name);
    return size > 0 && size < PATH_MAX
               ? GI_OK
               : gi_fail(err, GI_WHY_TOO_LONG, "path", dir, gi_num(PATH_MAX - 1).text);
}

/* "PRINTER<tab>TEMPLATE", as a line without its end. */
static bool is_line(const char *line, const char *printer, const char *layout)
{
    size_t size = strlen(printer);
    return strncmp(line, printer, size) == 0 && line[size] == '\t' &&
           strncmp(line + size + 1, layout, strlen(layout)) == 0 &&
           line[size + 1 + strlen(layout)] == '\n';
}

gi_status gi_tested_find(const char *dir, const char *printer, const char *layout, bool *tested,
                         gi_error *err)
{
    char path[PATH_MAX];
    char *line = NULL;
    size_t room = 0;
    GI_TRY(path_of(dir, "/tested", path, err));
    *tested = false;
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return errno == ENOENT ? GI_OK : gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    while (!*tested && getline(&line, &room, file) > 0) {
        *tested = is_line(line, printer, layout);
    }
    bool broken = ferror(file) != 0;
    free(line);
    (void)fclose(file);
    return broken ? gi_fail(err, GI_WHY_FILE_READ, path, strerror(errno)) : GI_OK;
}

gi_status gi_tested_add(const char *dir, const char *printer, const char *layout, gi_error *err)
{
    char path[PATH_MAX];
    bool tested = false;
    GI_TRY(gi_tested_find(dir, printer, layout, &tested, err));
    if (tested) {
        return GI_OK;
    }
    GI_TRY(path_of(dir, "", path, err));
    (void)mkdir(path, 0700); /* there already, or opening the file says why not */
    GI_TRY(path_of(dir, "/tested", path, err));
    FILE *file = fopen(path, "ae");
    if (file == NULL) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    bool written = fprintf(file, "%s\t%s\n", printer, layout) > 0;
    return fclose(file) == 0 && written ? GI_OK
                                        : gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
}
