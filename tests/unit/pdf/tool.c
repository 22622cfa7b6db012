/* Programs that judge PDF files, started without a shell. */
#include "tool.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

extern char **environ;

static void read_all(int file, struct buffer *buffer)
{
    char chunk[65536];
    ssize_t size;
    while ((size = read(file, chunk, sizeof chunk)) > 0)
        buffer_add(buffer, chunk, (size_t)size);
}

const char *tool_run(struct arena *arena, const char *const *arguments, int *status_out)
{
    int ends[2];
    pid_t child;
    posix_spawn_file_actions_t actions;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    char *const *words = (char *const *)(uintptr_t)arguments;
    int started = posix_spawnp(&child, words[0], &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    struct buffer output = buffer_in(arena);
    *status_out = 127;
    if (started == 0) {
        int status = 0;
        read_all(ends[0], &output);
        assert_int_equal(waitpid(child, &status, 0), child);
        *status_out = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    }
    close(ends[0]);
    return buffer_text(&output);
}

const char *tool_output(struct arena *arena, const char *const *arguments)
{
    int status;
    const char *output = tool_run(arena, arguments, &status);
    if (status != 0)
        print_error("%s ended with %d\n", arguments[0], status);
    assert_int_equal(status, 0);
    return output;
}

const char *tool_squeeze(struct arena *arena, const char *text)
{
    struct buffer squeezed = buffer_in(arena);
    for (; *text != 0; text++)
        if (strchr(" \n\r\t\f", *text) == NULL)
            buffer_add(&squeezed, text, 1);
    return buffer_text(&squeezed);
}

size_t tool_count(const void *data, size_t size, const char *part)
{
    size_t count = 0;
    const char *at = data;
    const char *end = at + size;
    while ((at = memmem(at, (size_t)(end - at), part, strlen(part))) != NULL) {
        count++;
        at++;
    }
    return count;
}

static void remove_directory(void *thing)
{
    const char *directory = thing;
    DIR *open = opendir(directory);
    for (struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;)
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(open), entry->d_name, 0);
    if (open != NULL)
        closedir(open);
    rmdir(directory);
}

const char *tool_directory(struct arena *arena)
{
    const char *base = getenv("TMPDIR");
    char *directory = arena_format(arena, "%s/nsdb-pdf-XXXXXX", base == NULL ? "/tmp" : base);
    assert_non_null(mkdtemp(directory));
    arena_defer(arena, remove_directory, directory);
    return directory;
}

const char *tool_file(struct arena *arena, const char *directory, const char *name, struct bytes content)
{
    const char *path = arena_format(arena, "%s/%s", directory, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content.data, 1, content.size, file), content.size);
    assert_int_equal(fclose(file), 0);
    return path;
}
