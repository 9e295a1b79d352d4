/*
 * hosts.h - the lists of official hosts as rows (023-hosts.sql).
 */
#ifndef GI_STORE_HOSTS_H
#define GI_STORE_HOSTS_H

#include "core/store/db.h"
#include "gi/hosts.h"

/* list: as gi_hosts_parse reads it. */
GI_CHECKED gi_status gi_host_list_insert(gi_db *db, int64_t act, const char *list, gi_error *err);

/* The newest list; count 0 when there is none. */
GI_CHECKED gi_status gi_host_list_last(gi_db *db, gi_hosts *out, gi_error *err);

#endif
