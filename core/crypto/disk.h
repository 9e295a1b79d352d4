/*
 * disk.h - files that hold secrets: private by mode, never overwritten, safe after power loss.
 */
#ifndef GI_CRYPTO_DISK_H
#define GI_CRYPTO_DISK_H

#include "gi/bytes.h"

/* A file descriptor that closes itself; -1 is none. */
void gi_fd_close(const int *fd);
#define GI_AUTO_FD __attribute__((cleanup(gi_fd_close))) const int

/* GI_OK when only the owner may read the open file; GI_DENIED not-private names its mode. */
GI_CHECKED gi_status gi_private_check(int fd, const char *path, gi_error *err);

/*
 * Reads a whole private file into out, at most out's maximum.
 * GI_NOT_FOUND file-missing   GI_DENIED not-private   GI_IO file-open, file-read
 */
GI_CHECKED gi_status gi_private_read(const char *path, gi_buf *out, gi_error *err);

/*
 * Writes a new file of mode 600 and syncs it and its directory. Leaves nothing behind when
 * it fails. GI_CONFLICT file-exists: nothing was touched   GI_IO file-open, file-write
 */
GI_CHECKED gi_status gi_private_create(const char *path, gi_bytes content, gi_error *err);

/* Puts a file in the place of another, all or nothing, and syncs the directory. */
GI_CHECKED gi_status gi_private_replace(const char *from, const char *path, gi_error *err);

#endif
