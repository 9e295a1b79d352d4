/*
 * options.c - reads option tables and the numbers of a listening server (options.h).
 */
#include "web/options.h"

#include <stdio.h>
#include <string.h>

#include "gi/text.h"

enum { THREADS_MAX = 64, CONNECTIONS_MAX = 4096 };

static const gi_option_row *row_of(const gi_option_row *rows, const char *name)
{
    for (; rows->name != NULL; rows++) {
        if (strcmp(rows->name, name) == 0) {
            return rows;
        }
    }
    return NULL;
}

static bool take_word(gi_option_words *words, const char *text)
{
    if (strncmp(text, "--", 2) == 0 || words == NULL ||
        words->count == sizeof words->word / sizeof words->word[0]) {
        return false;
    }
    words->word[words->count++] = text;
    return true;
}

gi_status gi_options_read(const gi_option_row *rows, const char *program, int argc, char **argv,
                          void *out, gi_option_words *words, gi_error *err)
{
    for (int i = 1; i < argc; i++) {
        const gi_option_row *row = row_of(rows, argv[i]);
        if (row == NULL && take_word(words, argv[i])) {
            continue;
        }
        if (row == NULL || (row->value != NULL && i + 1 == argc)) {
            return gi_fail(err, GI_WHY_UNKNOWN_OPTION, argv[i], program);
        }
        char *place = (char *)out + row->at;
        if (row->value == NULL) {
            *(bool *)(void *)place = true;
        } else {
            *(const char **)(void *)place = argv[++i];
        }
    }
    return GI_OK;
}

void gi_options_print(const gi_option_row *rows)
{
    for (; rows->name != NULL; rows++) {
        (void)printf("  %-18s %-13s %s\n", rows->name, rows->value ? rows->value : "",
                     rows->purpose);
    }
}

/* A checked number, or what stands in out already when text is NULL. */
static gi_status read_number(const char *text, const char *name, int64_t low, int64_t high,
                             unsigned *out, gi_error *err)
{
    int64_t value = *out;
    if (text != NULL) {
        GI_TRY(gi_text_int(gi_bytes_of(text), name, low, high, &value, err));
    }
    *out = (unsigned)value;
    return GI_OK;
}

/* "127.0.0.1:8080" into its parts. */
static gi_status read_address(const char *text, gi_listen_plan *out, gi_error *err)
{
    const char *colon = strrchr(text, ':');
    size_t size = colon == NULL ? 0 : (size_t)(colon - text);
    if (colon == NULL || size >= sizeof out->address) {
        return gi_fail(err, GI_WHY_LISTEN, text, "ADDRESS:PORT");
    }
    int64_t number = 0;
    GI_TRY(gi_text_int(gi_bytes_of(colon + 1), "port", 0, UINT16_MAX, &number, err));
    memcpy(out->address, text, size);
    out->address[size] = '\0';
    out->port = (uint16_t)number;
    return GI_OK;
}

/* "10.0.0.0/8,2001:db8::/32" */
static gi_status read_proxies(const char *text, gi_http_limits *out, gi_error *err)
{
    while (text != NULL && *text != '\0') {
        size_t size = strcspn(text, ",");
        gi_bytes one = { (const uint8_t *)text, size };
        if (out->proxy_count == GI_HTTP_NETS_MAX) {
            return gi_fail_field(err, "--proxy", GI_WHY_BAD_COUNT,
                                 gi_num(GI_HTTP_NETS_MAX + 1).text, gi_num(GI_HTTP_NETS_MAX).text);
        }
        GI_TRY(gi_http_net_read(one, &out->proxies[out->proxy_count], err));
        out->proxy_count++;
        text += size + (text[size] == ',' ? 1 : 0);
    }
    return GI_OK;
}

gi_status gi_listen_read(const gi_listen_options *given, gi_listen_plan *out, gi_error *err)
{
    gi_listen_plan plan = { .limits = gi_http_limits_default() };
    gi_http_limits *limits = &plan.limits;
    GI_TRY(read_number(given->threads, "--threads", 1, THREADS_MAX, &limits->threads, err));
    GI_TRY(read_number(given->connections, "--connections", 1, CONNECTIONS_MAX,
                       &limits->connections, err));
    GI_TRY(read_number(given->per_address, "--per-address", 0, CONNECTIONS_MAX,
                       &limits->address_connections, err));
    GI_TRY(read_proxies(given->proxies, limits, err));
    GI_TRY(read_address(given->listen != NULL ? given->listen : "127.0.0.1:8080", &plan, err));
    *out = plan;
    return GI_OK;
}

void gi_say_error(const gi_error *err)
{
    char line[GI_ERROR_LINE];
    gi_error_line(err, line);
    (void)fprintf(stderr, "%s\n", line);
}
