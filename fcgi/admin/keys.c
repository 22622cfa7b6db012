/* nsdb-admin keys: the key file outside the database. It is written beside its place and linked there whole, so that
 * an interrupted start leaves no half key file, and two starts at once leave one. */
#include "keys.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keys_escrow.h"
#include "keys_rotate.h"
#include "seal.h"
#include "text.h"

enum { OWNER_READS = 0400 };

static int failed(const char *path)
{
    fprintf(stderr, "nsdb-admin: %s: %s\n", path, strerror(errno));
    return ADMIN_FAILED;
}

bool keys_write(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, OWNER_READS);
    if (file < 0)
        return false;
    size_t length = strlen(text);
    bool written = write(file, text, length) == (ssize_t)length && fsync(file) == 0;
    return close(file) == 0 && written;
}

bool keys_are_exported(const char *keyring_path)
{
    char mark_path[PATH_MAX];
    struct stat keys;
    struct stat mark;
    snprintf(mark_path, sizeof mark_path, "%s.exported", keyring_path);
    return stat(keyring_path, &keys) == 0 && stat(mark_path, &mark) == 0
        && (mark.st_mtim.tv_sec > keys.st_mtim.tv_sec
            || (mark.st_mtim.tv_sec == keys.st_mtim.tv_sec && mark.st_mtim.tv_nsec >= keys.st_mtim.tv_nsec));
}

static int make(struct arena *secrets, const char *path)
{
    const char *beside = arena_format(secrets, "%s.%ld", path, (long)getpid());
    if (!keys_write(beside, keyring_make(secrets)))
        return failed(beside);
    int status = link(beside, path) == 0 || errno == EEXIST ? ADMIN_DONE : failed(path);
    unlink(beside);
    return status;
}

static int init(const char *path)
{
    if (access(path, F_OK) == 0) {
        printf("%s is there already and stays as it is.\n", path);
        return ADMIN_DONE;
    }
    struct arena *secrets = arena_new_wiping();
    int status = make(secrets, path);
    arena_free(&secrets);
    return status;
}

int keys_command(struct admin *admin, int argc, char **argv)
{
    const char *path = admin_keyring_path(admin);
    if (argc == 1 && text_equal(argv[0], "init"))
        return init(path);
    if (argc == 2 && text_equal(argv[0], "export"))
        return keys_export(path, argv[1]);
    if (argc == 2 && text_equal(argv[0], "restore"))
        return keys_restore(path, argv[1]);
    if (argc == 1 && text_equal(argv[0], "check"))
        return keys_check(admin);
    if (argc == 1 && text_equal(argv[0], "rotate"))
        return keys_rotate(admin);
    if (argc == 1 && text_equal(argv[0], "retire"))
        return keys_retire(admin);
    fprintf(stderr, "usage: nsdb-admin keys init | check | export FILE | restore FILE | rotate | retire\n");
    return ADMIN_USAGE;
}
