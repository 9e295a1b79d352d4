/*
 * packs.h - the packs that an inspector held in hand, in a file: "NUMBER MILLISECONDS" a line.
 *
 * Every code that is verified with the file is a pack of its own; a number that two packs carry
 * proves that one of them was copied. Lines are only appended, under a lock, and on the disk
 * before they are spoken of. Files of several inspectors can be put together.
 */
#ifndef GI_COMMANDS_PACKS_H
#define GI_COMMANDS_PACKS_H

#include "gi/clock.h"
#include "gi/unit_number.h"

#define PACKS_BYTES (8U << 20) /* of a file: about 280,000 packs */

typedef struct pack {
    gi_unit_id unit;
    gi_time at;
} pack;

typedef struct packs {
    char path[1024];
    int file; /* locked while open; -1 = closed */
    size_t size;
    pack *list; /* sorted by unit and time */
    size_t count;
} packs;

#define PACKS_NONE \
    {              \
        .file = -1 \
    }

/* Opens the file, makes it where there is none, and keeps others out until packs_close.
 * GI_INVALID bad-pack: a line that does not read   GI_NO_MEMORY over-limit   GI_BUSY db-busy
 * GI_IO file-open, file-read */
GI_CHECKED gi_status packs_open(const char *path, packs *out, gi_error *err);
void packs_close(packs *all);

/* Writes one more pack down. *before: how many of its number were there; *last: the newest of them.
 * GI_IO file-write   GI_NO_MEMORY over-limit: nothing was written */
GI_CHECKED gi_status packs_add(packs *all, gi_unit_id unit, gi_time now, size_t *before,
                               gi_time *last, gi_error *err);

/* Takes over what another file has and this one lacks; the same twice changes nothing. *added
 * tells how many. Fails as packs_open and packs_add. */
GI_CHECKED gi_status packs_merge(packs *all, const char *other, size_t *added, gi_error *err);

/* The next number at or behind *at that more than one pack carries; count 0: none. */
size_t packs_twice(const packs *all, size_t *at);

#endif
