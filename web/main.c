/*
 * main.c - gitrace-serve: the look-up pages of one registry directory; as "gitrace-serve
 * witness" the witness of other people's logs (witness.h).
 *
 * Opens the registry for reading only and holds no signing key; what it writes is scans.db. Prints
 * a line for each place where it listens. SIGTERM and SIGINT end it once what was accepted is
 * answered, SIGHUP makes it read everything again (generation.h). Signals are waited for, not
 * handled: no flag is shared.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/text.h"
#include "web/counting.h"
#include "web/generation.h"
#include "web/notify.h"
#include "web/witness.h"

enum { EXIT_USAGE = 2, DIR_MAX = 1024, DAY_LOOK_S = 600 };

/* The running program. */
typedef struct program {
    int argc;
    char **argv;
    char dir[DIR_MAX];
    gi_listeners listeners;
    gi_counting counting;
    gi_metrics *metrics;
    gi_generation *current;
} program;

static void print_help(void)
{
    (void)printf("usage: gitrace-serve [options]\n查询网页服务 / run the look-up pages\n\n选项 / "
                 "options:\n");
    gi_options_print(gi_serve_rows);
    (void)printf("\n网页 / pages:\n");
    for (size_t i = 0; i < gi_route_count; i++) {
        (void)printf("  %-34s %s\n", gi_routes[i].pattern, gi_routes[i].purpose);
    }
}

static void hint_at_proxy(const gi_generation *generation, const gi_listeners *listeners)
{
    bool own = false;
    for (size_t i = 0; i < listeners->count; i++) {
        own = own || strstr(listeners->one[i].name, "//127.") != NULL;
    }
    if (own && generation->plan.limits.proxy_count == 0) {
        (void)fprintf(stderr, "若在代理之后，请用 --proxy 指明，否则所有扫码算作同一网络\n"
                              "behind a proxy name it with --proxy, or all scans are of one "
                              "network\n");
    }
}

static gi_status start(program *at, gi_error *err)
{
    const char *dir = gi_registry_dir(at->current->given.dir);
    if (snprintf(at->dir, sizeof at->dir, "%s", dir) >= DIR_MAX) {
        return gi_fail_field(err, "--dir", GI_WHY_TOO_LONG, "--dir", dir, gi_num(DIR_MAX - 1).text);
    }
    const gi_serve_options *given = &at->current->given;
    GI_TRY(gi_counting_open(at->dir, given->regions, given->networks, &at->counting, err));
    GI_TRY(gi_listen_open(&at->current->plan, &at->listeners, err));
    GI_TRY(gi_metrics_open(at->current->given.metrics, at->counting.writer, &at->metrics, err));
    at->current->metrics = at->metrics;
    return gi_generation_start(at->current, at->dir, &at->counting, &at->listeners, err);
}

static gi_status renew(program *at, gi_generation *next, gi_error *err)
{
    GI_TRY(gi_generation_read(at->argc, at->argv, next, err));
    next->metrics = at->metrics;
    return gi_generation_start(next, at->dir, &at->counting, &at->listeners, err);
}

/* Everything anew but sockets and directory; what cannot be made leaves all as it was. */
static void reload(program *at)
{
    gi_error err = { 0 };
    gi_generation *next = calloc(1, sizeof *next);
    gi_notify("RELOADING=1");
    if (next != NULL && renew(at, next, &err) == GI_OK) {
        gi_generation *old = at->current;
        at->current = next;
        (void)gi_generation_end(old, false);
        (void)printf("reloaded\n");
    } else {
        (void)gi_generation_end(next, false);
        gi_say_error(&err);
        (void)fprintf(stderr, "沿用原配置 / going on as before\n");
    }
    gi_notify("READY=1");
}

static void serve(program *at)
{
    hint_at_proxy(at->current, &at->listeners);
    gi_listen_say(&at->listeners, "");
    if (at->metrics != NULL) {
        (void)printf("metrics %smetrics\n", gi_metrics_place(at->metrics));
    }
    gi_notify("READY=1");
    for (int number = 0; number == SIGHUP || number == 0; number = gi_signals_wait(DAY_LOOK_S)) {
        gi_counting_day(&at->counting);
        if (number == SIGHUP) {
            reload(at);
        }
    }
    gi_notify("STOPPING=1");
}

static int finish(program *at)
{
    gi_metrics_attach(at->metrics, NULL, NULL);
    unsigned cut = gi_generation_end(at->current, true);
    gi_metrics_close(at->metrics);
    gi_listeners_close(&at->listeners);
    gi_counting_close(&at->counting);
    if (cut > 0) {
        (void)fprintf(stderr, "到时中断 %u 个连接 / connections cut at the end: %u\n", cut, cut);
    }
    return 0;
}

static int fail(program *at, const gi_error *err, int code)
{
    gi_say_error(err);
    (void)finish(at);
    return code;
}

int main(int argc, char **argv)
{
    program at = { .argc = argc, .argv = argv };
    gi_error err = { 0 };
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc > 1 && strcmp(argv[1], "witness") == 0) {
        return gi_witness_program(argc - 1, argv + 1);
    }
    at.current = calloc(1, sizeof *at.current);
    if (at.current == NULL) {
        return gi_exit_code(GI_NO_MEMORY);
    }
    if (gi_generation_read(argc, argv, at.current, &err) != GI_OK) {
        return fail(&at, &err, EXIT_USAGE);
    }
    if (at.current->given.help) {
        print_help();
        return finish(&at);
    }
    gi_signals_block(); /* before any thread: all inherit it */
    gi_status status = start(&at, &err);
    if (status != GI_OK) {
        return fail(&at, &err, gi_exit_code(status));
    }
    serve(&at);
    return finish(&at);
}
