/* How an ID or a password is read aloud, so that capital and small letters cannot be mistaken. */
#ifndef NSDB_READING_H
#define NSDB_READING_H

#include <stddef.h>

#include "arena.h"

/* "エー(大)・ビー(小)・3／…": letters by their names, in groups of `group`. Without small letters the
 * marks are left out and 「英字はすべて大文字」 is said once. Other characters stand for themselves. */
const char *reading_of(struct arena *arena, const char *code, size_t group);

#endif
