/* Writing and reading manifests: one fact a line, its kind first, a name that may hold blanks last. */
#include "backup_manifest.h"

#include <inttypes.h>

#include "admin.h"
#include "buffer.h"
#include "digest.h"
#include "number.h"
#include "text.h"

static const char first_line[] = "nsdb backup 1\n";
static const char seal_word[] = "seal ";

static const char *associated_data(struct arena *arena, const char *facts)
{
    struct digest digest = digest_of_text(facts);
    return arena_format(arena, "backup manifest:%s", digest_hex(arena, digest_bytes(&digest)));
}

const char *backup_manifest_text(
    struct arena *arena, const struct keyring *keyring, const struct backup_manifest *manifest)
{
    struct buffer text = buffer_in(arena);
    buffer_format(&text, "%sreference %s\nmade_at %s\nrelease %s\nchain %" PRId64 " %s\n", first_line,
        manifest->reference, manifest->made_at, manifest->release, manifest->chain_sequence, manifest->chain_hmac);
    for (size_t i = 0; i < manifest->keys.count; i++)
        buffer_format(&text, "key %s %u %s\n", manifest->keys.items[i].purpose, manifest->keys.items[i].id,
            manifest->keys.items[i].fingerprint);
    for (size_t i = 0; i < manifest->migrations.count; i++)
        buffer_format(&text, "migration %" PRId64 " %" PRId64 " %s %s\n", manifest->migrations.items[i].version,
            manifest->migrations.items[i].statements, manifest->migrations.items[i].checksum,
            manifest->migrations.items[i].name);
    buffer_format(&text, "database %" PRId64 " %" PRId64 " %s\n", manifest->database.pieces, manifest->database.bytes,
        manifest->database.sha256);
    for (size_t i = 0; i < manifest->tables.count; i++)
        buffer_format(&text, "table %" PRId64 " %s\n", manifest->tables.items[i].rows, manifest->tables.items[i].name);
    for (size_t i = 0; i < manifest->blobs.count; i++)
        buffer_format(&text, "blob %" PRId64 " %s %s\n", manifest->blobs.items[i].bytes,
            manifest->blobs.items[i].sha256, manifest->blobs.items[i].name);
    const char *associated = associated_data(arena, buffer_text(&text));
    struct bytes sealed = seal_close(arena, keyring, (struct bytes){(const uint8_t *)"", 0}, associated);
    buffer_format(&text, "%s%s\n", seal_word, digest_base64url(arena, sealed));
    return buffer_text(&text);
}

/* The next word of a line, "" at its end. */
static const char *word(char **line)
{
    char *found = *line + strspn(*line, " ");
    size_t length = strcspn(found, " ");
    *line = found[length] == 0 ? found + length : found + length + 1;
    found[length] = 0;
    return found;
}

static int64_t number(char **line, bool *fine)
{
    int64_t value = 0;
    if (!number_read(word(line), 0, INT64_MAX, &value))
        *fine = false;
    return value;
}

static bool read_line(struct arena *arena, struct backup_manifest *manifest, char *line)
{
    bool fine = true;
    const char *kind = word(&line);
    if (text_equal(kind, "reference")) {
        manifest->reference = word(&line);
    } else if (text_equal(kind, "made_at")) {
        manifest->made_at = line;
    } else if (text_equal(kind, "release")) {
        manifest->release = line;
    } else if (text_equal(kind, "chain")) {
        manifest->chain_sequence = number(&line, &fine);
        manifest->chain_hmac = word(&line);
    } else if (text_equal(kind, "key")) {
        struct keyring_key *key = list_push(arena, &manifest->keys);
        key->purpose = word(&line);
        key->id = (unsigned)number(&line, &fine);
        key->fingerprint = word(&line);
    } else if (text_equal(kind, "migration")) {
        struct backup_migration *migration = list_push(arena, &manifest->migrations);
        migration->version = number(&line, &fine);
        migration->statements = number(&line, &fine);
        migration->checksum = word(&line);
        migration->name = line;
    } else if (text_equal(kind, "database")) {
        manifest->database.pieces = number(&line, &fine);
        manifest->database.bytes = number(&line, &fine);
        manifest->database.sha256 = word(&line);
    } else if (text_equal(kind, "table")) {
        struct backup_table *table = list_push(arena, &manifest->tables);
        table->rows = number(&line, &fine);
        table->name = line;
    } else if (text_equal(kind, "blob")) {
        struct backup_blob *blob = list_push(arena, &manifest->blobs);
        blob->bytes = number(&line, &fine);
        blob->sha256 = word(&line);
        blob->name = line;
    } else {
        return false;
    }
    return fine;
}

/* The facts above the seal are right: what they say can be believed. */
static bool seal_is_right(struct arena *arena, const struct keyring *keyring, const char *facts, const char *seal)
{
    struct bytes sealed;
    struct bytes plain;
    return digest_from_base64(arena, arena_text_part(arena, seal, strcspn(seal, "\n")), &sealed)
        && seal_open(arena, keyring, sealed, associated_data(arena, facts), &plain) == OK;
}

static enum result refuse(const char *path, const char *why)
{
    fprintf(stderr, "nsdb-admin: %s: %s\n", path, why);
    return FAILED;
}

enum result backup_manifest_read(struct arena *arena, const struct keyring *keyring, const char *folder,
    struct backup_manifest **manifest_out)
{
    struct backup_manifest *manifest = arena_make(arena, struct backup_manifest);
    const char *path = arena_format(arena, "%s/manifest", folder);
    const char *text = admin_read_file(arena, path);
    *manifest_out = manifest;
    if (text == NULL)
        return FAILED;
    const char *seal = strstr(text, "\nseal ");
    if (!text_starts_with(text, first_line) || seal == NULL)
        return refuse(path, "is no manifest of a backup of this release");
    char *facts = arena_text_part(arena, text, (size_t)(seal + 1 - text));
    if (!seal_is_right(arena, keyring, facts, seal + 1 + strlen(seal_word)))
        return refuse(path,
            "is not of this site, or was changed: it does not fit the keys in keyring_file. If the keys were "
            "replaced since, put those of then in place: nsdb-admin keys restore COPY");
    for (char *line = facts + strlen(first_line), *end; *line != 0; line = end) {
        size_t length = strcspn(line, "\n");
        end = line + length + (line[length] == '\n');
        line[length] = 0;
        if (!read_line(arena, manifest, line))
            return refuse(path, "holds a line that this release does not know");
    }
    return OK;
}
