/*
 * usb.c - a job to /dev/usb/lpN, or another character device. usblp takes what its buffer holds
 * and reports a printer without paper as ENOSPC.
 */
#include <errno.h>
#include <fcntl.h>
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

static gi_status talk(int fd, gi_sending *job, gi_error *err)
{
    GI_TRY(gi_stream_ask(fd, job, err));
    return gi_stream_write(fd, job, err);
}

gi_status gi_send_usb(gi_sending *job, gi_error *err)
{
    int fd = open_device(job->printer->place);
    if (fd < 0) {
        return gi_send_fail(job, strerror(errno), err);
    }
    gi_status status = talk(fd, job, err);
    (void)close(fd);
    return status;
}
