/* Starting a service anew within its process: the parent becomes the program that lies on disk now, keeps its process
 * id and the listening socket, and the workers of the old program end when those of the new one work. */
#ifndef NSDB_RELOAD_H
#define NSDB_RELOAD_H

#include <limits.h>

#include "listen_socket.h"

struct reload {
    char **argv;
    char executable[PATH_MAX]; /* where the program lay at its start: after an upgrade, the new one lies there */
};

/* Notes what will be needed; `argv` must outlive it. */
struct reload reload_prepare(char **argv);

/* The workers of the program that this process was before a reload, "12,34"; "" at a first start. */
const char *reload_old_workers(struct arena *arena);

/* Whether the program on disk starts with the settings on disk, as its --check-config says. */
bool reload_is_possible(const struct reload *reload, const char *settings_path);

/* Becomes the new program. Does not come back; ends the process when the system refuses. */
_Noreturn void reload_now(const struct reload *reload, const struct listen_socket *listening, const char *workers);

#endif
