/* nsdb-admin keys: the key file outside the database. An interrupted start leaves no half key file, and two starts at
 * once leave one. */
#include "keys.h"

#include <errno.h>
#include <unistd.h>

#include "keys_escrow.h"
#include "keys_file.h"
#include "keys_rotate.h"
#include "schema_migration_query.h"
#include "seal.h"
#include "sealed_values.h"
#include "text.h"

static int make(struct arena *secrets, const char *path)
{
    return keys_file_write(path, keyring_make(secrets)) || errno == EEXIST ? ADMIN_DONE : admin_failed(path);
}

/* Whether the database holds what other keys sealed. One that is not there yet, or has no schema, holds nothing: the keys come
 * first. */
static bool database_wants_older_keys(struct admin *admin)
{
    struct store *store;
    struct schema_migration_exists_out exists;
    if (settings_text(admin->settings, "database_socket", NULL) == NULL && settings_text(admin->settings, "database_hosts", NULL) == NULL)
        return false;
    return admin_store(admin, &store) == OK && schema_migration_exists(store, admin->arena, &exists) == OK && exists.count > 0
        && sealed_values_any(store);
}

static int init(struct admin *admin, const char *path)
{
    if (access(path, F_OK) == 0) {
        printf("%s is there already and stays as it is.\n", path);
        return ADMIN_DONE;
    }
    if (database_wants_older_keys(admin)) {
        fprintf(stderr, "nsdb-admin: %s is missing, and the database holds what its keys sealed: without them nobody could sign in.\n"
            "Put the file back, or its copy with nsdb-admin keys restore COPY. New keys are made for an empty database only.\n", path);
        return ADMIN_FAILED;
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
        return init(admin, path);
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
