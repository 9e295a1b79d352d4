/*
 * printer_ini.c - the reader of printer_ini.h: line by line, without a copy.
 */
#include "labels/printer_ini.h"

#include <string.h>

#include "gi/printer.h"
#include "gi/text.h"

typedef struct reading {
    const char *name;
    gi_ini_take take;
    void *context;
    bool inside; /* after the line [printer] */
} reading;

static gi_status fail_line(const reading *in, gi_why why, int64_t line, gi_bytes text,
                           gi_error *err)
{
    return gi_fail(err, why, in->name, gi_num(line).text, gi_quote(text).text);
}

static gi_status take_section(reading *in, int64_t line, gi_bytes text, gi_error *err)
{
    if (!gi_bytes_equal(text, gi_bytes_of("[printer]"))) {
        return fail_line(in, GI_WHY_PRINTER_KEY, line, text, err);
    }
    if (in->inside) {
        return fail_line(in, GI_WHY_PRINTER_TWICE, line, text, err);
    }
    in->inside = true;
    return GI_OK;
}

static gi_status take_pair(const reading *in, int64_t line, gi_bytes text, gi_error *err)
{
    const uint8_t *equals = memchr(text.data, '=', text.size);
    if (!in->inside || equals == NULL || equals == text.data) {
        return fail_line(in, GI_WHY_PRINTER_LINE, line, text, err);
    }
    size_t before = (size_t)(equals - text.data);
    gi_ini_pair pair = {
        .line = line,
        .key = gi_trim((gi_bytes){ text.data, before }),
        .value = gi_trim((gi_bytes){ equals + 1, text.size - before - 1 }),
    };
    return in->take(in->context, &pair, err);
}

static gi_status take_line(reading *in, int64_t line, gi_bytes raw, gi_error *err)
{
    gi_bytes text = gi_trim(raw);
    if (text.size == 0 || text.data[0] == '#' || text.data[0] == ';') {
        return GI_OK;
    }
    return text.data[0] == '[' ? take_section(in, line, text, err) : take_pair(in, line, text, err);
}

static gi_bytes without_mark(gi_bytes file)
{
    static const uint8_t mark[] = { 0xEF, 0xBB, 0xBF };
    bool marked = file.size >= sizeof mark && memcmp(file.data, mark, sizeof mark) == 0;
    return marked ? (gi_bytes){ file.data + sizeof mark, file.size - sizeof mark } : file;
}

static gi_bytes first_line(gi_bytes rest)
{
    const uint8_t *end = memchr(rest.data, '\n', rest.size);
    return (gi_bytes){ rest.data, end == NULL ? rest.size : (size_t)(end - rest.data) };
}

gi_status gi_ini_read(const char *name, gi_bytes file, gi_ini_take take, void *context,
                      gi_error *err)
{
    if (file.size > GI_PRINTER_FILE_MAX) {
        return gi_fail(err, GI_WHY_TOO_LONG, name, gi_num((int64_t)file.size).text,
                       gi_num(GI_PRINTER_FILE_MAX).text);
    }
    if (!gi_utf8_valid(file)) {
        return gi_fail(err, GI_WHY_BAD_UTF8, name);
    }
    reading in = { .name = name, .take = take, .context = context };
    gi_bytes rest = without_mark(file);
    for (int64_t line = 1; rest.size > 0; line++) {
        gi_bytes text = first_line(rest);
        gi_status status = take_line(&in, line, text, err);
        if (status != GI_OK) {
            if (err != NULL) {
                err->row = line;
            }
            return status;
        }
        size_t used = text.size < rest.size ? text.size + 1 : text.size;
        rest = (gi_bytes){ rest.data + used, rest.size - used };
    }
    return GI_OK;
}
