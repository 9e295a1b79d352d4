/*
 * json_build.c - what follows from the values of json.c alone (gi/json.h): shorthands for
 * builders, the check at the end of building, reading of canonical texts.
 */
#include <stdio.h>

#include "core/base/json_value.h"
#include "core/base/json_walk.h"

gi_status gi_json_parse_canonical(gi_bytes text, size_t max_depth, gi_json **out, gi_error *err)
{
    GI_AUTO(gi_json) fresh = NULL;
    GI_TRY(gi_json_parse(text, max_depth, &fresh, err));
    GI_AUTO_BUF again = GI_BUF(text.size); /* the canonical form is never the longer one */
    gi_json_write(fresh, &again);
    GI_TRY(gi_buf_status(&again, "JSON", err));
    size_t at = 0;
    while (at < again.size && again.data[at] == text.data[at]) {
        at++;
    }
    if (at < text.size) {
        char place[40];
        (void)snprintf(place, sizeof place, "byte %zu", at);
        return gi_fail(err, GI_WHY_NOT_CANONICAL, place);
    }
    *out = GI_TAKE(fresh);
    return GI_OK;
}

static gi_json *text_or_null(const char *text)
{
    return text == NULL ? NULL : gi_json_text(gi_bytes_of(text));
}

void gi_json_set_text(gi_json *object, const char *name, const char *text)
{
    gi_json_set(object, name, text_or_null(text));
}

void gi_json_set_int(gi_json *object, const char *name, int64_t number)
{
    gi_json_set(object, name, gi_json_int(number));
}

void gi_json_push_text(gi_json *array, const char *text)
{
    gi_json_push(array, text_or_null(text));
}

void gi_json_push_int(gi_json *array, int64_t number)
{
    gi_json_push(array, gi_json_int(number));
}

static gi_status check(const gi_json *value, const char *name, gi_error *err)
{
    if (value->type == GI_JSON_MARK) {
        char place[80];
        (void)snprintf(place, sizeof place, "a part of \"%s\" could not be made", name);
        return gi_fail(err, GI_WHY_BAD_JSON, place);
    }
    for (gi_json_member at = gi_json_first(value); at.name != NULL; at = gi_json_next(value, at)) {
        GI_TRY(check(at.value, at.name, err));
    }
    for (size_t i = 0; gi_json_is_array(value) && i < gi_json_count(value); i++) {
        GI_TRY(check(gi_json_at(value, i), name, err));
    }
    return GI_OK;
}

gi_status gi_json_ok(const gi_json *value, gi_error *err)
{
    return value == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "JSON") : check(value, "", err);
}
