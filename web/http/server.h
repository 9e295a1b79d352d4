/*
 * server.h - the inside of a gi_http_server; only web/http includes it.
 *
 * One door per listening socket, each a daemon of libmicrohttpd with threads of its own; deadlines,
 * limits and the site are shared.
 */
#ifndef GI_WEB_HTTP_SERVER_H
#define GI_WEB_HTTP_SERVER_H

#include <microhttpd.h>
#include <stdatomic.h>

#include "web/http/body.h"
#include "web/http/connection.h"
#include "web/http/load.h"
#include "web/http/press.h"

typedef struct gi_door {
    gi_http_server *server;
    bool tls;
    bool local; /* the kernel does not count bytes of a UNIX socket */
    bool inherited;
    struct MHD_Daemon *daemon;
    int kept; /* the socket of a daemon that stopped accepting; -1 before, and when closed */
} gi_door;

struct gi_http_server {
    const gi_http_site *site;
    gi_http_limits limits;
    gi_deadlines *deadlines;
    gi_load *load;
    gi_press *press;
    gi_tls *tls;           /* or NULL; the server's own */
    gi_body_places bodies; /* big ones that are being read */
    atomic_bool leaving;   /* every answer ends its connection */
    atomic_bool ending;    /* nothing is waited for any more (later.c) */
    atomic_uint waiting;   /* connections put aside */
    gi_listener own;       /* of gi_http_server_open; socket -1 when others keep it */
    uint16_t port;         /* of the first door */
    size_t door_count;
    gi_door door[GI_LISTENERS_MAX];
};

void gi_tls_destroy(gi_tls *tls);
GI_DEFINE_AUTO(gi_tls, gi_tls_destroy)
/* *out NULL for NULL. GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_tls_copy(const gi_tls *tls, gi_tls **out, gi_error *err);

/* Lets nobody wait any more, and returns when nobody does (later.c). */
void gi_waiting_end(gi_http_server *server);
/* Stops every door and forgets it; the sockets that others share go on (drain.c). */
void gi_doors_stop(gi_http_server *server);

/* The callbacks of one request (exchange.c); context is the door. */
void *gi_exchange_target(void *context, const char *target, struct MHD_Connection *connection);
size_t gi_exchange_unescape(void *context, struct MHD_Connection *connection, char *text);
void gi_exchange_connection(void *context, struct MHD_Connection *connection, void **place,
                            enum MHD_ConnectionNotificationCode code);
void gi_exchange_completed(void *context, struct MHD_Connection *connection, void **place,
                           enum MHD_RequestTerminationCode code);
enum MHD_Result gi_exchange_request(void *context, struct MHD_Connection *connection,
                                    const char *url, const char *method, const char *version,
                                    const char *upload, size_t *upload_size, void **place);

#endif
