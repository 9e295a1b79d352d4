/*
 * json.h - JSON values as gitrace signs them (RFC 8785, integers only).
 *
 * Reading refuses duplicates, fractions, null, numbers past 2^53-1, -0, control characters in
 * strings (raw or escaped) and anything after the value. Members stand sorted by UTF-16 code
 * units (bytewise for ASCII names) and are escaped as RFC 8785 says: what is signed has one
 * spelling. A value belongs to whoever made or parsed it; values put into an object or array
 * belong to that container from then on. One thread at a time works on a value and its parts.
 *
 *     GI_AUTO(gi_json) answer = gi_json_object();
 *     gi_json_set_text(answer, "batch", "LSYW-26-00A3-001F-7");
 *     gi_json_set_int(answer, "count", 500);
 *     GI_TRY(gi_json_ok(answer, err));
 *     gi_json_write(answer, &out);      {"batch":"LSYW-26-00A3-001F-7","count":500}
 */
#ifndef GI_JSON_H
#define GI_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gi/bytes.h"

/* An object, array, text, integer, true or false. There is no null and no fraction. */
typedef struct gi_json gi_json;

/* Largest integer either way: 2^53 - 1 (RFC 8785 through I-JSON, RFC 7493). */
#define GI_JSON_INT_MAX INT64_C(9007199254740991)

/* Releases a value with everything in it. Takes NULL. Never for a value that was put into a
 * container or borrowed from one. */
void gi_json_destroy(gi_json *value);
GI_DEFINE_AUTO(gi_json, gi_json_destroy)

/*
 * Parses one value. text is UTF-8, blanks around the value allowed, nothing else; it is not kept.
 * max_depth bounds how many objects and arrays may lie inside each other (0: none at all), so
 * that a stranger's text cannot exhaust the stack. Size is the caller's to bound.
 *
 * out  you own it
 *
 * GI_INVALID    bad-json, with the byte and what is wrong there
 * GI_NO_MEMORY  no-memory
 */
GI_CHECKED gi_status gi_json_parse(gi_bytes text, size_t max_depth, gi_json **out, gi_error *err);

/*
 * As gi_json_parse, and the canonical form must equal the input byte for byte: no blanks, members
 * in order, one way to escape. For everything that carries a signature or a hash.
 *
 * GI_INVALID  bad-json; not-canonical, with the first byte that differs
 */
GI_CHECKED gi_status gi_json_parse_canonical(gi_bytes text, size_t max_depth, gi_json **out,
                                             gi_error *err);

/* Appends the canonical form; with a NULL or broken value it fails the buffer (GI_NO_MEMORY), so
 * a half-built document never looks whole. Ask gi_buf_status. Needs no memory but the buffer's. */
void gi_json_write(const gi_json *value, gi_buf *out);

/* Appends a form for people: two-space indent, same order, no newline at the end. */
void gi_json_write_pretty(const gi_json *value, gi_buf *out);

/*
 * Makers. You own what they return. NULL only for lack of memory, invalid UTF-8 or a number past
 * GI_JSON_INT_MAX; putting NULL anywhere marks the container as broken, which gi_json_ok
 * tells, so a builder checks once at the end. Setting the same name again to something good,
 * or removing it, heals. A text may hold control characters, but what holds them cannot be
 * read back: a note goes in as lines.
 */
gi_json *gi_json_object(void);
gi_json *gi_json_array(void);
gi_json *gi_json_text(gi_bytes text);
gi_json *gi_json_int(int64_t number);
gi_json *gi_json_bool(bool value);

/* A copy of the whole tree, yours; NULL for NULL. */
gi_json *gi_json_copy(const gi_json *value);

/*
 * Sets a member, in its place by name, and takes value over, in every case: never destroy it
 * afterwards. A member of that name is replaced and released. name is copied; ASCII by
 * convention. object may be NULL (a maker failed): value is released and gi_json_ok will tell.
 * Any other kind of container is a programming mistake (assert). The shorthands below make the
 * value; a text of NULL counts as one that could not be made.
 */
void gi_json_set(gi_json *object, const char *name, gi_json *value);
void gi_json_set_text(gi_json *object, const char *name, const char *text);
void gi_json_set_int(gi_json *object, const char *name, int64_t number);

/* Takes a member out and releases it; nothing happens when there is none. */
void gi_json_remove(gi_json *object, const char *name);

/* Appends an item and takes value over, under the same rules as gi_json_set. */
void gi_json_push(gi_json *array, gi_json *value);
void gi_json_push_text(gi_json *array, const char *text);
void gi_json_push_int(gi_json *array, int64_t number);

/*
 * The check at the end of building: every part could be made.
 *
 * GI_NO_MEMORY  no-memory: value is NULL
 * GI_INVALID    bad-json: names the member that holds a broken part
 */
GI_CHECKED gi_status gi_json_ok(const gi_json *value, gi_error *err);

/*
 * Readers. What they return is borrowed from the value until it changes. Wrong type, absence
 * and NULL read as NULL, false or a count of 0, so a chain needs one check at its end:
 *
 *     if (!gi_json_as_text(gi_json_get(gi_json_get(leaf, "key"), "role"), &role)) { ... }
 */
bool gi_json_is_object(const gi_json *value);
bool gi_json_is_array(const gi_json *value);
const gi_json *gi_json_get(const gi_json *object, const char *name);

/* Members of an object or items of an array. */
size_t gi_json_count(const gi_json *container);

/* The item at index, counted from 0; NULL past the end. */
const gi_json *gi_json_at(const gi_json *array, size_t index);

/* Members in their order: the name and value at index, NULL past the end. Takes a step for each
 * member before it, so walking a large object this way is quadratic. */
const char *gi_json_name_at(const gi_json *object, size_t index);
const gi_json *gi_json_value_at(const gi_json *object, size_t index);

/* The value itself when it has the type; out is written on true only. A text is valid
 * UTF-8, and the view counts its bytes without a terminator. */
bool gi_json_as_text(const gi_json *value, gi_bytes *out);
bool gi_json_as_int(const gi_json *value, int64_t *out);
bool gi_json_as_bool(const gi_json *value, bool *out);

#endif
