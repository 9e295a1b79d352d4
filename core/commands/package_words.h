/*
 * package_words.h - what lies in a package, in words.
 */
#ifndef GI_COMMANDS_PACKAGE_WORDS_H
#define GI_COMMANDS_PACKAGE_WORDS_H

#include "core/commands/command.h"
#include "gi/package.h"

/* How many labels lie inside and in what state, for people. */
void say_package(const command *cmd, const gi_package_inside *inside, int offset);
/* The line for --in: inside, moved or copied, opened, or cannot tell. */
void say_inside(const command *cmd, gi_inside_answer answer, const char *package);
/* The exit code of that answer: 0, 1 not inside, 3 cannot tell. */
int inside_exit(gi_inside_answer answer);

#endif
