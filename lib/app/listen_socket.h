/* The unix socket on which nginx reaches a program: made here, or handed over by the service manager. */
#ifndef NSDB_LISTEN_SOCKET_H
#define NSDB_LISTEN_SOCKET_H

#include <stdbool.h>

#include "arena.h"
#include "result.h"
#include "settings.h"

struct listen_socket {
    int fd;
    int lock_fd;      /* held while the socket is ours; -1 otherwise */
    const char *path; /* as the settings name it */
    bool owned;       /* made by this program: it removes the file at the end */
};

/* Takes a socket that was handed over, else makes <run_directory>/<program>.sock (or the setting `socket`) with mode
 * 0660 and the group of the setting `socket_group`. FAILED (logged) when it cannot be made or the program runs
 * already. */
enum result listen_socket_open(struct arena *arena, const struct settings *settings, const char *program,
    struct listen_socket *socket_out) MUST_USE;

/* Removes the file, so that no new connection comes; those that wait can still be taken. */
void listen_socket_end(struct listen_socket *listening);

/* For a process that is about to become a new program: the next listen_socket_open() there finds this socket. */
void listen_socket_leave(const struct listen_socket *listening);

#endif
