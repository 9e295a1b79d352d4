/*
 * exchange.h - one request from its first line to the end of its answer, for exchange.c and
 * admit.c only.
 */
#ifndef GI_WEB_HTTP_EXCHANGE_H
#define GI_WEB_HTTP_EXCHANGE_H

#include "web/http/ready.h"
#include "web/http/server.h"

struct gi_http_waiter {
    gi_http_server *server;
    struct MHD_Connection *connection;
};

typedef struct gi_exchange {
    bool judged;
    bool close; /* doubtful, or more bytes came: the connection ends after the answer */
    int drop;   /* HTTP code that a body is refused with once it was thrown away; 0 = it is kept */
    gi_http_method method;
    gi_http_address client;
    const gi_load_rule *over; /* the limit that was met, or NULL */
    int wait;
    gi_body_place *big; /* NULL = no big body, or one that is thrown away */
    bool timed;         /* the body has to come on */
    gi_body_time time;
    uint64_t length;     /* of the body, as the header tells */
    uint64_t come;       /* of it so far */
    gi_http_later later; /* what the answer waited for, or waits for */
    gi_http_waiter waiter;
    gi_http_ready *sent; /* an answer that is ready, while it is sent; NULL = none */
    gi_buf body;
    size_t target_size; /* as sent */
    size_t kept;
    uint8_t target[];
} gi_exchange;

/* On a clock that never goes back. */
int64_t gi_exchange_now_ms(void);

/* What is kept of the connection of a request; NULL when there is none. */
gi_connection *gi_exchange_kept(struct MHD_Connection *connection);

/* The request as handlers see it; borrows from both. */
gi_http_request gi_exchange_asked(struct MHD_Connection *connection, const gi_exchange *at);

/* The first call: judges the header, and either reads on or answers. */
enum MHD_Result gi_exchange_admit(const gi_door *door, struct MHD_Connection *connection,
                                  gi_exchange *at, const char *method, const char *version);

/* True when bytes may stand behind what was read that nobody accounts for: size more were. */
bool gi_exchange_has_more(const gi_door *door, struct MHD_Connection *connection, uint64_t size);

/* Gives a big body time for its next step; whole: the rest of the request's time for its answer. */
void gi_exchange_go_on(const gi_door *door, struct MHD_Connection *connection, gi_exchange *at,
                       bool whole);

/* Answers with a refusal of that code, or by the routes with code 0; close ends the connection.
 * What has to be waited for is begun instead: then the request comes again. */
enum MHD_Result gi_exchange_answer(const gi_door *door, struct MHD_Connection *connection,
                                   gi_exchange *at, int code, bool close);

/* Puts the connection aside and begins the work; false when the server ends: nothing was begun. */
bool gi_exchange_wait(const gi_door *door, struct MHD_Connection *connection, gi_exchange *at,
                      const gi_http_later *later);

#endif
