/* A FastCGI program as a service: its settings, socket and handler processes, from start to stop, reload in between. */
#ifndef NSDB_SERVICE_H
#define NSDB_SERVICE_H

#include "app.h"

struct service;

/* Reads settings and keys and checks them. FAILED (logged) when the program could not work with them. */
enum result service_open(struct arena *arena, const struct program *program, const char *settings_path,
    struct service **service_out) MUST_USE;

/* Runs it until a signal ends it; gives the exit status. `argv` is what the program was started with: SIGHUP starts it
 * anew with the same words, in the same process and on the same socket, so that no connection is refused. */
int service_run(struct service *service, char **argv);

#endif
