/* Makes calls that cannot be used safely uncompilable. Included before every file by the build.
 * Formatting goes through arena_format() or buffer_format(), copying through arena_copy(). */
#ifndef NSDB_BANNED_H
#define NSDB_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat stpcpy sprintf vsprintf gets strtok
#pragma GCC poison system popen tmpnam tempnam mktemp rand srand random srandom drand48
#pragma GCC poison atoi atol atoll atof localtime gmtime ctime asctime

#endif
