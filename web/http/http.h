/*
 * http.h - a small HTTP server: three types between the pages and libmicrohttpd.
 *
 * A gi_http_request is borrowed for the time of one handler call. A gi_http_response is
 * filled by the handler and sent by the server, which adds the security headers, gzip and
 * the length. A gi_http_server runs a pool of epoll threads until it is closed.
 */
#ifndef GI_WEB_HTTP_H
#define GI_WEB_HTTP_H

#include "web/http/client.h"
#include "web/http/listen.h"

/* Limits that hold for every server; those a test must reach sooner are in gi_http_limits. */
enum {
    GI_HTTP_TARGET_MAX = 2048,    /* path and query */
    GI_HTTP_HEADER_MAX = 16384,   /* request line and header lines */
    GI_HTTP_FIELDS_MAX = 64,      /* header lines */
    GI_HTTP_BODY_MAX = 6 << 20,   /* of any request */
    GI_HTTP_BODY_BIG = 65536,     /* above that a body is a big one ... */
    GI_HTTP_BIG_BODIES = 32,      /* ... and so many of them are read at once, ... */
    GI_HTTP_BIG_OF_NETWORK = 2,   /* ... of one network so many (body.h), ... */
    GI_HTTP_BIG_BYTES = 32 << 20, /* ... and of all of them so much is kept */
    GI_HTTP_BIG_GONE = 16 << 20,  /* and of those that gave way, until they notice (body.h) */
    GI_HTTP_BODY_STEP = 32768,    /* of a big one have to come within body_ms */
    GI_HTTP_DROP_MAX = 32 << 20,  /* of a body that is refused are read and thrown away */
    GI_HTTP_PAGE_MAX = 262144,    /* of any answer before gzip */
    GI_HTTP_MEMORY = 32768,       /* per connection, inside libmicrohttpd */
};

typedef enum gi_http_method {
    GI_HTTP_GET = 1,
    GI_HTTP_HEAD = 2,
    GI_HTTP_POST = 4,
    GI_HTTP_OTHER = 8 /* no route takes it */
} gi_http_method;

/* What a handler may look at. Nothing is decoded: paths and values keep their %XX. */
typedef struct gi_http_request {
    gi_http_method method;
    gi_bytes target; /* as sent: path and query */
    gi_bytes path;   /* begins with '/' */
    gi_bytes query;  /* behind '?', "" when there is none */
    gi_bytes accept_language;
    gi_bytes if_none_match; /* entity tags that the client holds, "" when absent */
    bool accepts_gzip;
    gi_bytes user_agent, accept; /* "" when absent */
    gi_bytes content_type;       /* of the body, "" when absent */
    gi_bytes purpose;            /* of a prefetch or preview, "" for neither */
    gi_http_address client;      /* behind trusted proxies (client.h) */
    gi_bytes body;               /* of a POST, whole; "" otherwise */
    void *done;       /* work of gi_http_later that is over; NULL when asked the first time */
    int64_t begun_us; /* of gi_http_later, as it was found there; 0 when asked the first time */
} gi_http_request;

/* The value of a query field, decoded ('+' and %XX) and appended to out; false when absent.
 * A field that is given twice counts once: the first. */
bool gi_http_field(const gi_http_request *request, const char *name, gi_buf *out);

/* Appends text percent-encoded for a query value: letters, digits and -._~ stay. */
void gi_http_encode(gi_buf *out, gi_bytes text);

/* Bytes that many answers share; release is called once for each answer that held them. */
typedef struct gi_http_shared {
    gi_bytes bytes;
    void (*release)(void *owner);
    void *owner; /* NULL = nothing is shared */
} gi_http_shared;

struct gi_http_ready; /* web/http/ready.h */

/* Whom to wake when such work is over. */
typedef struct gi_http_waiter gi_http_waiter;

/*
 * Work that an answer waits for while its thread goes on with others. The handler is asked again
 * when it is over, with the work in request->done.
 *
 * begin    starts it: whoever ends it calls gi_http_wake once, in any thread, also before begin
 *          returns. Is not called by a server that ends; then the answer is 503.
 * release  gives the work back, always, when the request is over
 * begun_us the server's: when the handler was asked the first time
 */
typedef struct gi_http_later {
    void (*begin)(void *work, gi_http_waiter *waiter);
    void (*release)(void *work);
    void *work; /* NULL = the answer is there */
    int64_t begun_us;
} gi_http_later;

/* Has the handler asked again; waiter is not the caller's any more. */
void gi_http_wake(gi_http_waiter *waiter);

#define GI_HTTP_TAG 33 /* 32 hex digits and the terminator */

typedef struct gi_http_response {
    int status;
    const char *type;      /* Content-Type */
    const char *language;  /* Content-Language, NULL for none */
    const char *allow;     /* Allow, for 405 */
    const char *cache;     /* Cache-Control, NULL for no-store */
    int retry_after;       /* seconds, 0 for none */
    char location[512];    /* Location, "" for none */
    bool any_origin;       /* scripts of other sites may read it, failures included */
    bool dense;            /* not worth compressing */
    bool gzipped;          /* the body is gzip already */
    char tag[GI_HTTP_TAG]; /* entity tag of the content, "" for none */
    bool weak_tag;         /* the tag says the same of bytes that differ in "as of" */
    gi_buf body;
    gi_http_shared shared;       /* sent instead of body */
    struct gi_http_ready *ready; /* sent instead of all that stands here; the response owns it */
    gi_http_later later;         /* nothing is sent yet */
} gi_http_response;

/* Makes the tag from bytes: who holds the same content is answered 304. */
void gi_http_tag(gi_http_response *response, gi_bytes bytes);

/* A row of the route table. */
typedef struct gi_route {
    unsigned methods;    /* gi_http_method bits */
    const char *pattern; /* see gi_http_pattern_fits */
    const char *role;    /* who may ask: "anyone" */
    size_t body_limit;   /* bytes of request body, at most GI_HTTP_BODY_MAX; 0 = none */
    /* Fills response (status 200 is preset) or fails; a failure becomes a problem page. */
    gi_status (*handle)(void *context, const gi_http_request *request, gi_http_response *response,
                        gi_error *err);
    const char *purpose; /* one line, for --help and reviews */
} gi_route;

/* True when path fits: "{digits}" one segment of digits, "{name}" one segment of any text,
 * "{rest}" at the end any text with its slashes, and a leading "*" any prefix that ends with
 * '/'. *value is the last placeholder's text. */
bool gi_http_pattern_fits(const char *pattern, gi_bytes path, gi_bytes *value);

/* What the server serves: routes, how to say that something went wrong, the page policy. */
typedef struct gi_http_site {
    const gi_route *routes;
    size_t route_count;
    void *context; /* passed to handlers and problem */
    /* Fills type, language and body for an answer that is no success; status is set. */
    void (*problem)(void *context, const gi_http_request *request, gi_http_response *response);
    /* Whether programs ask at that address: a refusal for load is a problem() there too, elsewhere
     * two plain lines. Cheap; NULL = nowhere. */
    bool (*for_programs)(const gi_http_request *request);
    const char *policy; /* Content-Security-Policy */
    /* Told of every answer that a route was looked for; NULL = nobody counts. route NULL = none
     * fits; us: how long the handler took, microseconds. */
    void (*done)(void *context, const gi_route *route, int status, int64_t us);
} gi_http_site;

/*
 * How many bytes of body a request may bring: the limit of its route; 0 when no route takes it,
 * so that nothing is read for an address that does not exist.
 */
size_t gi_http_body_limit(const gi_http_site *site, const gi_http_request *request);

/* Routes one request and fills the response, always: with an answer, or with later. */
void gi_http_dispatch(const gi_http_site *site, const gi_http_request *request,
                      gi_http_response *response);

/* Sets status (405 with allow) and lets the site write the page. */
void gi_http_refuse(const gi_http_site *site, const gi_http_request *request, int status,
                    gi_http_response *response);

/* The one map from statuses to HTTP codes. */
int gi_http_code(gi_status status);

/* What may differ between servers. */
typedef struct gi_http_limits {
    unsigned threads;             /* of the pool, 1..64 */
    unsigned connections;         /* at once; more are closed */
    unsigned address_connections; /* at once from one address; 0 = no limit (behind a proxy) */
    int header_ms;                /* from accept, or the last answer, to the end of the header */
    int request_ms;               /* from the end of the header to the end of the answer */
    int body_ms;                  /* for every GI_HTTP_BODY_STEP bytes of a big body */
    unsigned address_rate;        /* requests a second from one address (load.h); 0 = no limit */
    unsigned total_rate;          /* and in all */
    gi_http_net proxies[GI_HTTP_NETS_MAX + 1]; /* whose X-Forwarded-For is believed; one more
                                                  place for the server's own use */
    unsigned proxy_count;
} gi_http_limits;

gi_http_limits gi_http_limits_default(void);

typedef struct gi_http_server gi_http_server;

/*
 * Listens on address ("127.0.0.1") and port (0 = any free one) and serves from threads of
 * its own. site is kept and must outlive the server.
 * GI_IO listen  GI_INVALID bad-field
 */
GI_CHECKED gi_status gi_http_server_open(const gi_http_site *site, const char *address,
                                         uint16_t port, const gi_http_limits *limits,
                                         gi_http_server **out, gi_error *err);

/* A certificate chain and its private key, both PEM, for listeners that speak TLS. */
typedef struct gi_tls {
    gi_buf chain;
    gi_buf key;
} gi_tls;

/*
 * The same on sockets that others keep (listen.h): another server may serve on them at the same
 * time, before or after, also when this one fails. tls is copied; it may be NULL when no listener
 * wants it.
 * GI_IO listen: also a chain and key that do not belong together  GI_NO_MEMORY no-memory
 */
GI_CHECKED gi_status gi_http_server_start(const gi_http_site *site, const gi_listeners *listeners,
                                          const gi_tls *tls, const gi_http_limits *limits,
                                          gi_http_server **out, gi_error *err);

/* Reads both files. GI_NOT_FOUND, GI_IO file-open  GI_INVALID over-limit: above 64 KiB */
GI_CHECKED gi_status gi_tls_read(const char *chain, const char *key, gi_tls *out, gi_error *err);
void gi_tls_clear(gi_tls *tls);

/*
 * Accepts no more and lets what was accepted finish: requests under way until their end, or for
 * wait_ms at most; connections between two requests end. last: nobody else accepts on these
 * sockets, so what waits in their queues is served as well; then sockets that are not inherited
 * are shut down, and who comes later is refused at once. How many were still open at the end.
 * Afterwards only gi_http_server_close makes sense.
 */
unsigned gi_http_server_drain(gi_http_server *server, int wait_ms, bool last);

/* How often each row of gi_load_rules (load.h) refused. */
uint64_t gi_http_server_refused(const gi_http_server *server, size_t rule);

/* The port that is listened on; 0 when the first listener has none. */
uint16_t gi_http_server_port(const gi_http_server *server);

/* Stops accepting, ends what is open, joins the threads. Takes NULL. */
void gi_http_server_close(gi_http_server *server);
GI_DEFINE_AUTO(gi_http_server, gi_http_server_close)

#endif
