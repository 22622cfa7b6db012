/* Copies of the key file under a passphrase. */
#include "keys_escrow.h"

#include <errno.h>
#include <unistd.h>

#include "admin.h"
#include "buffer.h"
#include "digest.h"
#include "key_file.h"
#include "keys_file.h"
#include "seal.h"
#include "text.h"
#include "token.h"

enum { LINE_SYMBOLS = 64, LONGEST_PASSPHRASE = 256 };

static const char associated[] = "nsdb keys";
static const char heading[] =
    "# Sealed copy of the keys of nsdb. Keep it apart from the system and from its passphrase.\n"
    "# To open it: nsdb-admin keys restore THIS-FILE\n";

static struct bytes bytes_of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static const char *copy_text(struct arena *secrets, const char *keys, const char *passphrase)
{
    struct buffer text = buffer_in(secrets);
    struct bytes sealed =
        seal_close_passphrase(secrets, bytes_of(keys), key_file_passphrase(secrets, passphrase), associated);
    const char *symbols = digest_base64url(secrets, sealed);
    size_t length = strlen(symbols);
    buffer_add_text(&text, heading);
    for (size_t at = 0; at < length; at += LINE_SYMBOLS)
        buffer_format(&text, "%.*s\n", LINE_SYMBOLS, symbols + at);
    return buffer_text(&text);
}

/* The keys in a copy, or NULL. */
static const char *open_copy(struct arena *secrets, const char *copy, const char *passphrase)
{
    struct buffer symbols = buffer_in(secrets);
    struct bytes sealed;
    struct bytes keys;
    for (const char *line = copy; *line != 0; line += strcspn(line, "\n") + (strchr(line, '\n') != NULL))
        if (*line != '#')
            buffer_add(&symbols, line, strcspn(line, "\r\n"));
    if (!digest_from_base64(secrets, buffer_text(&symbols), &sealed)
        || seal_open_passphrase(secrets, sealed, key_file_passphrase(secrets, passphrase), associated, &keys) != OK)
        return NULL;
    return (const char *)keys.data;
}

/* Keys that do not work must not be kept as if they did; nor may a copy that does not open. */
static bool check(struct arena *secrets, const char *keyring_path, const char *copy_path, const char *keys,
    const char *passphrase)
{
    struct keyring *keyring;
    const char *copy = admin_read_file(secrets, copy_path);
    const char *opened = copy == NULL ? NULL : open_copy(secrets, copy, passphrase);
    return keyring_read(secrets, keyring_path, &keyring) == OK && opened != NULL && text_equal(opened, keys);
}

/* Whoever takes a folder of backups must not have the keys with it. */
static bool lies_beside_backups(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *directory = slash == NULL ? "." : arena_text_part(arena, path, (size_t)(slash + 1 - path));
    const struct admin_names *names = admin_list(arena, directory, "Z");
    for (size_t i = 0; names != NULL && i < names->count; i++)
        if (text_starts_with(names->items[i], "nsdb-"))
            return true;
    return access(arena_format(arena, "%s/manifest", directory), F_OK) == 0;
}

static int export(struct arena *secrets, const char *keyring_path, const char *copy_path)
{
    const char *passphrase = token_passphrase(secrets);
    const char *keys = admin_read_file(secrets, keyring_path);
    if (keys == NULL)
        return ADMIN_FAILED;
    if (lies_beside_backups(secrets, copy_path)) {
        fprintf(stderr, "nsdb-admin: %s: backups are kept there; keep keys and copies apart\n", copy_path);
        return ADMIN_FAILED;
    }
    if (!keys_file_write(copy_path, copy_text(secrets, keys, passphrase)))
        return admin_failed(copy_path);
    if (!check(secrets, keyring_path, copy_path, keys, passphrase)) {
        fprintf(stderr, "nsdb-admin: the keys or their copy cannot be used; %s was removed\n", copy_path);
        unlink(copy_path);
        return ADMIN_FAILED;
    }
    keys_file_mark_exported(secrets, keyring_path);
    printf("%s holds the keys. Its passphrase, shown only now:\n\n    %s\n\n"
           "Write it down. Keep it and the file in two places, both away from this machine.\n",
        copy_path, passphrase);
    return ADMIN_DONE;
}

int keys_export(const char *keyring_path, const char *copy_path)
{
    struct arena *secrets = arena_new_wiping();
    int status = export(secrets, keyring_path, copy_path);
    arena_free(&secrets);
    return status;
}

static int restore(struct arena *secrets, const char *keyring_path, const char *copy_path)
{
    char *passphrase = arena_alloc(secrets, LONGEST_PASSPHRASE);
    const char *copy = admin_read_file(secrets, copy_path);
    if (copy == NULL)
        return ADMIN_FAILED;
    if (isatty(STDIN_FILENO))
        fprintf(stderr, "Passphrase: ");
    setvbuf(stdin, NULL, _IONBF, 0);
    if (fgets(passphrase, LONGEST_PASSPHRASE, stdin) == NULL)
        return ADMIN_FAILED;
    const char *keys = open_copy(secrets, copy, passphrase);
    if (keys == NULL) {
        fprintf(stderr, "nsdb-admin: %s is no copy of keys, or the passphrase is wrong\n", copy_path);
        return ADMIN_FAILED;
    }
    if (!keys_file_write(keyring_path, keys))
        return admin_failed(keyring_path);
    keys_file_mark_exported(secrets, keyring_path);
    printf("%s holds the keys again.\n", keyring_path);
    return ADMIN_DONE;
}

int keys_restore(const char *keyring_path, const char *copy_path)
{
    struct arena *secrets = arena_new_wiping();
    int status = restore(secrets, keyring_path, copy_path);
    arena_free(&secrets);
    return status;
}
