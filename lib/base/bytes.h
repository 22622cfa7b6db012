/* A run of bytes that somebody else owns. */
#ifndef NSDB_BYTES_H
#define NSDB_BYTES_H

#include <stddef.h>
#include <stdint.h>

struct bytes {
    const uint8_t *data;
    size_t size;
};

#define BYTES_NONE ((struct bytes){NULL, 0})

#endif
