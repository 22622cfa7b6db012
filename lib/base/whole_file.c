/* Small files as a whole. */
#include "whole_file.h"

#include <errno.h>
#include <stdbool.h>

enum result whole_file_read(const char *path, size_t most_bytes, struct buffer *content)
{
    char piece[4096];
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return FAILED;
    size_t before = content->size;
    for (size_t size; content->size - before <= most_bytes && (size = fread(piece, 1, sizeof piece, file)) > 0;)
        buffer_add(content, piece, size);
    int problem = ferror(file) != 0 ? errno : content->size - before > most_bytes ? EFBIG : 0;
    fclose(file);
    errno = problem;
    return problem == 0 ? OK : FAILED;
}

enum result whole_file_write(const char *path, struct bytes content)
{
    FILE *file = fopen(path, "we");
    if (file == NULL)
        return FAILED;
    bool written = fwrite(content.data, 1, content.size, file) == content.size;
    return fclose(file) == 0 && written ? OK : FAILED;
}
