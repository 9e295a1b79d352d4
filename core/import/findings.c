/*
 * findings.c - faults and notes of an import, kept up to a limit and counted beyond it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/import/plan.h"
#include "gi/text.h"

static bool make_room(gi_import *import)
{
    if (import->findings < import->finding_room) {
        return true;
    }
    size_t room = import->finding_room == 0 ? 16 : import->finding_room * 2;
    gi_finding *grown = realloc(import->finding, room * sizeof *grown);
    if (grown == NULL) {
        return false; /* counted all the same */
    }
    import->finding = grown;
    import->finding_room = room;
    return true;
}

void gi_import_find(gi_import *import, bool note, int64_t row, int column, gi_bytes value,
                    const gi_error *why)
{
    int64_t *count = note ? &import->notes : &import->faults;
    (*count)++;
    if (*count > GI_IMPORT_FINDINGS_MAX || !make_room(import)) {
        return;
    }
    gi_finding *found = &import->finding[import->findings++];
    *found = (gi_finding){ .note = note, .row = row, .column = column, .why = *why };
    (void)snprintf(found->value, sizeof found->value, "%s", gi_quote(value).text);
}

static bool is_before(const gi_finding *a, const gi_finding *b)
{
    return a->row != b->row ? a->row < b->row : a->column < b->column;
}

/* Findings of a pass come nearly in order, so each moves a little. */
void gi_import_sort(gi_import *import)
{
    for (size_t i = 1; i < import->findings; i++) {
        gi_finding moving = import->finding[i];
        size_t at = i;
        for (; at > 0 && is_before(&moving, &import->finding[at - 1]); at--) {
            import->finding[at] = import->finding[at - 1];
        }
        import->finding[at] = moving;
    }
}

void gi_import_skip(gi_import *import, int64_t row, const char *what)
{
    gi_error why = { 0 };
    (void)gi_fail(&why, GI_WHY_IMPORT_SKIPPED, what);
    gi_import_find(import, true, row, -1, (gi_bytes){ 0 }, &why);
}
