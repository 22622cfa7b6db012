/* nsdb-admin backup. Why not mariadb-dump: it can neither tell the row counts and the end of the log's chain of the
 * very moment it copies, nor seal what it writes; and a machine that serves need not have it. */
#include "backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "backup_blobs.h"
#include "backup_database.h"
#include "keys_file.h"
#include "number.h"
#include "operation_log_query.h"
#include "text.h"
#include "token.h"

enum { OWNER_ONLY = 0700, KEEP_MOST = 10000, DISK_FREE_MIB = 1024, MIB = 1024 * 1024, DESCRIPTORS = 16 };

struct backup {
    struct admin *admin;
    struct arena *arena;
    struct arena *secrets;
    struct store *store;
    struct keyring *keyring;
    const char *directory;     /* of all backups */
    int directory_fd;          /* open and locked while this one is made */
    const char *folder;        /* of this one, under its name for the time being */
    const char *blobs;         /* NULL: the site has none */
    int64_t keep;              /* 0: all */
    struct backup_manifest manifest;
};

static enum result failed(const char *path)
{
    fprintf(stderr, "nsdb-admin: %s: %s\n", path, strerror(errno));
    return FAILED;
}

static bool lies_in(const char *path, const char *directory)
{
    char real_path[PATH_MAX];
    char real_directory[PATH_MAX];
    if (realpath(path, real_path) == NULL || realpath(directory, real_directory) == NULL)
        return false;
    size_t length = strlen(real_directory);
    return text_starts_with(real_path, real_directory) && (real_path[length] == '/' || real_path[length] == 0);
}

/* Keys beside the copy would open it for whoever takes the copy; a copy among the blobs would copy itself. */
static enum result check_places(struct backup *backup)
{
    const char *keys = admin_keyring_path(backup->admin);
    if (lies_in(keys, backup->directory)) {
        fprintf(stderr, "nsdb-admin: the key ring %s lies in %s: keep keys and copies apart\n", keys,
            backup->directory);
        return REFUSED;
    }
    if (backup->blobs != NULL && lies_in(backup->directory, backup->blobs)) {
        fprintf(stderr, "nsdb-admin: %s lies in the blob directory %s: give another one\n", backup->directory,
            backup->blobs);
        return REFUSED;
    }
    return OK;
}

static enum result lock_directory(struct backup *backup)
{
    if (mkdir(backup->directory, OWNER_ONLY) != 0 && errno != EEXIST)
        return failed(backup->directory);
    backup->directory_fd = open(backup->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (backup->directory_fd < 0)
        return failed(backup->directory);
    if (flock(backup->directory_fd, LOCK_EX | LOCK_NB) == 0)
        return OK;
    fprintf(stderr, "nsdb-admin: another backup is being made in %s\n", backup->directory);
    return CONFLICT;
}

static enum result remove_folder(const char *folder)
{
    if (backup_blobs_clear(folder) != OK)
        return FAILED;
    return rmdir(folder) == 0 ? OK : failed(folder);
}

/* Removes what fits, but for the `keep` newest: names sort by time. */
static enum result remove_folders(struct backup *backup, const char *start, const char *ending, size_t keep)
{
    const struct admin_names *names = admin_list(backup->arena, backup->directory, ending);
    enum result result = names == NULL ? FAILED : OK;
    size_t found = 0;
    for (size_t i = 0; result == OK && i < names->count; i++)
        found += text_starts_with(names->items[i], start);
    for (size_t i = 0; result == OK && i < names->count && found > keep; i++)
        if (text_starts_with(names->items[i], start)) {
            result = remove_folder(arena_format(backup->arena, "%s/%s", backup->directory, names->items[i]));
            found--;
        }
    return result;
}

static int64_t folder_bytes; /* nftw() has no place for a context */

static int add_file(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)path;
    (void)walk;
    folder_bytes += kind == FTW_F ? (int64_t)about->st_size : 0;
    return 0;
}

/* Of the newest backup, in bytes; 0 when there is none. */
static int64_t newest_size(const struct backup *backup)
{
    const struct admin_names *names = admin_list(backup->arena, backup->directory, "Z");
    const char *newest = NULL;
    for (size_t i = 0; names != NULL && i < names->count; i++)
        if (text_starts_with(names->items[i], "nsdb-"))
            newest = names->items[i];
    folder_bytes = 0;
    if (newest != NULL)
        (void)!nftw(arena_format(backup->arena, "%s/%s", backup->directory, newest), add_file, DESCRIPTORS, FTW_PHYS);
    return folder_bytes;
}

/* A full disk ends the database server when it lies on the same one: nothing is begun that would not fit. */
static enum result check_space(const struct backup *backup)
{
    struct statvfs about;
    if (fstatvfs(backup->directory_fd, &about) != 0)
        return failed(backup->directory);
    int64_t free_bytes = (int64_t)about.f_bavail * (int64_t)about.f_frsize;
    int64_t reserve_mib = settings_number(backup->admin->settings, "disk_free_mib", DISK_FREE_MIB);
    int64_t wanted = newest_size(backup);
    if (free_bytes >= wanted && (free_bytes - wanted) / MIB >= reserve_mib)
        return OK;
    fprintf(stderr, "nsdb-admin: %s has %lld MiB free: a backup as large as the newest (%lld MiB) does not fit when %lld "
                    "MiB (disk_free_mib) are to stay free; nothing was copied\n",
        backup->directory, (long long)(free_bytes / MIB), (long long)(wanted / MIB), (long long)reserve_mib);
    return REFUSED;
}

static enum result write_manifest(struct backup *backup)
{
    const char *path = arena_format(backup->arena, "%s/manifest", backup->folder);
    if (!keys_file_write(path, backup_manifest_text(backup->arena, backup->keyring, &backup->manifest)))
        return failed(path);
    return syncfs(backup->directory_fd) == 0 ? OK : failed(path);
}

/* A copy that nobody can read is none. */
static enum result read_back(struct backup *backup)
{
    struct backup_manifest *manifest;
    enum result result = backup_manifest_read(backup->arena, backup->keyring, backup->folder, &manifest);
    if (result == OK)
        result = backup_database_check(backup->arena, backup->keyring, backup->folder, manifest);
    if (result == OK)
        result = backup_blobs_check(backup->arena, backup->folder, manifest);
    if (result != OK)
        fprintf(stderr, "nsdb-admin: the backup could not be read back and was thrown away\n");
    return result;
}

static enum result make(struct backup *backup)
{
    struct backup_manifest *manifest = &backup->manifest;
    manifest->reference = token_reference(backup->arena);
    manifest->release = RELEASE;
    manifest->keys = keyring_list(backup->arena, backup->keyring);
    backup->folder = arena_format(backup->arena, "%s/.nsdb-%s.part", backup->directory, manifest->reference);
    if (mkdir(backup->folder, OWNER_ONLY) != 0)
        return failed(backup->folder);
    enum result result = backup_database(backup->store, backup->arena, backup->keyring, backup->folder, manifest);
    if (result == OK && backup->blobs != NULL)
        result = backup_blobs_copy(backup->arena, backup->blobs, backup->folder, manifest);
    if (result == OK)
        result = write_manifest(backup);
    return result == OK ? read_back(backup) : result;
}

/* "2026-11-21 06:05:07.123456" → DIR/nsdb-20261121T060507Z */
static const char *final_folder(struct backup *backup)
{
    const char *at = backup->manifest.made_at;
    return arena_format(backup->arena, "%s/nsdb-%.4s%.2s%.2sT%.2s%.2s%.2sZ", backup->directory, at, at + 5, at + 8,
        at + 11, at + 14, at + 17);
}

static enum result give_name(struct backup *backup)
{
    const char *folder = final_folder(backup);
    if (rename(backup->folder, folder) != 0)
        return failed(folder);
    backup->folder = folder;
    return fsync(backup->directory_fd) == 0 ? OK : failed(backup->directory);
}

static enum result write_log(struct store *store, void *context)
{
    const struct backup *backup = context;
    struct operation_log_insert_in line = {.role = "system", .source = "", .request_id = "", .action = "backup",
        .subject_kind = "backup", .outcome = "done",
        .detail = arena_format(backup->arena, "{\"reference\":\"%s\",\"bytes\":%lld}", backup->manifest.reference,
            (long long)backup->manifest.database.bytes)};
    enum result result = store_now(store, backup->arena, &line.happened_at);
    return result == OK ? operation_log_insert(store, &line, NULL) : result;
}

static void tell(const struct backup *backup)
{
    int64_t rows = 0;
    for (size_t i = 0; i < backup->manifest.tables.count; i++)
        rows += backup->manifest.tables.items[i].rows;
    printf("%s: %zu tables, %lld rows, %lld bytes, %zu files; read back.\n", backup->folder,
        backup->manifest.tables.count, (long long)rows, (long long)backup->manifest.database.bytes,
        backup->manifest.blobs.count);
    if (!keys_file_is_exported(backup->arena, admin_keyring_path(backup->admin)))
        fprintf(stderr, "nsdb-admin: WARNING: without its keys this backup is worthless, and there is no "
            "copy of today's keys: run nsdb-admin keys export, and keep that copy in another place than the "
            "backups.\n");
}

static enum result carry_out(struct backup *backup)
{
    enum result result = keyring_read(backup->secrets, admin_keyring_path(backup->admin), &backup->keyring);
    if (result == OK)
        result = lock_directory(backup);
    if (result == OK)
        result = check_places(backup);
    if (result == OK)
        result = remove_folders(backup, ".nsdb-", ".part", 0);
    if (result == OK)
        result = check_space(backup);
    if (result == OK)
        result = admin_store(backup->admin, &backup->store);
    if (result != OK)
        return result;
    result = make(backup);
    if (result == OK)
        result = give_name(backup);
    else if (backup->folder != NULL)
        (void)!remove_folder(backup->folder);
    if (result == OK)
        result = store_transaction(backup->store, write_log, backup);
    if (result == OK)
        tell(backup);
    if (result == OK && backup->keep > 0)
        result = remove_folders(backup, "nsdb-", "Z", (size_t)backup->keep);
    return result;
}

static bool read_arguments(struct backup *backup, int argc, char **argv)
{
    if (argc != 1
        && (argc != 3 || !text_equal(argv[1], "--keep") || !number_read(argv[2], 1, KEEP_MOST, &backup->keep)))
        return false;
    backup->directory = argv[0];
    return *argv[0] != '-';
}

int backup_command(struct admin *admin, int argc, char **argv)
{
    struct backup backup = {.admin = admin, .arena = admin->arena, .directory_fd = -1,
        .blobs = settings_text(admin->settings, "blob_directory", NULL)};
    if (!read_arguments(&backup, argc, argv)) {
        fprintf(stderr, "usage: nsdb-admin backup DIR [--keep N]\n");
        return ADMIN_USAGE;
    }
    backup.secrets = arena_new_wiping();
    enum result result = carry_out(&backup);
    if (backup.directory_fd >= 0)
        close(backup.directory_fd);
    arena_free(&backup.secrets);
    return result == OK ? ADMIN_DONE : ADMIN_FAILED;
}
