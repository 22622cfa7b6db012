/* page_compiler TEMPLATE OUT: reads TEMPLATE and writes OUT.c and OUT.h, whose function is named like
 * OUT's last part. Runs while the system is built; see www/room.am. */
#include <errno.h>

#include "template.h"
#include "whole_file.h"

enum { LARGEST_TEMPLATE_BYTES = 1024 * 1024 };

static int fail(const char *path, const char *why)
{
    fprintf(stderr, "%s: %s\n", path, why);
    return 1;
}

static int compile(struct arena *arena, const char *path, const char *out)
{
    const char *slash = strrchr(out, '/');
    struct buffer text = buffer_in(arena);
    struct template_source source = {path, slash == NULL ? out : slash + 1, NULL};
    struct template_result result;
    if (whole_file_read(path, LARGEST_TEMPLATE_BYTES, &text) != OK)
        return fail(path, strerror(errno));
    source.text = buffer_text(&text);
    if (strlen(source.text) != text.size)
        return fail(path, "contains a NUL.");
    if (template_compile(arena, source, &result) != OK) {
        fprintf(stderr, "%s\n", result.problem);
        return 1;
    }
    if (whole_file_write(arena_format(arena, "%s.h", out), buffer_bytes(&result.header)) != OK
        || whole_file_write(arena_format(arena, "%s.c", out), buffer_bytes(&result.code)) != OK)
        return fail(out, strerror(errno));
    return 0;
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
