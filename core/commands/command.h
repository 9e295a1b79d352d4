/*
 * command.h - a verb being run: its row of the table, its options and words, how to speak.
 *
 * Options are declared in tables (name, placeholder, purpose in both languages); parsing, help
 * and refusals come from them. Everything is borrowed from argv.
 */
#ifndef GI_COMMANDS_COMMAND_H
#define GI_COMMANDS_COMMAND_H

#include <stdbool.h>

#include "gi/act.h"
#include "gi/registry.h"

typedef struct option_rule {
    const char *name;  /* without "--"; NULL ends a list */
    const char *value; /* placeholder, NULL for a switch */
    const char *zh;
    const char *en;
} option_rule;

/* Groups of options that many verbs share. */
enum {
    USES_REGISTRY = 1, /* --dir */
    USES_KEYS = 2,     /* --passphrase-file ... */
    USES_DRAFT = 4,    /* --request --dry-run --export --sign --key */
    KEEPS_NAME = 8     /* its program serves several verbs and is told which */
};

typedef struct command command;

typedef struct verb {
    const char *name; /* NULL ends the table */
    const char *usage;
    const char *zh;
    const char *en;
    unsigned uses;
    const option_rule *options; /* its own; NULL = none */
    gi_status (*run)(command *cmd, gi_error *err);
    const char *program; /* or: the program beside our own that does it */
} verb;

#define OPTIONS_MAX 48

typedef struct option_given {
    const char *name;
    const char *value; /* "" for a switch */
} option_given;

struct command {
    const verb *verb;
    const gi_act_kind *kind; /* of an act verb, else NULL */
    const char *name;        /* the verb as it was typed */
    const char **words;      /* what stands without an option; as long as argv */
    size_t word_count;
    option_given options[OPTIONS_MAX];
    size_t option_count;
    bool json;
    bool zh, en; /* languages of what is printed; both, unless chosen */
    int exit;    /* of an answer: 0 good, 1 negative, 3 cannot tell */
};

/* ---- verbs.c ---- */

extern const verb verbs[];
/* The row of a verb; *kind is set for an act verb. NULL when there is no such verb. */
const verb *verb_find(const char *name, const gi_act_kind **kind);
/* True for an act that has a verb of its own among the act verbs. */
bool act_has_verb(const gi_act_kind *kind);

/* ---- options.c ---- */

/* Reads what follows the verb. GI_INVALID unknown-option, duplicate-field, usage */
GI_CHECKED gi_status options_read(command *cmd, int argc, char **argv, gi_error *err);
/* The value of an option, NULL when it was not given. */
const char *option(const command *cmd, const char *name);
/* ... refused with the verb's usage when it was not given. */
GI_CHECKED gi_status option_needed(const command *cmd, const char *name, const char **out,
                                   gi_error *err);
/* A number in [low, high]; *out stays when it was not given. */
GI_CHECKED gi_status option_int(const command *cmd, const char *name, int64_t low, int64_t high,
                                int64_t *out, gi_error *err);
/* Refuses with the verb's usage unless there are low to high words. */
GI_CHECKED gi_status words_expect(const command *cmd, size_t low, size_t high, gi_error *err);
/* GI_INVALID usage */
gi_status fail_usage(const command *cmd, gi_error *err);

/* The option tables of the groups in uses, for parsing and help; NULL past the last. */
const option_rule *option_group(unsigned uses, size_t index);

/* ---- registry of --dir or GITRACE_DIR (options.c) ---- */

const char *registry_dir(const command *cmd);
GI_CHECKED gi_status registry_open(const command *cmd, gi_access access, gi_registry **out,
                                   gi_error *err);

/* ---- help.c ---- */

gi_status run_help(command *cmd, gi_error *err);
void help_of_verb(const command *cmd);

#endif
