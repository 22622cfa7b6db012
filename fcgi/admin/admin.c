/* The skeleton of nsdb-admin. */
#include "admin.h"

#include <dirent.h>
#include <errno.h>

#include "buffer.h"
#include "list.h"
#include "log.h"
#include "text.h"
#include "whole_file.h"

enum { LARGEST_FILE_BYTES = 64 * 1024 * 1024 };

static int usage(const struct subcommand *subcommands)
{
    fprintf(stderr, "usage: nsdb-admin [--settings FILE] SUBCOMMAND\n");
    for (; subcommands->name != NULL; subcommands++)
        fprintf(stderr, "  %-10s %-18s %s\n", subcommands->name, subcommands->arguments, subcommands->summary);
    return ADMIN_USAGE;
}

static int run_with_settings(struct admin *admin, const struct subcommand *subcommand, int argc, char **argv)
{
    struct settings *settings = NULL;
    const char *problem = NULL;
    if (settings_read(admin->arena, admin->settings_path, &settings, &problem) != OK) {
        fprintf(stderr, "nsdb-admin: %s\n", problem);
        return ADMIN_FAILED;
    }
    admin->settings = settings;
    return subcommand->run(admin, argc, argv);
}

int admin_run(const struct subcommand *subcommands, int argc, char **argv)
{
    struct admin admin = {.settings_path = SYSCONFDIR "/nsdb/admin.conf"};
    int at = 1;
    if (argc > 2 && text_equal(argv[1], "--settings")) {
        admin.settings_path = argv[2];
        at = 3;
    }
    const struct subcommand *subcommand = subcommands;
    while (at < argc && subcommand->name != NULL && !text_equal(subcommand->name, argv[at]))
        subcommand++;
    if (at >= argc || subcommand->name == NULL)
        return usage(subcommands);
    log_open("nsdb-admin");
    admin.arena = arena_new();
    int status = run_with_settings(&admin, subcommand, argc - at - 1, argv + at + 1);
    arena_free(&admin.arena);
    return status;
}

enum result admin_store(struct admin *admin, struct store **store_out)
{
    return store_open_for_owner(admin->arena, admin->settings, "admin", store_out);
}

const char *admin_keyring_path(const struct admin *admin)
{
    return settings_text(admin->settings, "keyring_file", "/etc/nsdb/keyring");
}

int admin_failed(const char *path)
{
    fprintf(stderr, "nsdb-admin: %s: %s\n", path, strerror(errno));
    return ADMIN_FAILED;
}

const char *admin_read_file(struct arena *arena, const char *path)
{
    struct buffer content = buffer_in(arena);
    if (whole_file_read(path, LARGEST_FILE_BYTES, &content) == OK)
        return buffer_text(&content);
    (void)admin_failed(path);
    return NULL;
}

const char *admin_directory(struct admin *admin, const char *key, const char *name)
{
    const char *data = settings_text(admin->settings, "data_directory", PKGDATADIR);
    return settings_text(admin->settings, key, arena_format(admin->arena, "%s/%s", data, name));
}

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text);
    return length > strlen(ending) && text_equal(text + length - strlen(ending), ending);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct admin_names *admin_list(struct arena *arena, const char *directory, const char *ending)
{
    struct admin_names *names = arena_make(arena, struct admin_names);
    DIR *open = opendir(directory);
    if (open == NULL) {
        (void)admin_failed(directory);
        return NULL;
    }
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;)
        if (ends_with(entry->d_name, ending))
            *(const char **)list_push(arena, names) = arena_text(arena, entry->d_name);
    closedir(open);
    if (names->count > 0)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    return names;
}
