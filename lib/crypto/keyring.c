/* The key file outside the database: reading it, and the texts of a new and of a changed one. */
#include "keyring.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <sys/stat.h>

#include "buffer.h"
#include "digest.h"
#include "list.h"
#include "log.h"
#include "number.h"
#include "text.h"
#include "token.h"

enum purpose { PURPOSE_SEAL, PURPOSE_LOG, PURPOSE_LOOKUP, PURPOSE_COUNT };

static const char *const purpose_names[PURPOSE_COUNT] = {"seal", "log", "lookup"};
static const char next_mark[] = "next";
static const char heading[] =
    "# Keys of nsdb: purpose, id, key. Losing this file loses all sealed data: keep a copy in escrow (nsdb-admin "
    "keys export).\n"
    "# nsdb-admin keys rotate replaces keys: the newest of a purpose works, older ones and one marked "
    "`next` only open.\n";

struct keyring {
    const uint8_t *keys[PURPOSE_COUNT][LARGEST_KEY_ID + 1];
    bool waits[PURPOSE_COUNT][LARGEST_KEY_ID + 1]; /* marked `next` */
    unsigned newest[PURPOSE_COUNT];                /* of those that do not wait; 0: none */
};

static bool purpose_read(const char *name, size_t *purpose_out)
{
    for (size_t i = 0; i < PURPOSE_COUNT; i++)
        if (text_equal(purpose_names[i], name)) {
            *purpose_out = i;
            return true;
        }
    return false;
}

static const uint8_t *key_read(struct arena *arena, const char *hex)
{
    uint8_t *key = arena_alloc(arena, KEY_BYTES);
    size_t size = 0;
    if (strlen(hex) != 2 * KEY_BYTES || OPENSSL_hexstr2buf_ex(key, KEY_BYTES, &size, hex, 0) != 1)
        return NULL;
    return size == KEY_BYTES ? key : NULL;
}

/* NULL when the line is fine, else what is wrong with it (never its content). */
static const char *line_read(struct arena *arena, struct keyring *keyring, char *line)
{
    char *rest = NULL;
    const char *name = strtok_r(line, " \t\r\n", &rest);
    if (name == NULL || *name == '#')
        return NULL;
    const char *id_text = strtok_r(NULL, " \t\r\n", &rest);
    const char *hex = strtok_r(NULL, " \t\r\n", &rest);
    const char *mark = strtok_r(NULL, " \t\r\n", &rest);
    size_t purpose;
    int64_t id;
    if (!purpose_read(name, &purpose))
        return "the purpose must be seal, log or lookup";
    if (id_text == NULL || !number_read(id_text, 1, LARGEST_KEY_ID, &id))
        return "the id must be 1 to 255";
    if (hex == NULL || (mark != NULL && !text_equal(mark, next_mark)) || strtok_r(NULL, " \t\r\n", &rest) != NULL)
        return "expected 'purpose id key', and 'next' behind a key that only opens yet";
    if (keyring->keys[purpose][id] != NULL)
        return "this purpose and id stand twice";
    keyring->keys[purpose][id] = key_read(arena, hex);
    keyring->waits[purpose][id] = mark != NULL;
    if (mark == NULL && keyring->newest[purpose] < (unsigned)id)
        keyring->newest[purpose] = (unsigned)id;
    return keyring->keys[purpose][id] == NULL ? "the key must be 64 hexadecimal digits" : NULL;
}

static enum result lines_read(struct arena *arena, const char *path, FILE *file, struct keyring *keyring)
{
    char line[256];
    const char *problem = NULL;
    for (int number = 1; problem == NULL && fgets(line, sizeof line, file) != NULL; number++) {
        problem = strlen(line) == sizeof line - 1 ? "line too long" : line_read(arena, keyring, line);
        if (problem != NULL)
            log_error("keyring", "%s:%d: %s", path, number, problem);
    }
    OPENSSL_cleanse(line, sizeof line);
    return problem == NULL ? OK : FAILED;
}

static enum result check_complete(const char *path, const struct keyring *keyring)
{
    for (size_t i = 0; i < PURPOSE_COUNT; i++)
        if (keyring->newest[i] == 0) {
            log_error("keyring", "%s: no key of the purpose %s", path, purpose_names[i]);
            return FAILED;
        }
    return OK;
}

static enum result check_mode(const char *path, FILE *file)
{
    struct stat status;
    if (fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode)) {
        log_error("keyring", "%s is not a regular file", path);
        return FAILED;
    }
    unsigned mode = status.st_mode & 07777;
    if (mode != 0400 && mode != 0440) {
        log_error("keyring", "%s has the mode %04o; it must be 0400 or 0440", path, mode);
        return FAILED;
    }
    return OK;
}

enum result keyring_read(struct arena *arena, const char *path, struct keyring **keyring_out)
{
    struct keyring *keyring = arena_make(arena, struct keyring);
    char part[512];
    *keyring_out = keyring;
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        log_error("keyring", "%s cannot be read: %s", path, strerror(errno));
        return FAILED;
    }
    setvbuf(file, part, _IOFBF, sizeof part);
    enum result result = check_mode(path, file);
    if (result == OK)
        result = lines_read(arena, path, file, keyring);
    fclose(file);
    OPENSSL_cleanse(part, sizeof part);
    return result == OK ? check_complete(path, keyring) : result;
}

static void add_line(struct arena *arena, struct buffer *text, size_t purpose, unsigned id, const uint8_t *key,
    bool waits)
{
    buffer_format(text, "%s %u %s%s%s\n", purpose_names[purpose], id, digest_hex(arena, (struct bytes){key, KEY_BYTES}),
        waits ? " " : "", waits ? next_mark : "");
}

static const uint8_t *new_key(struct arena *arena)
{
    uint8_t *key = arena_alloc(arena, KEY_BYTES);
    token_bytes(key, KEY_BYTES);
    return key;
}

const char *keyring_make(struct arena *arena)
{
    struct buffer text = buffer_in(arena);
    buffer_add_text(&text, heading);
    for (size_t i = 0; i < PURPOSE_COUNT; i++)
        add_line(arena, &text, i, 1, new_key(arena), false);
    return buffer_text(&text);
}

/* Whether the key stays in the file after the step. */
static bool is_kept(const struct keyring *keyring, size_t purpose, unsigned id, enum keyring_step step)
{
    if (keyring->keys[purpose][id] == NULL)
        return false;
    return step != KEYRING_RETIRE || purpose == PURPOSE_LOG || id >= keyring->newest[purpose];
}

const char *keyring_changed(struct arena *arena, const struct keyring *keyring, enum keyring_step step)
{
    struct buffer text = buffer_in(arena);
    buffer_add_text(&text, heading);
    for (size_t i = 0; i < PURPOSE_COUNT; i++) {
        unsigned last = 0;
        for (unsigned id = 1; id <= LARGEST_KEY_ID; id++)
            if (is_kept(keyring, i, id, step)) {
                add_line(arena, &text, i, id, keyring->keys[i][id], keyring->waits[i][id] && step != KEYRING_CURRENT);
                last = id;
            }
        if (step == KEYRING_NEXT && last == LARGEST_KEY_ID)
            return NULL;
        if (step == KEYRING_NEXT)
            add_line(arena, &text, i, last + 1, new_key(arena), true);
    }
    return buffer_text(&text);
}

static enum keyring_use use_of(const struct keyring *keyring, size_t purpose, unsigned id)
{
    if (keyring->waits[purpose][id])
        return KEYRING_WAITS;
    return id == keyring->newest[purpose] ? KEYRING_WORKS : KEYRING_OPENS;
}

struct keyring_keys keyring_list(struct arena *arena, const struct keyring *keyring)
{
    static const char message[] = "nsdb key fingerprint";
    struct keyring_keys keys = {0};
    for (size_t i = 0; i < PURPOSE_COUNT; i++)
        for (unsigned id = 1; id <= LARGEST_KEY_ID; id++) {
            struct bytes key = {keyring->keys[i][id], KEY_BYTES};
            if (key.data == NULL)
                continue;
            struct digest print = digest_hmac(key, (struct bytes){(const uint8_t *)message, sizeof message - 1});
            *list_push(arena, &keys) = (struct keyring_key){purpose_names[i], id, use_of(keyring, i, id),
                digest_hex(arena, (struct bytes){print.bytes, FINGERPRINT_BYTES})};
        }
    return keys;
}

const uint8_t *keyring_seal_key(const struct keyring *keyring, unsigned id)
{
    return id > LARGEST_KEY_ID ? NULL : keyring->keys[PURPOSE_SEAL][id];
}

unsigned keyring_newest_seal(const struct keyring *keyring)
{
    return keyring->newest[PURPOSE_SEAL];
}

static struct bytes newest_key(const struct keyring *keyring, enum purpose purpose)
{
    return (struct bytes){keyring->keys[purpose][keyring->newest[purpose]], KEY_BYTES};
}

struct bytes keyring_log_key(const struct keyring *keyring)
{
    return newest_key(keyring, PURPOSE_LOG);
}

struct bytes keyring_lookup_key(const struct keyring *keyring)
{
    return newest_key(keyring, PURPOSE_LOOKUP);
}

struct bytes keyring_log_key_aged(const struct keyring *keyring, size_t age)
{
    for (unsigned id = LARGEST_KEY_ID; id > 0; id--)
        if (keyring->keys[PURPOSE_LOG][id] != NULL && age-- == 0)
            return (struct bytes){keyring->keys[PURPOSE_LOG][id], KEY_BYTES};
    return BYTES_NONE;
}
