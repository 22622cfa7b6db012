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
#pragma GCC poison system popen tmpnam tempnam mktemp srand srandom drand48
#pragma GCC poison atoi atol atoll atof localtime gmtime ctime asctime

/* Not poisoned, because the headers of OpenSSL and libsodium use them as names: the calls do not link. */
#define rand() rand_is_banned_use_crypto_token()
#define random() random_is_banned_use_crypto_token()

#endif
