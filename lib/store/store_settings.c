/* What the settings say about the database. */
#include "connection.h"

#include "log.h"

/* The first line of the file. */
static enum result read_password(struct arena *arena, const char *path, const char **password_out)
{
    char line[256];
    FILE *file = fopen(path, "re");
    bool read = file != NULL && fgets(line, sizeof line, file) != NULL;
    if (file != NULL)
        fclose(file);
    if (!read) {
        log_error("database_settings", "database_password_file = %s: cannot be read.", path);
        return FAILED;
    }
    line[strcspn(line, "\r\n")] = 0;
    *password_out = arena_text(arena, line);
    explicit_bzero(line, sizeof line);
    return OK;
}

static enum result read_hosts(struct store *store, const struct settings *settings)
{
    const char *hosts = settings_text(settings, "database_hosts", NULL);
    if (hosts == NULL) {
        log_error("database_settings", "Neither database_socket nor database_hosts is set.");
        return FAILED;
    }
    enum result result = database_hosts_read(store->arena, hosts, &store->hosts);
    return result == OK ? database_tls_read(store->arena, settings, store->program, &store->hosts, &store->tls) : result;
}

enum result store_settings_read(struct store *store, const struct settings *settings)
{
    struct arena *arena = store->arena;
    const char *password_file = database_text_for_program(arena, settings_text(settings, "database_password_file", NULL),
        store->program);
    store->socket = settings_text(settings, "database_socket", NULL);
    store->database = settings_text(settings, "database_name", "nsdb");
    store->user = database_text_for_program(arena, settings_text(settings, "database_user", "nsdb_PROGRAM"), store->program);
    store->connect_seconds = (unsigned)settings_program_number(settings, store->program, "database_connect_seconds", 2);
    store->answer_seconds = (unsigned)settings_program_number(settings, store->program, "database_answer_seconds", 60);
    store->lock_wait_seconds = settings_program_number(settings, store->program, "database_lock_wait_seconds", 5);
    store->time_shift_seconds = settings_number(settings, "database_time_shift_seconds", 0);
    if (store->socket == NULL && read_hosts(store, settings) != OK)
        return FAILED;
    if (store->time_shift_seconds != 0)
        log_warning("database_settings", "This program's clock runs %ld seconds ahead.", store->time_shift_seconds);
    return password_file == NULL ? OK : read_password(arena, password_file, &store->password);
}
