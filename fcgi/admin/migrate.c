/* nsdb-admin migrate: MariaDB cannot take a CREATE or ALTER back, so each statement is noted when it is begun (the
 * checksum is that of one statement more than are done) and as soon as it is done. One whose end was not noted, because
 * the machine or the connection ended just then, is run again, and that it was done already is no error then. */
#include "migrate.h"

#include "list.h"
#include "migrate_seal.h"
#include "number.h"
#include "schema_lock.h"
#include "schema_migration_query.h"
#include "sql_script.h"
#include "text.h"

/* How long a second migrate waits for the first: longer than the longest should take. */
enum { PATIENCE_SECONDS = 3600 };

/* A line of its own in the file. */
static const char compatible_mark[] = "\n-- compatible\n";

enum mode { MODE_RUN, MODE_PLAN, MODE_CHECK };

struct migration {
    int64_t version;
    const char *name;
    const char *file;
    struct sql_script script;
    bool compatible; /* programs of the version before go on working */
    size_t done;     /* statements that were run */
    bool begun;
    bool finished;
    bool outcome_open; /* the statement after those was begun, and nobody noted how it ended */
};

struct plan {
    struct arena *arena;
    struct store *store;
    enum mode mode;
    bool empty;      /* the schema has no table schema_migration yet */
    LIST_OF(struct migration) migrations;
};

/* 0002_accounts.sql */
static bool read_name(struct arena *arena, const char *file, struct migration *migration_out)
{
    const char *underscore = strchr(file, '_');
    size_t length = strlen(file) - strlen(".sql");
    if (underscore != file + 4 || underscore + 1 >= file + length)
        return false;
    migration_out->file = file;
    migration_out->name = arena_text_part(arena, underscore + 1, length - 5);
    return number_read(arena_text_part(arena, file, 4), 0, 9999, &migration_out->version);
}

static enum result read_files(struct plan *plan, const char *directory)
{
    struct admin_names *names = admin_list(plan->arena, directory, ".sql");
    for (size_t i = 0; names != NULL && i < names->count; i++) {
        struct migration *migration = list_push(plan->arena, &plan->migrations);
        const char *path = arena_format(plan->arena, "%s/%s", directory, names->items[i]);
        const char *text = admin_read_file(plan->arena, path);
        if (text == NULL)
            return FAILED;
        if (!read_name(plan->arena, names->items[i], migration) || migration->version != (int64_t)i) {
            fprintf(stderr, "%s: expected a file %04zu_NAME.sql here: numbers must follow each other.\n", path, i);
            return FAILED;
        }
        migration->script = sql_script_split(plan->arena, text);
        migration->compatible = strstr(text, compatible_mark) != NULL;
    }
    if (names != NULL && plan->migrations.count > 0)
        return OK;
    fprintf(stderr, "%s: no migrations.\n", directory);
    return FAILED;
}

static enum result checksum(struct plan *plan, const struct migration *migration, size_t count,
    const char **checksum_out)
{
    struct schema_migration_checksum_in in = {.statements = sql_script_joined(plan->arena, &migration->script, count)};
    struct schema_migration_checksum_out out = {0};
    enum result result = schema_migration_checksum(plan->store, plan->arena, &in, &out);
    *checksum_out = out.checksum;
    return result;
}

/* What the schema says it had must be what the file says. */
static enum result match(struct plan *plan, const struct schema_migration_list_out *row)
{
    const char *now = NULL;
    if (row->version < 0 || (size_t)row->version >= plan->migrations.count) {
        fprintf(stderr, "The schema has had migration %lld (%s), which is unknown here: it is newer than "
            "this release.\n", (long long)row->version, row->name);
        return FAILED;
    }
    struct migration *migration = &plan->migrations.items[row->version];
    migration->begun = true;
    migration->done = (size_t)row->statements_done;
    migration->finished = row->applied_at != NULL;
    bool fits = migration->done <= migration->script.count && text_equal(row->name, migration->name)
        && (!migration->finished || migration->done == migration->script.count);
    if (fits && checksum(plan, migration, migration->done, &now) != OK)
        return FAILED;
    if (fits && text_equal(now, row->checksum))
        return OK;
    if (fits && migration->done < migration->script.count) {
        if (checksum(plan, migration, migration->done + 1, &now) != OK)
            return FAILED;
        migration->outcome_open = text_equal(now, row->checksum);
        if (migration->outcome_open)
            return OK;
    }
    fprintf(stderr, "%s was changed after it was applied. Put the old content back and write a new migration.\n",
        migration->file);
    return FAILED;
}

static enum result read_schema(struct plan *plan)
{
    struct schema_migration_exists_out exists;
    struct schema_migration_list_rows rows;
    if (schema_migration_exists(plan->store, plan->arena, &exists) != OK)
        return FAILED;
    plan->empty = exists.count == 0;
    if (plan->empty)
        return OK;
    enum result result = schema_migration_list(plan->store, plan->arena, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++)
        result = match(plan, &rows.items[i]);
    return result;
}

enum result migrate_fits(struct admin *admin, struct store *store, const struct schema_migration_list_rows *rows)
{
    struct plan plan = {.arena = admin->arena, .store = store};
    enum result result = read_files(&plan, admin_directory(admin, "migration_directory", "migration"));
    for (size_t i = 0; result == OK && i < rows->count; i++)
        result = match(&plan, &rows->items[i]);
    return result;
}

/* What MariaDB says to a statement that it has done already: table, column, index or constraint there, or gone. */
static bool is_done_already(const char *problem)
{
    static const char *const answers[] = {
        "error 1050:", "error 1051:", "error 1060:", "error 1061:", "error 1091:", "error 1826:"};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
        if (text_starts_with(problem, answers[i]))
            return true;
    return false;
}

/* The line or the server ended: whether the statement was done is not known. */
static bool is_unknown(const char *problem)
{
    return !text_starts_with(problem, "error ") || text_starts_with(problem, "error 2")
        || text_starts_with(problem, "error 1053:") || text_starts_with(problem, "error 1927:");
}

static enum result note(struct plan *plan, const struct migration *migration, size_t done, size_t begun)
{
    struct schema_migration_progress_in in = {.version = migration->version, .statements_done = (int64_t)done};
    enum result result = checksum(plan, migration, begun, &in.checksum);
    return result == OK ? schema_migration_progress(plan->store, &in, NULL) : result;
}

static enum result run_statement(struct plan *plan, const struct migration *migration, size_t number)
{
    const char *problem = NULL;
    if (store_execute(plan->store, plan->arena, migration->script.items[number], &problem) == OK)
        return OK;
    if (migration->outcome_open && number == migration->done && is_done_already(problem)) {
        printf("%s, statement %zu was done already: %s\n", migration->file, number + 1, problem);
        return OK;
    }
    if (migration->begun && !is_unknown(problem) && note(plan, migration, number, number) != OK)
        fprintf(stderr, "That it was not done could not be noted.\n");
    fprintf(stderr, "%s, statement %zu of %zu: %s\n  %.120s\nThe statements before it are done and noted. "
                    "Mend the cause (or this statement) and run nsdb-admin migrate again.\n",
        migration->file, number + 1, migration->script.count, problem, migration->script.items[number]);
    return FAILED;
}

static enum result note_progress(struct plan *plan, struct migration *migration, size_t done)
{
    enum result result = note(plan, migration, done, done);
    if (result == OK)
        migration->done = done;
    migration->outcome_open = false;
    return result;
}

static enum result begin(struct plan *plan, struct migration *migration)
{
    struct schema_migration_insert_in in = {.version = migration->version, .name = migration->name};
    if (checksum(plan, migration, 0, &in.checksum) != OK)
        return FAILED;
    struct schema_migration_insert_compatible_in marked = {in.version, in.name, in.checksum};
    enum result result = migration->compatible ? schema_migration_insert_compatible(plan->store, &marked, NULL)
                                               : schema_migration_insert(plan->store, &in, NULL);
    migration->begun = result == OK;
    if (result == CONFLICT)
        fprintf(stderr, "%s is being applied by another nsdb-admin.\n", migration->file);
    return result;
}

/* The very first file makes the table that all are noted in; it may be there already, from a run that ended just
 * then. */
static enum result make_list(struct plan *plan, struct migration *first)
{
    enum result result = OK;
    for (size_t i = 0; plan->empty && result == OK && i < first->script.count; i++)
        result = run_statement(plan, first, i);
    if (result == OK && !first->begun)
        result = begin(plan, first);
    return result == OK ? note_progress(plan, first, first->script.count) : result;
}

static enum result run_migration(struct plan *plan, struct migration *migration)
{
    struct schema_migration_finish_in finish = {.version = migration->version};
    enum result result = OK;
    if (migration->version == 0)
        result = make_list(plan, migration);
    else if (!migration->begun)
        result = begin(plan, migration);
    for (size_t i = migration->done; result == OK && i < migration->script.count; i++) {
        result = schema_lock_check(plan->store, plan->arena);
        if (result == OK)
            result = note(plan, migration, i, i + 1);
        if (result == OK)
            result = run_statement(plan, migration, i);
        if (result == OK)
            result = note_progress(plan, migration, i + 1);
    }
    if (result == OK)
        result = schema_migration_finish(plan->store, &finish, NULL);
    if (result == OK)
        printf("%s: %zu statements done\n", migration->file, migration->script.count);
    return result;
}

/* At the end, and only where all tables are there. */
static int complete(struct admin *admin, struct plan *plan, size_t open)
{
    int64_t wanting = 0;
    if (open > 0 && plan->mode != MODE_RUN)
        return plan->mode == MODE_CHECK ? ADMIN_PENDING : ADMIN_DONE;
    if (migrate_seal(admin, plan->store, plan->mode == MODE_RUN, &wanting) != OK)
        return ADMIN_FAILED;
    if (open == 0 && wanting == 0)
        printf("The schema is up to date (version %zu).\n", plan->migrations.count - 1);
    return wanting > 0 && plan->mode == MODE_CHECK ? ADMIN_PENDING : ADMIN_DONE;
}

static int carry_out(struct admin *admin, struct plan *plan)
{
    size_t open = 0;
    for (size_t i = 0; i < plan->migrations.count; i++) {
        struct migration *migration = &plan->migrations.items[i];
        if (migration->finished)
            continue;
        open++;
        if (plan->mode == MODE_RUN && run_migration(plan, migration) != OK)
            return ADMIN_FAILED;
        if (plan->mode != MODE_RUN)
            printf("%s: %zu of %zu statements to do%s\n", migration->file, migration->script.count - migration->done,
                migration->script.count, migration->compatible ? "; programs may go on" : "; stop the programs before");
    }
    return complete(admin, plan, open);
}

static bool read_mode(int argc, char **argv, enum mode *mode_out)
{
    *mode_out = argc == 0 ? MODE_RUN : text_equal(argv[0], "--check") ? MODE_CHECK : MODE_PLAN;
    return argc == 0 || (argc == 1 && (*mode_out == MODE_CHECK || text_equal(argv[0], "--plan")));
}

int migrate(struct admin *admin, int argc, char **argv)
{
    struct plan plan = {.arena = admin->arena};
    if (!read_mode(argc, argv, &plan.mode)) {
        fprintf(stderr, "usage: nsdb-admin migrate [--plan|--check]\n");
        return ADMIN_USAGE;
    }
    if (read_files(&plan, admin_directory(admin, "migration_directory", "migration")) != OK
        || admin_store(admin, &plan.store) != OK)
        return ADMIN_FAILED;
    if (plan.mode == MODE_RUN && schema_lock_take_within(plan.store, plan.arena, PATIENCE_SECONDS) != OK)
        return ADMIN_FAILED;
    if (read_schema(&plan) != OK)
        return ADMIN_FAILED;
    return carry_out(admin, &plan);
}
