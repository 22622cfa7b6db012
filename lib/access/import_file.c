/* Pieces of uploaded lists. */
#include "import_file.h"

#include <unistd.h>

#include "bulk_import_query.h"
#include "log.h"
#include "seal_place.h"

enum { PIECE = 1024 * 1024 };

struct import_file {
    struct store *store;
    const struct keyring *keyring;
    struct arena *secrets;
    int64_t import_id;
    const char *reference;
    int64_t next;       /* number of the next piece */
    struct bytes piece; /* what is left of the present one */
};

/* As many bytes as fit, fewer only at the end; -1 on errors. */
static ssize_t read_piece(int fd, uint8_t *buffer, off_t from)
{
    size_t have = 0;
    while (have < PIECE) {
        ssize_t taken = pread(fd, buffer + have, PIECE - have, from + (off_t)have);
        if (taken < 0)
            return -1;
        if (taken == 0)
            break;
        have += (size_t)taken;
    }
    return (ssize_t)have;
}

enum result import_file_write(struct store *store, const struct keyring *keyring, int64_t import_id,
    const char *reference, int fd)
{
    struct arena *arena = arena_new_wiping();
    enum result result = OK;
    for (int64_t number = 0; result == OK; number++) {
        arena_reset(arena);
        uint8_t *buffer = arena_alloc(arena, PIECE);
        ssize_t size = read_piece(fd, buffer, (off_t)number * PIECE);
        if (size < 0)
            result = FAILED;
        if (size <= 0)
            break;
        struct bytes sealed = seal_close(arena, keyring, (struct bytes){buffer, (size_t)size},
            seal_place_import_piece(arena, reference, number));
        result = import_chunk_insert(store, &(struct import_chunk_insert_in){import_id, number, sealed},
            NULL);
    }
    arena_free(&arena);
    return result;
}

struct import_file *import_file_open(struct arena *arena, struct arena *secrets, struct store *store,
    const struct keyring *keyring, int64_t import_id, const char *reference)
{
    struct import_file *file = arena_make(arena, struct import_file);
    *file = (struct import_file){.store = store, .keyring = keyring, .secrets = secrets,
        .import_id = import_id, .reference = arena_text(arena, reference)};
    return file;
}

static enum result open_piece(struct import_file *file)
{
    struct import_chunk_out sealed;
    arena_reset(file->secrets);
    enum result result = import_chunk(file->store, file->secrets,
        &(struct import_chunk_in){file->import_id, file->next}, &sealed);
    if (result != OK)
        return result;
    result = seal_open(file->secrets, file->keyring, sealed.sealed,
        seal_place_import_piece(file->secrets, file->reference, file->next), &file->piece);
    if (result != OK)
        log_error("import_file", "piece %lld of import %lld cannot be opened", (long long)file->next,
            (long long)file->import_id);
    file->next++;
    return result;
}

long import_file_read(void *context, void *buffer, size_t size)
{
    struct import_file *file = context;
    if (file->piece.size == 0) {
        enum result result = open_piece(file);
        if (result != OK)
            return result == NOT_FOUND ? 0 : -1;
    }
    size_t part = file->piece.size < size ? file->piece.size : size;
    memcpy(buffer, file->piece.data, part);
    file->piece.data += part;
    file->piece.size -= part;
    return (long)part;
}

bool import_file_restart(void *context)
{
    struct import_file *file = context;
    file->next = 0;
    file->piece = BYTES_NONE;
    return true;
}
