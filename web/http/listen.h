/*
 * listen.h - listening sockets: made from a text, or taken over from systemd.
 *
 * They belong to the program and outlive servers, so that a new server can take over where an
 * old one stops: between the two nobody is turned away.
 */
#ifndef GI_WEB_LISTEN_H
#define GI_WEB_LISTEN_H

#include "gi/bytes.h"

#define GI_LISTENERS_MAX 8

enum { GI_LISTEN_PATH_MAX = 108, GI_LISTEN_NAME_MAX = 160 };

typedef struct gi_listener {
    int socket;
    bool tls;                      /* speaks TLS, with the certificate of the server */
    bool local;                    /* a UNIX socket: who may connect to it is a trusted proxy */
    bool inherited;                /* systemd's: its file is not ours to remove */
    char path[GI_LISTEN_PATH_MAX]; /* of a UNIX socket, "" else */
    char name[GI_LISTEN_NAME_MAX]; /* "http://127.0.0.1:8080/", for people */
} gi_listener;

/* As many as one program has. */
typedef struct gi_listeners {
    gi_listener one[GI_LISTENERS_MAX];
    size_t count;
} gi_listeners;

/*
 * Opens "ADDRESS:PORT" ("127.0.0.1:8080", "[::]:80", port 0 = any free one) or "unix:PATH"; "tls:"
 * before an ADDRESS means TLS. An IPv6 address takes IPv6 only. A UNIX socket is made with mode
 * (0660) and a path that must not be taken: a socket file that nobody listens on is removed first.
 * Appended to out.
 * GI_IO listen: the text, and why not  GI_INVALID out-of-range, bad-number: the port; bad-count
 */
GI_CHECKED gi_status gi_listeners_add(gi_listeners *out, const char *text, gi_error *err);

/*
 * Appends the sockets that systemd hands to this process (sd_listen_fds(3): LISTEN_PID,
 * LISTEN_FDS, LISTEN_FDNAMES) and forgets them in the environment. A name with "tls" in it means
 * TLS. *count = how many; none is no failure.
 * GI_IO listen: not a listening stream socket  GI_INVALID bad-count
 */
GI_CHECKED gi_status gi_listeners_inherit(gi_listeners *out, size_t *count, gi_error *err);

/* The port of a TCP listener, 0 for others. */
uint16_t gi_listener_port(const gi_listener *listener);

/* Closes all; removes the files of UNIX sockets made here. */
void gi_listeners_close(gi_listeners *listeners);

#endif
