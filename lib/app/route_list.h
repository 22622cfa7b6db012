/* The routes of a program as a table, for people and for the tests that walk every route. */
#ifndef NSDB_ROUTE_LIST_H
#define NSDB_ROUTE_LIST_H

#include "app.h"

/* Prints one line for each route: method, path, right, stage, flags, fields, whose data it shows, with tabs between them. */
void route_list_print(const struct program *program);

#endif
