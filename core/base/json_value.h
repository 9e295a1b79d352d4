/*
 * json_value.h - what a gi_json is, for the files that make, read and look at values.
 *
 * A text lies behind its value, in one piece. Members of an object stand in RFC 8785 order.
 */
#ifndef GI_BASE_JSON_VALUE_H
#define GI_BASE_JSON_VALUE_H

#include "gi/json.h"

/* A MARK stands for what could not be made; it occurs nowhere else. */
typedef enum gi_json_type {
    GI_JSON_MARK,
    GI_JSON_OBJECT,
    GI_JSON_ARRAY,
    GI_JSON_TEXT,
    GI_JSON_INT,
    GI_JSON_BOOL
} gi_json_type;

typedef struct gi_json_part {
    char *name; /* owned; NULL in arrays */
    gi_json *value;
} gi_json_part;

struct gi_json {
    gi_json_type type;
    bool truth;
    size_t count; /* of parts; of bytes of a text */
    size_t room;  /* for parts */
    union {
        gi_json_part *part; /* of objects and arrays */
        int64_t number;
    } of;
    char text[]; /* with a NUL behind it */
};

static inline bool gi_json_holds_parts(const gi_json *value)
{
    return value != NULL && (value->type == GI_JSON_OBJECT || value->type == GI_JSON_ARRAY);
}

/* The first place whose name does not stand before this one. */
size_t gi_json_place(const gi_json *object, const char *name);

#endif
