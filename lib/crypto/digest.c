/* Digests and their texts. By libsodium, whose functions work at once: OpenSSL looks an algorithm up by name each time,
 * which for the short texts of a request takes longer than the digest. */
#include "digest.h"

#include <errno.h>
#include <sodium.h>
#include <unistd.h>

static const char base64url_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

struct digest digest_of(struct bytes data)
{
    struct digest digest;
    crypto_hash_sha256(digest.bytes, data.data, data.size);
    return digest;
}

struct digest digest_of_text(const char *text)
{
    return digest_of((struct bytes){(const uint8_t *)text, strlen(text)});
}

struct digest digest_hmac(struct bytes key, struct bytes data)
{
    static const uint8_t empty[1]; /* a key may be empty, but not NULL */
    struct digest digest;
    crypto_auth_hmacsha256_state digesting;
    crypto_auth_hmacsha256_init(&digesting, key.data == NULL ? empty : key.data, key.size);
    crypto_auth_hmacsha256_update(&digesting, data.data, data.size);
    crypto_auth_hmacsha256_final(&digesting, digest.bytes);
    return digest;
}

bool digest_of_file(int fd, struct digest *digest_out)
{
    uint8_t part[64 * 1024];
    off_t at = 0;
    ssize_t size;
    crypto_hash_sha256_state digesting;
    crypto_hash_sha256_init(&digesting);
    while ((size = pread(fd, part, sizeof part, at)) > 0 || (size < 0 && errno == EINTR))
        if (size > 0) {
            crypto_hash_sha256_update(&digesting, part, (size_t)size);
            at += size;
        }
    crypto_hash_sha256_final(&digesting, digest_out->bytes);
    return size == 0;
}

struct bytes digest_bytes(const struct digest *digest)
{
    return (struct bytes){digest->bytes, sizeof digest->bytes};
}

bool digest_equal(struct bytes a, struct bytes b)
{
    return a.size == b.size && (a.size == 0 || sodium_memcmp(a.data, b.data, a.size) == 0);
}

const char *digest_base64url(struct arena *arena, struct bytes data)
{
    char *text = arena_alloc(arena, (data.size * 8 + 5) / 6 + 1);
    size_t length = 0;
    unsigned waiting = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < data.size; i++) {
        waiting = (waiting << 8 | data.data[i]) & 0xffff;
        for (bits += 8; bits >= 6; bits -= 6)
            text[length++] = base64url_alphabet[waiting >> (bits - 6) & 63];
    }
    if (bits > 0)
        text[length++] = base64url_alphabet[waiting << (6 - bits) & 63];
    return text;
}

const char *digest_hex(struct arena *arena, struct bytes data)
{
    static const char digits[] = "0123456789abcdef";
    char *text = arena_alloc(arena, data.size * 2 + 1);
    for (size_t i = 0; i < data.size; i++) {
        text[2 * i] = digits[data.data[i] >> 4];
        text[2 * i + 1] = digits[data.data[i] & 15];
    }
    return text;
}

/* The value of a base64 symbol of either alphabet, or -1. */
static int symbol_value(char symbol)
{
    if (symbol == '+')
        symbol = '-';
    if (symbol == '/')
        symbol = '_';
    const char *place = symbol == 0 ? NULL : strchr(base64url_alphabet, symbol);
    return place == NULL ? -1 : (int)(place - base64url_alphabet);
}

/* The symbols without their padding; false when the padding does not fit. */
static bool without_padding(const char *text, size_t *length_out)
{
    size_t length = strlen(text);
    size_t padding = 0;
    while (padding < length && text[length - 1 - padding] == '=')
        padding++;
    *length_out = length - padding;
    return *length_out % 4 != 1 && (padding == 0 || (padding <= 2 && length % 4 == 0));
}

bool digest_from_base64(struct arena *arena, const char *text, struct bytes *data_out)
{
    size_t length;
    if (!without_padding(text, &length))
        return false;
    uint8_t *data = arena_alloc(arena, length * 6 / 8 + 1);
    size_t size = 0;
    unsigned waiting = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < length; i++) {
        int value = symbol_value(text[i]);
        if (value < 0)
            return false;
        waiting = (waiting << 6 | (unsigned)value) & 0xffff;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            data[size++] = (uint8_t)(waiting >> bits);
        }
    }
    *data_out = (struct bytes){data, size};
    return (waiting & ((1u << bits) - 1)) == 0;
}
