/*
 * listening.c - what every server of ours is told: numbers, networks, places (options.h).
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "gi/text.h"
#include "web/options.h"

/* Numbers of a plan: their text, their limits, and where they go. */
typedef struct number_row {
    const char *name;
    size_t text;
    int64_t low, high;
    size_t out; /* an unsigned in gi_http_limits */
} number_row;

#define NUMBER(name, member, low, high, limit)                                                \
    {                                                                                         \
        name, offsetof(gi_listen_options, member), low, high, offsetof(gi_http_limits, limit) \
    }

static const number_row numbers[] = {
    NUMBER("--threads", threads, 1, 64, threads),
    NUMBER("--connections", connections, 1, 4096, connections),
    NUMBER("--per-address", per_address, 0, 4096, address_connections),
    NUMBER("--rate", rate, 0, 100000, address_rate),
    NUMBER("--total-rate", total_rate, 0, 1000000, total_rate),
};

/* A checked number; what stands there already when it was not given. */
static gi_status read_number(const gi_listen_options *given, const number_row *row,
                             gi_http_limits *limits, gi_error *err)
{
    unsigned *place = (unsigned *)(void *)((char *)limits + row->out);
    const char *text = *(const char *const *)(const void *)((const char *)given + row->text);
    int64_t value = *place;
    if (text != NULL) {
        GI_TRY(gi_text_int(gi_bytes_of(text), row->name, row->low, row->high, &value, err));
    }
    *place = (unsigned)value;
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
    int64_t stop = 30;
    gi_listen_plan plan = { .limits = gi_http_limits_default(),
                            .listen = given->listen,
                            .tls_cert = given->tls_cert,
                            .tls_key = given->tls_key };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        GI_TRY(read_number(given, &numbers[i], &plan.limits, err));
    }
    GI_TRY(read_proxies(given->proxies, &plan.limits, err));
    if (given->stop_seconds != NULL) {
        GI_TRY(gi_text_int(gi_bytes_of(given->stop_seconds), "--stop-seconds", 0, 300, &stop, err));
    }
    plan.stop_ms = (int)stop * 1000;
    *out = plan;
    return GI_OK;
}

static gi_status add_all(const char *text, gi_listeners *out, gi_error *err)
{
    char one[GI_LISTEN_NAME_MAX];
    do { /* an empty list is one empty place, which is refused */
        size_t size = strcspn(text, ",");
        if (size >= sizeof one) {
            return gi_fail(err, GI_WHY_LISTEN, text, "too long");
        }
        memcpy(one, text, size);
        one[size] = '\0';
        GI_TRY(gi_listeners_add(out, one, err));
        text += size + (text[size] == ',' ? 1 : 0);
    } while (*text != '\0');
    return GI_OK;
}

static gi_status open_all(const gi_listen_plan *plan, gi_listeners *out, gi_error *err)
{
    size_t inherited = 0;
    GI_TRY(gi_listeners_inherit(out, &inherited, err));
    if (plan->listen == NULL && inherited > 0) {
        return GI_OK;
    }
    return add_all(plan->listen != NULL ? plan->listen : "127.0.0.1:8080", out, err);
}

gi_status gi_listen_open(const gi_listen_plan *plan, gi_listeners *out, gi_error *err)
{
    gi_listeners fresh = { .count = 0 };
    gi_status status = open_all(plan, &fresh, err);
    if (status != GI_OK) {
        gi_listeners_close(&fresh);
        return status;
    }
    *out = fresh;
    return GI_OK;
}

void gi_listen_say(const gi_listeners *listeners, const char *path)
{
    for (size_t i = 0; i < listeners->count; i++) {
        bool url = strstr(listeners->one[i].name, "://") != NULL;
        (void)printf("listening %s%s\n", listeners->one[i].name, url ? path : "");
    }
}

/* ---- signals ---- */

static void wanted_signals(sigset_t *out)
{
    (void)sigemptyset(out);
    (void)sigaddset(out, SIGTERM);
    (void)sigaddset(out, SIGINT);
    (void)sigaddset(out, SIGHUP);
}

void gi_signals_block(void)
{
    sigset_t wanted;
    wanted_signals(&wanted);
    (void)sigprocmask(SIG_BLOCK, &wanted, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
}

int gi_signals_wait(int seconds)
{
    sigset_t wanted;
    const struct timespec patience = { .tv_sec = seconds };
    wanted_signals(&wanted);
    int number = sigtimedwait(&wanted, NULL, &patience);
    return number > 0 ? number : 0;
}
