/*
 * stream.c - writing with patience, asking with a limit (stream.h). Never blocks without a
 * deadline, never raises SIGPIPE.
 */
#include "labels/send/stream.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "labels/send/state.h"

#define ASK_MS 2000
#define ANSWER_MAX 512
#define PAPER_MS 200 /* between two looks at a printer that is out of paper */
#define SLOWEST 1024 /* bytes per second on the whole; slower is no printer at work */

int64_t gi_stream_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool gi_stream_wait(int fd, short events, int64_t until)
{
    for (;;) {
        int64_t left = until - gi_stream_now();
        if (left <= 0) {
            return false;
        }
        struct pollfd one = { .fd = fd, .events = events };
        int ready = poll(&one, 1, left > 1000 ? 1000 : (int)left);
        if (ready > 0 || (ready < 0 && errno != EINTR)) {
            return true; /* errors too: the call that follows tells which */
        }
    }
}

/* Sockets answer a peer that is gone with EPIPE, devices cannot. */
static ssize_t put(int fd, const uint8_t *data, size_t size)
{
    ssize_t done = send(fd, data, size, MSG_NOSIGNAL);
    return done < 0 && errno == ENOTSOCK ? write(fd, data, size) : done;
}

/* Why a write took nothing; NULL: worth waiting. */
static const char *refusal(int why)
{
    if (why == EAGAIN || why == EINTR) {
        return NULL;
    }
    if (why == ENOSPC) {
        (void)poll(NULL, 0, PAPER_MS);
        return NULL;
    }
    return strerror(why);
}

gi_status gi_stream_write(int fd, gi_sending *job, gi_error *err)
{
    gi_bytes bytes = job->parcel.bytes;
    int64_t patience = (int64_t)job->printer->patience * 1000;
    int64_t now = gi_stream_now();
    int64_t end = now + patience + (int64_t)(bytes.size / SLOWEST) * 1000;
    bool paper = true;
    for (int64_t until = now + patience; job->sent < bytes.size;) {
        ssize_t done = put(fd, bytes.data + job->sent, bytes.size - job->sent);
        if (done > 0) {
            job->sent += (size_t)done;
            until = gi_stream_now() + patience;
            continue;
        }
        int why = done == 0 ? EAGAIN : errno;
        const char *cause = refusal(why);
        paper = why != ENOSPC;
        if (cause != NULL) {
            return gi_send_fail(job, cause, err);
        }
        if (!gi_stream_wait(fd, POLLOUT, until < end ? until : end)) {
            return gi_send_fail(job, paper ? "超时 timeout" : "缺纸 paper out", err);
        }
    }
    return GI_OK;
}

static bool read_state(const gi_printer *printer, gi_bytes answer, gi_printer_state *out)
{
    if (printer->language == GI_PRINTER_ZPL) {
        return gi_state_zpl(answer, out);
    }
    if (answer.size == 0) {
        return false;
    }
    *out = gi_state_tspl(answer.data[answer.size - 1]);
    return true;
}

/* Reads until the answer is whole, the printer hangs up or the time is over. */
static bool hear(int fd, const gi_printer *printer, gi_printer_state *out)
{
    uint8_t answer[ANSWER_MAX];
    size_t size = 0;
    int64_t until = gi_stream_now() + ASK_MS;
    while (size < sizeof answer && gi_stream_wait(fd, POLLIN, until)) {
        ssize_t got = read(fd, answer + size, sizeof answer - size);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
            return false;
        }
        size += got > 0 ? (size_t)got : 0;
        if (read_state(printer, (gi_bytes){ answer, size }, out)) {
            return true;
        }
    }
    return false;
}

gi_status gi_stream_ask(int fd, gi_sending *job, gi_error *err)
{
    if (!job->printer->status) {
        return GI_OK;
    }
    bool zpl = job->printer->language == GI_PRINTER_ZPL;
    const char *question = zpl ? "~HS\r\n" : "\x1b!?";
    size_t size = strlen(question);
    if (put(fd, (const uint8_t *)question, size) != (ssize_t)size) {
        return gi_send_fail(job, strerror(errno), err);
    }
    gi_printer_state state;
    if (!hear(fd, job->printer, &state)) {
        return gi_fail(err, GI_WHY_PRINTER_NOT_READY, job->printer->name,
                       "没有回答 no answer (缺纸 paper, 打印头 head ?)");
    }
    if (state.text[0] != '\0') {
        return gi_fail(err, GI_WHY_PRINTER_NOT_READY, job->printer->name, state.text);
    }
    return GI_OK;
}
