/*
 * json_walk.h - the members of an object one after the other (gi/json.h).
 *
 * Any change to the object ends the walk.
 */
#ifndef GI_BASE_JSON_WALK_H
#define GI_BASE_JSON_WALK_H

#include "gi/json.h"

typedef struct gi_json_member {
    const char *name; /* NULL past the last member */
    const gi_json *value;
    size_t place;
} gi_json_member;

gi_json_member gi_json_first(const gi_json *object);
gi_json_member gi_json_next(const gi_json *object, gi_json_member member);

#endif
