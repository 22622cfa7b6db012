/* nsdb-admin keys: the key file outside the database. An interrupted start leaves no half key file, and two starts at
 * once leave one. */
#include "keys.h"

#include <errno.h>
#include <unistd.h>

#include "keys_escrow.h"
#include "keys_file.h"
#include "keys_rotate.h"
#include "seal.h"
#include "text.h"

static int make(struct arena *secrets, const char *path)
{
    return keys_file_write(path, keyring_make(secrets)) || errno == EEXIST ? ADMIN_DONE : admin_failed(path);
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
