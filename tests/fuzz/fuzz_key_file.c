/* Any bytes as a picked key file, a public key or base64: no crash, no undefined behaviour, no file that opens, and
 * what base64 gives goes back to the same text. */
#include <stddef.h>
#include <stdint.h>

#include "digest.h"
#include "key_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_base64(struct arena *arena, const char *text)
{
    struct bytes read;
    struct bytes again;
    if (!digest_from_base64(arena, text, &read))
        return;
    if (!digest_from_base64(arena, digest_base64url(arena, read), &again) || !digest_equal(read, again))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct bytes bytes = {data, size};
    struct bytes opened;
    static const uint8_t signature[KEY_FILE_SIGNATURE_BYTES] = {1};
    const char *text = arena_copy(arena, data, size);
    check_base64(arena, text);
    if (key_file_open(arena, arena, bytes, "k7mp-x3wd-9hqz-t4vb", &opened) == OK)
        abort();
    /* the body alone, so that the fuzzer need not find the PEM lines first */
    const char *pem = arena_format(arena, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n%s\n-----END ENCRYPTED "
        "PRIVATE KEY-----\n", digest_base64url(arena, bytes));
    if (key_file_open(arena, arena, (struct bytes){(const uint8_t *)pem, strlen(pem)}, text, &opened) == OK)
        abort();
    if (key_file_verify(bytes, bytes, (struct bytes){signature, sizeof signature}) == OK)
        abort();
    arena_free(&arena);
    return 0;
}
