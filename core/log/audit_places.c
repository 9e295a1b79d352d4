/*
 * audit_places.c - disjoint ranges of serials that come and go: what lies in closed packages,
 * which packages were opened. Sorted by first serial; a range is found in logarithmic time.
 */
#include <string.h>

#include "core/log/audit_labels.h"

static size_t places_until(const audit_place *place, size_t count, int64_t serial)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (place[middle].first <= serial) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

audit_place *gi_audit_place_over(const audit_places *all, int64_t first, int64_t last)
{
    size_t count = places_until(all->place, all->places, last);
    audit_place *one = count > 0 ? &all->place[count - 1] : NULL;
    return one != NULL && (int64_t)one->first + one->count > first ? one : NULL;
}

gi_status gi_audit_put_place(audit_places *all, const audit_place *one, gi_error *err)
{
    size_t at = places_until(all->place, all->places, one->first);
    void *items = all->place;
    GI_TRY(gi_audit_grow(&items, all->places, &all->room, sizeof *one, err));
    all->place = items;
    memmove(&all->place[at + 1], &all->place[at], (all->places - at) * sizeof *one);
    all->place[at] = *one;
    all->places++;
    return GI_OK;
}

gi_status gi_audit_cut_places(audit_places *all, int64_t first, int64_t last, gi_error *err)
{
    audit_place *one = NULL;
    while ((one = gi_audit_place_over(all, first, last)) != NULL) {
        audit_place before = *one;
        audit_place behind = *one;
        int64_t end = (int64_t)one->first + one->count - 1;
        size_t at = (size_t)(one - all->place);
        memmove(one, one + 1, (all->places - at - 1) * sizeof *one);
        all->places--;
        if (before.first < first) {
            before.count = (uint32_t)(first - before.first);
            GI_TRY(gi_audit_put_place(all, &before, err));
        }
        if (end > last) {
            behind.first = (uint32_t)(last + 1);
            behind.count = (uint32_t)(end - last);
            GI_TRY(gi_audit_put_place(all, &behind, err));
        }
    }
    return GI_OK;
}
