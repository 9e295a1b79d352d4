/*
 * later.c - connections put aside while somebody else works for them (gi_http_later).
 *
 * The thread of such a connection serves others meanwhile, so that many can wait for one thing. It
 * must not end before all of them were woken: libmicrohttpd knows no way to give one up. That is
 * what the count is for; it goes down after the last use of a connection.
 */
#include <time.h>

#include "web/http/exchange.h"

static bool may_wait(gi_http_server *server)
{
    (void)atomic_fetch_add(&server->waiting, 1); /* first: whoever ends sees it, or is seen */
    if (atomic_load(&server->ending)) {
        (void)atomic_fetch_sub(&server->waiting, 1);
        return false;
    }
    return true;
}

bool gi_exchange_wait(const gi_door *door, struct MHD_Connection *connection, gi_exchange *at,
                      const gi_http_later *later)
{
    if (!may_wait(door->server)) {
        return false;
    }
    at->later = *later;
    at->waiter = (gi_http_waiter){ door->server, connection };
    MHD_suspend_connection(connection);
    later->begin(later->work, &at->waiter);
    return true;
}

void gi_http_wake(gi_http_waiter *waiter)
{
    gi_http_server *server = waiter->server;
    MHD_resume_connection(waiter->connection); /* then its thread may answer, and waiter be gone */
    (void)atomic_fetch_sub(&server->waiting, 1);
}

void gi_waiting_end(gi_http_server *server)
{
    static const struct timespec step = { .tv_nsec = 1000000 };
    atomic_store(&server->ending, true);
    while (atomic_load(&server->waiting) > 0) {
        (void)nanosleep(&step, NULL);
    }
}
