/*
 * names.c - open addressing over the texts themselves (names.h). Grows by doubling; half full at
 * most. Texts lie in one buffer.
 */
#include "core/import/names.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 256
#define TEXT_MAX ((size_t)64 * 1024 * 1024)

typedef struct entry {
    size_t offset; /* of the name in text, plus 1; 0 = free */
    int64_t number;
    int count; /* different numbers */
} entry;

struct gi_names {
    entry *entry;
    size_t room, used; /* room is a power of two */
    gi_buf text;
};

gi_status gi_names_create(gi_names **out, gi_error *err)
{
    GI_AUTO(gi_names) names = calloc(1, sizeof *names);
    if (names != NULL) {
        names->entry = calloc(FIRST_ROOM, sizeof *names->entry);
    }
    if (names == NULL || names->entry == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "names");
    }
    names->room = FIRST_ROOM;
    gi_buf_init(&names->text, TEXT_MAX);
    *out = GI_TAKE(names);
    return GI_OK;
}

void gi_names_destroy(gi_names *names)
{
    if (names != NULL) {
        gi_buf_clear(&names->text);
        free(names->entry);
        free(names);
    }
}

/* FNV-1a; names are of a file that was let in, and bounded by its rows. */
static uint64_t hash(const char *name)
{
    uint64_t value = UINT64_C(14695981039346656037);
    for (; *name != '\0'; name++) {
        value = (value ^ (uint8_t)*name) * UINT64_C(1099511628211);
    }
    return value;
}

/* The entry of a name, or the free place where it would stand. */
static entry *place_of(const gi_names *names, entry *list, size_t room, const char *name)
{
    size_t at = hash(name) & (room - 1);
    while (list[at].offset != 0 &&
           strcmp((const char *)names->text.data + list[at].offset - 1, name) != 0) {
        at = (at + 1) & (room - 1);
    }
    return &list[at];
}

static gi_status grow(gi_names *names, gi_error *err)
{
    size_t room = names->room * 2;
    entry *list = calloc(room, sizeof *list);
    if (list == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "names");
    }
    for (size_t i = 0; i < names->room; i++) {
        if (names->entry[i].offset != 0) {
            const char *name = (const char *)names->text.data + names->entry[i].offset - 1;
            *place_of(names, list, room, name) = names->entry[i];
        }
    }
    free(names->entry);
    names->entry = list;
    names->room = room;
    return GI_OK;
}

gi_status gi_names_add(gi_names *names, const char *name, int64_t number, gi_error *err)
{
    if (names->used * 2 >= names->room) {
        GI_TRY(grow(names, err));
    }
    entry *found = place_of(names, names->entry, names->room, name);
    if (found->offset != 0) {
        found->count += found->number != number;
        return GI_OK;
    }
    size_t offset = names->text.size;
    gi_buf_add(&names->text, (gi_bytes){ (const uint8_t *)name, strlen(name) + 1 });
    GI_TRY(gi_buf_status(&names->text, "names", err));
    *found = (entry){ offset + 1, number, 1 };
    names->used++;
    return GI_OK;
}

int gi_names_find(const gi_names *names, const char *name, int64_t *number)
{
    const entry *found = place_of(names, names->entry, names->room, name);
    if (found->offset == 0) {
        return 0;
    }
    *number = found->number;
    return found->count;
}
