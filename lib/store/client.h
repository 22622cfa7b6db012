/* The MariaDB client's header, read before all others of this room: its macros name banned calls, and one
 * of them bears the name of base/list.h's list_push(). */
#ifndef NSDB_CLIENT_H
#define NSDB_CLIENT_H

#include <mysql.h>

#undef list_push

#endif
