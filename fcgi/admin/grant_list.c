/* Reading grant files. */
#include "grant_list.h"

#include "list.h"
#include "text.h"

static const char name_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

void grant_list_add(struct arena *arena, struct grant_list *list, const char *table, const char *privilege)
{
    struct table_grant *grant = list_push(arena, list);
    *grant = (struct table_grant){table, privilege};
}

bool grant_list_has(const struct grant_list *list, const struct table_grant *grant)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i].table, grant->table) && text_equal(list->items[i].privilege, grant->privilege))
            return true;
    return false;
}

static const char *known_privilege(const char *word)
{
    static const char *const words[] = {"SELECT", "INSERT", "UPDATE", "DELETE"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(words[i], word))
            return words[i];
    return NULL;
}

static bool read_line(struct arena *arena, const char *line, struct grant_list *list)
{
    const char *on = strstr(line, " ON :schema.");
    if (!text_starts_with(line, "GRANT ") || on == NULL)
        return false;
    const char *table = on + strlen(" ON :schema.");
    size_t length = strspn(table, name_letters);
    if (length == 0 || !text_equal(table + length, " TO :user;"))
        return false;
    char *rest = NULL;
    char *words = arena_text_part(arena, line + 6, (size_t)(on - line) - 6);
    const char *name = arena_text_part(arena, table, length);
    for (char *word = strtok_r(words, ", ", &rest); word != NULL; word = strtok_r(NULL, ", ", &rest)) {
        if (known_privilege(word) == NULL)
            return false;
        grant_list_add(arena, list, name, known_privilege(word));
    }
    return true;
}

bool grant_list_read(struct arena *arena, const char *text, struct grant_list *list_out, int *line_out)
{
    *list_out = (struct grant_list){0};
    *line_out = 0;
    for (const char *at = text; *at != 0;) {
        size_t length = strcspn(at, "\n");
        const char *line = text_trim(arena, arena_text_part(arena, at, length));
        ++*line_out;
        if (*line != 0 && !text_starts_with(line, "--") && !read_line(arena, line, list_out))
            return false;
        at += length + (at[length] == '\n');
    }
    return true;
}
