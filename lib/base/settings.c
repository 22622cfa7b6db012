/* Settings files. */
#include "settings.h"

#include <errno.h>

#include "list.h"
#include "log.h"
#include "number.h"
#include "text.h"

enum { DEEPEST_INCLUDE = 8, LONGEST_LINE = 4096 };

struct setting {
    const char *key;
    const char *value;
};

struct settings {
    struct setting *items;
    size_t count;
    size_t capacity;
    struct arena *arena;
    const char *problem;
};

static enum result read_file(struct settings *settings, const char *path, int depth);

static enum result problem_at(struct settings *settings, const char *path, int line, const char *what)
{
    settings->problem = arena_format(settings->arena, "%s:%d: %s", path, line, what);
    return FAILED;
}

static const char *beside(struct settings *settings, const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    if (*name == '/' || slash == NULL)
        return name;
    return arena_format(settings->arena, "%.*s%s", (int)(slash - path + 1), path, name);
}

static enum result read_line(struct settings *settings, const char *path, int number, int depth, const char *line)
{
    const char *trimmed = text_trim(settings->arena, line);
    if (*trimmed == 0 || *trimmed == '#')
        return OK;
    if (text_starts_with(trimmed, "include "))
        return read_file(settings, beside(settings, path, text_trim(settings->arena, trimmed + 8)), depth + 1);
    const char *equals = strchr(trimmed, '=');
    if (equals == NULL)
        return problem_at(settings, path, number, "expected 'key = value'");
    struct setting *setting = list_push(settings->arena, settings);
    setting->key = text_trim(settings->arena, arena_text_part(settings->arena, trimmed, (size_t)(equals - trimmed)));
    setting->value = text_trim(settings->arena, equals + 1);
    return OK;
}

static enum result read_file(struct settings *settings, const char *path, int depth)
{
    char line[LONGEST_LINE];
    enum result result = OK;
    FILE *file = depth > DEEPEST_INCLUDE ? NULL : fopen(path, "re");
    if (file == NULL)
        return problem_at(settings, path, 0, depth > DEEPEST_INCLUDE ? "includes itself" : strerror(errno));
    for (int number = 1; result == OK && fgets(line, sizeof line, file) != NULL; number++) {
        size_t length = strcspn(line, "\n");
        if (line[length] == 0 && !feof(file))
            result = problem_at(settings, path, number, "line too long");
        line[length] = 0;
        if (result == OK)
            result = read_line(settings, path, number, depth, line);
    }
    fclose(file);
    return result;
}

enum result settings_read(struct arena *arena, const char *path, struct settings **settings_out,
    const char **problem_out)
{
    struct settings *settings = arena_make(arena, struct settings);
    settings->arena = arena;
    enum result result = read_file(settings, path, 0);
    *settings_out = settings;
    *problem_out = settings->problem;
    return result;
}

const char *settings_text(const struct settings *settings, const char *key, const char *otherwise)
{
    for (size_t i = settings->count; i > 0; i--)
        if (text_equal(settings->items[i - 1].key, key))
            return settings->items[i - 1].value;
    return otherwise;
}

static _Noreturn void refuse(const char *key, const char *value, const char *expected)
{
    log_error("settings", "%s = %s: expected %s", key, value, expected);
    exit(78); /* EX_CONFIG */
}

long settings_number(const struct settings *settings, const char *key, long otherwise)
{
    const char *value = settings_text(settings, key, NULL);
    int64_t number = otherwise;
    if (value != NULL && !number_read(value, 0, 1L << 40, &number))
        refuse(key, value, "a whole number");
    return (long)number;
}

static const char *program_key(const struct settings *settings, const char *program, const char *key)
{
    const char *own = arena_format(settings->arena, "%s.%s", program, key);
    return settings_text(settings, own, NULL) != NULL ? own : key;
}

const char *settings_program_text(const struct settings *settings, const char *program, const char *key,
    const char *otherwise)
{
    return settings_text(settings, program_key(settings, program, key), otherwise);
}

long settings_program_number(const struct settings *settings, const char *program, const char *key, long otherwise)
{
    return settings_number(settings, program_key(settings, program, key), otherwise);
}

bool settings_switch(const struct settings *settings, const char *key, bool otherwise)
{
    const char *value = settings_text(settings, key, NULL);
    if (value == NULL)
        return otherwise;
    if (!text_equal(value, "yes") && !text_equal(value, "no"))
        refuse(key, value, "yes or no");
    return text_equal(value, "yes");
}
