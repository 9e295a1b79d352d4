/*
 * deadline.h - ends connections whose request takes too long, by the wall and not by idling.
 *
 * libmicrohttpd's own time-out starts again with every byte. Here each connection has one
 * deadline, set when it is accepted and when its header is whole; a thread shuts the socket
 * down when it has passed. Safe to call from any thread.
 */
#ifndef GI_WEB_DEADLINE_H
#define GI_WEB_DEADLINE_H

#include "gi/bytes.h"

typedef struct gi_deadlines gi_deadlines;
typedef struct gi_deadline gi_deadline;

/* A watch over at most max connections. GI_NO_MEMORY, GI_IO (no thread). */
GI_CHECKED gi_status gi_deadlines_create(unsigned max, gi_deadlines **out, gi_error *err);
void gi_deadlines_destroy(gi_deadlines *deadlines);
GI_DEFINE_AUTO(gi_deadlines, gi_deadlines_destroy)

/* Watches a socket from now on; NULL when all max places are taken. */
gi_deadline *gi_deadline_start(gi_deadlines *deadlines, int socket, int ms);

/* Gives it ms more from now, at work or resting; and forgets it, before the socket is closed.
 * read: bytes that all its requests had so far. All take NULL. */
void gi_deadline_set(gi_deadlines *deadlines, gi_deadline *deadline, int ms);
void gi_deadline_rest(gi_deadlines *deadlines, gi_deadline *deadline, int ms, uint64_t read);
void gi_deadline_stop(gi_deadlines *deadlines, gi_deadline *deadline);

/* Bytes that a TCP socket received in all; false when the kernel does not count them. */
bool gi_socket_received(int socket, uint64_t *out);

/*
 * Ends those that rest after an answer and of whose next request nothing came; gives those that
 * asked for nothing yet, or for half of something, grace_ms at most. How many are left, busy ones
 * included.
 */
unsigned gi_deadlines_end_resting(gi_deadlines *deadlines, int grace_ms);

#endif
