/* Printing routes. */
#include "route_list.h"

static const char *stage_word(enum session_stage stage)
{
    static const char *const words[] = {"none", "enrolling", "proving", "full"};
    return words[stage];
}

static const char *flag_words(unsigned flags)
{
    static const char *const words[] = {"-", "no_database", "creates", "no_database,creates"};
    return words[flags & 3];
}

static void print_fields(const struct field_spec *specs)
{
    if (specs == NULL || specs->name == NULL)
        printf("-");
    for (const struct field_spec *spec = specs; spec != NULL && spec->name != NULL; spec++)
        printf("%s%s", spec == specs ? "" : ",", spec->name);
}

void route_list_print(const struct program *program)
{
    for (const struct route *route = program->routes; route->path != NULL; route++) {
        printf("%s\t%s\t%s\t%s\t%s\t", route->method == METHOD_POST ? "POST" : "GET", route->path,
            action_word(route->right), stage_word(route->stage), flag_words(route->flags));
        print_fields(route->fields);
        printf("\t%s\n", route->shows != NULL ? route->shows : "-");
    }
}
