/*
 * usb.c - a job to /dev/usb/lpN, or another character device. usblp takes what its buffer holds
 * and reports a printer without paper as ENOSPC; at close it drops what it has not handed over.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "labels/send/stream.h"

/* Only a device: a file of that name would swallow the labels. */
static int open_device(const char *path)
{
    struct stat about;
    int fd = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd >= 0 && (fstat(fd, &about) != 0 || !S_ISCHR(about.st_mode))) {
        (void)close(fd);
        errno = ENXIO;
        return -1;
    }
    return fd;
}

/* Until the device would take more: then its driver has handed the last block over. */
static gi_status wait_taken(int fd, const gi_sending *job, gi_error *err)
{
    struct pollfd one = { .fd = fd, .events = POLLOUT };
    if (!gi_stream_wait(fd, POLLOUT, gi_stream_now() + (int64_t)job->printer->patience * 1000)) {
        return gi_send_fail(job, "超时 timeout", err);
    }
    bool taken = poll(&one, 1, 0) == 1 && one.revents == POLLOUT;
    return taken ? GI_OK : gi_send_fail(job, strerror(EIO), err);
}

gi_status gi_send_device(int fd, gi_sending *job, gi_error *err)
{
    GI_TRY(gi_stream_ask(fd, job, err));
    GI_TRY(gi_stream_write(fd, job, err));
    return wait_taken(fd, job, err);
}

static gi_status with_device(gi_sending *job, gi_status (*act)(int, gi_sending *, gi_error *),
                             gi_error *err)
{
    int fd = open_device(job->printer->place);
    if (fd < 0) {
        return gi_send_fail(job, strerror(errno), err);
    }
    gi_status status = act(fd, job, err);
    (void)close(fd);
    return status;
}

gi_status gi_send_usb(gi_sending *job, gi_error *err)
{
    return with_device(job, gi_send_device, err);
}

gi_status gi_reach_usb(gi_sending *job, gi_error *err)
{
    return with_device(job, gi_stream_ask, err);
}
