/* The checks of /readyz. The limits are settings: disk_free_mib (1024), outbox_age_seconds (900), log_age_seconds (60),
 * backup_age_hours (26), mail_tries (10). */
#include "ready_checks.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "clock.h"
#include "health_query.h"
#include "seal.h"

enum { DISK_FREE_MIB = 1024, OUTBOX_AGE_SECONDS = 900, LOG_AGE_SECONDS = 60, BACKUP_AGE_HOURS = 26, MAIL_TRIES = 10,
    MIB = 1024 * 1024 };

struct checking {
    struct context *context;
    struct checks checks;
};

static void note(struct checking *checking, const char *name, enum check_state state, const char *observed)
{
    struct check *check = list_push(checking->context->arena, &checking->checks);
    *check = (struct check){.name = name, .state = state, .observed = observed};
}

/* A server that only reads is an outage, but where others may write in its place: handlers go on to them. */
static void check_writes(struct checking *checking, struct store *store)
{
    struct health_read_only_out answer = {0};
    const char *hosts = settings_text(checking->context->settings, "database_hosts", "");
    if (health_read_only(store, checking->context->arena, &answer) != OK || answer.read_only == 0)
        return;
    note(checking, "database_writes", strchr(hosts, ',') == NULL ? CHECK_FAIL : CHECK_WARN,
        "this server only reads (read_only): see why, or SET GLOBAL read_only = OFF");
}

/* Gives the store when it answers. */
static struct store *check_database(struct checking *checking)
{
    struct arena *arena = checking->context->arena;
    int64_t started_us = clock_monotonic_us();
    struct store *store = context_store(checking->context);
    bool answers = store != NULL && store_ping(store) == OK;
    long took_us = (long)(clock_monotonic_us() - started_us);
    note(checking, "database", answers ? CHECK_PASS : CHECK_FAIL,
        answers ? arena_format(arena, "schema %ld, answered in %ld us", (long)store_schema_version(), took_us)
                : "no answer, or a schema version that this program does not work with; see the log of nsdb-health");
    return answers ? store : NULL;
}

static void check_disk(struct checking *checking, const char *name, const char *directory)
{
    struct arena *arena = checking->context->arena;
    long least = settings_number(checking->context->settings, "disk_free_mib", DISK_FREE_MIB);
    struct statvfs about;
    if (statvfs(directory, &about) != 0) {
        note(checking, name, CHECK_FAIL, arena_format(arena, "%s: %s", directory, strerror(errno)));
        return;
    }
    long free_mib = (long)(about.f_bavail * about.f_frsize / MIB);
    note(checking, name, free_mib < least ? CHECK_FAIL : CHECK_PASS,
        arena_format(arena, "%ld MiB free, at least %ld wanted", free_mib, least));
}

static void check_disks(struct checking *checking)
{
    const struct settings *settings = checking->context->settings;
    const char *blobs = settings_text(settings, "blob_directory", NULL);
    check_disk(checking, "disk_spool", settings_program_text(settings, "health", "spool_directory", "/var/tmp"));
    if (blobs != NULL)
        check_disk(checking, "disk_blob", blobs);
}

/* nsdb-admin keys export leaves a mark beside the key ring; it has to be as young as the keys. */
static void check_escrow(struct checking *checking, const char *keyring_path)
{
    struct stat keys;
    struct stat mark;
    const char *mark_path = arena_format(checking->context->arena, "%s.exported", keyring_path);
    bool done = stat(keyring_path, &keys) == 0 && stat(mark_path, &mark) == 0
        && (mark.st_mtim.tv_sec > keys.st_mtim.tv_sec
            || (mark.st_mtim.tv_sec == keys.st_mtim.tv_sec && mark.st_mtim.tv_nsec >= keys.st_mtim.tv_nsec));
    note(checking, "keys_escrow", done ? CHECK_PASS : CHECK_WARN,
        done ? "exported" : "no escrow copy of these keys yet: run nsdb-admin keys export and store the copy safely");
}

static void check_keys(struct checking *checking)
{
    struct keyring *keyring;
    const char *path = settings_text(checking->context->settings, "keyring_file", NULL);
    if (path == NULL || keyring_read(checking->context->secrets, path, &keyring) != OK) {
        note(checking, "keys", CHECK_FAIL, "the key ring (keyring_file) cannot be read; see the log of nsdb-health");
        return;
    }
    note(checking, "keys", CHECK_PASS, "readable");
    check_escrow(checking, path);
}

static void check_age(struct checking *checking, const char *name, enum result asked, int64_t amount,
    int64_t age_seconds, long most_seconds)
{
    struct arena *arena = checking->context->arena;
    if (asked != OK) {
        note(checking, name, CHECK_FAIL, "the database did not tell");
        return;
    }
    note(checking, name, age_seconds > most_seconds ? CHECK_WARN : CHECK_PASS,
        arena_format(arena, "%ld waiting, the oldest for %ld s, at most %ld s wanted", (long)amount, (long)age_seconds,
            most_seconds));
}

/* A warning only: the others are sent. It goes when they are sent, or after the week in which they could be. */
static void check_dead_mails(struct checking *checking, struct store *store)
{
    struct arena *arena = checking->context->arena;
    struct health_outbox_dead_in in = {settings_number(checking->context->settings, "mail_tries", MAIL_TRIES)};
    struct health_outbox_dead_out dead = {0};
    if (health_outbox_dead(store, arena, &in, &dead) != OK)
        note(checking, "outbox_dead", CHECK_FAIL, "the database did not tell");
    else if (dead.amount == 0)
        note(checking, "outbox_dead", CHECK_PASS, "no mail was given up");
    else
        note(checking, "outbox_dead", CHECK_WARN,
            arena_format(arena, "%ld mails were given up: see nsdb-admin outbox list, then run nsdb-admin outbox retry",
                (long)dead.amount));
}

static void check_work_under_way(struct checking *checking, struct store *store)
{
    struct arena *arena = checking->context->arena;
    const struct settings *settings = checking->context->settings;
    struct health_outbox_out outbox = {0};
    struct health_unsealed_out unsealed = {0};
    enum result asked = health_outbox(store, arena, &outbox);
    check_age(checking, "outbox", asked, outbox.amount, outbox.age_seconds,
        settings_number(settings, "outbox_age_seconds", OUTBOX_AGE_SECONDS));
    check_dead_mails(checking, store);
    asked = health_unsealed(store, arena, &unsealed);
    check_age(checking, "log_seal", asked, unsealed.amount, unsealed.age_seconds,
        settings_number(settings, "log_age_seconds", LOG_AGE_SECONDS));
}

/* A warning only: the system works without a backup, for the time being. */
static void check_backup(struct checking *checking, struct store *store)
{
    enum { HOUR = 3600 };
    struct arena *arena = checking->context->arena;
    struct health_backup_out backup = {0};
    long most_hours = settings_number(checking->context->settings, "backup_age_hours", BACKUP_AGE_HOURS);
    if (health_backup(store, arena, &backup) != OK)
        note(checking, "backup", CHECK_FAIL, "the database did not tell");
    else if (backup.amount == 0)
        note(checking, "backup", CHECK_WARN, "none yet: run nsdb-admin backup, and let nsdb-backup.timer run "
            "it every night");
    else
        note(checking, "backup", backup.age_seconds > most_hours * HOUR ? CHECK_WARN : CHECK_PASS,
            arena_format(arena, "made %ld hours ago, at most %ld wanted", (long)(backup.age_seconds / HOUR),
                most_hours));
}

struct checks ready_checks(struct context *context)
{
    struct checking checking = {.context = context};
    struct store *store = check_database(&checking);
    check_disks(&checking);
    check_keys(&checking);
    if (store != NULL) {
        check_writes(&checking, store);
        check_work_under_way(&checking, store);
        check_backup(&checking, store);
    }
    return checking.checks;
}
