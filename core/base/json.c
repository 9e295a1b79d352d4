/*
 * json.c - JSON texts, read by Jansson (gi/json.h).
 *
 * The only file that knows Jansson: it reads into its own values, which are made ours and
 * dropped. What it would let pass and we do not, the scan before it refuses.
 */
#include "gi/json.h"

#include <jansson.h>
#include <stdio.h>

#include "core/base/jcs.h"

#define PARSE_FLAGS (JSON_REJECT_DUPLICATES | JSON_DECODE_ANY)

static void release(json_t *value)
{
    json_decref(value);
}

GI_DEFINE_AUTO(json_t, release)

static gi_json *ours(const json_t *value);

static gi_json *our_object(json_t *value)
{
    gi_json *object = gi_json_object();
    for (void *at = json_object_iter(value); at != NULL; at = json_object_iter_next(value, at)) {
        gi_json_set(object, json_object_iter_key(at), ours(json_object_iter_value(at)));
    }
    return object;
}

static gi_json *our_array(const json_t *value)
{
    gi_json *array = gi_json_array();
    for (size_t i = 0; i < json_array_size(value); i++) {
        gi_json_push(array, ours(json_array_get(value, i)));
    }
    return array;
}

/* The scan let no null and no fraction through. A part without memory is left as the mark. */
static gi_json *ours(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return our_object((json_t *)(uintptr_t)value); /* walking does not change it */
    case JSON_ARRAY:
        return our_array(value);
    case JSON_STRING:
        return gi_json_text(
            (gi_bytes){ (const uint8_t *)json_string_value(value), json_string_length(value) });
    case JSON_INTEGER:
        return gi_json_int(json_integer_value(value));
    case JSON_TRUE:
    case JSON_FALSE:
        return gi_json_bool(json_is_true(value));
    case JSON_REAL:
    case JSON_NULL:
    default:
        return NULL;
    }
}

static gi_status fail_at(gi_error *err, gi_why why, size_t at, const char *what)
{
    char text[JSON_ERROR_TEXT_LENGTH + 32];
    (void)snprintf(text, sizeof text, "byte %zu: %s", at, what);
    return gi_fail(err, why, text);
}

gi_status gi_json_parse(gi_bytes text, size_t max_depth, gi_json **out, gi_error *err)
{
    gi_jcs_fault fault;
    if (!gi_jcs_scan(text, max_depth, &fault)) {
        return fail_at(err, GI_WHY_BAD_JSON, fault.at, fault.what);
    }
    json_error_t problem;
    GI_AUTO(json_t) read = json_loadb((const char *)text.data, text.size, PARSE_FLAGS, &problem);
    if (read == NULL && problem.text[0] != '\0') { /* without a text it was memory */
        return fail_at(err, GI_WHY_BAD_JSON, (size_t)problem.position, problem.text);
    }
    GI_AUTO(gi_json) fresh = read == NULL ? NULL : ours(read);
    if (gi_json_ok(fresh, NULL) != GI_OK) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "JSON");
    }
    *out = GI_TAKE(fresh);
    return GI_OK;
}
