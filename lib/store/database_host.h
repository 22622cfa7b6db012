/* Inside the store room: the hosts of the setting database_hosts. */
#ifndef NSDB_DATABASE_HOST_H
#define NSDB_DATABASE_HOST_H

#include <stdbool.h>

#include "list.h"
#include "result.h"

struct database_host {
    const char *name;      /* or address; an IPv6 address without its brackets */
    unsigned port;         /* 0: the usual one, 3306 */
    bool is_this_machine;  /* localhost, 127.0.0.0/8, ::1: what is said to it stays on this machine */
};

LIST_TYPE(database_hosts, struct database_host);

/* Reads "host, host:port, [address]:port, …" in its order. FAILED, logged, when there is none or one is written
 * otherwise. Asks no name server: a name that merely leads to this machine counts as another one. */
enum result database_hosts_read(struct arena *arena, const char *text, struct database_hosts *hosts_out) MUST_USE;

/* "connect to HOST:PORT", for the log. */
const char *database_host_words(struct arena *arena, const struct database_host *host);

#endif
