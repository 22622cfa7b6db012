/* Replacing keys. The key file is written anew beside its place, with its owner and mode, and moved there whole. */
#include "keys_rotate.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keys_file.h"
#include "operation_log_query.h"
#include "schema_lock.h"
#include "sealed_values.h"
#include "text.h"

struct rotating {
    const char *path;
    int directory_fd;            /* locked: one rotation at a time */
    struct admin *admin;
    struct arena *secrets;
    struct keyring *keyring;
    struct keyring_keys keys;
    struct store *store;
    const char *step;            /* for the log */
};

static int refuse(const char *why)
{
    fprintf(stderr, "nsdb-admin: %s\n", why);
    return ADMIN_FAILED;
}

/* How many keys of the purpose `seal` have this use. */
static size_t seal_keys(const struct rotating *rotating, enum keyring_use use)
{
    size_t found = 0;
    for (size_t i = 0; i < rotating->keys.count; i++)
        found += rotating->keys.items[i].use == use && text_equal(rotating->keys.items[i].purpose, "seal");
    return found;
}

static bool write_file(struct rotating *rotating, const char *beside, const char *text)
{
    struct stat about;
    if (stat(rotating->path, &about) != 0 || (unlink(beside) != 0 && errno != ENOENT) || !keys_file_write(beside, text))
        return false;
    return chown(beside, about.st_uid, about.st_gid) == 0 && chmod(beside, about.st_mode & 07777) == 0
        && rename(beside, rotating->path) == 0 && fsync(rotating->directory_fd) == 0;
}

static enum result write_log(struct store *store, void *context)
{
    const struct rotating *rotating = context;
    struct operation_log_insert_in line = {.role = "system", .source = "", .request_id = "", .action = "keys_rotate",
        .subject_kind = "keys", .outcome = "done",
        .detail = arena_format(rotating->admin->arena, "{\"step\":\"%s\",\"key\":%u}", rotating->step,
            seal_newest_key_id(rotating->keyring))};
    enum result result = store_now(store, rotating->admin->arena, &line.happened_at);
    return result == OK ? operation_log_insert(store, &line, NULL) : result;
}

static int change_file(struct rotating *rotating, enum keyring_step step, const char *name, const char *sentence)
{
    const char *beside = arena_format(rotating->secrets, "%s.new", rotating->path);
    const char *text = keyring_changed(rotating->secrets, rotating->keyring, step);
    if (text == NULL)
        return refuse("there is no key number left");
    rotating->step = name;
    if (store_transaction(rotating->store, write_log, rotating) != OK)
        return ADMIN_FAILED;
    if (!write_file(rotating, beside, text))
        return admin_failed(beside);
    printf("%s\n", sentence);
    return ADMIN_DONE;
}

/* Of all kinds together. */
struct totals {
    int64_t values;
    int64_t renewed;
    int64_t closed;
    int64_t old;      /* under another key than the newest */
};

static struct totals add_up(const struct rotating *rotating, const struct sealed_counts *counts)
{
    struct totals totals = {0};
    for (size_t i = 0; i < SEALED_KINDS; i++) {
        const struct sealed_count *count = &counts->items[i];
        totals.values += count->values;
        totals.renewed += count->renewed;
        totals.closed += count->closed;
        totals.old += count->values - count->by_key[seal_newest_key_id(rotating->keyring)];
        if (count->closed > 0)
            fprintf(stderr, "nsdb-admin: %" PRId64 " of %" PRId64 " %s do not open\n", count->closed, count->values,
                count->kind);
    }
    return totals;
}

/* One walk, added up; FAILED also when a value does not open. */
static enum result walk(struct rotating *rotating, bool renew, struct sealed_counts *counts, struct totals *totals_out)
{
    if (sealed_values_walk(rotating->store, rotating->keyring, renew, counts) != OK)
        return FAILED;
    *totals_out = add_up(rotating, counts);
    return totals_out->closed == 0 ? OK : FAILED;
}

/* Seals anew, then opens all of it again as it is stored now. */
static int seal_anew(struct rotating *rotating)
{
    struct sealed_counts counts;
    struct totals renewed;
    struct totals now;
    rotating->step = "seal";
    if (walk(rotating, true, &counts, &renewed) != OK || walk(rotating, false, &counts, &now) != OK
        || store_transaction(rotating->store, write_log, rotating) != OK)
        return ADMIN_FAILED;
    printf("%" PRId64 " values were sealed anew; %" PRId64 " of %" PRId64 " are under the newest key.\n",
        renewed.renewed, now.values - now.old, now.values);
    if (now.old > 0)
        return refuse("a program still seals under an old key: reload all programs, then run this again");
    printf("Next: nsdb-admin keys retire\n");
    return ADMIN_DONE;
}

static int next_step(struct rotating *rotating)
{
    if (seal_keys(rotating, KEYRING_WAITS) > 0 && !keys_file_is_exported(rotating->secrets, rotating->path))
        return refuse("export the keys first (nsdb-admin keys export): a lost key is lost data");
    if (seal_keys(rotating, KEYRING_WAITS) > 0)
        return change_file(rotating, KEYRING_CURRENT, "current",
            "The new keys work. Reload all programs and restart nsdb-worker, on every host; then run this again.");
    if (seal_keys(rotating, KEYRING_OPENS) > 0)
        return seal_anew(rotating);
    return change_file(rotating, KEYRING_NEXT, "next",
        "New keys wait. Now: nsdb-admin keys export, then reload all programs and restart nsdb-worker, on "
        "every host with this key file; then run this again.");
}

static int retire(struct rotating *rotating)
{
    struct sealed_counts counts;
    struct totals now;
    if (seal_keys(rotating, KEYRING_OPENS) == 0)
        return refuse("there is no old key");
    if (!keys_file_is_exported(rotating->secrets, rotating->path))
        return refuse("export the keys first (nsdb-admin keys export): backups until now need the old ones");
    if (walk(rotating, false, &counts, &now) != OK)
        return ADMIN_FAILED;
    if (now.old > 0)
        return refuse("values are still sealed under an old key: run nsdb-admin keys rotate");
    return change_file(rotating, KEYRING_RETIRE, "retire",
        "The old keys are gone. Keep the last export for as long as there are backups from before, and export the "
        "keys as they are now.");
}

static void show_key(const struct keyring_key *key)
{
    static const char *const uses[] = {"works", "only opens", "waits"};
    printf("%-7s %3u  %s  %s\n", key->purpose, key->id, key->fingerprint, uses[key->use]);
}

static void show_count(const struct sealed_count *count)
{
    if (count->by_key[0] > 0)
        printf("%" PRId64 " %s of an earlier release not sealed yet: run nsdb-admin migrate\n", count->by_key[0], count->kind);
    for (unsigned id = 1; id < SEALED_KEY_IDS; id++)
        if (count->by_key[id] > 0)
            printf("%" PRId64 " %s under the key %u\n", count->by_key[id], count->kind, id);
}

static int check(struct rotating *rotating)
{
    struct sealed_counts counts;
    struct totals now;
    for (size_t i = 0; i < rotating->keys.count; i++)
        show_key(&rotating->keys.items[i]);
    if (walk(rotating, false, &counts, &now) != OK)
        return ADMIN_FAILED;
    for (size_t i = 0; i < SEALED_KINDS; i++)
        show_count(&counts.items[i]);
    printf("All %" PRId64 " sealed values open.\n", now.values);
    return ADMIN_DONE;
}

/* Against a restore, and the nsdb-admin of another host that has its own copy of the key file. */
static bool alone(const struct rotating *rotating)
{
    return schema_lock_take_within(rotating->store, rotating->secrets, SCHEMA_LOCK_BRIEFLY_SECONDS) == OK;
}

static int with_lock(struct rotating *rotating, int (*body)(struct rotating *rotating))
{
    if (flock(rotating->directory_fd, LOCK_EX | LOCK_NB) != 0)
        return refuse("another nsdb-admin keys is at work");
    if (keyring_read(rotating->secrets, rotating->path, &rotating->keyring) != OK
        || admin_store(rotating->admin, &rotating->store) != OK)
        return ADMIN_FAILED;
    rotating->keys = keyring_list(rotating->secrets, rotating->keyring);
    return body == check || alone(rotating) ? body(rotating) : ADMIN_FAILED;
}

static int run(struct admin *admin, int (*body)(struct rotating *rotating))
{
    struct rotating rotating = {.path = admin_keyring_path(admin), .admin = admin, .secrets = arena_new_wiping()};
    const char *slash = strrchr(rotating.path, '/');
    const char *directory =
        slash == NULL ? "." : arena_text_part(admin->arena, rotating.path, (size_t)(slash + 1 - rotating.path));
    rotating.directory_fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int status = rotating.directory_fd < 0 ? admin_failed(directory) : with_lock(&rotating, body);
    if (rotating.directory_fd >= 0)
        close(rotating.directory_fd);
    arena_free(&rotating.secrets);
    return status;
}

int keys_rotate(struct admin *admin)
{
    return run(admin, next_step);
}

int keys_retire(struct admin *admin)
{
    return run(admin, retire);
}

int keys_check(struct admin *admin)
{
    return run(admin, check);
}
