/*
 * connection.h - what is kept per connection: its deadline, and how far it was read.
 *
 * The kernel counts the bytes that came; the parser says how long each header was. When more
 * came than the headers account for, something stands behind this request that a proxy may
 * not know of: it is answered, and the connection ends. Nothing smuggled is ever served.
 */
#ifndef GI_WEB_CONNECTION_H
#define GI_WEB_CONNECTION_H

#include "web/http/deadline.h"

typedef struct gi_connection gi_connection;

/* Begins to watch an accepted socket; NULL without memory or place. */
gi_connection *gi_connection_open(gi_deadlines *deadlines, int socket, int ms);

/* Before the socket is closed. Takes NULL. */
void gi_connection_close(gi_connection *connection);

/* A request began: ms from now for its end. Or its answer is out: ms for the next request, if one
 * comes. Both take NULL. */
void gi_connection_extend(gi_connection *connection, int ms);
void gi_connection_rest(gi_connection *connection, int ms);

/* Accounts for a header, or a body that was read to its end, of that size; true when more than all
 * of them so far has come, or when that cannot be told. */
bool gi_connection_has_more(gi_connection *connection, uint64_t size);

#endif
