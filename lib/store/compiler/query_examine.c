/* Checks that a statement and its takes and gives lines fit each other. */
#include "query.h"

#include "text.h"

static const char *first_word(const struct query *query)
{
    return query->tokens.count > 0 ? query->tokens.items[0].text : "";
}

static bool token_is(const struct token *token, const char *word)
{
    return token->kind == TOKEN_WORD && strcasecmp(token->text, word) == 0;
}

static size_t parameter_place(const struct query *query, const char *name)
{
    size_t place = 0;
    while (place < query->takes.count && !text_equal(query->takes.items[place].name, name))
        place++;
    return place;
}

static void match_parameters(struct arena *arena, const char *path, struct query *query, struct problems *problems)
{
    bool *used = arena_make_array(arena, bool, query->takes.count + 1);
    for (size_t i = 0; i < query->tokens.count; i++) {
        const struct token *token = &query->tokens.items[i];
        if (token->kind != TOKEN_PARAMETER)
            continue;
        size_t place = parameter_place(query, token->text);
        if (place == query->takes.count) {
            problem(problems, path, token->line, ":%s is not declared in the takes line of %s.", token->text,
                query->name);
            continue;
        }
        used[place] = true;
        *(size_t *)list_push(arena, &query->parameters) = place;
    }
    for (size_t i = 0; i < query->takes.count; i++)
        if (!used[i] && text_equal(query->in_name, query->name))
            problem(problems, path, query->line, "%s takes \"%s\" but never uses :%s.", query->name,
                query->takes.items[i].name, query->takes.items[i].name);
}

/* The token after the outermost SELECT (of an INSERT or DELETE: RETURNING); count when there is none. */
static size_t result_start(const struct query *query)
{
    bool reads = strcasecmp(first_word(query), "SELECT") == 0 || strcasecmp(first_word(query), "WITH") == 0;
    size_t i = 0;
    while (i < query->tokens.count
        && !(query->tokens.items[i].depth == 0 && token_is(&query->tokens.items[i], reads ? "SELECT" : "RETURNING")))
        i++;
    return i < query->tokens.count ? i + 1 : i;
}

static bool ends_columns(const struct token *token)
{
    return token_is(token, "FROM") || token_is(token, "UNION") || token_is(token, "LIMIT") || token_is(token, "FOR")
        || token_is(token, "WHERE");
}

static void count_columns(const char *path, const struct query *query, struct problems *problems)
{
    size_t columns = 1;
    size_t i = result_start(query);
    if (i == query->tokens.count) {
        problem(problems, path, query->line, "%s gives rows but has no SELECT or RETURNING.", query->name);
        return;
    }
    for (; i < query->tokens.count
        && !(query->tokens.items[i].depth == 0 && ends_columns(&query->tokens.items[i])); i++) {
        const struct token *token = &query->tokens.items[i];
        const struct token *before = &query->tokens.items[i - 1];
        if (token->depth > 0 || token->kind != TOKEN_SYMBOL)
            continue;
        if (token->text[0] == ',')
            columns++;
        else if (token->text[0] == '*'
            && (token_is(before, "SELECT") || before->text[0] == '.' || before->text[0] == ','))
            problem(problems, path, token->line, "Name the columns of %s instead of \"*\".", query->name);
    }
    if (columns != query->gives.count)
        problem(problems, path, query->line, "%s gives %zu columns but its SQL selects %zu.", query->name,
            query->gives.count, columns);
}

static void check_kind(const char *path, const struct query *query, struct problems *problems)
{
    const char *word = first_word(query);
    bool writes = strcasecmp(word, "INSERT") == 0 || strcasecmp(word, "UPDATE") == 0 || strcasecmp(word, "DELETE") == 0
        || strcasecmp(word, "REPLACE") == 0;
    bool reads = strcasecmp(word, "SELECT") == 0 || strcasecmp(word, "WITH") == 0;
    bool rows = query->kind == GIVES_ONE || query->kind == GIVES_MANY;
    if (!writes && !reads && query->tokens.count > 0)
        problem(problems, path, query->raw_line, "%s starts with \"%s\": SELECT, WITH, INSERT, UPDATE, "
            "DELETE or REPLACE.",
            query->name, word);
    else if (rows && query->gives.count == 0)
        problem(problems, path, query->gives_line, "%s gives rows but names no columns.", query->name);
    else if (rows)
        count_columns(path, query, problems);
    else if (reads)
        problem(problems, path, query->line, "%s selects rows: say \"gives: one …\" or \"gives: many …\".",
            query->name);
    else if (query->kind == GIVES_ID && strcasecmp(word, "INSERT") != 0)
        problem(problems, path, query->gives_line, "Only an INSERT can give an id.");
    if (query->bulk && (!writes || query->kind != GIVES_NOTHING || query->takes.count == 0))
        problem(problems, path, query->line, "%s cannot be bulk: that is for writing statements with parameters "
            "that give nothing.",
            query->name);
}

void query_examine(struct arena *arena, const char *path, struct query *query, struct problems *problems)
{
    match_parameters(arena, path, query, problems);
    check_kind(path, query, problems);
    query_find_tables(arena, query);
}
