/*
 * options.h - "--name VALUE" read from a table, and what every server of ours can be told.
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
/* Prints the rows for --help. */
void gi_options_print(const gi_option_row *rows);

/* How a server listens: as given, and checked. */
typedef struct gi_listen_options {
    const char *listen;
    const char *threads;
    const char *connections;
    const char *per_address;
    const char *proxies;
} gi_listen_options;

/* Rows for gi_listen_options; at = offset of that struct in what is filled. */
#define GI_LISTEN_ROWS(at)                                                                                  \
    { "--listen", "ADDRESS:PORT", (at) + offsetof(gi_listen_options, listen),                               \
      "监听地址（缺省 127.0.0.1:8080，端口 0 为任意） / where to listen; port 0 = any free" },              \
        { "--threads", "N", (at) + offsetof(gi_listen_options, threads),                                    \
          "线程数，缺省 2 / threads, 1..64 (default 2)" },                                                  \
        { "--connections", "N", (at) + offsetof(gi_listen_options, connections),                            \
          "同时连接数，缺省 512 / connections at once, 1..4096 (default 512)" },                            \
        { "--proxy", "NET[,NET]", (at) + offsetof(gi_listen_options, proxies),                              \
          "信任其 X-Forwarded-For 的代理 / networks of proxies to be believed, such as "              \
          "10.0.0.0/8" },                                                                                   \
    {                                                                                                       \
        "--per-address", "N", (at) + offsetof(gi_listen_options, per_address),                              \
            "每个地址的连接数，0 为不限（缺省） / from one address; 0 = no limit (default)" \
    }

enum { GI_LISTEN_ADDRESS_MAX = 64 };
typedef struct gi_listen_plan {
    char address[GI_LISTEN_ADDRESS_MAX];
    uint16_t port;
    gi_http_limits limits;
} gi_listen_plan;

/* GI_INVALID out-of-range, bad-number, bad-field (a network), bad-count (too many of them)
 * GI_IO listen: not ADDRESS:PORT */
GI_CHECKED gi_status gi_listen_read(const gi_listen_options *given, gi_listen_plan *out,
                                    gi_error *err);

/* One line on stderr for a refusal. */
void gi_say_error(const gi_error *err);

#endif
