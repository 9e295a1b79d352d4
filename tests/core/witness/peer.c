/* A badly behaved server on loopback (peer.h). */
#include "tests/core/witness/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/spec.h"

bool peer_wait(const peer *at, int ms)
{
    struct pollfd stop = { .fd = at->stop[0], .events = POLLIN };
    return poll(&stop, 1, ms) == 0;
}

bool peer_send(int socket, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(socket, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes += sent;
        size -= (size_t)sent;
    }
    return true;
}

bool peer_say(int socket, const char *text)
{
    return peer_send(socket, text, strlen(text));
}

bool peer_reply(int socket, const char *status, const char *body)
{
    char head[128];
    (void)snprintf(head, sizeof head, "HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n", status,
                   strlen(body));
    return peer_say(socket, head) && peer_say(socket, body);
}

/* Bytes of a whole request, 0 while some are missing. */
static size_t whole(const peer *at)
{
    const char *end = strstr(at->request, "\r\n\r\n");
    const char *length = strcasestr(at->request, "\r\ncontent-length:");
    if (end == NULL) {
        return 0;
    }
    size_t head = (size_t)(end - at->request) + 4;
    size_t body = length == NULL || length > end ? 0 : strtoul(length + 17, NULL, 10);
    return at->size >= head + body ? head + body : 0;
}

static bool read_request(peer *at, int socket)
{
    struct pollfd both[] = { { .fd = at->stop[0], .events = POLLIN },
                             { .fd = socket, .events = POLLIN } };
    bool fresh = true; /* the request before stays readable until another one comes */
    while (fresh || (whole(at) == 0 && at->size < sizeof at->request - 1)) {
        if (poll(both, 2, -1) <= 0 || both[0].revents != 0) {
            return false;
        }
        at->size = fresh ? 0 : at->size;
        ssize_t got = recv(socket, at->request + at->size, sizeof at->request - 1 - at->size, 0);
        if (got <= 0) {
            return false;
        }
        fresh = false;
        at->size += (size_t)got;
        at->request[at->size] = '\0';
    }
    return true;
}

static void *run(void *context)
{
    peer *at = context;
    struct pollfd both[] = { { .fd = at->stop[0], .events = POLLIN },
                             { .fd = at->listener, .events = POLLIN } };
    while (poll(both, 2, -1) > 0 && both[0].revents == 0) {
        int socket = accept4(at->listener, NULL, NULL, SOCK_CLOEXEC);
        while (socket >= 0 && read_request(at, socket)) {
            atomic_fetch_add(&at->asked, 1);
            at->answer(at, socket);
        }
        (void)close(socket);
    }
    return NULL;
}

void peer_open(peer *at, peer_answer answer, void *context)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof here;
    memset(at, 0, sizeof *at);
    at->answer = answer;
    at->context = context;
    at->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    EXPECT(at->listener >= 0 && pipe(at->stop) == 0);
    EXPECT(bind(at->listener, (struct sockaddr *)&here, sizeof here) == 0);
    EXPECT(listen(at->listener, 16) == 0);
    EXPECT(getsockname(at->listener, (struct sockaddr *)&here, &size) == 0);
    (void)snprintf(at->url, sizeof at->url, "http://127.0.0.1:%d", (int)ntohs(here.sin_port));
    EXPECT(pthread_create(&at->thread, NULL, run, at) == 0);
}

void peer_close(peer *at)
{
    EXPECT(write(at->stop[1], "x", 1) == 1);
    EXPECT(pthread_join(at->thread, NULL) == 0);
    (void)close(at->listener);
    (void)close(at->stop[0]);
    (void)close(at->stop[1]);
}
