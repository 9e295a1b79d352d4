/*
 * options.h - "--name VALUE" read from a table, or "name = value" from a file, and what every
 * server of ours can be told.
 */
#ifndef GI_WEB_OPTIONS_H
#define GI_WEB_OPTIONS_H

#include "web/http/http.h"

typedef struct gi_option_row {
    const char *name;  /* NULL ends a table */
    const char *value; /* how it is called in --help, NULL for a switch */
    size_t at;         /* offset in what is filled: a const char *, or a bool for a switch */
    const char *purpose;
} gi_option_row;

/* Words that stand without an option; as many as fit in here. */
typedef struct gi_option_words {
    const char *word[4];
    size_t count;
} gi_option_words;

/*
 * Reads argv[1..] into out by the rows. words NULL = none are taken.
 * GI_INVALID unknown-option: the name, a value that is missing, a word too many
 */
GI_CHECKED gi_status gi_options_read(const gi_option_row *rows, const char *program, int argc,
                                     char **argv, void *out, gi_option_words *words, gi_error *err);

/*
 * Reads a file of lines "name = value" (names of the rows without "--", "#" begins a comment) into
 * what is still NULL in out: the command line comes first. room holds the values and must outlive
 * out; it is filled here, GI_OPTIONS_FILE_MAX bytes at most. Switches stand in no file.
 * GI_INVALID unknown-option: the name; bad-config: the number of a line that does not read, or
 * holds a NUL; config-twice: the number of a line whose name was given before; over-limit
 * GI_IO file-open, file-read
 */
#define GI_OPTIONS_FILE_MAX 65536
#define GI_OPTIONS_MAX 64 /* rows of a table */
GI_CHECKED gi_status gi_options_file(const gi_option_row *rows, const char *path, gi_buf *room,
                                     void *out, gi_error *err);

/* Prints the rows for --help. */
void gi_options_print(const gi_option_row *rows);

/* How a server listens: as given, and checked. */
typedef struct gi_listen_options {
    const char *listen;
    const char *threads;
    const char *connections;
    const char *per_address;
    const char *proxies;
    const char *rate;
    const char *total_rate;
    const char *tls_cert;
    const char *tls_key;
    const char *stop_seconds;
} gi_listen_options;

#define GI_LISTEN_ROW(at, name, value, member, purpose)                  \
    {                                                                    \
        name, value, (at) + offsetof(gi_listen_options, member), purpose \
    }

/* Rows for gi_listen_options; at = offset of that struct in what is filled. */
#define GI_LISTEN_ROWS(at)                                                                                                 \
    GI_LISTEN_ROW(at, "--listen", "PLACE[,PLACE]", listen,                                                                 \
                  "监听处 / where to listen: 127.0.0.1:8080 (default), [::1]:8080, "                                    \
                  "unix:/PATH, tls:0.0.0.0:443; port 0 = any free"),                                                       \
        GI_LISTEN_ROW(at, "--threads", "N", threads,                                                                       \
                      "每个监听处的线程数，缺省 2 / threads of each place, 1..64 (default 2)"),                            \
        GI_LISTEN_ROW(                                                                                                     \
            at, "--connections", "N", connections,                                                                         \
            "每个监听处的同时连接数，缺省 512 / connections at once at each place, 1..4096 "                 \
            "(default 512)"),                                                                                              \
        GI_LISTEN_ROW(at, "--per-address", "N", per_address,                                                               \
                      "每个地址的连接数，0 为不限（缺省） / connections from one address, "                \
                      "0..4096; 0 = no limit (default)"),                                                                  \
        GI_LISTEN_ROW(at, "--rate", "N", rate,                                                                             \
                      "每个地址每秒请求数（IPv6 按 /64），缺省 50，可突发 4 秒的量，0 为不限 / " \
                      "requests a second from one address or /64, 0..100000 (default 50, "                                 \
                      "bursts of 4 s; 0 = no limit)"),                                                                     \
        GI_LISTEN_ROW(at, "--total-rate", "N", total_rate,                                                                 \
                      "总计每秒请求数，缺省 5000，0 为不限 / requests a second in all, "                     \
                      "0..1000000 (default 5000; 0 = no limit)"),                                                          \
        GI_LISTEN_ROW(at, "--proxy", "NET[,NET]", proxies,                                                                 \
                      "信任其 X-Forwarded-For 的代理 / networks of proxies to be believed, "                         \
                      "such as 10.0.0.0/8; unix: places always are"),                                                      \
        GI_LISTEN_ROW(at, "--tls-cert", "FILE", tls_cert,                                                                  \
                      "tls: 监听处的证书链（PEM） / certificate chain for tls: places, PEM"),                              \
        GI_LISTEN_ROW(at, "--tls-key", "FILE", tls_key, "证书私钥（PEM） / its private key"),                              \
        GI_LISTEN_ROW(at, "--stop-seconds", "N", stop_seconds,                                                             \
                      "停止时等待在途请求的秒数，缺省 30 / how long requests under way are "                \
                      "waited for at the end, 0..300 (default 30)")

typedef struct gi_listen_plan {
    const char *listen; /* NULL = not given; borrowed from the options, as the files are */
    const char *tls_cert, *tls_key;
    gi_http_limits limits;
    int stop_ms;
} gi_listen_plan;

/* GI_INVALID out-of-range, bad-number, bad-field (a network), bad-count (too many of them) */
GI_CHECKED gi_status gi_listen_read(const gi_listen_options *given, gi_listen_plan *out,
                                    gi_error *err);

/*
 * Opens the sockets of a plan: those that systemd hands over, and those of --listen; the default
 * one when there is neither. Failures as gi_listeners_add and gi_listeners_inherit; none is then
 * open.
 */
GI_CHECKED gi_status gi_listen_open(const gi_listen_plan *plan, gi_listeners *out, gi_error *err);

/* Prints "listening http://127.0.0.1:8080/" for each. path: behind the '/' of a URL. */
void gi_listen_say(const gi_listeners *listeners, const char *path);

/* Blocks the signals that a server waits for, before any thread is started, and SIGPIPE. */
void gi_signals_block(void);
/* Waits for one of them: SIGTERM, SIGINT or SIGHUP; 0 when none came in so many seconds. */
int gi_signals_wait(int seconds);

/* One line on stderr for a refusal. */
void gi_say_error(const gi_error *err);

#endif
