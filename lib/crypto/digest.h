/* SHA-256, HMAC-SHA-256, base64url, and comparison in constant time. */
#ifndef NSDB_DIGEST_H
#define NSDB_DIGEST_H

#include <stdbool.h>

#include "arena.h"
#include "bytes.h"

enum { DIGEST_BYTES = 32 };

struct digest {
    uint8_t bytes[DIGEST_BYTES];
};

/* SHA-256 of bytes and of a text without its 0, HMAC-SHA-256. */
struct digest digest_of(struct bytes data);
struct digest digest_of_text(const char *text);
struct digest digest_hmac(struct bytes key, struct bytes data);
/* SHA-256 of an open file from its start; the offset is put back. False when reading fails. */
bool digest_of_file(int fd, struct digest *digest_out);
struct bytes digest_bytes(const struct digest *digest);

/* Whether both are equal; the time depends on the sizes only (C06). */
bool digest_equal(struct bytes a, struct bytes b);

/* base64url without padding, and hexadecimal, lower case. */
const char *digest_base64url(struct arena *arena, struct bytes data);
const char *digest_hex(struct arena *arena, struct bytes data);
/* False when the text is not base64url (padding and the +/ alphabet are accepted too). */
bool digest_from_base64(struct arena *arena, const char *text, struct bytes *data_out);

#endif
