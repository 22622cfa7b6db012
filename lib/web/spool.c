/* Unnamed temporary files. */
#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

#include "log.h"

static void close_file(void *fd)
{
    close((int)(intptr_t)fd);
}

/* Some file systems (older overlays) have no O_TMPFILE: there the name lives for a moment. */
static int open_named_then_unlink(struct arena *arena, const char *directory)
{
    char *path = arena_format(arena, "%s/upload-XXXXXX", directory);
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    return fd;
}

enum result spool_open(struct arena *arena, const char *directory, int *fd_out)
{
    int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR))
        fd = open_named_then_unlink(arena, directory);
    if (fd < 0) {
        log_error("spool", "%s: %s", directory, strerror(errno));
        return FAILED;
    }
    arena_defer(arena, close_file, (void *)(intptr_t)fd);
    *fd_out = fd;
    return OK;
}

enum result spool_write(int fd, const void *data, size_t size)
{
    const char *at = data;
    while (size > 0) {
        ssize_t written = write(fd, at, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            log_error("spool", "write: %s", strerror(errno));
            return FAILED;
        }
        at += written;
        size -= (size_t)written;
    }
    return OK;
}
