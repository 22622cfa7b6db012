/* Finding a program's routes. */
#ifndef NSDB_ROUTER_H
#define NSDB_ROUTER_H

#include "app.h"

/* The route of method and path, compared byte for byte; NULL when there is none. *path_known_out tells a wrong
 * method (405) from a wrong path (404). */
const struct route *router_find(const struct program *program, enum method method, const char *path,
    bool *path_known_out);

#endif
