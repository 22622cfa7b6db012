/* Which tables a statement touches, and with which privileges: the database accounts are granted exactly
 * what the statements of their program need. */
#include "query.h"

#include "text.h"

enum { DEEPEST_BRACKET = 64 };

/* What follows FROM or a comma depends on the brackets around: EXTRACT(… FROM …) names no table. */
struct finder {
    struct arena *arena;
    struct query *query;
    bool in_select[DEEPEST_BRACKET];  /* this bracket holds a SELECT */
    bool in_tables[DEEPEST_BRACKET];  /* between its FROM and its WHERE */
};

static const struct token *token_at(const struct query *query, size_t i)
{
    static const struct token none = {TOKEN_END, "", 0, 0};
    return i < query->tokens.count ? &query->tokens.items[i] : &none;
}

static bool is(const struct query *query, size_t i, const char *word)
{
    const struct token *token = token_at(query, i);
    return token->kind == TOKEN_WORD && strcasecmp(token->text, word) == 0;
}

/* Whether the query itself makes the name: WITH name AS (…). */
static bool is_with_name(const struct query *query, const char *name)
{
    for (size_t i = 0; is(query, 0, "WITH") && i + 2 < query->tokens.count; i++)
        if (text_equal(token_at(query, i)->text, name) && is(query, i + 1, "AS") && token_at(query, i + 2)->text[0] == '(')
            return true;
    return false;
}

static void need(struct finder *finder, size_t i, unsigned privileges)
{
    const struct token *token = token_at(finder->query, i);
    if (token->kind != TOKEN_WORD && token->kind != TOKEN_QUOTED_NAME)
        return;
    if (token_at(finder->query, i + 1)->text[0] == '.')
        return; /* information_schema.…: open to everybody */
    if (strcasecmp(token->text, "dual") == 0 || strcasecmp(token->text, "JSON_TABLE") == 0 || is_with_name(finder->query, token->text))
        return;
    for (size_t t = 0; t < finder->query->tables.count; t++)
        if (text_equal(finder->query->tables.items[t].name, token->text)) {
            finder->query->tables.items[t].privileges |= privileges;
            return;
        }
    struct query_table *table = list_push(finder->arena, &finder->query->tables);
    *table = (struct query_table){token->text, privileges};
}

/* The table that the statement writes, and where its name stands. */
static void find_written(struct finder *finder)
{
    const struct query *query = finder->query;
    size_t i = 1;
    while (is(query, i, "IGNORE") || is(query, i, "INTO") || is(query, i, "LOW_PRIORITY"))
        i++;
    if (is(query, 0, "INSERT"))
        need(finder, i, PRIVILEGE_INSERT);
    else if (is(query, 0, "REPLACE"))
        need(finder, i, PRIVILEGE_INSERT | PRIVILEGE_DELETE);
    else if (is(query, 0, "UPDATE"))
        need(finder, i, PRIVILEGE_UPDATE | PRIVILEGE_SELECT);
    else if (is(query, 0, "DELETE"))
        need(finder, is(query, i, "FROM") ? i + 1 : i, PRIVILEGE_DELETE | PRIVILEGE_SELECT);
    if (is(query, 0, "UPDATE"))
        finder->in_select[0] = finder->in_tables[0] = true;
    for (size_t k = 1; is(query, 0, "INSERT") && k < query->tokens.count; k++)
        if (is(query, k, "RETURNING"))
            need(finder, i, PRIVILEGE_SELECT);
        else if (is(query, k, "DUPLICATE") && is(query, k + 2, "UPDATE"))
            need(finder, i, PRIVILEGE_UPDATE | PRIVILEGE_SELECT);
}

static bool ends_tables(const struct query *query, size_t i)
{
    return is(query, i, "WHERE") || is(query, i, "GROUP") || is(query, i, "ORDER") || is(query, i, "LIMIT")
        || is(query, i, "SET") || is(query, i, "HAVING") || is(query, i, "UNION") || is(query, i, "VALUES");
}

void query_find_tables(struct arena *arena, struct query *query)
{
    struct finder finder = {.arena = arena, .query = query};
    find_written(&finder);
    for (size_t i = 0; i < query->tokens.count; i++) {
        const struct token *token = token_at(query, i);
        int depth = token->depth >= 0 && token->depth < DEEPEST_BRACKET - 1 ? token->depth : 0;
        if (token->text[0] == '(' && token->kind == TOKEN_SYMBOL)
            finder.in_select[depth + 1] = finder.in_tables[depth + 1] = false;
        else if (is(query, i, "SELECT"))
            finder.in_select[depth] = true, finder.in_tables[depth] = false;
        else if (is(query, i, "FROM") && finder.in_select[depth])
            need(&finder, i + 1, PRIVILEGE_SELECT), finder.in_tables[depth] = true;
        else if (is(query, i, "JOIN") || is(query, i, "STRAIGHT_JOIN"))
            need(&finder, i + 1, PRIVILEGE_SELECT), finder.in_tables[depth] = true;
        else if (ends_tables(query, i))
            finder.in_tables[depth] = false;
        else if (token->kind == TOKEN_SYMBOL && token->text[0] == ',' && finder.in_tables[depth])
            need(&finder, i + 1, PRIVILEGE_SELECT);
    }
}
