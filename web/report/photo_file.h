/*
 * photo_file.h - a photo as a file that is still there after a power cut; for notice.c only.
 */
#ifndef GI_WEB_PHOTO_FILE_H
#define GI_WEB_PHOTO_FILE_H

#include "gi/bytes.h"

/* Most bytes of the folder's name, with its end. */
#define GI_PHOTO_DIR_MAX 1024

/*
 * Writes bytes to path, a new file in dir, which is made when it is not there. File and folders
 * are on the disk afterwards; what cannot be kept so leaves no file.
 * GI_IO file-write
 */
GI_CHECKED gi_status gi_photo_save(const char *dir, const char *path, gi_bytes bytes,
                                   gi_error *err);

#endif
