/*
 * json_value.c - JSON values in memory: made, put into each other, looked at (gi/json.h).
 *
 * Two promises hold for every value: members stand in RFC 8785 order, so writing needs no memory
 * of its own; and a part that could not be made is there as the mark, so that no document ever
 * looks whole that is not. A container that has no room for the mark becomes one itself.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/jcs.h"
#include "core/base/json_value.h"
#include "gi/text.h"

/* Stands for what could not be made; shared, never changed, never freed. */
static const gi_json mark = { .type = GI_JSON_MARK };

static gi_json *the_mark(void)
{
    return (gi_json *)(uintptr_t)&mark;
}

/* ---- making and releasing ---- */

static gi_json *make(gi_json_type type, size_t text)
{
    gi_json *value = text <= SIZE_MAX - sizeof *value - 1 ? malloc(sizeof *value + text + 1) : NULL;
    if (value != NULL) {
        *value = (gi_json){ .type = type };
    }
    return value;
}

static void empty(gi_json *container)
{
    for (size_t i = 0; i < container->count; i++) {
        free(container->of.part[i].name);
        gi_json_destroy(container->of.part[i].value);
    }
    free(container->of.part);
    container->of.part = NULL;
    container->count = 0;
    container->room = 0;
}

void gi_json_destroy(gi_json *value)
{
    if (value == NULL || value == &mark) {
        return;
    }
    if (gi_json_holds_parts(value)) {
        empty(value);
    }
    free(value);
}

gi_json *gi_json_object(void)
{
    return make(GI_JSON_OBJECT, 0);
}

gi_json *gi_json_array(void)
{
    return make(GI_JSON_ARRAY, 0);
}

gi_json *gi_json_text(gi_bytes text)
{
    gi_json *value = gi_utf8_valid(text) ? make(GI_JSON_TEXT, text.size) : NULL;
    if (value != NULL) {
        value->count = text.size;
        if (text.size > 0) {
            memcpy(value->text, text.data, text.size);
        }
        value->text[text.size] = '\0';
    }
    return value;
}

gi_json *gi_json_int(int64_t number)
{
    bool fits = number <= GI_JSON_INT_MAX && number >= -GI_JSON_INT_MAX;
    gi_json *value = fits ? make(GI_JSON_INT, 0) : NULL;
    if (value != NULL) {
        value->of.number = number;
    }
    return value;
}

gi_json *gi_json_bool(bool truth)
{
    gi_json *value = make(GI_JSON_BOOL, 0);
    if (value != NULL) {
        value->truth = truth;
    }
    return value;
}

/* ---- containers ---- */

static bool grow(gi_json *container, size_t room)
{
    gi_json_part *grown = reallocarray(container->of.part, room, sizeof *grown);
    if (grown != NULL) {
        container->of.part = grown;
        container->room = room;
    }
    return grown != NULL;
}

static bool has_room(gi_json *container)
{
    return container->count < container->room ||
           grow(container, container->room == 0 ? 4 : container->room * 2);
}

size_t gi_json_place(const gi_json *object, const char *name)
{
    size_t low = 0;
    size_t high = object->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (gi_jcs_compare(object->of.part[middle].name, name) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool stands_at(const gi_json *object, size_t place, const char *name)
{
    return place < object->count && strcmp(object->of.part[place].name, name) == 0;
}

/* False when there is no memory for it: the container is the mark then, for good. */
static bool insert(gi_json *container, size_t place, char *name, gi_json *value)
{
    if (!has_room(container)) {
        free(name);
        gi_json_destroy(value);
        empty(container);
        container->type = GI_JSON_MARK;
        return false;
    }
    gi_json_part *at = container->of.part + place;
    memmove(at + 1, at, (container->count - place) * sizeof *at);
    *at = (gi_json_part){ name, value };
    container->count++;
    return true;
}

/* Nothing can be put into a container that could not be made; gi_json_ok will tell. */
static bool takes(const gi_json *container, gi_json_type type)
{
    assert(container == NULL || container->type == GI_JSON_MARK || container->type == type);
    return container != NULL && container->type == type;
}

void gi_json_set(gi_json *object, const char *name, gi_json *value)
{
    assert(value == NULL || value != object);
    if (!takes(object, GI_JSON_OBJECT)) {
        gi_json_destroy(value);
        return;
    }
    value = value != NULL ? value : the_mark();
    size_t place = gi_json_place(object, name);
    if (stands_at(object, place, name)) {
        gi_json_destroy(object->of.part[place].value);
        object->of.part[place].value = value;
        return;
    }
    char *copy = gi_utf8_valid(gi_bytes_of(name)) ? strdup(name) : NULL;
    if (copy == NULL) {
        gi_json_destroy(value);
        empty(object);
        object->type = GI_JSON_MARK;
        return;
    }
    (void)insert(object, place, copy, value); /* a failure is told by the mark */
}

void gi_json_remove(gi_json *object, const char *name)
{
    if (object == NULL || object->type != GI_JSON_OBJECT) {
        return;
    }
    size_t place = gi_json_place(object, name);
    if (stands_at(object, place, name)) {
        gi_json_part *at = object->of.part + place;
        free(at->name);
        gi_json_destroy(at->value);
        object->count--;
        memmove(at, at + 1, (object->count - place) * sizeof *at);
    }
}

void gi_json_push(gi_json *array, gi_json *value)
{
    assert(value == NULL || value != array);
    if (!takes(array, GI_JSON_ARRAY)) {
        gi_json_destroy(value);
        return;
    }
    (void)insert(array, array->count, NULL, value != NULL ? value : the_mark());
}

/* ---- copies ---- */

static bool copy_parts(gi_json *to, const gi_json *from)
{
    if (from->count > 0 && !grow(to, from->count)) {
        return false;
    }
    for (size_t i = 0; i < from->count; i++) {
        const gi_json_part *part = &from->of.part[i];
        gi_json_part *at = &to->of.part[i];
        *at = (gi_json_part){ part->name == NULL ? NULL : strdup(part->name),
                              gi_json_copy(part->value) };
        to->count++;
        if (at->value == NULL || (part->name != NULL && at->name == NULL)) {
            return false;
        }
    }
    return true;
}

gi_json *gi_json_copy(const gi_json *value)
{
    if (value == NULL || value == &mark) {
        return value == NULL ? NULL : the_mark();
    }
    if (!gi_json_holds_parts(value)) {
        gi_json *copy = make(value->type, value->type == GI_JSON_TEXT ? value->count : 0);
        if (copy != NULL) {
            memcpy(copy, value,
                   sizeof *value + (value->type == GI_JSON_TEXT ? value->count + 1 : 0));
        }
        return copy;
    }
    gi_json *copy = make(value->type, 0);
    if (copy != NULL && !copy_parts(copy, value)) {
        gi_json_destroy(copy);
        return NULL;
    }
    return copy;
}
