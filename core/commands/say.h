/*
 * say.h - everything the program prints goes through here.
 *
 * Answers to stdout in the chosen languages, or as one JSON value; refusals to stderr as one
 * line: gitrace: <reason id>: <Chinese> / <English>.
 */
#ifndef GI_COMMANDS_SAY_H
#define GI_COMMANDS_SAY_H

#include "core/commands/command.h"
#include "gi/json.h"

/* One line, "zh / en" or the chosen one; texts are cleaned of control characters. */
void say(const command *cmd, const char *zh, const char *en);
/* "  name: value" with the name in the chosen languages. */
void say_value(const command *cmd, const char *zh, const char *en, const char *value);
void say_number(const command *cmd, const char *zh, const char *en, int64_t value);
/* A line as it is. */
void say_text(const char *text);
/* Bytes as they are, for formats of others. */
void say_bytes(gi_bytes bytes);
/* One JSON value: indented, or (dense) as one canonical line. */
GI_CHECKED gi_status say_json(const gi_json *value, bool dense, gi_error *err);
/* The refusal line; with --json also {"error":{...}} on stdout. */
void say_error(const command *cmd, const gi_error *err);
/* {"error":{id zh en exit field row}}; you own it. */
gi_json *error_json(const gi_error *err);
/* The line alone: something failed that the answer does not need. */
void say_warning(const gi_error *err);

/* A JSON value as people read it in a table: texts as they are, numbers, yes/no. */
void say_cell(const gi_json *value, gi_buf *out);
/* Rows of an array as a table with these columns ("NULL" ends them). */
GI_CHECKED gi_status say_table(const gi_json *rows, const char *const *columns, gi_error *err);
/* The members of an object, one a line; nested ones as dense JSON. */
void say_object(const gi_json *object);

/* stdout written to the last byte? GI_IO file-write */
GI_CHECKED gi_status say_end(gi_error *err);

#endif
