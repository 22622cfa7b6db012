/* Splits a file of SQL into its statements. */
#ifndef NSDB_SQL_SCRIPT_H
#define NSDB_SQL_SCRIPT_H

#include "arena.h"
#include "list.h"

LIST_TYPE(sql_script, const char *);

/* The statements of `text`, each without its ";", its comments and the blanks around it. A ";" in quotes or
 * comments ends nothing. */
struct sql_script sql_script_split(struct arena *arena, const char *text);

/* The first `count` statements joined: what a migration's checksum is made of. */
const char *sql_script_joined(struct arena *arena, const struct sql_script *script, size_t count);

#endif
