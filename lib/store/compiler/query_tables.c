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
        if (text_equal(token_at(query, i)->text, name) && is(query, i + 1, "AS")
            && token_at(query, i + 2)->text[0] == '(')
            return true;
    return false;
}

static void add(struct finder *finder, const char *name, unsigned privileges)
{
    if (strcasecmp(name, "dual") == 0 || strcasecmp(name, "JSON_TABLE") == 0 || is_with_name(finder->query, name))
        return;
    for (size_t t = 0; t < finder->query->tables.count; t++)
        if (text_equal(finder->query->tables.items[t].name, name)) {
            finder->query->tables.items[t].privileges |= privileges;
            return;
        }
    struct query_table *table = list_push(finder->arena, &finder->query->tables);
    *table = (struct query_table){name, privileges};
}

/* The table whose name stands at `i`, unless it is a bracket or information_schema.…, which is open to everybody. */
static void need(struct finder *finder, size_t i, unsigned privileges)
{
    const struct token *token = token_at(finder->query, i);
    bool is_name = token->kind == TOKEN_WORD || token->kind == TOKEN_QUOTED_NAME;
    if (is_name && token_at(finder->query, i + 1)->text[0] != '.')
        add(finder, token->text, privileges);
}

/* Behind SELECT, STRAIGHT_JOIN is a hint and no join. */
static bool joins(const struct query *query, size_t i)
{
    return is(query, i, "JOIN") || (is(query, i, "STRAIGHT_JOIN") && i > 0 && !is(query, i - 1, "SELECT"));
}

static bool opens_table(const struct query *query, size_t i)
{
    return is(query, i, "FROM") || joins(query, i) || is(query, i, "UPDATE") || token_at(query, i)->text[0] == ',';
}

/* The table that goes by this name here: "account a" or "account AS a". */
static const char *table_called(const struct query *query, size_t name)
{
    for (size_t i = 2; i < query->tokens.count; i++) {
        size_t table = is(query, i - 1, "AS") ? i - 2 : i - 1;
        if (i != name && text_equal(token_at(query, i)->text, token_at(query, name)->text) && table > 0
            && token_at(query, table)->kind != TOKEN_SYMBOL && opens_table(query, table - 1))
            return token_at(query, table)->text;
    }
    return token_at(query, name)->text;
}

/* DELETE FROM t …, or DELETE x FROM t x JOIN … */
static void find_deleted(struct finder *finder, size_t i)
{
    finder->in_select[0] = true;
    if (is(finder->query, i, "FROM")) {
        need(finder, i + 1, PRIVILEGE_DELETE | PRIVILEGE_SELECT);
        return;
    }
    for (; i < finder->query->tokens.count && !is(finder->query, i, "FROM"); i++)
        if (token_at(finder->query, i)->kind != TOKEN_SYMBOL)
            add(finder, table_called(finder->query, i), PRIVILEGE_DELETE | PRIVILEGE_SELECT);
}

/* UPDATE t SET a = …, or UPDATE t x JOIN u y … SET x.a = …: the tables whose columns are set. */
static void find_updated(struct finder *finder, size_t i)
{
    const struct query *query = finder->query;
    size_t set = i;
    finder->in_select[0] = finder->in_tables[0] = true;
    need(finder, i, PRIVILEGE_SELECT);
    while (set < query->tokens.count && !is(query, set, "SET"))
        set++;
    for (size_t k = set; k < query->tokens.count && !is(query, k, "WHERE"); k++) {
        if (token_at(query, k)->depth > 0 || (k > set && token_at(query, k)->text[0] != ','))
            continue;
        bool named = token_at(query, k + 2)->text[0] == '.';
        add(finder, named ? table_called(query, k + 1) : token_at(query, i)->text, PRIVILEGE_UPDATE | PRIVILEGE_SELECT);
    }
}

static void find_inserted(struct finder *finder, size_t i)
{
    need(finder, i, PRIVILEGE_INSERT);
    for (size_t k = 1; k < finder->query->tokens.count; k++)
        if (is(finder->query, k, "RETURNING"))
            need(finder, i, PRIVILEGE_SELECT);
        else if (is(finder->query, k, "DUPLICATE") && is(finder->query, k + 2, "UPDATE"))
            need(finder, i, PRIVILEGE_UPDATE | PRIVILEGE_SELECT);
}

/* The tables that the statement writes. */
static void find_written(struct finder *finder)
{
    const struct query *query = finder->query;
    size_t i = 1;
    while (is(query, i, "IGNORE") || is(query, i, "INTO") || is(query, i, "LOW_PRIORITY"))
        i++;
    if (is(query, 0, "INSERT"))
        find_inserted(finder, i);
    else if (is(query, 0, "REPLACE"))
        need(finder, i, PRIVILEGE_INSERT | PRIVILEGE_DELETE);
    else if (is(query, 0, "UPDATE"))
        find_updated(finder, i);
    else if (is(query, 0, "DELETE"))
        find_deleted(finder, i);
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
        else if (joins(query, i))
            need(&finder, i + 1, PRIVILEGE_SELECT), finder.in_tables[depth] = true;
        else if (ends_tables(query, i))
            finder.in_tables[depth] = false;
        else if (token->kind == TOKEN_SYMBOL && token->text[0] == ',' && finder.in_tables[depth])
            need(&finder, i + 1, PRIVILEGE_SELECT);
    }
}
