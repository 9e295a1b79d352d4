/*
 * main.c - gitrace-serve: the look-up pages of one registry directory.
 *
 * Opens the registry for reading only and holds no signing key. Prints one line when it
 * listens, ends on SIGTERM or SIGINT. Signals are waited for, not handled: no flag is shared.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "gi/text.h"
#include "web/pool.h"

enum { EXIT_USAGE = 2, THREADS_MAX = 64, ADDRESS_MAX = 64, CONNECTIONS_MAX = 4096 };

typedef struct options {
    const char *dir;
    const char *listen;
    const char *threads;
    const char *connections;
    const char *per_address;
    bool help;
} options;

typedef struct option_row {
    const char *name;
    const char *value; /* how it is called in --help, NULL for a switch */
    size_t at;         /* offset in options */
    const char *purpose;
} option_row;

#define OPTION(member) offsetof(options, member)

static const option_row rows[] = {
    { "--dir", "DIR", OPTION(dir), "registry directory (default: $GITRACE_DIR, or .)" },
    { "--listen", "ADDRESS:PORT", OPTION(listen), "default 127.0.0.1:8080; port 0 = any free" },
    { "--threads", "N", OPTION(threads), "server threads, 1..64 (default 2)" },
    { "--connections", "N", OPTION(connections), "connections at once, 1..4096 (default 512)" },
    { "--per-address", "N", OPTION(per_address), "from one address; 0 = no limit (default)" },
    { "--help", NULL, OPTION(help), "print this" },
};

static void print_help(void)
{
    (void)printf("usage: gitrace-serve [options]\n\noptions:\n");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        (void)printf("  %-13s %-13s %s\n", rows[i].name, rows[i].value ? rows[i].value : "",
                     rows[i].purpose);
    }
    (void)printf("\npages:\n");
    for (size_t i = 0; i < gi_route_count; i++) {
        (void)printf("  %-34s %s\n", gi_routes[i].pattern, gi_routes[i].purpose);
    }
}

static const option_row *row_of(const char *name)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].name, name) == 0) {
            return &rows[i];
        }
    }
    return NULL;
}

static gi_status read_options(int argc, char **argv, options *out, gi_error *err)
{
    for (int i = 1; i < argc; i++) {
        const option_row *row = row_of(argv[i]);
        if (row == NULL || (row->value != NULL && i + 1 == argc)) {
            return gi_fail(err, GI_WHY_UNKNOWN_OPTION, argv[i], "gitrace-serve");
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
static gi_status read_listen(const char *text, char address[ADDRESS_MAX], uint16_t *port,
                             gi_error *err)
{
    const char *colon = strrchr(text, ':');
    size_t size = colon == NULL ? 0 : (size_t)(colon - text);
    if (colon == NULL || size >= ADDRESS_MAX) {
        return gi_fail(err, GI_WHY_LISTEN, text, "ADDRESS:PORT");
    }
    int64_t number = 0;
    GI_TRY(gi_text_int(gi_bytes_of(colon + 1), "port", 0, UINT16_MAX, &number, err));
    memcpy(address, text, size);
    address[size] = '\0';
    *port = (uint16_t)number;
    return GI_OK;
}

/* What was given, checked. */
typedef struct plan {
    const char *dir;
    char address[ADDRESS_MAX];
    uint16_t port;
    gi_http_limits limits;
} plan;

static gi_status read_limits(const options *given, gi_http_limits *out, gi_error *err)
{
    gi_http_limits limits = gi_http_limits_default();
    GI_TRY(read_number(given->threads, "--threads", 1, THREADS_MAX, &limits.threads, err));
    GI_TRY(read_number(given->connections, "--connections", 1, CONNECTIONS_MAX, &limits.connections,
                       err));
    GI_TRY(read_number(given->per_address, "--per-address", 0, CONNECTIONS_MAX,
                       &limits.address_connections, err));
    *out = limits;
    return GI_OK;
}

static void block_signals(sigset_t *wanted)
{
    (void)sigemptyset(wanted);
    (void)sigaddset(wanted, SIGTERM);
    (void)sigaddset(wanted, SIGINT);
    (void)sigprocmask(SIG_BLOCK, wanted, NULL); /* before any thread: all inherit it */
    (void)signal(SIGPIPE, SIG_IGN);
}

static gi_status read_plan(int argc, char **argv, options *given, plan *out, gi_error *err)
{
    plan fresh = { 0 };
    GI_TRY(read_options(argc, argv, given, err));
    GI_TRY(read_limits(given, &fresh.limits, err));
    GI_TRY(read_listen(given->listen, fresh.address, &fresh.port, err));
    fresh.dir = gi_registry_dir(given->dir);
    *out = fresh;
    return GI_OK;
}

static gi_status serve(const plan *wanted, gi_error *err)
{
    sigset_t signals;
    gi_site site;
    GI_AUTO(gi_pool) pool = NULL;
    GI_AUTO(gi_http_server) server = NULL;
    block_signals(&signals);
    GI_TRY(gi_pool_open(wanted->dir, wanted->limits.threads, &pool, err));
    gi_site_init(&site, gi_pool_about(pool), gi_pool_look(pool));
    GI_TRY(gi_http_server_open(&site.http, wanted->address, wanted->port, &wanted->limits, &server,
                               err));
    (void)printf("listening http://%s:%u/\n", wanted->address,
                 (unsigned)gi_http_server_port(server));
    int signal_number = 0;
    (void)sigwait(&signals, &signal_number);
    return GI_OK;
}

static void say_error(const gi_error *err)
{
    char line[GI_ERROR_LINE];
    gi_error_line(err, line);
    (void)fprintf(stderr, "%s\n", line);
}

int main(int argc, char **argv)
{
    options given = { .listen = "127.0.0.1:8080" };
    plan wanted;
    gi_error err = { 0 };
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    if (read_plan(argc, argv, &given, &wanted, &err) != GI_OK) {
        say_error(&err);
        return EXIT_USAGE;
    }
    if (given.help) {
        print_help();
        return 0;
    }
    gi_status status = serve(&wanted, &err);
    if (status != GI_OK) {
        say_error(&err);
    }
    return gi_exit_code(status);
}
