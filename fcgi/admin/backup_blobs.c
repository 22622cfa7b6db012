/* Copying trees of files. */
#include "backup_blobs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text.h"

enum { PIECE = 64 * 1024, OWNER_READS = 0400, GROUP_READS = 0640, FOLDER_MODE = 0750, DESCRIPTORS = 16 };

struct names {
    const char **items;
    size_t count;
    size_t capacity;
};

static enum result failed(const char *path)
{
    fprintf(stderr, "nsdb-admin: %s: %s\n", path, strerror(errno));
    return FAILED;
}

static enum result list_below(struct arena *arena, const char *top, const char *below, struct names *names);

/* Files are listed, directories walked; the tree of blobs holds nothing else. */
static enum result list_entry(struct arena *arena, const char *top, const char *name, struct names *names)
{
    struct stat about;
    const char *path = arena_format(arena, "%s/%s", top, name);
    if (lstat(path, &about) != 0)
        return errno == ENOENT ? OK : failed(path);
    if (S_ISDIR(about.st_mode))
        return list_below(arena, top, name, names);
    if (!S_ISREG(about.st_mode) || strchr(name, '\n') != NULL) {
        fprintf(stderr, "nsdb-admin: %s: only plain files belong here\n", path);
        return FAILED;
    }
    *list_push(arena, names) = name;
    return OK;
}

static enum result list_below(struct arena *arena, const char *top, const char *below, struct names *names)
{
    const char *path = *below == 0 ? top : arena_format(arena, "%s/%s", top, below);
    DIR *open = opendir(path);
    enum result result = OK;
    if (open == NULL)
        return failed(path);
    for (const struct dirent *entry; result == OK && (entry = readdir(open)) != NULL;)
        if (!text_equal(entry->d_name, ".") && !text_equal(entry->d_name, ".."))
            result = list_entry(
                arena, top, arena_format(arena, "%s%s%s", below, *below == 0 ? "" : "/", entry->d_name), names);
    closedir(open);
    return result;
}

static enum result make_parents(struct arena *arena, const char *path, const struct stat *owner)
{
    char *parent = arena_text(arena, path);
    for (char *slash = strchr(parent + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdir(parent, FOLDER_MODE) == 0) {
            if (owner != NULL && chown(parent, owner->st_uid, owner->st_gid) != 0)
                return failed(parent);
        } else if (errno != EEXIST) {
            return failed(parent);
        }
        *slash = '/';
    }
    return OK;
}

static bool pour(int from, int to)
{
    static char piece[PIECE];
    ssize_t size;
    while ((size = read(from, piece, sizeof piece)) > 0)
        for (ssize_t done = 0; done < size;) {
            ssize_t written = write(to, piece + done, (size_t)(size - done));
            if (written < 0)
                return false;
            done += written;
        }
    return size == 0;
}

/* NOT_FOUND when the file has gone since it was listed. With an owner the copy is the owner's. */
static enum result copy_file(struct arena *arena, const char *from, const char *to, const struct stat *owner,
    struct backup_blob *blob_out)
{
    struct stat about;
    int source = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (source < 0)
        return errno == ENOENT ? NOT_FOUND : failed(from);
    enum result result = make_parents(arena, to, owner);
    int target = result != OK ? -1
                              : open(to, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                                  owner == NULL ? OWNER_READS : GROUP_READS);
    bool done = target >= 0 && pour(source, target) && fsync(target) == 0 && fstat(target, &about) == 0
        && (owner == NULL || fchown(target, owner->st_uid, owner->st_gid) == 0);
    if (done) {
        blob_out->bytes = about.st_size;
        blob_out->sha256 = sealed_file_sha256(arena, target);
    } else if (result == OK) {
        result = failed(to);
    }
    if (target >= 0)
        close(target);
    close(source);
    return result == OK && blob_out->sha256 == NULL ? failed(to) : result;
}

enum result backup_blobs_copy(
    struct arena *arena, const char *from, const char *folder, struct backup_manifest *manifest)
{
    struct names names = {0};
    enum result result = list_below(arena, from, "", &names);
    for (size_t i = 0; result == OK && i < names.count; i++) {
        struct backup_blob blob = {.name = names.items[i]};
        result = copy_file(arena, arena_format(arena, "%s/%s", from, blob.name),
            arena_format(arena, "%s/blobs/%s", folder, blob.name), NULL, &blob);
        if (result == OK)
            *list_push(arena, &manifest->blobs) = blob;
        else if (result == NOT_FOUND)
            result = OK;
    }
    return result;
}

static enum result compare(const char *path, const struct backup_blob *wanted, int64_t bytes, const char *sha256)
{
    if (bytes == wanted->bytes && sha256 != NULL && text_equal(sha256, wanted->sha256))
        return OK;
    fprintf(stderr, "nsdb-admin: %s: is damaged: it is not what the manifest says (SHA-256)\n", path);
    return FAILED;
}

enum result backup_blobs_check(struct arena *arena, const char *folder, const struct backup_manifest *manifest)
{
    enum result result = OK;
    for (size_t i = 0; result == OK && i < manifest->blobs.count; i++) {
        const struct backup_blob *blob = &manifest->blobs.items[i];
        const char *path = arena_format(arena, "%s/blobs/%s", folder, blob->name);
        struct stat about;
        int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (fd < 0 || fstat(fd, &about) != 0)
            return failed(path);
        result = compare(path, blob, about.st_size, sealed_file_sha256(arena, fd));
        close(fd);
    }
    return result;
}

enum result backup_blobs_restore(
    struct arena *arena, const char *folder, const char *to, const struct backup_manifest *manifest)
{
    struct stat owner;
    enum result result = OK;
    if (manifest->blobs.count > 0 && stat(to, &owner) != 0)
        return failed(to);
    for (size_t i = 0; result == OK && i < manifest->blobs.count; i++) {
        const struct backup_blob *blob = &manifest->blobs.items[i];
        const char *path = arena_format(arena, "%s/%s", to, blob->name);
        struct backup_blob copy = {0};
        result = copy_file(arena, arena_format(arena, "%s/blobs/%s", folder, blob->name), path, &owner, &copy);
        if (result == OK)
            result = compare(path, blob, copy.bytes, copy.sha256);
    }
    return result == NOT_FOUND ? failed(folder) : result;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    if (place->level == 0)
        return 0;
    return kind == FTW_DP ? rmdir(path) : unlink(path);
}

enum result backup_blobs_clear(const char *directory)
{
    return nftw(directory, remove_one, DESCRIPTORS, FTW_DEPTH | FTW_PHYS) == 0 ? OK : failed(directory);
}

bool backup_blobs_none(const char *directory)
{
    struct arena *arena = arena_new();
    struct names names = {0};
    bool none = access(directory, F_OK) != 0 || (list_below(arena, directory, "", &names) == OK && names.count == 0);
    arena_free(&arena);
    return none;
}
