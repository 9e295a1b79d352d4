/*
 * failing_vfs.h - a file layer under SQLite whose n-th write, sync or truncation fails.
 *
 * Registered as the default; everything else passes through to the real one. One process,
 * one thread.
 */
#ifndef GI_TESTS_FAILING_VFS_H
#define GI_TESTS_FAILING_VFS_H

#include <stdbool.h>

typedef enum fault_kind {
    FAULT_WRITE, /* answers disk full */
    FAULT_SYNC,
    FAULT_ANY /* writes, syncs and truncations together, as I/O errors */
} fault_kind;

/* Makes this layer the default, once. */
void failing_vfs_install(void);

/* From now on the n-th call of the kind fails (n from 1), and with forever all after it. */
void failing_vfs_arm(fault_kind kind, int n, bool forever);

/* Lets everything pass; answers whether a fault was met since it was armed. */
bool failing_vfs_disarm(void);

#endif
