/* nsdb-admin restore. */
#include "restore.h"

#include "backup_blobs.h"
#include "backup_database.h"
#include "migrate.h"
#include "restore_past.h"
#include "schema_lock.h"
#include "text.h"
#include "verify.h"

struct restoring {
    struct admin *admin;
    struct arena *arena;
    struct arena *secrets;
    struct store *store;
    struct keyring *keyring;
    const char *folder;
    const char *blobs;
    bool replace;
    bool expire_passwords;
    struct backup_manifest *manifest;
    struct restore_newer newer;
};

/* Every key that the copy may be sealed under has to be here, and has to be the same. */
static enum result check_keys(struct restoring *restoring)
{
    struct keyring_keys ours = keyring_list(restoring->arena, restoring->keyring);
    for (size_t i = 0; i < restoring->manifest->keys.count; i++) {
        const struct keyring_key *wanted = &restoring->manifest->keys.items[i];
        bool found = false;
        for (size_t j = 0; j < ours.count; j++)
            found = found || (text_equal(ours.items[j].purpose, wanted->purpose) && ours.items[j].id == wanted->id
                        && text_equal(ours.items[j].fingerprint, wanted->fingerprint));
        if (!found) {
            fprintf(stderr, "nsdb-admin: the backup needs the key %s %u (%s), which is not in the key "
                            "ring: put the keys of then in place with nsdb-admin keys restore COPY\n",
                wanted->purpose, wanted->id, wanted->fingerprint);
            return REFUSED;
        }
    }
    return OK;
}

static enum result check_schema(struct restoring *restoring)
{
    const struct backup_manifest *manifest = restoring->manifest;
    struct schema_migration_list_rows rows = {0};
    for (size_t i = 0; i < manifest->migrations.count; i++) {
        const struct backup_migration *migration = &manifest->migrations.items[i];
        *list_push(restoring->arena, &rows) = (struct schema_migration_list_out){
            migration->version, migration->name, migration->statements, migration->checksum, manifest->made_at};
    }
    return migrate_fits(restoring->admin, restoring->store, &rows);
}

/* All of the backup, before anything is changed. */
static enum result check_backup(struct restoring *restoring)
{
    enum result result =
        backup_manifest_read(restoring->arena, restoring->keyring, restoring->folder, &restoring->manifest);
    if (result == OK)
        result = check_keys(restoring);
    if (result == OK)
        result = check_schema(restoring);
    if (result == OK)
        result = backup_database_check(restoring->arena, restoring->keyring, restoring->folder, restoring->manifest);
    return result == OK ? backup_blobs_check(restoring->arena, restoring->folder, restoring->manifest) : result;
}

static enum result refuse(const char *why)
{
    fprintf(stderr, "nsdb-admin: %s\n", why);
    return REFUSED;
}

static enum result check_target(struct restoring *restoring)
{
    struct backup_tables_rows tables;
    struct restore_others_out others;
    if (backup_tables(restoring->store, restoring->arena, &tables) != OK
        || restore_others(restoring->store, restoring->arena, &others) != OK)
        return FAILED;
    if (others.amount > 0)
        return refuse("programs are still connected to the database: stop them all first");
    if (!restoring->replace && tables.count > 0)
        return refuse("the schema is not empty: with --replace everything in it is given up");
    if (!restoring->replace && restoring->blobs != NULL && !backup_blobs_none(restoring->blobs))
        return refuse("the blob directory is not empty: with --replace everything in it is given up");
    if (restoring->blobs == NULL && restoring->manifest->blobs.count > 0)
        return refuse("the backup holds files, and the setting blob_directory names no place for them");
    return OK;
}

/* The list of migrations goes first: from here on no program takes the schema for its own. */
static enum result drop_tables(struct restoring *restoring)
{
    struct backup_tables_rows tables;
    const char *problem = NULL;
    enum result result = backup_tables(restoring->store, restoring->arena, &tables);
    if (result == OK)
        result = store_execute(restoring->store, restoring->arena, "SET SESSION foreign_key_checks = 0", &problem);
    for (size_t i = tables.count; result == OK && i > 0; i--)
        result = store_execute(restoring->store, restoring->arena,
            arena_format(restoring->arena, "DROP TABLE `%s`", tables.items[i - 1].name), &problem);
    if (result != OK && problem != NULL)
        fprintf(stderr, "nsdb-admin: the old tables: %s\n", problem);
    return result;
}

/* Beside the key ring: not among what is given up, and not where only backups may be written. */
static const char *newer_path(const struct restoring *restoring)
{
    return arena_format(restoring->arena, "%s.restore-%s", admin_keyring_path(restoring->admin),
        settings_text(restoring->admin->settings, "database_name", "nsdb"));
}

static enum result give_up_present(struct restoring *restoring)
{
    enum result result =
        restore_past_remember(restoring->store, restoring->arena, newer_path(restoring), &restoring->newer);
    if (result == OK)
        result = drop_tables(restoring);
    if (result == OK && restoring->blobs != NULL)
        result = backup_blobs_clear(restoring->blobs);
    return result;
}

static enum result load(struct restoring *restoring, bool list)
{
    return backup_database_load(
        restoring->store, restoring->arena, restoring->keyring, restoring->folder, restoring->manifest, list);
}

static enum result carry_out(struct restoring *restoring)
{
    enum result result = keyring_read(restoring->secrets, admin_keyring_path(restoring->admin), &restoring->keyring);
    if (result == OK)
        result = admin_store(restoring->admin, &restoring->store);
    if (result == OK)
        result = schema_lock_take_within(restoring->store, restoring->arena, SCHEMA_LOCK_BRIEFLY_SECONDS);
    if (result == OK)
        result = check_backup(restoring);
    if (result == OK)
        result = check_target(restoring);
    if (result == OK && restoring->replace)
        result = give_up_present(restoring);
    if (result == OK)
        result = load(restoring, false);
    if (result == OK && restoring->blobs != NULL)
        result = backup_blobs_restore(restoring->arena, restoring->folder, restoring->blobs, restoring->manifest);
    if (result == OK)
        result = restore_past_void(restoring->store, restoring->arena, restoring->manifest, &restoring->newer,
            restoring->expire_passwords);
    if (result == OK)
        result = load(restoring, true);
    if (result == OK)
        restore_past_forget(newer_path(restoring));
    return result;
}

/* The log as it was then, to the seal that the manifest names. */
static int check_log(struct restoring *restoring)
{
    const struct backup_manifest *manifest = restoring->manifest;
    int status = verify_chain(restoring->store, restoring->keyring, manifest->chain_sequence, manifest->chain_hmac);
    if (status != ADMIN_DONE)
        printf("The backup is in place, but its operation log is not what was written: see the findings above.\n");
    return status;
}

static int finish(struct restoring *restoring)
{
    int status = check_log(restoring);
    printf("Restored: the state of %s (UTC). Next: nsdb-admin migrate, nsdb-admin grant, then start the programs.\n",
        restoring->manifest->made_at);
    return status;
}

static bool read_arguments(struct restoring *restoring, int argc, char **argv)
{
    bool known = argc >= 1 && *argv[0] != '-';
    restoring->folder = known ? argv[0] : NULL;
    for (int i = 1; known && i < argc; i++) {
        bool replace = text_equal(argv[i], "--replace");
        bool expire = text_equal(argv[i], "--expire-passwords");
        restoring->replace = restoring->replace || replace;
        restoring->expire_passwords = restoring->expire_passwords || expire;
        known = replace || expire;
    }
    return known;
}

int restore_command(struct admin *admin, int argc, char **argv)
{
    struct restoring restoring = {.admin = admin, .arena = admin->arena,
        .blobs = settings_text(admin->settings, "blob_directory", NULL)};
    if (!read_arguments(&restoring, argc, argv)) {
        fprintf(stderr, "usage: nsdb-admin restore FOLDER [--replace] [--expire-passwords]\n");
        return ADMIN_USAGE;
    }
    restoring.secrets = arena_new_wiping();
    enum result result = carry_out(&restoring);
    int status = result == OK ? finish(&restoring) : ADMIN_FAILED;
    if (result != OK)
        fprintf(stderr, "nsdb-admin: nothing was restored that a program would take for a site\n");
    arena_free(&restoring.secrets);
    return status;
}
