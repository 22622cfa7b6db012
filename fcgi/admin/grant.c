/* nsdb-admin grant: one database account for each program, with what its statements need and nothing else. */
#include "grant.h"

#include <unistd.h>

#include "grant_list.h"
#include "grant_query.h"
#include "text.h"

struct granting {
    struct admin *admin;
    struct arena *arena;
    struct store *store;
    bool only_plan;
    bool only_add;
    const char *schema;
    const char *host;       /* from where the programs connect */
    const char *program;
    const char *account;    /* 'name'@'host' */
    const char *password;   /* NULL: unix_socket */
    size_t changes;
};

static const char *quoted(struct arena *arena, const char *text)
{
    char *out = arena_alloc(arena, 2 * strlen(text) + 3);
    size_t size = 0;
    out[size++] = '\'';
    for (; *text != 0; text++) {
        if (*text == '\'' || *text == '\\')
            out[size++] = '\\';
        out[size++] = *text;
    }
    out[size] = '\'';
    return out;
}

static enum result run(struct granting *granting, const char *sql, const char *shown)
{
    const char *problem = NULL;
    granting->changes++;
    if (granting->only_plan) {
        printf("%s;\n", shown);
        return OK;
    }
    if (store_execute(granting->store, granting->arena, sql, &problem) == OK)
        return OK;
    fprintf(stderr, "nsdb-admin: %s: %s\n", shown, problem);
    return FAILED;
}

/* Made or mended; the password is the one in the program's file, whatever it was before. */
static enum result make_account(struct granting *granting)
{
    struct arena *arena = granting->arena;
    const char *way = granting->password == NULL
        ? "VIA unix_socket"
        : arena_format(arena, "BY %s", quoted(arena, granting->password));
    const char *shown_way = granting->password == NULL ? way : "BY '…'";
    size_t before = granting->changes;
    enum result result = run(granting,
        arena_format(arena, "CREATE USER IF NOT EXISTS %s IDENTIFIED %s", granting->account, way),
        arena_format(arena, "CREATE USER IF NOT EXISTS %s IDENTIFIED %s", granting->account, shown_way));
    if (result == OK)
        result = run(granting, arena_format(arena, "ALTER USER %s IDENTIFIED %s", granting->account, way),
            arena_format(arena, "ALTER USER %s IDENTIFIED %s", granting->account, shown_way));
    granting->changes = before;
    return result;
}

static enum result change(struct granting *granting, bool give, const struct table_grant *grant)
{
    const char *sql = arena_format(granting->arena, "%s %s ON `%s`.`%s` %s %s", give ? "GRANT" : "REVOKE",
        grant->privilege, granting->schema, grant->table, give ? "TO" : "FROM", granting->account);
    return run(granting, sql, sql);
}

/* What reaches beyond single tables of the schema was never given by us: all is taken, and given anew. */
static enum result take_elsewhere(struct granting *granting, bool *taken_out)
{
    struct grant_elsewhere_in in = {.grantee = granting->account};
    struct grant_elsewhere_rows rows;
    *taken_out = false;
    if (grant_elsewhere(granting->store, granting->arena, &in, &rows) != OK)
        return FAILED;
    if (rows.count == 0)
        return OK;
    const char *sql = arena_format(granting->arena, "REVOKE ALL PRIVILEGES, GRANT OPTION FROM %s", granting->account);
    *taken_out = true;
    return run(granting, sql, sql);
}

static enum result read_present(struct granting *granting, struct grant_list *present_out)
{
    struct grant_tables_in in = {.grantee = granting->account};
    struct grant_tables_rows rows;
    *present_out = (struct grant_list){0};
    if (grant_tables(granting->store, granting->arena, &in, &rows) != OK)
        return FAILED;
    for (size_t i = 0; i < rows.count; i++)
        grant_list_add(granting->arena, present_out, rows.items[i].table_name, rows.items[i].privilege);
    return OK;
}

static enum result make_exact(struct granting *granting, const struct grant_list *wanted)
{
    struct grant_list present;
    bool taken = false;
    enum result result = granting->only_add ? OK : take_elsewhere(granting, &taken);
    if (result == OK)
        result = read_present(granting, &present);
    if (taken && granting->only_plan)
        present.count = 0;
    for (size_t i = 0; result == OK && i < present.count; i++)
        if (!granting->only_add && !grant_list_has(wanted, &present.items[i]))
            result = change(granting, false, &present.items[i]);
    for (size_t i = 0; result == OK && i < wanted->count; i++)
        if (!grant_list_has(&present, &wanted->items[i]))
            result = change(granting, true, &wanted->items[i]);
    return result;
}

/* What was given must be seen afterwards: without SELECT on the database mysql nobody sees the privileges of others, and what a
 * program has too many of would stay for ever. */
static enum result see_given(struct granting *granting, const struct grant_list *wanted)
{
    struct grant_list present;
    if (read_present(granting, &present) != OK)
        return FAILED;
    for (size_t i = 0; i < wanted->count; i++)
        if (!grant_list_has(&present, &wanted->items[i])) {
            fprintf(stderr, "nsdb-admin: the privileges of %s cannot be seen. Our own account needs SELECT on mysql.* to give each "
                "program exactly its own.\n", granting->account);
            return FAILED;
        }
    return OK;
}

/* A program that asks no database has no account: nobody signs in by the one that an earlier release made for it. */
static enum result take_account(struct granting *granting)
{
    const char *sql = arena_format(granting->arena, "DROP USER IF EXISTS %s", granting->account);
    if (granting->only_add)
        return OK;
    enum result result = run(granting, sql, sql);
    if (result == OK)
        printf("%s: no account\n", granting->account);
    return result;
}

static enum result give_account(struct granting *granting, const struct grant_list *wanted)
{
    granting->changes = 0;
    enum result result = make_account(granting);
    if (result == OK)
        result = make_exact(granting, wanted);
    if (result == OK && !granting->only_plan)
        result = see_given(granting, wanted);
    if (result == OK)
        printf("%s: %zu privileges, %zu changes\n", granting->account, wanted->count, granting->changes);
    return result;
}

static const char *for_program(const struct granting *granting, const char *text)
{
    const char *mark = strstr(text, "PROGRAM");
    return mark == NULL
        ? text
        : arena_format(granting->arena, "%.*s%s%s", (int)(mark - text), text, granting->program,
            mark + strlen("PROGRAM"));
}

/* Name and password stand in the program's own settings, PROGRAM.conf beside ours; without such a file in ours. */
static enum result read_account(struct granting *granting)
{
    struct arena *arena = granting->arena;
    const char *own = granting->admin->settings_path;
    const char *slash = strrchr(own, '/');
    const char *path = arena_format(arena, "%.*s%s.conf", slash == NULL ? 0 : (int)(slash + 1 - own), own,
        granting->program);
    struct settings *settings = NULL;
    const char *problem = NULL;
    bool has_own = access(path, F_OK) == 0;
    if (has_own && settings_read(arena, path, &settings, &problem) != OK) {
        fprintf(stderr, "nsdb-admin: %s\n", problem);
        return FAILED;
    }
    const char *name = for_program(granting,
        has_own ? settings_text(settings, "database_user", "nsdb_PROGRAM") : "nsdb_PROGRAM");
    const char *file = has_own ? settings_text(settings, "database_password_file", NULL) : NULL;
    if (text_equal(name, settings_text(granting->admin->settings, "database_user", "nsdb_admin"))) {
        fprintf(stderr, "nsdb-admin: %s: database_user is our own account %s: give each program its own.\n",
            path, name);
        return FAILED;
    }
    granting->account = arena_format(arena, "%s@%s", quoted(arena, name), quoted(arena, granting->host));
    granting->password = file == NULL ? NULL : admin_read_file(arena, for_program(granting, file));
    if (granting->password != NULL)
        granting->password = arena_text_part(arena, granting->password, strcspn(granting->password, "\r\n"));
    return file == NULL || granting->password != NULL ? OK : FAILED;
}

static enum result grant_program(struct granting *granting, const char *path)
{
    struct grant_list wanted;
    int line = 0;
    const char *text = admin_read_file(granting->arena, path);
    if (text == NULL || read_account(granting) != OK)
        return FAILED;
    if (!grant_list_read(granting->arena, text, &wanted, &line)) {
        fprintf(stderr, "%s:%d: expected \"GRANT … ON :schema.TABLE TO :user;\"\n", path, line);
        return FAILED;
    }
    return wanted.count == 0 ? take_account(granting) : give_account(granting, &wanted);
}

int grant(struct admin *admin, int argc, char **argv)
{
    struct granting granting = {.admin = admin, .arena = admin->arena};
    granting.only_plan = argc == 1 && text_equal(argv[0], "--plan");
    granting.only_add = argc == 1 && text_equal(argv[0], "--add");
    if (argc > 0 && !granting.only_plan && !granting.only_add) {
        fprintf(stderr, "usage: nsdb-admin grant [--plan|--add]\n");
        return ADMIN_USAGE;
    }
    const char *directory = admin_directory(admin, "grant_directory", "grant");
    const struct admin_names *names = admin_list(admin->arena, directory, ".sql");
    granting.schema = settings_text(admin->settings, "database_name", "nsdb");
    granting.host = settings_text(admin->settings, "database_client_host",
        settings_text(admin->settings, "database_socket", NULL) != NULL ? "localhost" : "%");
    enum result result = names == NULL ? FAILED : admin_store(admin, &granting.store);
    for (size_t i = 0; result == OK && i < names->count; i++) {
        granting.program = arena_text_part(admin->arena, names->items[i], strlen(names->items[i]) - strlen(".sql"));
        result = grant_program(&granting, arena_format(admin->arena, "%s/%s", directory, names->items[i]));
    }
    return result == OK ? ADMIN_DONE : ADMIN_FAILED;
}
