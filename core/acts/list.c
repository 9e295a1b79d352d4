/*
 * list.c - lists as people type them in one field: "1:42kg,2:10kg", "特级=Superfine;一级=First".
 */
#include <string.h>

#include "core/acts/act.h"

bool gi_list_next(gi_bytes *rest, char separator, gi_bytes *item)
{
    if (rest->size == 0) {
        return false;
    }
    const uint8_t *end = memchr(rest->data, separator, rest->size);
    size_t size = end != NULL ? (size_t)(end - rest->data) : rest->size;
    *item = gi_trim((gi_bytes){ rest->data, size });
    size_t step = end != NULL ? size + 1 : size;
    *rest = (gi_bytes){ rest->data + step, rest->size - step };
    return true;
}

bool gi_list_split(gi_bytes item, char mark, gi_bytes *left, gi_bytes *right)
{
    const uint8_t *at = item.size > 0 ? memchr(item.data, mark, item.size) : NULL;
    if (at == NULL) {
        return false;
    }
    size_t size = (size_t)(at - item.data);
    *left = gi_trim((gi_bytes){ item.data, size });
    *right = gi_trim((gi_bytes){ at + 1, item.size - size - 1 });
    return true;
}
