/*
 * json_look.c - what stands in a JSON value (gi/json.h). Nothing here makes or changes one.
 */
#include <string.h>

#include "core/base/json_value.h"
#include "core/base/json_walk.h"

static bool is(const gi_json *value, gi_json_type type)
{
    return value != NULL && value->type == type;
}

bool gi_json_is_object(const gi_json *value)
{
    return is(value, GI_JSON_OBJECT);
}

bool gi_json_is_array(const gi_json *value)
{
    return is(value, GI_JSON_ARRAY);
}

const gi_json *gi_json_get(const gi_json *object, const char *name)
{
    if (!is(object, GI_JSON_OBJECT)) {
        return NULL;
    }
    size_t place = gi_json_place(object, name);
    bool there = place < object->count && strcmp(object->of.part[place].name, name) == 0;
    return there ? object->of.part[place].value : NULL;
}

size_t gi_json_count(const gi_json *container)
{
    return gi_json_holds_parts(container) ? container->count : 0;
}

const gi_json *gi_json_at(const gi_json *array, size_t index)
{
    return is(array, GI_JSON_ARRAY) && index < array->count ? array->of.part[index].value : NULL;
}

const char *gi_json_name_at(const gi_json *object, size_t index)
{
    return is(object, GI_JSON_OBJECT) && index < object->count ? object->of.part[index].name : NULL;
}

const gi_json *gi_json_value_at(const gi_json *object, size_t index)
{
    return is(object, GI_JSON_OBJECT) && index < object->count ? object->of.part[index].value
                                                               : NULL;
}

static gi_json_member member_at(const gi_json *object, size_t index)
{
    return (gi_json_member){ gi_json_name_at(object, index), gi_json_value_at(object, index),
                             index };
}

gi_json_member gi_json_first(const gi_json *object)
{
    return member_at(object, 0);
}

gi_json_member gi_json_next(const gi_json *object, gi_json_member member)
{
    return member_at(object, member.place + 1);
}

bool gi_json_as_text(const gi_json *value, gi_bytes *out)
{
    if (!is(value, GI_JSON_TEXT)) {
        return false;
    }
    *out = (gi_bytes){ (const uint8_t *)value->text, value->count };
    return true;
}

bool gi_json_as_int(const gi_json *value, int64_t *out)
{
    if (!is(value, GI_JSON_INT)) {
        return false;
    }
    *out = value->of.number;
    return true;
}

bool gi_json_as_bool(const gi_json *value, bool *out)
{
    if (!is(value, GI_JSON_BOOL)) {
        return false;
    }
    *out = value->truth;
    return true;
}
