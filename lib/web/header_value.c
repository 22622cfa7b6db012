/* Header values with parameters. */
#include "header_value.h"

#include "text.h"

static bool is_token(int character)
{
    return character > 0x20 && character < 0x7F && strchr("()<>@,;:\\\"[]?={}", character) == NULL;
}

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

static char *lower_case(struct arena *arena, const char *text, size_t length)
{
    char *lower = arena_text_part(arena, text, length);
    for (char *at = lower; *at != 0; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at + 32);
    return lower;
}

/* Takes a run of token characters (and "/" in the first word) from *at; NULL when there is none. */
static const char *take_token(struct arena *arena, const char **at, bool slash_allowed, bool keep_case)
{
    const char *start = *at;
    while (is_token((unsigned char)**at) && (slash_allowed || **at != '/'))
        (*at)++;
    size_t length = (size_t)(*at - start);
    if (length == 0)
        return NULL;
    return keep_case ? arena_text_part(arena, start, length) : lower_case(arena, start, length);
}

/* Takes the rest of a quoted value, the opening quote is behind *at; NULL when the closing one is missing. */
static const char *take_quoted(struct arena *arena, const char **at)
{
    char *value = arena_alloc(arena, strlen(*at) + 1);
    size_t length = 0;
    for (; **at != '"'; (*at)++) {
        if (**at == 0)
            return NULL;
        if (**at == '\\' && ((*at)[1] == '"' || (*at)[1] == '\\'))
            (*at)++;
        value[length++] = **at;
    }
    (*at)++;
    return value;
}

static const char *take_value(struct arena *arena, const char **at)
{
    if (**at != '"')
        return take_token(arena, at, true, true);
    (*at)++;
    return take_quoted(arena, at);
}

static enum result take_parameter(struct arena *arena, const char **at, struct header_value *value)
{
    if (value->count == HEADER_PARAMETERS_MOST)
        return REFUSED;
    struct header_parameter *parameter = &value->parameters[value->count];
    parameter->name = take_token(arena, at, false, false);
    if (parameter->name == NULL || **at != '=' || header_parameter(value, parameter->name) != NULL)
        return REFUSED;
    (*at)++;
    parameter->value = take_value(arena, at);
    if (parameter->value == NULL)
        return REFUSED;
    value->count++;
    return OK;
}

enum result header_value_read(struct arena *arena, const char *text, struct header_value *value_out)
{
    const char *at = skip_blanks(text);
    *value_out = (struct header_value){.word = take_token(arena, &at, true, false)};
    if (value_out->word == NULL)
        return REFUSED;
    for (at = skip_blanks(at); *at != 0; at = skip_blanks(at)) {
        if (*at != ';')
            return REFUSED;
        at = skip_blanks(at + 1);
        if (*at == 0)
            return OK; /* a semicolon at the end harms nobody */
        enum result result = take_parameter(arena, &at, value_out);
        if (result != OK)
            return result;
    }
    return OK;
}

const char *header_parameter(const struct header_value *value, const char *name)
{
    for (size_t i = 0; i < value->count; i++)
        if (text_equal(value->parameters[i].name, name))
            return value->parameters[i].value;
    return NULL;
}
