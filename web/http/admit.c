/*
 * admit.c - the first call for a request: who asks, may he, and what becomes of a body.
 *
 * Refuses or answers at once what must not read a body. Whoever is refused ends the connection, so
 * what stands behind is never read as a request.
 */
#include <time.h>

#include "web/http/exchange.h"
#include "web/http/peer.h"
#include "web/http/reply.h"

static int64_t now_us(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t gi_exchange_now_ms(void)
{
    return now_us() / 1000;
}

/* TLS and UNIX sockets have no count of bytes, so their connections serve one request each. */
bool gi_exchange_has_more(const gi_door *door, struct MHD_Connection *connection, uint64_t size)
{
    return door->tls || door->local || gi_connection_has_more(gi_exchange_kept(connection), size);
}

/* Fills what is known of a request before anything answers; the guard's rule or NULL. */
static const gi_guard_rule *look_at(const gi_door *door, struct MHD_Connection *connection,
                                    gi_exchange *at, const gi_guard_facts *facts)
{
    gi_connection *kept = gi_exchange_kept(connection);
    gi_connection_extend(kept, door->server->limits.request_ms);
    at->time.ends = gi_exchange_now_ms() + door->server->limits.request_ms;
    at->judged = true;
    at->method = facts->method;
    at->length = facts->length;
    /* More than the header of a form is its body: that is counted when it is there. */
    bool more = gi_exchange_has_more(door, connection, facts->header_size);
    at->close = (more && facts->length == 0) || facts->unusual_layout;
    at->client = gi_http_peer(connection, &door->server->limits);
    at->over = gi_load_ask(door->server->load, &at->client, now_us(), &at->wait);
    return gi_guard_judge(facts);
}

void gi_exchange_go_on(const gi_door *door, struct MHD_Connection *connection, gi_exchange *at,
                       bool whole)
{
    int step_ms = whole ? door->server->limits.request_ms : door->server->limits.body_ms;
    int ms = at->timed
                 ? gi_body_more_time(&at->time, whole ? 0 : at->come, gi_exchange_now_ms(), step_ms)
                 : -1;
    if (ms >= 0) {
        gi_connection_extend(gi_exchange_kept(connection), ms);
    }
}

/*
 * Memory for photos is bounded: 503 when too many are on their way already. A browser that sends a
 * photo larger than is taken hears so when it has sent all, as long as that is not beyond measure.
 * Who asks first (Expect), and where no big body is taken, hears it at once. False: refuse now,
 * *code says with what.
 */
static bool take_body(const gi_door *door, struct MHD_Connection *connection, gi_exchange *at,
                      uint64_t size, size_t limit, int *code)
{
    bool asks = gi_http_header(connection, MHD_HTTP_HEADER_EXPECT).size > 0;
    bool big = size > GI_HTTP_BODY_BIG;
    *code = size > limit ? 413 : 0;
    if (*code == 0 && big) {
        at->big = gi_body_places_take(&door->server->bodies, &at->client, gi_exchange_now_ms());
        *code = at->big == NULL ? 503 : 0;
    }
    bool waits = !asks && limit > GI_HTTP_BODY_BIG && size <= GI_HTTP_DROP_MAX;
    if (*code != 0 && !waits) {
        return false;
    }
    at->drop = *code;
    at->timed = big || at->drop != 0;
    at->body = GI_BUF(at->drop == 0 ? limit : 0);
    gi_exchange_go_on(door, connection, at, false);
    return true;
}

enum MHD_Result gi_exchange_admit(const gi_door *door, struct MHD_Connection *connection,
                                  gi_exchange *at, const char *method, const char *version)
{
    gi_bytes target = { at->target, at->kept };
    gi_guard_facts facts = gi_http_inspect(connection, method, version, target, at->target_size);
    const gi_guard_rule *rule = look_at(door, connection, at, &facts);
    bool read = (facts.method & (GI_HTTP_GET | GI_HTTP_HEAD)) != 0;
    if (rule != NULL && (rule->status != 413 || read)) {
        return gi_exchange_answer(door, connection, at, rule->status, true);
    }
    if (read) {
        return MHD_YES;
    }
    gi_http_request request = gi_exchange_asked(connection, at);
    size_t limit = gi_http_body_limit(door->server->site, &request);
    int code = rule == NULL ? 0 : rule->status;
    if (at->over != NULL || limit == 0 ||
        !take_body(door, connection, at, facts.length, limit, &code)) {
        return gi_exchange_answer(door, connection, at, code, true);
    }
    return MHD_YES;
}
