/*
 * passport_corrections.c - corrections of laboratory reports in a passport (passport_facts.h).
 *
 * A correction names the report, the field and the new value in its public leaf, so nothing of its
 * private record is needed. It stands in a passport only behind the report that it corrects. That
 * there are no more of them is the word of whoever wrote the file.
 */
#include <string.h>

#include "core/lookup/passport_facts.h"
#include "gi/text.h"

/* What an amendment may change of a report (core/acts/certificate_amend.c). */
static const char *const fields[] = { "laboratory", "number", "day", "result", "items" };

typedef struct correction {
    int64_t ref;
    const char *field;
    const gi_json *value;
} correction;

static bool read_correction(const gi_json *leaf, correction *out)
{
    gi_bytes name = { 0 };
    gi_bytes value = { 0 };
    correction found = { .value = gi_json_get(leaf, "value") };
    if (!gi_leaf_is(leaf, "amend") || !gi_json_as_int(gi_json_get(leaf, "ref"), &found.ref) ||
        !gi_json_as_text(gi_json_get(leaf, "field"), &name) ||
        !gi_json_as_text(found.value, &value)) {
        return false;
    }
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (gi_bytes_equal(name, gi_bytes_of(fields[i]))) {
            found.field = fields[i];
        }
    }
    *out = found;
    return found.field != NULL;
}

bool gi_passport_may_correct(const gi_passport *passport, const gi_sheaf_leaf *one)
{
    correction change;
    if ((passport->groups & GI_PASSPORT_LABORATORY) == 0 || !read_correction(one->leaf, &change)) {
        return false;
    }
    for (const gi_sheaf_leaf *at = passport->sheaf.leaf; at < one; at++) {
        if (at->index == change.ref) {
            return gi_leaf_is(at->leaf, "lab-report");
        }
    }
    return false;
}

/* {act before field why}: what stood there is what the row says until now. */
static gi_json *told(const gi_sheaf_leaf *one, const correction *change, const gi_json *row)
{
    gi_json *entry = gi_json_object();
    const gi_json *before = gi_json_get(row, change->field);
    const gi_json *why = gi_json_get(one->leaf, "why");
    gi_json_set_int(entry, "act", one->index);
    gi_json_set_text(entry, "field", change->field);
    if (before != NULL) {
        gi_json_set(entry, "before", gi_json_copy(before));
    }
    if (why != NULL) {
        gi_json_set(entry, "why", gi_json_copy(why));
    }
    return entry;
}

void gi_passport_correct(const gi_passport *passport, int64_t report, gi_json *row)
{
    gi_json *list = gi_json_array();
    for (size_t i = 0; i < passport->sheaf.count; i++) {
        const gi_sheaf_leaf *one = &passport->sheaf.leaf[i];
        correction change;
        if (read_correction(one->leaf, &change) && change.ref == report) {
            gi_json_push(list, told(one, &change, row));
            gi_json_set(row, change.field, gi_json_copy(change.value));
        }
    }
    if (gi_json_count(list) > 0) {
        gi_json_set(row, "corrections", list);
    } else {
        gi_json_destroy(list);
    }
}
