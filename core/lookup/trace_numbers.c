/*
 * trace_numbers.c - the numbers of lots and sources that a trace goes through (trace_walk.h).
 */
#include <stdlib.h>

#include "core/lookup/trace_walk.h"

gi_status gi_trace_keep(void *context, int64_t id, int64_t quantity, gi_error *err)
{
    gi_trace_line *to = context;
    (void)quantity;
    if (to->count >= GI_TRACE_NODES) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "trace", gi_num(GI_TRACE_NODES).text);
    }
    if (to->count == to->room) {
        size_t room = to->room == 0 ? 64 : to->room * 2;
        int64_t *more = realloc(to->id, room * sizeof *more);
        if (more == NULL) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "trace");
        }
        to->id = more;
        to->room = room;
    }
    to->id[to->count++] = id;
    return GI_OK;
}

static int by_number(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

void gi_trace_settle(gi_trace_line *numbers)
{
    size_t kept = 0;
    if (numbers->count > 1) {
        qsort(numbers->id, numbers->count, sizeof *numbers->id, by_number);
    }
    for (size_t i = 0; i < numbers->count; i++) {
        if (kept == 0 || numbers->id[kept - 1] != numbers->id[i]) {
            numbers->id[kept++] = numbers->id[i];
        }
    }
    numbers->count = kept;
}

bool gi_trace_has(const gi_trace_line *numbers, int64_t id)
{
    return numbers->count > 0 && bsearch(&id, numbers->id, numbers->count, sizeof id, by_number);
}
