/*
 * connection.c - deadline and byte count of one connection (connection.h).
 */
#include "web/http/connection.h"

#include <stdlib.h>

struct gi_connection {
    gi_deadlines *deadlines;
    gi_deadline *deadline;
    int socket;
    uint64_t consumed; /* bytes of all headers so far, and of bodies that were read whole */
};

gi_connection *gi_connection_open(gi_deadlines *deadlines, int socket, int ms)
{
    gi_connection *fresh = calloc(1, sizeof *fresh);
    gi_deadline *deadline = fresh == NULL ? NULL : gi_deadline_start(deadlines, socket, ms);
    if (deadline == NULL) {
        free(fresh);
        return NULL;
    }
    *fresh = (gi_connection){ .deadlines = deadlines, .deadline = deadline, .socket = socket };
    return fresh;
}

void gi_connection_close(gi_connection *connection)
{
    if (connection != NULL) {
        gi_deadline_stop(connection->deadlines, connection->deadline);
        free(connection);
    }
}

void gi_connection_extend(gi_connection *connection, int ms)
{
    if (connection != NULL) {
        gi_deadline_set(connection->deadlines, connection->deadline, ms);
    }
}

void gi_connection_rest(gi_connection *connection, int ms)
{
    if (connection != NULL) {
        gi_deadline_rest(connection->deadlines, connection->deadline, ms, connection->consumed);
    }
}

bool gi_connection_has_more(gi_connection *connection, uint64_t size)
{
    uint64_t received = 0;
    if (connection == NULL || !gi_socket_received(connection->socket, &received)) {
        return true;
    }
    connection->consumed += size;
    return received > connection->consumed;
}
