/*
 * json.c - JSON values, read by Jansson and written by us (gi/json.h).
 *
 * The only file that knows Jansson: gi_json is an opaque name for its json_t. Two promises
 * hold for every value: members stand in RFC 8785 order, so writing needs no memory of its
 * own; and null never occurs but as the mark of a member or item that could not be made.
 */
#include "gi/json.h"

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/jcs.h"
#include "core/base/json_walk.h"

#define PARSE_FLAGS (JSON_REJECT_DUPLICATES | JSON_DECODE_ANY)

/* Jansson's getters do not change a value, but not all of them say so. */
static json_t *inside(const gi_json *value)
{
    return (json_t *)(uintptr_t)value;
}

static gi_json *outside(json_t *value)
{
    return (gi_json *)value;
}

void gi_json_destroy(gi_json *value)
{
    json_decref(inside(value));
}

/* ---- order of members ---- */

static int by_name(const void *a, const void *b)
{
    return gi_jcs_compare(*(const char *const *)a, *(const char *const *)b);
}

static bool is_ordered(json_t *object)
{
    const char *before = NULL;
    for (void *at = json_object_iter(object); at != NULL; at = json_object_iter_next(object, at)) {
        const char *name = json_object_iter_key(at);
        if (before != NULL && gi_jcs_compare(before, name) > 0) {
            return false;
        }
        before = name;
    }
    return true;
}

/* Fills the empty object fresh with the members of object, in order. */
static bool fill_in_order(json_t *fresh, json_t *object, const char **names)
{
    size_t count = 0;
    for (void *at = json_object_iter(object); at != NULL; at = json_object_iter_next(object, at)) {
        names[count++] = json_object_iter_key(at);
    }
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) {
        if (json_object_set(fresh, names[i], json_object_get(object, names[i])) != 0) {
            return false;
        }
    }
    return true;
}

/* Jansson keeps members as they came in; puts them in order. False without memory. */
static bool order_members(json_t *object)
{
    if (is_ordered(object)) {
        return true;
    }
    const char **names = calloc(json_object_size(object), sizeof *names);
    json_t *fresh = json_object();
    bool done = names != NULL && fresh != NULL && fill_in_order(fresh, object, names) &&
                json_object_clear(object) == 0 && json_object_update(object, fresh) == 0;
    free(names);
    json_decref(fresh);
    return done;
}

static bool order_all(json_t *value)
{
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (!order_all(json_array_get(value, i))) {
            return false;
        }
    }
    for (void *at = json_object_iter(value); at != NULL; at = json_object_iter_next(value, at)) {
        if (!order_all(json_object_iter_value(at))) {
            return false;
        }
    }
    return !json_is_object(value) || order_members(value);
}

/* ---- reading ---- */

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
    GI_AUTO(gi_json)
    fresh = outside(json_loadb((const char *)text.data, text.size, PARSE_FLAGS, &problem));
    if (fresh == NULL && problem.text[0] != '\0') { /* without a text it was memory */
        return fail_at(err, GI_WHY_BAD_JSON, (size_t)problem.position, problem.text);
    }
    if (fresh == NULL || !order_all(inside(fresh))) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "JSON");
    }
    *out = GI_TAKE(fresh);
    return GI_OK;
}

/* ---- making ---- */

gi_json *gi_json_object(void)
{
    return outside(json_object());
}

gi_json *gi_json_array(void)
{
    return outside(json_array());
}

gi_json *gi_json_text(gi_bytes text)
{
    return outside(json_stringn(text.size == 0 ? "" : (const char *)text.data, text.size));
}

gi_json *gi_json_int(int64_t number)
{
    bool fits = number <= GI_JSON_INT_MAX && number >= -GI_JSON_INT_MAX;
    return fits ? outside(json_integer(number)) : NULL;
}

gi_json *gi_json_bool(bool value)
{
    return outside(json_boolean(value));
}

gi_json *gi_json_copy(const gi_json *value)
{
    return outside(json_deep_copy(inside(value)));
}

/* When there is not even memory for a mark, the object becomes null itself, for good. That
 * gives up its small empty table: better lost than a document that looks whole. */
static void break_object(json_t *object, const char *name)
{
    if (json_object_set_new(object, name, json_null()) != 0 &&
        json_object_set_new(object, "", json_null()) != 0) {
        (void)json_object_clear(object);
        object->type = JSON_NULL;
    }
}

/* An array that cannot grow is full, so its first item can carry the mark. */
static void break_array(json_t *array)
{
    if (json_array_append_new(array, json_null()) != 0) {
        (void)json_array_set_new(array, 0, json_null());
    }
}

/* Nothing can be put into a container that could not be made; gi_json_ok will tell. */
static bool takes(const json_t *container, json_type type)
{
    assert(container == NULL || json_is_null(container) || json_typeof(container) == type);
    return container != NULL && json_typeof(container) == type;
}

void gi_json_set(gi_json *object, const char *name, gi_json *value)
{
    json_t *target = inside(object);
    assert(value == NULL || value != object);
    if (!takes(target, JSON_OBJECT)) {
        gi_json_destroy(value);
    } else if (json_object_set_new(target, name, inside(value)) != 0 || !order_members(target)) {
        break_object(target, name);
    }
}

void gi_json_remove(gi_json *object, const char *name)
{
    (void)json_object_del(inside(object), name); /* already absent is as good */
}

void gi_json_push(gi_json *array, gi_json *value)
{
    json_t *target = inside(array);
    assert(value == NULL || value != array);
    if (!takes(target, JSON_ARRAY)) {
        gi_json_destroy(value);
    } else if (json_array_append_new(target, inside(value)) != 0) {
        break_array(target);
    }
}

/* ---- looking ---- */

bool gi_json_is_object(const gi_json *value)
{
    return json_is_object(inside(value));
}

bool gi_json_is_array(const gi_json *value)
{
    return json_is_array(inside(value));
}

const gi_json *gi_json_get(const gi_json *object, const char *name)
{
    return outside(json_object_get(inside(object), name));
}

size_t gi_json_count(const gi_json *container)
{
    return json_object_size(inside(container)) + json_array_size(inside(container));
}

const gi_json *gi_json_at(const gi_json *array, size_t index)
{
    return outside(json_array_get(inside(array), index));
}

static gi_json_member member_at(void *place)
{
    if (place == NULL) {
        return (gi_json_member){ 0 };
    }
    return (gi_json_member){ json_object_iter_key(place), outside(json_object_iter_value(place)),
                             place };
}

gi_json_member gi_json_first(const gi_json *object)
{
    return member_at(json_object_iter(inside(object)));
}

gi_json_member gi_json_next(const gi_json *object, gi_json_member member)
{
    return member_at(json_object_iter_next(inside(object), member.place));
}

bool gi_json_as_text(const gi_json *value, gi_bytes *out)
{
    const json_t *text = inside(value);
    if (!json_is_string(text)) {
        return false;
    }
    *out = (gi_bytes){ (const uint8_t *)json_string_value(text), json_string_length(text) };
    return true;
}

bool gi_json_as_int(const gi_json *value, int64_t *out)
{
    if (!json_is_integer(inside(value))) {
        return false;
    }
    *out = json_integer_value(inside(value));
    return true;
}

bool gi_json_as_bool(const gi_json *value, bool *out)
{
    if (!json_is_boolean(inside(value))) {
        return false;
    }
    *out = json_is_true(inside(value));
    return true;
}
