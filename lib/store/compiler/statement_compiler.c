/* The build's compiler for sql/query/SUBJECT.sql: statement_compiler SOURCE-FOLDER TARGET-FOLDER SUBJECT…
 * writes SUBJECT_query.h and SUBJECT_query.c for each subject, all_statements.c and manifest. A file whose
 * content stays the same is not touched, so that little is built again. */
#include <errno.h>

#include "buffer.h"
#include "query.h"
#include "text.h"
#include "whole_file.h"

enum { LARGEST_FILE_BYTES = 1024 * 1024 };

static bool write_file(struct arena *arena, const char *path, const char *text)
{
    struct buffer before = buffer_in(arena);
    if (whole_file_read(path, LARGEST_FILE_BYTES, &before) == OK && text_equal(buffer_text(&before), text))
        return true;
    if (whole_file_write(path, (struct bytes){(const uint8_t *)text, strlen(text)}) == OK)
        return true;
    fprintf(stderr, "%s:0: %s\n", path, strerror(errno));
    return false;
}

/* A function's name is one for the whole system, whatever file it stands in. */
static void check_names_across(const struct query_file *files, size_t count, struct problems *problems)
{
    for (size_t f = 0; f < count; f++)
        for (size_t i = 0; i < files[f].queries.count; i++)
            for (size_t g = 0; g < f; g++)
                for (size_t k = 0; k < files[g].queries.count; k++)
                    if (text_equal(files[f].queries.items[i].name, files[g].queries.items[k].name))
                        problem(problems, files[f].path, files[f].queries.items[i].line,
                            "The name \"%s\" is taken in %s:%d.", files[f].queries.items[i].name, files[g].path,
                            files[g].queries.items[k].line);
}

static bool write_all(struct arena *arena, const char *folder, const struct query_file *files, size_t count)
{
    bool written = write_file(arena, arena_format(arena, "%s/all_statements.c", folder),
                       query_catalogue(arena, files, count))
        && write_file(arena, arena_format(arena, "%s/manifest", folder), query_manifest(arena, files, count));
    for (size_t i = 0; written && i < count; i++)
        written = write_file(arena, arena_format(arena, "%s/%s_query.h", folder, files[i].subject),
                      query_header(arena, &files[i]))
            && write_file(arena, arena_format(arena, "%s/%s_query.c", folder, files[i].subject),
                query_source(arena, &files[i]));
    return written;
}

static void compile(struct arena *arena, const char *folder, const char *subject, struct query_file *file_out,
    struct problems *problems)
{
    const char *path = arena_format(arena, "%s/%s.sql", folder, subject);
    struct buffer text = buffer_in(arena);
    *file_out = (struct query_file){.path = path, .subject = subject};
    if (whole_file_read(path, LARGEST_FILE_BYTES, &text) != OK)
        problem(problems, path, 0, "Cannot be read: %s.", strerror(errno));
    else
        query_read(arena, path, subject, buffer_text(&text), file_out, problems);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: statement_compiler SOURCE-FOLDER TARGET-FOLDER SUBJECT...\n");
        return 2;
    }
    struct arena *arena = arena_new();
    struct problems problems = {.arena = arena};
    size_t count = (size_t)argc - 3;
    struct query_file *files = arena_make_array(arena, struct query_file, count + 1);
    for (size_t i = 0; i < count; i++)
        compile(arena, argv[1], argv[3 + i], &files[i], &problems);
    check_names_across(files, count, &problems);
    for (size_t i = 0; i < problems.list.count; i++)
        fprintf(stderr, "%s\n", problems.list.items[i]);
    bool written = problems.list.count == 0 && write_all(arena, argv[2], files, count);
    arena_free(&arena);
    return written ? 0 : 1;
}
