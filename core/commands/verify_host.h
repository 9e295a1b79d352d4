/*
 * verify_host.h - the host of a URL beside the official ones of a bundle (gi/hosts.h).
 *
 * Says nothing of what is no URL, and nothing without a bundle. It changes none of the three
 * answers: the host is not signed, and a genuine label may be shown on a strange page.
 */
#ifndef GI_COMMANDS_VERIFY_HOST_H
#define GI_COMMANDS_VERIFY_HOST_H

#include "core/commands/command.h"
#include "gi/bundle.h"
#include "gi/json.h"

/* A warning when the host is not official. */
void say_host(const command *cmd, const gi_bundle *bundle, const char *code);
/* The answer with its member official_host: whether it is. Passes the answer on. */
gi_json *with_host(gi_json *answer, const gi_bundle *bundle, const char *code);

#endif
