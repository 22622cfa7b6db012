/* page_compiler TEMPLATE OUT: reads TEMPLATE and writes OUT.c and OUT.h, whose function is named like
 * OUT's last part. Runs while the system is built; see www/room.am. */
#include <errno.h>
#include <stdbool.h>

#include "template.h"

static const char *read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct buffer text = buffer_in(arena);
    char piece[4096];
    size_t size;
    while (file != NULL && (size = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_add(&text, piece, size);
    bool failed = file == NULL || ferror(file) != 0;
    if (file != NULL)
        fclose(file);
    if (failed || strlen(buffer_text(&text)) != text.size) {
        fprintf(stderr, "%s: %s\n", path, failed ? strerror(errno) : "contains a NUL.");
        return NULL;
    }
    return buffer_text(&text);
}

static bool write_file(const char *path, const struct buffer *content)
{
    FILE *file = fopen(path, "wb");
    bool written = file != NULL && fwrite(content->data, 1, content->size, file) == content->size;
    if (file != NULL && fclose(file) != 0)
        written = false;
    if (!written)
        fprintf(stderr, "%s: cannot be written: %s\n", path, strerror(errno));
    return written;
}

static int compile(struct arena *arena, const char *template, const char *out)
{
    const char *text = read_file(arena, template);
    if (text == NULL)
        return 1;
    const char *slash = strrchr(out, '/');
    struct template_result result;
    if (template_compile(arena, (struct template_source){template, slash == NULL ? out : slash + 1, text}, &result)
        != OK) {
        fprintf(stderr, "%s\n", result.problem);
        return 1;
    }
    return write_file(arena_format(arena, "%s.h", out), &result.header)
        && write_file(arena_format(arena, "%s.c", out), &result.code) ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: page_compiler TEMPLATE OUT\n");
        return 2;
    }
    struct arena *arena = arena_new();
    int status = compile(arena, argv[1], argv[2]);
    arena_free(&arena);
    return status;
}
