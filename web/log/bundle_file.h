/*
 * bundle_file.h - the file `bundle` of the registry directory, read once and shared.
 *
 * Written beside us by `gitrace bundle` or `gitrace log tend`, aside and renamed; a change is
 * seen by its inode, size and time. Held whole in memory, plain and compressed, once however
 * many clients are being sent it. Safe to call from any thread.
 */
#ifndef GI_WEB_BUNDLE_FILE_H
#define GI_WEB_BUNDLE_FILE_H

#include "web/http/http.h"

typedef struct gi_bundle_file gi_bundle_file;

/* The file may be absent, and may come later. GI_INVALID too-long, GI_NO_MEMORY */
GI_CHECKED gi_status gi_bundle_file_create(const char *dir, gi_bundle_file **out, gi_error *err);
void gi_bundle_file_destroy(gi_bundle_file *file);
GI_DEFINE_AUTO(gi_bundle_file, gi_bundle_file_destroy)

/*
 * Fills the body, shared, and its tag: the whole bundle when since is 0, else what changed since
 * that size of the log (gi_bundle_delta). Any size below the bundle's own will do; whether it
 * helps is for the device to see.
 *
 * GI_NOT_FOUND file-missing   GI_INVALID out-of-range: since is past the bundle's size;
 * bad-bundle: the file is no bundle   GI_IO   GI_NO_MEMORY
 */
GI_CHECKED gi_status gi_bundle_file_serve(gi_bundle_file *file, int64_t since, bool gzip,
                                          gi_http_response *response, gi_error *err);

#endif
