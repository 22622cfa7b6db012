/* The key file and its mark. */
#include "keys_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OWNER_READS = 0400 };

bool keys_file_write(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, OWNER_READS);
    if (file < 0)
        return false;
    size_t length = strlen(text);
    bool written = write(file, text, length) == (ssize_t)length && fsync(file) == 0;
    return close(file) == 0 && written;
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
