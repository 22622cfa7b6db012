/* Random bytes and the texts drawn from them. Symbols are drawn with rejection, so that each is
 * equally likely whatever the alphabet's size. */
#include "token.h"

#include <sodium.h>

#include "digest.h"

enum { REFERENCE_BYTES = 16, SHORT_TEXT = 12, PASSPHRASE_GROUPS = 4, PASSPHRASE_GROUP = 4 };

static const char login_id_alphabet[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
static const char password_alphabet[] = "ABCDEFGHJKLMNPRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";
static const char passphrase_alphabet[] = "abcdefghjkmnpqrstuvwxyz23456789";

/* The kernel's, without a generator of our own between that a fork could copy. */
void token_bytes(void *bytes, size_t size)
{
    randombytes_buf(bytes, size);
}

/* Fills `length` symbols; bytes beyond the last whole multiple of the alphabet's size are thrown away. */
static void draw(char *symbols, size_t length, const char *alphabet)
{
    unsigned char pool[32];
    size_t size = strlen(alphabet);
    size_t limit = 256 / size * size;
    for (size_t filled = 0, next = sizeof pool; filled < length;) {
        if (next == sizeof pool) {
            token_bytes(pool, sizeof pool);
            next = 0;
        }
        unsigned char byte = pool[next++];
        if (byte < limit)
            symbols[filled++] = alphabet[byte % size];
    }
    sodium_memzero(pool, sizeof pool);
}

const char *token_reference(struct arena *arena)
{
    uint8_t bytes[REFERENCE_BYTES];
    token_bytes(bytes, sizeof bytes);
    return digest_base64url(arena, (struct bytes){bytes, sizeof bytes});
}

const char *token_login_id(struct arena *arena)
{
    char *text = arena_alloc(arena, SHORT_TEXT + 1);
    draw(text, SHORT_TEXT, login_id_alphabet);
    return text;
}

const char *token_initial_password(struct arena *arena)
{
    char *text = arena_alloc(arena, SHORT_TEXT + 1);
    draw(text, SHORT_TEXT, password_alphabet);
    return text;
}

const char *token_passphrase(struct arena *arena)
{
    char *text = arena_alloc(arena, PASSPHRASE_GROUPS * (PASSPHRASE_GROUP + 1));
    for (size_t group = 0; group < PASSPHRASE_GROUPS; group++) {
        char *place = text + group * (PASSPHRASE_GROUP + 1);
        draw(place, PASSPHRASE_GROUP, passphrase_alphabet);
        if (group + 1 < PASSPHRASE_GROUPS)
            place[PASSPHRASE_GROUP] = '-';
    }
    return text;
}
