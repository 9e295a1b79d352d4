/*
 * witness_logs.c - the logs a witness watches: one verifier key a line (witness_state.h).
 *
 * The key's name is the origin. An odd line refuses the whole file with its number: a witness
 * that silently left out a log would look dead to its operator.
 */
#include <stdlib.h>
#include <string.h>

#include "core/log/lines.h"
#include "core/log/witness_state.h"

enum { LOGS_FILE_MAX = 1 << 20, LOGS_MAX = 2048 };

static gi_bytes trim(gi_bytes text)
{
    const uint8_t *mark = text.size == 0 ? NULL : memchr(text.data, '#', text.size);
    text.size = mark == NULL ? text.size : (size_t)(mark - text.data);
    while (text.size > 0 && memchr(" \t\r", text.data[text.size - 1], 3) != NULL) {
        text.size--;
    }
    return text;
}

/* The last line may lack its newline: people edit these files. */
static bool take_any_line(gi_bytes *rest, gi_bytes *line)
{
    if (rest->size == 0) {
        return false;
    }
    if (!gi_line_take(rest, line)) {
        *line = *rest;
        *rest = (gi_bytes){ NULL, 0 };
    }
    return true;
}

bool gi_config_line(gi_bytes *rest, gi_bytes *line, int *number)
{
    gi_bytes found = { NULL, 0 };
    while (take_any_line(rest, &found)) {
        (*number)++;
        found = trim(found);
        if (found.size > 0) {
            *line = found;
            return true;
        }
    }
    return false;
}

static gi_status read_lines(gi_bytes text, gi_watched *out, size_t *count, gi_error *err)
{
    gi_bytes line = { NULL, 0 };
    int number = 0;
    size_t found = 0;
    while (gi_config_line(&text, &line, &number)) {
        gi_error why = { 0 };
        if (found == LOGS_MAX) {
            return gi_fail(err, GI_WHY_OVER_LIMIT, "logs", gi_num(LOGS_MAX).text);
        }
        if (gi_vkey_parse(line, out[found].origin, sizeof out[found].origin, &out[found].key,
                          &why) != GI_OK) {
            return gi_fail(err, GI_WHY_BAD_CONFIG, gi_num(number).text, why.message);
        }
        found++;
    }
    *count = found;
    return GI_OK;
}

gi_status gi_watched_read(const char *dir, gi_watched **out, size_t *count, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(LOGS_FILE_MAX);
    GI_TRY(gi_state_read(dir, "logs", &text, err));
    gi_watched *logs = calloc(LOGS_MAX, sizeof *logs);
    if (logs == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "logs");
    }
    gi_status status = read_lines(gi_buf_view(&text), logs, count, err);
    if (status != GI_OK) {
        free(logs);
        return status;
    }
    *out = logs;
    return GI_OK;
}
