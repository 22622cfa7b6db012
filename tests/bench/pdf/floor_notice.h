/* The floor that notices are measured against: the same page drawn by libharu alone, with its own font
 * loader and the full fonts. */
#ifndef NSDB_FLOOR_NOTICE_H
#define NSDB_FLOOR_NOTICE_H

#include <stddef.h>

/* Draws `count` notices into one document and gives the size of the file. */
size_t floor_notices(size_t count);

#endif
