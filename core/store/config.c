/*
 * config.c - reads and writes `name = value` lines; '#' starts a comment.
 *
 * One table of the names that exist; an unknown name is refused with its line, so a typing
 * mistake never passes as a default.
 */
#include "core/store/config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gi/text.h"

#define CONFIG_MAX 4096

static gi_status set_base_url(gi_about *about, gi_bytes value, gi_error *err)
{
    char url[sizeof about->base_url];
    GI_TRY(gi_text_copy(url, sizeof url, value, "base_url", err));
    bool secure = strncmp(url, "https://", 8) == 0;
    const char *host = url + (secure ? 8 : 7);
    size_t host_size = strcspn(secure || strncmp(url, "http://", 7) == 0 ? host : "", "/");
    if (host_size == 0 || url[value.size - 1] != '/') {
        return gi_fail(err, GI_WHY_BAD_FIELD, "base_url", url, "https://host/");
    }
    memcpy(about->base_url, url, sizeof url);
    (void)snprintf(about->host, sizeof about->host, "%.*s", (int)host_size, host);
    return GI_OK;
}

static gi_status set_utc_offset(gi_about *about, gi_bytes value, gi_error *err)
{
    int64_t minutes = 0;
    GI_TRY(gi_text_int(value, "utc_offset_min", -720, 840, &minutes, err));
    about->utc_offset_min = (int)minutes;
    return GI_OK;
}

static gi_status set_clock_ahead(gi_about *about, gi_bytes value, gi_error *err)
{
    int64_t days = 0;
    GI_TRY(gi_text_int(value, "max_clock_ahead", 1, 36500, &days, err));
    about->max_clock_ahead = (int)days;
    return GI_OK;
}

static gi_status set_high_water(gi_about *about, gi_bytes value, gi_error *err)
{
    char path[sizeof about->high_water];
    GI_TRY(gi_text_copy(path, sizeof path, value, "high_water", err));
    if (path[0] != '/') {
        return gi_fail(err, GI_WHY_BAD_FIELD, "high_water", path, "/...");
    }
    memcpy(about->high_water, path, sizeof path);
    return GI_OK;
}

static gi_status set_witness_seconds(gi_about *about, gi_bytes value, gi_error *err)
{
    int64_t seconds = 0;
    GI_TRY(gi_text_int(value, "witness_seconds", 1, 60, &seconds, err));
    about->witness_seconds = (int)seconds;
    return GI_OK;
}

static gi_status set_journal(gi_about *about, gi_bytes value, gi_error *err)
{
    char path[sizeof about->journal];
    GI_TRY(gi_text_copy(path, sizeof path, value, "journal", err));
    if (path[0] != '/') {
        return gi_fail(err, GI_WHY_BAD_FIELD, "journal", path, "/...");
    }
    memcpy(about->journal, path, sizeof path);
    return GI_OK;
}

static const struct setting {
    const char *name;
    gi_status (*set)(gi_about *about, gi_bytes value, gi_error *err);
} settings[] = {
    { "base_url", set_base_url },
    { "utc_offset_min", set_utc_offset },
    { "max_clock_ahead", set_clock_ahead },
    { "high_water", set_high_water },
    { "witness_seconds", set_witness_seconds },
    { "journal", set_journal },
};

static gi_status read_line(gi_about *about, gi_bytes line, int number, gi_error *err)
{
    line = gi_trim(line);
    if (line.size == 0 || line.data[0] == '#') {
        return GI_OK;
    }
    const uint8_t *equals = memchr(line.data, '=', line.size);
    if (equals == NULL) {
        return gi_fail(err, GI_WHY_BAD_CONFIG, gi_num(number).text, "name = value");
    }
    size_t name_size = (size_t)(equals - line.data);
    gi_bytes name = gi_trim((gi_bytes){ line.data, name_size });
    gi_bytes value = gi_trim((gi_bytes){ equals + 1, line.size - name_size - 1 });
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        if (gi_bytes_equal(name, gi_bytes_of(settings[i].name))) {
            gi_error why = { 0 };
            if (settings[i].set(about, value, &why) != GI_OK) {
                return gi_fail(err, GI_WHY_BAD_CONFIG, gi_num(number).text, why.message);
            }
            return GI_OK;
        }
    }
    char shown[64];
    (void)snprintf(shown, sizeof shown, "%.*s", (int)(name.size > 60 ? 60 : name.size),
                   (const char *)name.data);
    return gi_fail(err, GI_WHY_BAD_CONFIG, gi_num(number).text, shown);
}

static gi_status read_lines(gi_about *about, gi_bytes text, gi_error *err)
{
    int number = 0;
    while (text.size > 0) {
        const uint8_t *end = memchr(text.data, '\n', text.size);
        size_t size = end != NULL ? (size_t)(end - text.data) : text.size;
        GI_TRY(read_line(about, (gi_bytes){ text.data, size }, ++number, err));
        size_t step = end != NULL ? size + 1 : size;
        text = (gi_bytes){ text.data + step, text.size - step };
    }
    return GI_OK;
}

gi_status gi_config_read(const char *dir, gi_about *about, gi_error *err)
{
    char path[1200];
    char text[CONFIG_MAX];
    (void)snprintf(path, sizeof path, "%s/config", dir);
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    size_t size = fread(text, 1, sizeof text, file);
    bool broken = ferror(file) != 0;
    (void)fclose(file);
    if (broken || size == sizeof text) {
        return gi_fail(err, GI_WHY_TOO_LONG, "config", path, gi_num(CONFIG_MAX - 1).text);
    }
    about->utc_offset_min = 480;
    about->max_clock_ahead = 400;
    about->witness_seconds = 10;
    return read_lines(about, (gi_bytes){ (const uint8_t *)text, size }, err);
}

gi_status gi_config_write(const char *dir, const gi_about *about, gi_error *err)
{
    char path[1200];
    (void)snprintf(path, sizeof path, "%s/config", dir);
    FILE *file = fopen(path, "wxe");
    if (file == NULL) {
        return gi_fail(err, errno == EEXIST ? GI_WHY_FILE_EXISTS : GI_WHY_FILE_WRITE, path,
                       strerror(errno));
    }
    (void)fprintf(file,
                  "# What stands before the digits in the QR; with the final slash. Up to 17\n"
                  "# characters the symbol stays at version 6, up to 33 at version 7.\n"
                  "base_url = %s\n"
                  "# Civil days are counted at this offset from UTC, in minutes (China: 480).\n"
                  "utc_offset_min = %d\n"
                  "# Where the newest signed head is remembered, outside this directory, so that\n"
                  "# a restored old copy is noticed. Without this line: beside the directory.\n"
                  "# high_water = /var/backups/gitrace.high\n"
                  "# Where drafts and salts of acts are kept outside this directory, best on\n"
                  "# another disk: gitrace log recover needs them. It holds private values in\n"
                  "# clear. Without this line none is kept.\n"
                  "# journal = /var/backups/gitrace.journal\n"
                  "# An act this many days after the last one is refused: the clock may be wrong.\n"
                  "# max_clock_ahead = 400\n"
                  "# A witness that has not answered after so many seconds is left (1 to 60).\n"
                  "# witness_seconds = 10\n",
                  about->base_url, about->utc_offset_min);
    bool good = fflush(file) == 0 && fsync(fileno(file)) == 0;
    good = fclose(file) == 0 && good;
    return good ? GI_OK : gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
}
