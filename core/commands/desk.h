/*
 * desk.h - drafts over a UNIX socket: one JSON object a line in, its answer a line out.
 *
 * For a place where several people record at once (leaf buying in April): one process holds the
 * keys, everybody who may open the socket hands it drafts, and those that come together are
 * committed together (gi/group.h). A line is a draft as in gi/act.h; an answer has the members
 * of the act's answer, or "error" with id, zh, en, exit and field. Answers keep the order of
 * the lines of one connection, and each leaves after COMMIT only.
 */
#ifndef GI_COMMANDS_DESK_H
#define GI_COMMANDS_DESK_H

#include "core/commands/command.h"
#include "gi/group.h"

#define DESK_CLIENTS 64     /* connections at once; one more is told db-busy */
#define DESK_LINE_MAX 65536 /* bytes of a draft or an answer */
#define DESK_SECONDS 30     /* a client waits no longer for an answer */

/* Hands one draft to a desk. *out is the answer, you own it. GI_IO file-open: nobody listens,
 * file-read: no answer came (it may have been done: ask again with the same request key); or
 * the refusal that the desk answers. */
GI_CHECKED gi_status desk_ask(const char *path, const gi_draft *draft, gi_json **out,
                              gi_error *err);

/* Reads lines from a connection until it ends, breaks or sends one that is too long. */
void desk_talk(gi_group *group, int line);
/* Answers a refusal. */
void desk_refuse(int line, const gi_error *err);

/* Makes the address of a socket. GI_INVALID too-long: 107 bytes fit */
struct sockaddr_un;
GI_CHECKED gi_status desk_address(const char *path, struct sockaddr_un *out, gi_error *err);

#endif
