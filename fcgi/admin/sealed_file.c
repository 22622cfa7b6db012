/* Files of sealed pieces. */
#include "sealed_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

#include "digest.h"
#include "text.h"

enum { OWNER_READS = 0400, SIZE_BYTES = 4, LARGEST_PIECE = 64 * 1024 * 1024 };

struct sealed_file {
    struct arena *arena;
    const char *path;
    const struct keyring *keyring;
    const char *reference;
    FILE *file;
    struct arena *piece;         /* of the piece under way */
    struct sealed_file_facts facts;
    int64_t at;                  /* pieces read */
};

static enum result failed(const struct sealed_file *file, const char *what)
{
    fprintf(stderr, "nsdb-admin: %s: %s\n", file->path, what);
    return FAILED;
}

static void end_file(void *thing)
{
    struct sealed_file *file = thing;
    if (file->file != NULL)
        fclose(file->file);
    arena_free(&file->piece);
}

static struct sealed_file *begin(
    struct arena *arena, const char *path, const struct keyring *keyring, const char *reference)
{
    struct sealed_file *file = arena_make(arena, struct sealed_file);
    *file = (struct sealed_file){.arena = arena,
        .path = arena_text(arena, path),
        .keyring = keyring,
        .reference = arena_text(arena, reference),
        .piece = arena_new_wiping()};
    arena_defer(arena, end_file, file);
    return file;
}

static enum result open_as(struct sealed_file *file, int flags, const char *mode)
{
    int fd = open(file->path, flags | O_CLOEXEC | O_NOFOLLOW, OWNER_READS);
    file->file = fd < 0 ? NULL : fdopen(fd, mode);
    if (file->file != NULL)
        return OK;
    const char *why = strerror(errno);
    if (fd >= 0)
        close(fd);
    return failed(file, why);
}

const char *sealed_file_sha256(struct arena *arena, int fd)
{
    struct digest digest;
    return digest_of_file(fd, &digest) ? digest_hex(arena, digest_bytes(&digest)) : NULL;
}

static const char *associated_data(struct sealed_file *file, int64_t piece)
{
    return arena_format(file->piece, "backup:%s:%" PRId64, file->reference, piece);
}

enum result sealed_file_make(struct arena *arena, const char *path, const struct keyring *keyring,
    const char *reference, struct sealed_file **file_out)
{
    *file_out = begin(arena, path, keyring, reference);
    return open_as(*file_out, O_RDWR | O_CREAT | O_EXCL, "w+");
}

enum result sealed_file_add(struct sealed_file *file, const char *text)
{
    arena_reset(file->piece);
    struct bytes sealed = seal_close(file->piece, file->keyring, (struct bytes){(const uint8_t *)text, strlen(text)},
        associated_data(file, file->facts.pieces));
    const uint8_t size[SIZE_BYTES] = {(uint8_t)(sealed.size >> 24), (uint8_t)(sealed.size >> 16),
        (uint8_t)(sealed.size >> 8), (uint8_t)sealed.size};
    if (sealed.size > LARGEST_PIECE)
        return failed(file, "a row is too large");
    if (fwrite(size, sizeof size, 1, file->file) != 1 || fwrite(sealed.data, sealed.size, 1, file->file) != 1)
        return failed(file, strerror(errno));
    file->facts.pieces++;
    file->facts.bytes += (int64_t)(sizeof size + sealed.size);
    return OK;
}

enum result sealed_file_finish(struct sealed_file *file, struct sealed_file_facts *facts_out)
{
    bool written = fflush(file->file) == 0 && fsync(fileno(file->file)) == 0;
    file->facts.sha256 = written ? sealed_file_sha256(file->arena, fileno(file->file)) : NULL;
    *facts_out = file->facts;
    return file->facts.sha256 != NULL ? OK : failed(file, strerror(errno));
}

enum result sealed_file_open(struct arena *arena, const char *path, const struct keyring *keyring,
    const char *reference, const struct sealed_file_facts *facts, struct sealed_file **file_out)
{
    struct sealed_file *file = begin(arena, path, keyring, reference);
    *file_out = file;
    file->facts = *facts;
    if (open_as(file, O_RDONLY, "r") != OK)
        return FAILED;
    const char *sha256 = sealed_file_sha256(arena, fileno(file->file));
    if (sha256 == NULL)
        return failed(file, strerror(errno));
    return text_equal(sha256, facts->sha256) ? OK
                                             : failed(file, "is damaged: it is not what the manifest says (SHA-256)");
}

enum result sealed_file_next(struct sealed_file *file, const char **text_out)
{
    uint8_t size[SIZE_BYTES];
    struct bytes text;
    arena_reset(file->piece);
    if (file->at == file->facts.pieces)
        return fgetc(file->file) == EOF ? NOT_FOUND : failed(file, "is damaged: there is more than the manifest says");
    if (fread(size, sizeof size, 1, file->file) != 1)
        return failed(file, "is damaged: it ends too early");
    size_t length = (size_t)size[0] << 24 | (size_t)size[1] << 16 | (size_t)size[2] << 8 | size[3];
    if (length > LARGEST_PIECE)
        return failed(file, "is damaged: a piece is too large");
    uint8_t *sealed = arena_alloc(file->piece, length);
    if (fread(sealed, 1, length, file->file) != length)
        return failed(file, "is damaged: it ends too early");
    if (seal_open(file->piece, file->keyring, (struct bytes){sealed, length}, associated_data(file, file->at), &text)
        != OK)
        return failed(file, "does not open: it is damaged, or belongs to another backup");
    file->at++;
    *text_out = (const char *)text.data;
    return OK;
}
