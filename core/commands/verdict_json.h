/*
 * verdict_json.h - verdicts as JSON, and what lies in a package in words.
 */
#ifndef GI_COMMANDS_VERDICT_JSON_H
#define GI_COMMANDS_VERDICT_JSON_H

#include "core/commands/command.h"
#include "gi/json.h"
#include "gi/package.h"

/* You own it. code is the text that was asked; offset that of the registry, minutes. */
gi_json *verdict_json(const char *code, const gi_verdict *verdict, int offset);

/* ---- package_words.c ---- */

/* How many labels lie inside and in what state, for people. */
void say_package(const command *cmd, const gi_package_inside *inside, int offset);
/* The line for --in: inside, moved or copied, opened, or cannot tell. */
void say_inside(const command *cmd, gi_inside_answer answer, const char *package);
/* The exit code of that answer: 0, 1 not inside, 3 cannot tell. */
int inside_exit(gi_inside_answer answer);

#endif
