/*
 * main.c - gitrace: finds the verb, reads its options, runs it, says what came of it.
 *
 * Exit codes (FORMATS 12): 0 good, 1 answered but negative, 2 usage, 3 cannot tell, 10-17 by
 * status.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/text.h"

enum { EXIT_USAGE = 2 };

static gi_status dispatch(command *cmd, int argc, char **argv, gi_error *err)
{
    const char *name = argc > 1 ? argv[1] : "help";
    if (strcmp(name, "--help") == 0 || strcmp(name, "--version") == 0) {
        name += 2;
    }
    cmd->name = name;
    cmd->verb = verb_find(name, &cmd->kind);
    if (cmd->verb == NULL) {
        return gi_fail(err, GI_WHY_UNKNOWN_VERB, gi_quote(gi_bytes_of(name)).text);
    }
    if (cmd->verb->program != NULL) {
        bool named = (cmd->verb->uses & KEEPS_NAME) != 0;
        return program_start(cmd->verb->program, named ? argv : argv + 1, err);
    }
    GI_TRY(options_read(cmd, argc > 2 ? argc - 2 : 0, argv + 2, err));
    if (option(cmd, "help") != NULL) {
        help_of_verb(cmd);
        return GI_OK;
    }
    return cmd->verb->run(cmd, err);
}

static bool is_usage(gi_why why)
{
    return why == GI_WHY_USAGE || why == GI_WHY_UNKNOWN_VERB || why == GI_WHY_UNKNOWN_OPTION;
}

int main(int argc, char **argv)
{
    gi_error err = { 0 };
    command cmd = { .zh = true, .en = true };
    (void)signal(SIGXFSZ, SIG_IGN); /* a file size limit is a refusal, as a full disk is */
    cmd.words = calloc((size_t)argc + 1, sizeof *cmd.words);
    gi_status status = cmd.words == NULL ? gi_fail(&err, GI_WHY_NO_MEMORY, "arguments")
                                         : dispatch(&cmd, argc, argv, &err);
    if (status == GI_OK) {
        status = say_end(&err);
    }
    if (status != GI_OK) {
        say_error(&cmd, &err);
    }
    free(cmd.words);
    if (status == GI_OK) {
        return argc > 1 ? cmd.exit : EXIT_USAGE;
    }
    return is_usage(err.why) ? EXIT_USAGE : gi_exit_code(status);
}
