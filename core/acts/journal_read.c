/*
 * journal_read.c - lines of the journal by the index of their act; cutting off old ones.
 *
 * Several lines may claim one index: a registry that was put back and went on elsewhere leaves
 * both. Which of them is the act is found out by running it, so all are kept.
 */
#include <stdlib.h>

#include "core/acts/journal.h"
#include "gi/recover.h"

void gi_journal_lines_clear(gi_journal_lines *lines)
{
    for (size_t i = 0; lines->line != NULL && i < lines->count; i++) {
        gi_json_destroy(lines->line[i]);
    }
    free(lines->line);
    *lines = (gi_journal_lines){ 0 };
}

static bool line_index(gi_bytes text, gi_json **line, int64_t *index)
{
    return gi_json_parse(text, 8, line, NULL) == GI_OK &&
           gi_json_as_int(gi_json_get(*line, "index"), index);
}

static gi_status take_line(void *context, gi_bytes text, gi_error *err)
{
    gi_journal_lines *to = context;
    GI_AUTO(gi_json) line = NULL;
    int64_t index = -1;
    if (!line_index(text, &line, &index) || index < to->from ||
        (uint64_t)(index - to->from) >= to->count) {
        return GI_OK;
    }
    gi_json **list = &to->line[index - to->from];
    if (*list == NULL) {
        *list = gi_json_array();
    }
    gi_json_push(*list, GI_TAKE(line));
    return gi_json_ok(*list, err);
}

static gi_status read_file(const char *path, gi_journal_lines *to, gi_error *err)
{
    GI_AUTO_JOURNAL file = GI_JOURNAL_CLOSED;
    GI_TRY(gi_journal_file_open(path, &file, err));
    return gi_journal_file_each(&file, take_line, to, err);
}

gi_status gi_journal_read(const char *path, int64_t from, int64_t to, gi_journal_lines *out,
                          gi_error *err)
{
    GI_JOURNAL_LINES found = { .from = from, .count = (size_t)(to - from) };
    found.line = calloc(found.count + 1, sizeof(void *));
    if (found.line == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "journal");
    }
    if (path[0] != '\0') {
        GI_TRY(read_file(path, &found, err));
    }
    *out = found;
    found = (gi_journal_lines){ 0 };
    return GI_OK;
}

/* ---- cutting ---- */

typedef struct cutting {
    int64_t before;
    int64_t cut;
} cutting;

/* A line that does not read is torn or of another program: it may hold a value, so it goes. */
static gi_status edit_cut(void *context, gi_bytes text, gi_buf *out, gi_error *err)
{
    cutting *at = context;
    GI_AUTO(gi_json) line = NULL;
    int64_t index = -1;
    (void)err;
    if (!line_index(text, &line, &index) || index < at->before) {
        at->cut++;
        return GI_OK;
    }
    gi_buf_add(out, text);
    gi_buf_add_byte(out, '\n');
    return GI_OK;
}

gi_status gi_journal_cut(const gi_registry *registry, int64_t before, int64_t *cut, gi_error *err)
{
    GI_AUTO_JOURNAL file = GI_JOURNAL_CLOSED;
    cutting at = { .before = before };
    const char *path = registry->about.journal;
    if (path[0] != '\0') {
        GI_TRY(gi_journal_file_open(path, &file, err));
        GI_TRY(gi_journal_file_rewrite(&file, edit_cut, &at, err));
    }
    *cut = at.cut;
    return GI_OK;
}
