/* Client addresses as the database keeps them. */
#include "source.h"

#include <arpa/inet.h>
#include <string.h>

enum { V4_BYTES = 4, V6_BYTES = 16, V6_NETWORK_BYTES = 8, V4_IN_V6_AT = 12 };

static struct bytes copied(struct arena *arena, const void *bytes, size_t size)
{
    return (struct bytes){arena_copy(arena, bytes, size), size};
}

struct bytes source_bytes(struct arena *arena, const char *address)
{
    static const uint8_t v4_in_v6[V4_IN_V6_AT] = {[10] = 0xff, [11] = 0xff};
    uint8_t raw[V6_BYTES] = {0};
    if (inet_pton(AF_INET, address, raw) == 1)
        return copied(arena, raw, V4_BYTES);
    if (inet_pton(AF_INET6, address, raw) != 1)
        return copied(arena, "\0\0\0", V4_BYTES);
    if (memcmp(raw, v4_in_v6, V4_IN_V6_AT) == 0)
        return copied(arena, raw + V4_IN_V6_AT, V4_BYTES);
    return copied(arena, raw, V6_BYTES);
}

struct bytes source_network(struct arena *arena, const char *address)
{
    struct bytes source = source_bytes(arena, address);
    if (source.size == V6_BYTES)
        source.size = V6_NETWORK_BYTES;
    return source;
}
