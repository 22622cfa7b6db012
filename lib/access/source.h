/* Client addresses as the database keeps them. */
#ifndef NSDB_SOURCE_H
#define NSDB_SOURCE_H

#include "arena.h"
#include "bytes.h"

/* 4 bytes of IPv4 (also when written as ::ffff:a.b.c.d) or 16 of IPv6; 4 zero bytes for anything else. */
struct bytes source_bytes(struct arena *arena, const char *address);

/* Whom the limiter holds to account: the address, of IPv6 its /64 (the customer, not one of his machines). */
struct bytes source_network(struct arena *arena, const char *address);

#endif
