/* Splits the SQL of a statement into tokens, so that what stands in quotes and comments is never taken
 * for a parameter or a table. */
#include "query.h"

#include "buffer.h"

struct scanner {
    struct arena *arena;
    const char *path;
    struct query *query;
    struct problems *problems;
    const char *at;
    int line;
    int depth;
    bool blank;          /* blanks or a comment stood before the next token */
    struct buffer sql;
};

static bool is_word_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t word_length(const char *text)
{
    size_t length = 0;
    while (is_word_start(text[length]) || is_digit(text[length]) || text[length] == '$')
        length++;
    return length;
}

/* Moves over `size` bytes and counts their lines. */
static void advance(struct scanner *scanner, size_t size)
{
    for (size_t i = 0; i < size; i++)
        scanner->line += scanner->at[i] == '\n';
    scanner->at += size;
}

/* The bytes of the blank or comment that starts here; 0 when none does. */
static size_t skipped_length(const char *at)
{
    size_t blanks = strspn(at, " \t\r\n");
    if (blanks > 0)
        return blanks;
    if (*at == '#' || (at[0] == '-' && at[1] == '-' && (at[2] == ' ' || at[2] == '\t' || at[2] == '\n' || at[2] == 0)))
        return strcspn(at, "\n");
    if (at[0] == '/' && at[1] == '*') {
        const char *end = strstr(at + 2, "*/");
        return end == NULL ? strlen(at) : (size_t)(end + 2 - at);
    }
    return 0;
}

/* The bytes of the quoted thing that starts here, with both quotes; 0 when its end is missing. */
static size_t quoted_length(const char *at)
{
    char quote = *at;
    for (size_t i = 1; at[i] != 0; i++) {
        if (at[i] == '\\' && quote != '`' && at[i + 1] != 0)
            i++;
        else if (at[i] == quote && at[i + 1] == quote)
            i++;
        else if (at[i] == quote)
            return i + 1;
    }
    return 0;
}

static void add_token(struct scanner *scanner, enum token_kind kind, const char *text, size_t length)
{
    struct token *token = list_push(scanner->arena, &scanner->query->tokens);
    token->kind = kind;
    token->text = arena_text_part(scanner->arena, text, length);
    token->line = scanner->line;
    token->depth = scanner->depth;
}

/* Adds the next `size` bytes as a token and, as they are or as "?", to the SQL. */
static void take(struct scanner *scanner, enum token_kind kind, size_t size)
{
    bool named = kind == TOKEN_PARAMETER || kind == TOKEN_QUOTED_NAME;
    size_t tail = kind == TOKEN_QUOTED_NAME ? 1 : 0;
    if (scanner->blank && scanner->sql.size > 0)
        buffer_add_text(&scanner->sql, " ");
    scanner->blank = false;
    if (kind == TOKEN_PARAMETER)
        buffer_add_text(&scanner->sql, "?");
    else
        buffer_add(&scanner->sql, scanner->at, size);
    add_token(scanner, kind, scanner->at + named, size - named - tail);
    advance(scanner, size);
}

static void scan_quoted(struct scanner *scanner)
{
    size_t size = quoted_length(scanner->at);
    if (size == 0) {
        problem(scanner->problems, scanner->path, scanner->line, "The quote %c is never closed.", *scanner->at);
        size = strlen(scanner->at);
        advance(scanner, size);
        return;
    }
    take(scanner, *scanner->at == '`' ? TOKEN_QUOTED_NAME : TOKEN_VALUE, size);
}

static void scan_symbol(struct scanner *scanner)
{
    char c = *scanner->at;
    if (c == '?')
        problem(scanner->problems, scanner->path, scanner->line, "Write :name instead of \"?\".");
    if (c == ')')
        scanner->depth--;
    take(scanner, TOKEN_SYMBOL, c == ':' && (scanner->at[1] == ':' || scanner->at[1] == '=') ? 2 : 1);
    if (c == '(')
        scanner->depth++;
}

static void scan_one(struct scanner *scanner)
{
    const char *at = scanner->at;
    size_t skipped = skipped_length(at);
    if (skipped > 0) {
        scanner->blank = true;
        advance(scanner, skipped);
    } else if (*at == '\'' || *at == '"' || *at == '`') {
        scan_quoted(scanner);
    } else if (*at == ':' && is_word_start(at[1])) {
        take(scanner, TOKEN_PARAMETER, 1 + word_length(at + 1));
    } else if (is_word_start(*at)) {
        take(scanner, TOKEN_WORD, word_length(at));
    } else if (is_digit(*at)) {
        take(scanner, TOKEN_VALUE, word_length(at));
    } else {
        scan_symbol(scanner);
    }
}

/* One ";" at the very end is allowed and dropped. */
static void drop_last_semicolon(struct scanner *scanner)
{
    struct tokens *tokens = &scanner->query->tokens;
    if (tokens->count > 0 && tokens->items[tokens->count - 1].text[0] == ';') {
        tokens->count--;
        scanner->sql.size--;
    }
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].kind == TOKEN_SYMBOL && tokens->items[i].text[0] == ';')
            problem(scanner->problems, scanner->path, tokens->items[i].line,
                "One statement only: a name is missing before the second one, or a \";\" is too many.");
}

void query_scan(struct arena *arena, const char *path, struct query *query, struct problems *problems)
{
    struct scanner scanner = {.arena = arena, .path = path, .query = query, .problems = problems,
        .at = query->raw, .line = query->raw_line, .sql = buffer_in(arena)};
    while (*scanner.at != 0)
        scan_one(&scanner);
    if (scanner.depth != 0)
        problem(problems, path, query->raw_line, "The round brackets of %s do not match.", query->name);
    drop_last_semicolon(&scanner);
    query->sql = buffer_text(&scanner.sql);
}
