/* /metrics: what the database and the disks know; the requests are counted in request_metrics.c. */
#include "metrics.h"

#include <sys/statvfs.h>

#include "config.h"
#include "health_query.h"
#include "request_metrics.h"

static void head(struct buffer *body, const char *name, const char *kind, const char *help)
{
    buffer_format(body, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind);
}

static void one(struct buffer *body, const char *name, const char *help, int64_t value)
{
    head(body, name, "gauge", help);
    buffer_format(body, "%s %lld\n", name, (long long)value);
}

static void write_outbox(struct buffer *body, struct store *store)
{
    struct health_outbox_states_rows rows = {0};
    struct health_outbox_out oldest = {0};
    if (health_outbox_states(store, body->arena, &rows) != OK || health_outbox(store, body->arena, &oldest) != OK)
        return;
    head(body, "nsdb_outbox_mails", "gauge", "Mails by state; sent ones are not counted.");
    for (size_t i = 0; i < rows.count; i++)
        buffer_format(body, "nsdb_outbox_mails{state=\"%s\"} %lld\n", rows.items[i].state,
            (long long)rows.items[i].amount);
    one(body, "nsdb_outbox_oldest_seconds", "Age of the oldest mail that still waits.", oldest.age_seconds);
}

static void write_imports(struct buffer *body, struct store *store)
{
    struct health_import_states_rows rows = {0};
    if (health_import_states(store, body->arena, &rows) != OK)
        return;
    head(body, "nsdb_imports", "gauge", "Uploaded lists by state.");
    for (size_t i = 0; i < rows.count; i++)
        buffer_format(body, "nsdb_imports{state=\"%s\"} %lld\n", rows.items[i].state, (long long)rows.items[i].amount);
}

static void write_people(struct buffer *body, struct store *store)
{
    struct health_sessions_out sessions;
    struct health_locked_out locked;
    if (health_sessions(store, body->arena, &sessions) == OK)
        one(body, "nsdb_sessions", "Sessions that have not reached their end.", sessions.amount);
    if (health_locked(store, body->arena, &locked) == OK)
        one(body, "nsdb_locked_accounts", "Accounts that are locked.", locked.amount);
}

static void write_log(struct buffer *body, struct store *store)
{
    struct health_unsealed_out unsealed;
    if (health_unsealed(store, body->arena, &unsealed) != OK)
        return;
    one(body, "nsdb_operation_log_unsealed_rows", "Rows of the operation log without a seal.", unsealed.amount);
    one(body, "nsdb_operation_log_unsealed_seconds", "Age of the oldest of them.", unsealed.age_seconds);
}

/* Absent until the first backup: an alert on its age should be one on its absence, too. */
static void write_backup(struct buffer *body, struct store *store)
{
    struct health_backup_out backup;
    if (health_backup(store, body->arena, &backup) == OK && backup.amount > 0)
        one(body, "nsdb_backup_age_seconds", "Age of the newest backup.", backup.age_seconds);
}

static void write_database(struct buffer *body, struct store *store)
{
    bool up = store != NULL && store_ping(store) == OK;
    one(body, "nsdb_database_up", "1 when the database answers with this program's schema.", up);
    if (!up)
        return;
    write_outbox(body, store);
    write_imports(body, store);
    write_people(body, store);
    write_log(body, store);
    write_backup(body, store);
}

static void write_disk(struct buffer *body, const char *use, const char *directory)
{
    struct statvfs about;
    if (directory != NULL && statvfs(directory, &about) == 0)
        buffer_format(body, "nsdb_disk_free_bytes{use=\"%s\"} %llu\n", use,
            (unsigned long long)about.f_bavail * about.f_frsize);
}

void metrics_show(struct context *context)
{
    struct buffer *body = &context->response->body;
    context->response->content_type = "text/plain; version=0.0.4; charset=utf-8";
    head(body, "nsdb_build_info", "gauge", "Version of the program.");
    buffer_add_text(body, "nsdb_build_info{version=\"" PACKAGE_VERSION "\"} 1\n");
    write_database(body, context_store(context));
    head(body, "nsdb_disk_free_bytes", "gauge", "Free space for the use.");
    write_disk(body, "spool", settings_program_text(context->settings, "health", "spool_directory", "/var/tmp"));
    write_disk(body, "blob", settings_text(context->settings, "blob_directory", NULL));
    request_metrics_write(body, context->settings);
}
