/* The server and the reports of reporting.h. */
#include "tests/web/http/reporting.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/spec.h"

void open_behind_proxy(served *at, int body_ms)
{
    gi_error err = { 0 };
    gi_http_limits limits = gi_http_limits_default();
    limits.body_ms = body_ms;
    EXPECT_OK(gi_http_net_read(gi_bytes_of("127.0.0.1"), &limits.proxies[0], &err));
    limits.proxy_count = 1;
    served_open(at, &limits);
}

int begin_report(const served *at, const char *client, size_t size)
{
    char head[256];
    int length = snprintf(head, sizeof head,
                          "POST /report HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: %s\r\n"
                          "Content-Type: multipart/form-data; boundary=B\r\n"
                          "Content-Length: %zu\r\n\r\n",
                          client, size);
    int fd = client_connect(at);
    client_send(fd, head, (size_t)length);
    return fd;
}

size_t send_zeros(int fd, size_t size)
{
    static const char zeros[65536];
    size_t sent = 0;
    ssize_t done = 1;
    while (sent < size && done > 0) {
        size_t step = size - sent < sizeof zeros ? size - sent : sizeof zeros;
        done = send(fd, zeros, step, MSG_NOSIGNAL);
        sent += done > 0 ? (size_t)done : 0;
    }
    return sent;
}

int end_report(int fd, size_t size, reply *out)
{
    bool sent = send_zeros(fd, size) == size;
    client_read_one(fd, out);
    (void)close(fd);
    return sent ? reply_code(out) : 0;
}
