/* On libarchive's streaming ZIP reader: no seeking, no temporary file, no other format, no nesting. */
#include "xlsx_archive.h"

#include <archive.h>
#include <archive_entry.h>

enum { ENTRIES_MOST = 1000, PIECE = 64 * 1024 };
static const int64_t UNPACKED_MOST = 128 * 1024 * 1024;
static const int64_t RATIO_MOST = 200; /* unpacked to packed, looked at beyond the first MiB */
static const int64_t RATIO_FROM = 1024 * 1024;

struct xlsx_archive {
    const struct table_input *input;
    struct archive *handle;
    uint8_t piece[PIECE];
    uint8_t rest[PIECE]; /* of entries that nobody wants */
    int64_t packed;
    int64_t unpacked;
    int entries;
    const char *fault;
};

static la_ssize_t read_input(struct archive *handle, void *context, const void **buffer_out)
{
    struct xlsx_archive *archive = context;
    long taken = archive->input->read(archive->input->context, archive->piece, PIECE);
    if (taken < 0) {
        archive->fault = "input";
        archive_set_error(handle, -1, "input");
        return -1;
    }
    archive->packed += taken;
    *buffer_out = archive->piece;
    return taken;
}

static void end_archive(void *thing)
{
    archive_read_free(thing);
}

enum result xlsx_archive_open(struct arena *arena, const struct table_input *input, struct xlsx_archive **archive_out)
{
    struct xlsx_archive *archive = arena_make(arena, struct xlsx_archive);
    archive->input = input;
    archive->fault = "";
    *archive_out = archive;
    if (!input->restart(input->context))
        return FAILED;
    archive->handle = archive_read_new();
    if (archive->handle == NULL)
        return FAILED;
    arena_defer(arena, end_archive, archive->handle);
    archive_read_support_format_zip_streamable(archive->handle);
    if (archive_read_open(archive->handle, archive, NULL, read_input, NULL) == ARCHIVE_OK)
        return OK;
    if (*archive->fault != 0)
        return FAILED;
    archive->fault = "zip_broken";
    return OK;
}

static void break_archive(struct xlsx_archive *archive, const char *fault)
{
    if (*archive->fault == 0)
        archive->fault = fault;
}

/* Reads what is left of the entry under the same limits: libarchive would inflate it without any. */
static void pass_over(struct xlsx_archive *archive)
{
    while (archive->entries > 0 && xlsx_archive_read(archive, archive->rest, PIECE) > 0) {
    }
}

const char *xlsx_archive_next(struct xlsx_archive *archive)
{
    struct archive_entry *entry;
    pass_over(archive);
    if (*archive->fault != 0)
        return NULL;
    int status = archive_read_next_header(archive->handle, &entry);
    if (status == ARCHIVE_EOF)
        return NULL;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
        break_archive(archive, "zip_broken");
        return NULL;
    }
    if (++archive->entries > ENTRIES_MOST) {
        break_archive(archive, "zip_bomb");
        return NULL;
    }
    const char *name = archive_entry_pathname(entry);
    return name == NULL ? "" : name;
}

long xlsx_archive_read(struct xlsx_archive *archive, void *buffer, size_t size)
{
    if (*archive->fault != 0)
        return -1;
    la_ssize_t taken = archive_read_data(archive->handle, buffer, size);
    if (taken < 0) {
        break_archive(archive, "zip_broken");
        return -1;
    }
    archive->unpacked += taken;
    if (archive->unpacked > UNPACKED_MOST ||
        (archive->unpacked > RATIO_FROM && archive->unpacked > archive->packed * RATIO_MOST)) {
        break_archive(archive, "zip_bomb");
        return -1;
    }
    return (long)taken;
}

const char *xlsx_archive_fault(const struct xlsx_archive *archive)
{
    return archive->fault;
}
