/* One nsdb-admin at a time on a database, where two would spoil each other's work: migrate (the second would run the statement that
 * the first is running, and an UPDATE would be done twice), restore, keys rotate and keys retire (which drops a key that a
 * restore is about to need). The database server keeps the lock for the connection, and frees it when that ends, however it does.
 * It is kept by one server: on a Galera cluster all hosts' nsdb-admin have to name the same node first in database_hosts. */
#ifndef NSDB_SCHEMA_LOCK_H
#define NSDB_SCHEMA_LOCK_H

#include "store.h"

/* How long the server may need to notice that the one before was killed. */
enum { SCHEMA_LOCK_BRIEFLY_SECONDS = 5 };

/* Takes the lock; when another nsdb-admin has it, says so and waits for at most `seconds`. REFUSED, told, when it has it still. */
enum result schema_lock_take_within(struct store *store, struct arena *arena, int64_t seconds) MUST_USE;

/* REFUSED, told, when the lock was lost with the connection: another nsdb-admin may have begun since. */
enum result schema_lock_check(struct store *store, struct arena *arena) MUST_USE;

#endif
