/*
 * program.c - gitrace witness: serve, init, sign (web/witness.h).
 *
 *     gitrace witness init --dir DIR --name NAME     a new witness
 *     gitrace witness --dir DIR                      serve it
 *     gitrace witness sign --dir DIR REQUEST ANSWER  the same by file
 *
 * The key is unlocked once at the start and stays in this process.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gi/text.h"
#include "web/options.h"
#include "web/witness.h"

enum { EXIT_NEGATIVE = 1, EXIT_USAGE = 2 };

typedef struct options {
    const char *dir;
    const char *name;
    const char *passphrase_file;
    const char *passphrase_fd;
    gi_listen_options listen;
    bool help;
} options;

static const gi_option_row rows[] = {
    { "--dir", "DIR", offsetof(options, dir), "见证方目录 / directory of the witness" },
    { "--name", "NAME", offsetof(options, name),
      "init：见证方名称 / init: its name, such as w.example.cn/2026" },
    { "--passphrase-file", "FILE", offsetof(options, passphrase_file),
      "口令文件（权限 600，取第一行） / mode 600, first line" },
    { "--passphrase-fd", "N", offsetof(options, passphrase_fd),
      "或由文件描述符读取 / or a descriptor to read it from" },
    GI_LISTEN_ROWS(offsetof(options, listen)),
    { "--help", NULL, offsetof(options, help), "显示帮助 / print this" },
    { NULL, NULL, 0, NULL },
};

/* One call of the program. */
typedef struct job {
    options given;
    gi_option_words words;
    gi_passphrase_source passphrase;
    int exit; /* of an answer */
} job;

static gi_status init(job *at, gi_error *err)
{
    GI_SECRET secret = { .size = 0 };
    if (at->given.name == NULL) {
        return gi_fail(err, GI_WHY_USAGE, "gitrace witness init --dir DIR --name NAME");
    }
    GI_TRY(gi_passphrase_read(&at->passphrase, "witness.key", &secret, err));
    GI_TRY(gi_witness_create(at->given.dir, at->given.name, &secret, GI_KDF_ROUNDS, err));
    (void)printf("%s/witness.vkey: 交给日志方 / for the operators of logs\n"
                 "%s/logs: 每行一个日志验证钥 / one verifier key of a log per line\n",
                 at->given.dir, at->given.dir);
    return GI_OK;
}

static gi_status read_file(const char *path, gi_buf *out, gi_error *err)
{
    uint8_t piece[4096];
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    for (size_t got = 1; got > 0 && out->failed == GI_OK;) {
        got = fread(piece, 1, sizeof piece, file);
        gi_buf_add(out, (gi_bytes){ piece, got });
    }
    bool broken = ferror(file) != 0;
    (void)fclose(file);
    return broken ? gi_fail(err, GI_WHY_FILE_READ, path, "read") : gi_buf_status(out, path, err);
}

/* A new file: an answer that was not yet carried away is never overwritten. */
static gi_status write_file(const char *path, const char *text, gi_error *err)
{
    FILE *file = fopen(path, "wxe");
    if (file == NULL) {
        return gi_fail(err, errno == EEXIST ? GI_WHY_FILE_EXISTS : GI_WHY_FILE_WRITE, path,
                       strerror(errno));
    }
    bool good = fputs(text, file) >= 0 && fflush(file) == 0 && fsync(fileno(file)) == 0;
    good = fclose(file) == 0 && good;
    return good ? GI_OK : gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
}

static void say_refusal(const gi_witness_answer *answer)
{
    int size = (int)strcspn(answer->body, "\n");
    if (answer->status == 409) {
        (void)fprintf(stderr,
                      "gitrace: 409: 请以 --old %.*s 重新提出 / ask again with --old %.*s\n", size,
                      answer->body, size, answer->body);
        return;
    }
    (void)fprintf(stderr, "gitrace: %d: 见证方拒绝 / refused: %s", answer->status, answer->body);
}

static gi_status sign(job *at, const gi_witness *witness, gi_error *err)
{
    gi_witness_answer answer;
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    if (at->words.count != 3) {
        return gi_fail(err, GI_WHY_USAGE, "gitrace witness sign --dir DIR REQUEST ANSWER");
    }
    GI_TRY(read_file(at->words.word[1], &request, err));
    GI_TRY(gi_witness_add(witness, gi_buf_view(&request), &answer, err));
    if (answer.status != 200) {
        say_refusal(&answer);
        at->exit = EXIT_NEGATIVE;
        return GI_OK;
    }
    return write_file(at->words.word[2], answer.body, err);
}

static gi_status serve(job *at, const gi_witness *witness, gi_error *err)
{
    gi_listen_plan plan;
    gi_listeners listeners = { .count = 0 };
    gi_witness_site site;
    GI_AUTO(gi_http_server) server = NULL;
    gi_signals_block(); /* before any thread: all inherit it */
    GI_TRY(gi_listen_read(&at->given.listen, &plan, err));
    GI_TRY(gi_listen_open(&plan, &listeners, err));
    gi_witness_site_init(&site, witness, gi_say_error);
    gi_status status =
        gi_http_server_start(&site.http, &listeners, NULL, &plan.limits, &server, err);
    if (status == GI_OK) {
        gi_listen_say(&listeners, "add-checkpoint");
        int number = SIGHUP;
        while (number == SIGHUP || number == 0) { /* it reads its directory at each request */
            number = gi_signals_wait(3600);
        }
        (void)gi_http_server_drain(server, plan.stop_ms, true);
    }
    gi_listeners_close(&listeners);
    return status;
}

static gi_status with_witness(job *at, gi_error *err)
{
    bool signing = at->words.count > 0;
    GI_AUTO(gi_signer) signer = NULL;
    GI_AUTO(gi_witness) witness = NULL;
    GI_TRY(gi_witness_unlock(at->given.dir, &at->passphrase, GI_KDF_ROUNDS, &signer, err));
    GI_TRY(gi_witness_open(at->given.dir, signer, gi_clock_system(), &witness, err));
    return signing ? sign(at, witness, err) : serve(at, witness, err);
}

static const char usage[] = "gitrace witness [init|sign] --dir DIR [options]";

static gi_status run(job *at, gi_error *err)
{
    const char *verb = at->words.count > 0 ? at->words.word[0] : "";
    int64_t fd = -1;
    if (at->given.dir == NULL ||
        (at->words.count > 0 && strcmp(verb, "init") != 0 && strcmp(verb, "sign") != 0)) {
        return gi_fail(err, GI_WHY_USAGE, usage);
    }
    if (at->given.passphrase_fd != NULL) {
        GI_TRY(gi_text_int(gi_bytes_of(at->given.passphrase_fd), "--passphrase-fd", 0, 1023, &fd,
                           err));
    }
    at->passphrase = (gi_passphrase_source){ (int)fd, at->given.passphrase_file, true };
    return strcmp(verb, "init") == 0 ? init(at, err) : with_witness(at, err);
}

static void print_help(void)
{
    (void)printf("usage: %s\n"
                 "       gitrace witness init --dir DIR --name NAME\n"
                 "       gitrace witness sign --dir DIR REQUEST ANSWER\n"
                 "见证他人的日志 / cosign the logs of others\n\n选项 / options:\n",
                 usage);
    gi_options_print(rows);
    (void)printf("\n地址 / addresses:\n");
    for (size_t i = 0; i < gi_witness_route_count; i++) {
        (void)printf("  %-34s %s\n", gi_witness_routes[i].pattern, gi_witness_routes[i].purpose);
    }
}

int gi_witness_program(int argc, char **argv)
{
    job at = { .exit = 0 };
    gi_error err = { 0 };
    gi_status status =
        gi_options_read(rows, "gitrace witness", argc, argv, &at.given, &at.words, &err);
    if (status == GI_OK && at.given.help) {
        print_help();
        return 0;
    }
    if (status == GI_OK) {
        status = run(&at, &err);
    }
    if (status == GI_OK) {
        return at.exit;
    }
    gi_say_error(&err);
    bool wrong_use = err.why == GI_WHY_USAGE || err.why == GI_WHY_UNKNOWN_OPTION;
    return wrong_use ? EXIT_USAGE : gi_exit_code(status);
}
