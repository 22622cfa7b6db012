/* Any bytes as a CSV file (I09, F04): no crash, no undefined behaviour, and what the reader accepts means the
 * same however the file is cut into pieces and after it was written again. */
#include <stddef.h>
#include <stdint.h>

#include "csv_decoder.h"
#include "csv_reader.h"
#include "csv_writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
    uint64_t sum; /* FNV-1a over all cells and row ends */
    struct buffer *copy;
};

static void sum_text(struct seen *seen, const char *text)
{
    for (size_t i = 0; i <= strlen(text); i++)
        seen->sum = (seen->sum ^ (uint8_t)text[i]) * 1099511628211U;
}

static bool take(void *context, const struct csv_row *row)
{
    struct seen *seen = context;
    for (size_t i = 0; i < row->count; i++)
        sum_text(seen, row->cells[i]);
    sum_text(seen, "\n");
    if (seen->copy != NULL)
        csv_row_add(seen->copy, row->cells, row->count);
    return true;
}

static bool read_in_pieces(struct arena *arena, struct bytes file, size_t piece, struct seen *seen)
{
    struct csv_reader *reader = csv_reader_new(arena, take, seen);
    for (size_t at = 0; at < file.size; at += piece) {
        size_t part = file.size - at < piece ? file.size - at : piece;
        if (!csv_reader_push(reader, (struct bytes){file.data + at, part}))
            return false;
    }
    return csv_reader_finish(reader);
}

static void decode(struct arena *arena, struct bytes file)
{
    struct csv_probe *probe = csv_probe_new(arena);
    csv_probe_push(probe, file);
    enum csv_encoding encoding = csv_probe_finish(probe, NULL);
    if (encoding > CSV_CP932)
        return;
    struct csv_decoder *decoder = csv_decoder_new(arena, encoding);
    struct bytes decoded;
    if (csv_decoder_push(decoder, file, &decoded) != OK || csv_decoder_finish(decoder) != OK)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct bytes file = {data, size};
    struct buffer copy = buffer_in(arena);
    struct seen whole = {.copy = &copy};
    struct seen cut = {.copy = NULL};
    bool fine = read_in_pieces(arena, file, size + 1, &whole);
    if (fine != read_in_pieces(arena, file, 1, &cut) || (fine && whole.sum != cut.sum))
        abort();
    struct seen again = {.copy = NULL};
    bool guard_fits = size < CSV_CELL_BYTES_MOST;
    if (fine && guard_fits && !read_in_pieces(arena, buffer_bytes(&copy), 7, &again))
        abort();
    decode(arena, file);
    arena_free(&arena);
    return 0;
}
