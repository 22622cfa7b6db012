/* The skeleton of nsdb-admin: reads the settings, finds the subcommand, and lends it a database connection. */
#ifndef NSDB_ADMIN_H
#define NSDB_ADMIN_H

#include "arena.h"
#include "list.h"
#include "settings.h"
#include "store.h"

enum admin_status { ADMIN_DONE = 0, ADMIN_FAILED = 1, ADMIN_USAGE = 2, ADMIN_PENDING = 3 };

/* What every subcommand is given. */
struct admin {
    struct arena *arena;
    const struct settings *settings;
    const char *settings_path;
};

/* `run` gets the arguments after the subcommand's name and gives the exit status. */
struct subcommand {
    const char *name;
    const char *arguments;
    const char *summary;
    int (*run)(struct admin *admin, int argc, char **argv);
};

/* `nsdb-admin [--settings FILE] SUBCOMMAND …`; the table ends with a NULL name. Gives the exit status. */
int admin_run(const struct subcommand *subcommands, int argc, char **argv);

/* Opens the database as its owner; the reason of a failure was logged. */
enum result admin_store(struct admin *admin, struct store **store_out) MUST_USE;

/* Where the key ring is. */
const char *admin_keyring_path(const struct admin *admin);

/* Says on standard error why a file cannot be used (errno); gives ADMIN_FAILED. */
int admin_failed(const char *path);

/* The whole file as a text, at most 64 MiB; NULL after saying on standard error why not. */
const char *admin_read_file(struct arena *arena, const char *path);

/* A directory of installed files: the setting `key`, or `name` under the setting data_directory. */
const char *admin_directory(struct admin *admin, const char *key, const char *name);

/* The names in a directory that end with `ending`, sorted; NULL after saying why it cannot be read. */
LIST_TYPE(admin_names, const char *);
struct admin_names *admin_list(struct arena *arena, const char *directory, const char *ending);

#endif
