/* The key file and its mark. */
#include "keys_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OWNER_READS = 0400 };

static bool write_all(int file, const char *text)
{
    for (size_t left = strlen(text); left > 0;) {
        ssize_t written = write(file, text, left);
        if (written < 0)
            return false;
        text += written;
        left -= (size_t)written;
    }
    return fsync(file) == 0;
}

static bool write_down(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, OWNER_READS);
    if (file < 0)
        return false;
    bool written = write_all(file, text);
    int why = errno;
    bool closed = close(file) == 0;
    errno = written ? errno : why;
    return written && closed;
}

/* The name in the directory, too, goes down to the disk. */
static bool keep_name(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *directory = slash == NULL ? "." : slash == path ? "/" : arena_text_part(arena, path, (size_t)(slash - path));
    int open_directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool kept = open_directory >= 0 && fsync(open_directory) == 0;
    if (open_directory >= 0)
        close(open_directory);
    return kept;
}

/* A memory stick knows no second names. */
static bool give_name(const char *beside, const char *path)
{
    return link(beside, path) == 0
        || ((errno == EPERM || errno == EOPNOTSUPP)
            && renameat2(AT_FDCWD, beside, AT_FDCWD, path, RENAME_NOREPLACE) == 0);
}

static bool write_and_name(struct arena *arena, const char *path, const char *text)
{
    const char *beside = arena_format(arena, "%s.%ld.part", path, (long)getpid());
    (void)unlink(beside);
    bool named = write_down(beside, text) && give_name(beside, path);
    int why = errno;
    (void)unlink(beside);
    errno = why;
    if (!named || keep_name(arena, path))
        return named;
    why = errno;
    (void)unlink(path);
    errno = why;
    return false;
}

bool keys_file_write(const char *path, const char *text)
{
    struct arena *arena = arena_new();
    bool done = write_and_name(arena, path, text);
    arena_free(&arena);
    return done;
}

static const char *mark_of(struct arena *arena, const char *keyring_path)
{
    return arena_format(arena, "%s.exported", keyring_path);
}

void keys_file_mark_exported(struct arena *arena, const char *keyring_path)
{
    const char *path = mark_of(arena, keyring_path);
    (void)unlink(path);
    if (!keys_file_write(path, "A sealed copy of these keys was made with nsdb-admin keys export.\n"))
        fprintf(stderr, "nsdb-admin: %s: %s: /readyz goes on warning\n", path, strerror(errno));
}

bool keys_file_is_exported(struct arena *arena, const char *keyring_path)
{
    struct stat keys;
    struct stat mark;
    return stat(keyring_path, &keys) == 0 && stat(mark_of(arena, keyring_path), &mark) == 0
        && (mark.st_mtim.tv_sec > keys.st_mtim.tv_sec
            || (mark.st_mtim.tv_sec == keys.st_mtim.tv_sec && mark.st_mtim.tv_nsec >= keys.st_mtim.tv_nsec));
}
