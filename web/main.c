/*
 * main.c - gitrace-serve: the look-up pages of one registry directory; as "gitrace-serve
 * witness" the witness of other people's logs (witness.h).
 *
 * Opens the registry for reading only and holds no signing key; what it writes is scans.db. Prints
 * one line when it listens, ends on SIGTERM or SIGINT. Signals are waited for, not handled: no flag
 * is shared.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "web/options.h"
#include "web/pool.h"
#include "web/witness.h"

enum { EXIT_USAGE = 2 };

typedef struct options {
    const char *dir;
    gi_listen_options listen;
    bool help;
} options;

static const gi_option_row rows[] = {
    { "--dir", "DIR", offsetof(options, dir),
      "登记库目录（缺省 $GITRACE_DIR 或 .） / registry directory (default: $GITRACE_DIR, or .)" },
    GI_LISTEN_ROWS(offsetof(options, listen)),
    { "--help", NULL, offsetof(options, help), "显示帮助 / print this" },
    { NULL, NULL, 0, NULL },
};

static void print_help(void)
{
    (void)printf("usage: gitrace-serve [options]\n查询网页服务 / run the look-up pages\n\n选项 / "
                 "options:\n");
    gi_options_print(rows);
    (void)printf("\n网页 / pages:\n");
    for (size_t i = 0; i < gi_route_count; i++) {
        (void)printf("  %-34s %s\n", gi_routes[i].pattern, gi_routes[i].purpose);
    }
}

static void block_signals(sigset_t *wanted)
{
    (void)sigemptyset(wanted);
    (void)sigaddset(wanted, SIGTERM);
    (void)sigaddset(wanted, SIGINT);
    (void)sigprocmask(SIG_BLOCK, wanted, NULL); /* before any thread: all inherit it */
    (void)signal(SIGPIPE, SIG_IGN);
}

/* Suite and offset of a registry, which the writer of scans needs. */
static gi_status read_about(const char *dir, gi_about *out, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_TRY(gi_registry_open(dir, GI_ACCESS_READ, gi_clock_system(), gi_random_system(), &registry,
                            err));
    *out = *gi_registry_about(registry);
    return GI_OK;
}

/* Where scans cannot be kept, such as on read-only media, pages answer without them. */
static gi_status open_scans(const char *dir, gi_scan_writer **out, gi_error *err)
{
    gi_about about;
    GI_TRY(read_about(dir, &about, err));
    if (gi_scan_writer_open(dir, &about, gi_random_system(), out, err) != GI_OK) {
        gi_say_error(err);
        (void)fprintf(stderr, "扫码不计数 / scans are not counted\n");
    }
    return GI_OK;
}

static gi_status serve(const char *dir, const gi_listen_plan *wanted, gi_error *err)
{
    sigset_t signals;
    gi_site site;
    GI_AUTO(gi_scan_writer) writer = NULL;
    GI_AUTO(gi_pool) pool = NULL;
    GI_AUTO(gi_http_server) server = NULL;
    block_signals(&signals);
    GI_TRY(open_scans(dir, &writer, err));
    GI_TRY(gi_pool_open(dir, wanted->limits.threads, &pool, err));
    gi_site_init(&site, gi_pool_about(pool), gi_pool_look(pool));
    gi_pool_publish(pool, &site);
    if (writer != NULL) {
        GI_TRY(gi_pool_count_scans(pool, dir, writer, &site, err));
    }
    GI_TRY(gi_http_server_open(&site.http, wanted->address, wanted->port, &wanted->limits, &server,
                               err));
    (void)printf("listening http://%s:%u/\n", wanted->address,
                 (unsigned)gi_http_server_port(server));
    if (wanted->limits.proxy_count == 0 && strncmp(wanted->address, "127.", 4) == 0) {
        (void)fprintf(stderr, "若在代理之后，请用 --proxy 指明，否则所有扫码算作同一网络\n"
                              "behind a proxy name it with --proxy, or all scans are of one "
                              "network\n");
    }
    int signal_number = 0;
    (void)sigwait(&signals, &signal_number);
    return GI_OK;
}

int main(int argc, char **argv)
{
    options given = { .help = false };
    gi_listen_plan wanted;
    gi_error err = { 0 };
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc > 1 && strcmp(argv[1], "witness") == 0) {
        return gi_witness_program(argc - 1, argv + 1);
    }
    if (gi_options_read(rows, "gitrace-serve", argc, argv, &given, NULL, &err) != GI_OK ||
        gi_listen_read(&given.listen, &wanted, &err) != GI_OK) {
        gi_say_error(&err);
        return EXIT_USAGE;
    }
    if (given.help) {
        print_help();
        return 0;
    }
    gi_status status = serve(gi_registry_dir(given.dir), &wanted, &err);
    if (status != GI_OK) {
        gi_say_error(&err);
    }
    return gi_exit_code(status);
}
