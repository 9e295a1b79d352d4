/*
 * json.h - JSON values as gitrace signs them (RFC 8785, integers only).
 *
 * Reading refuses duplicates, fractions, null, numbers past 2^53-1, -0, control characters in
 * strings (raw or escaped) and anything after the value. Members stand sorted by UTF-16 code
 * units (bytewise for ASCII names) and are escaped as RFC 8785 says. A value belongs
 * to whoever made or parsed it; values put into an object or array belong to that container
 * from then on.
 */
#ifndef GI_JSON_H
#define GI_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gi/bytes.h"

typedef struct gi_json gi_json;

/* Largest integer either way: 2^53 - 1 (RFC 8785 through I-JSON, RFC 7493). */
#define GI_JSON_INT_MAX INT64_C(9007199254740991)

void gi_json_destroy(gi_json *value); /* takes NULL */
GI_DEFINE_AUTO(gi_json, gi_json_destroy)

/*
 * Parses one value with at most max_depth objects and arrays inside each other.
 * GI_INVALID   bad-json, with position;  GI_NO_MEMORY
 */
GI_CHECKED gi_status gi_json_parse(gi_bytes text, size_t max_depth, gi_json **out, gi_error *err);

/* As gi_json_parse, and the canonical form must equal the input byte for byte (not-canonical,
 * with position). */
GI_CHECKED gi_status gi_json_parse_canonical(gi_bytes text, size_t max_depth, gi_json **out,
                                             gi_error *err);

/* Appends the canonical form. Fails only through the buffer, also for a broken value. */
void gi_json_write(const gi_json *value, gi_buf *out);

/* Appends a form for people: two-space indent, same order. */
void gi_json_write_pretty(const gi_json *value, gi_buf *out);

/*
 * Makers. NULL only for lack of memory, invalid UTF-8 or a number past GI_JSON_INT_MAX; putting
 * NULL anywhere marks the container as broken, which gi_json_ok tells, so a builder checks once
 * at the end. Setting the same name again to something good, or removing it, heals. A text may
 * hold control characters, but what holds them cannot be read back: a note goes in as lines.
 * gi_json_ok  GI_NO_MEMORY for NULL itself; GI_INVALID bad-json, names the member
 */
gi_json *gi_json_object(void);
gi_json *gi_json_array(void);
gi_json *gi_json_text(gi_bytes text);
gi_json *gi_json_int(int64_t number);
gi_json *gi_json_bool(bool value);
gi_json *gi_json_copy(const gi_json *value);
void gi_json_set(gi_json *object, const char *name, gi_json *value); /* takes value; replaces */
void gi_json_set_text(gi_json *object, const char *name, const char *text);
void gi_json_set_int(gi_json *object, const char *name, int64_t number);
void gi_json_remove(gi_json *object, const char *name);
void gi_json_push(gi_json *array, gi_json *value); /* takes value */
void gi_json_push_text(gi_json *array, const char *text);
void gi_json_push_int(gi_json *array, int64_t number);
GI_CHECKED gi_status gi_json_ok(const gi_json *value, gi_error *err);

/* Readers; borrowed results. Wrong type or absence reads as NULL, false or 0 count. */
bool gi_json_is_object(const gi_json *value);
bool gi_json_is_array(const gi_json *value);
const gi_json *gi_json_get(const gi_json *object, const char *name);
size_t gi_json_count(const gi_json *container);
const gi_json *gi_json_at(const gi_json *array, size_t index);
/* Members in their order: the name and value at index; takes a step for each one before. */
const char *gi_json_name_at(const gi_json *object, size_t index);
const gi_json *gi_json_value_at(const gi_json *object, size_t index);
bool gi_json_as_text(const gi_json *value, gi_bytes *out);
bool gi_json_as_int(const gi_json *value, int64_t *out);
bool gi_json_as_bool(const gi_json *value, bool *out);

#endif
