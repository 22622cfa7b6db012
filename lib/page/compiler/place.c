/* A small HTML reader: enough of the standard's tokenizer to know the place, strict where templates
 * should be strict (quoted values only, no script, no style). */
#include "place.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* Adds to a name or a value's beginning; what does not fit is not needed. */
static void append(char *text, char c)
{
    size_t length = strlen(text);
    if (length + 1 < PLACE_NAME_SIZE) {
        text[length] = lower(c);
        text[length + 1] = 0;
    }
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text);
    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

static bool is_url_attribute(const char *name)
{
    static const char *const names[] = {"href", "src", "action", "formaction", "cite", "data", "poster",
        "background", "manifest", "ping", "xlink:href"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return ends_with(name, "-url");
}

static bool is_method(const struct place *place)
{
    return strcmp(place->tag, "form") == 0 && strcmp(place->attribute, "method") == 0;
}

static const char *refused_attribute(const char *name)
{
    if (strncmp(name, "on", 2) == 0)
        return "on… attributes are refused: behaviour belongs in www/static/js.";
    if (strcmp(name, "style") == 0)
        return "style attributes are refused: looks belong in www/static/css.";
    if (strcmp(name, "srcdoc") == 0 || strcmp(name, "srcset") == 0 || strcmp(name, "http-equiv") == 0)
        return "srcdoc, srcset and http-equiv are refused.";
    if (strcmp(name, "formmethod") == 0)
        return "formmethod is refused: give the form its method, so that it gets its hidden fields.";
    return NULL;
}

/* A URL's constant beginning: our own site, a fragment, mail or telephone; without values also https. */
static const char *refused_url(const char *begin, bool takes_value)
{
    static const char *const good[] = {"#", "?", "mailto:", "tel:"};
    if (begin[0] == '/' && begin[1] != '/' && begin[1] != '\\')
        return NULL;
    if (strncmp(begin, "https://", 8) == 0)
        return takes_value ? "a URL of another site takes no value." : NULL;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (strncmp(begin, good[i], strlen(good[i])) == 0)
            return NULL;
    }
    return "a URL starts with /, #, ?, https://, mailto: or tel: (and never with javascript:).";
}

/* What follows the `>` of a tag. */
static const char *leave_tag(struct place *place)
{
    struct place next = {.kind = place->around == IN_PREFORMATTED ? IN_PREFORMATTED : IN_TEXT};
    if (strcmp(place->tag, "style") == 0)
        return "<style> is refused: looks belong in www/static/css.";
    if (strcmp(place->tag, "pre") == 0)
        next.kind = place->closing ? IN_TEXT : IN_PREFORMATTED;
    if (!place->closing && strcmp(place->tag, "script") == 0)
        next.kind = IN_SCRIPT;
    if (!place->closing && (strcmp(place->tag, "title") == 0 || strcmp(place->tag, "textarea") == 0)) {
        next.kind = IN_PLAIN_TEXT;
        next.around = place->around;
        memcpy(next.tag, place->tag, sizeof next.tag);
    }
    *place = next;
    return NULL;
}

static const char *step_text(struct place *place, const char *rest)
{
    if (rest[0] != '<')
        return NULL;
    bool closing = rest[1] == '/';
    if (rest[1] == '!')
        *place = (struct place){.kind = IN_DECLARATION};
    else if (is_letter(rest[closing ? 2 : 1]))
        *place = (struct place){.kind = IN_TAG_NAME, .around = place->kind, .closing = closing};
    else
        return "a < that begins no tag is written &lt;.";
    return NULL;
}

static const char *step_plain_text(struct place *place, const char *rest)
{
    size_t length = strlen(place->tag);
    if (rest[0] == '<' && rest[1] == '/' && strncasecmp(rest + 2, place->tag, length) == 0)
        *place = (struct place){.kind = IN_TAG_NAME, .around = place->around, .closing = true};
    return NULL;
}

static const char *step_script(struct place *place, const char *rest)
{
    if (strncasecmp(rest, "</script", 8) == 0)
        *place = (struct place){.kind = IN_TAG_NAME, .closing = true};
    else if (!is_blank(rest[0]))
        return "a <script> has no content: code belongs in www/static/js.";
    return NULL;
}

static const char *step_tag(struct place *place, char c)
{
    if (c == '>')
        return leave_tag(place);
    if (is_blank(c) || c == '/')
        return NULL;
    if (c == '"' || c == '\'' || c == '<' || c == '=')
        return "an attribute starts with its name.";
    place->kind = IN_ATTRIBUTE_NAME;
    append(place->attribute, c);
    return NULL;
}

static const char *step_tag_name(struct place *place, char c)
{
    if (c == '/' && place->closing && place->tag[0] == 0)
        return NULL;
    if (!is_blank(c) && c != '>' && c != '/') {
        append(place->tag, c);
        return NULL;
    }
    place->kind = IN_TAG;
    return step_tag(place, c);
}

static void forget_attribute(struct place *place)
{
    place->kind = IN_TAG;
    place->quote = 0;
    place->url_begun = false;
    place->whole_url = false;
    place->attribute[0] = 0;
    place->value[0] = 0;
}

static const char *step_attribute_name(struct place *place, char c)
{
    if (c == '"' || c == '\'' || c == '<' || c == '{')
        return "this character cannot stand in the name of an attribute.";
    if (!is_blank(c) && c != '=' && c != '>' && c != '/') {
        append(place->attribute, c);
        return NULL;
    }
    const char *problem = refused_attribute(place->attribute);
    if (problem != NULL)
        return problem;
    if (c == '=') {
        place->kind = BEFORE_VALUE;
        return NULL;
    }
    forget_attribute(place);
    return step_tag(place, c);
}

static const char *end_value(struct place *place)
{
    if (is_url_attribute(place->attribute) && !place->whole_url && !place->url_begun) {
        const char *problem = refused_url(place->value, false);
        if (problem != NULL)
            return problem;
    }
    if (is_method(place))
        place->posts = strcmp(place->value, "post") == 0;
    forget_attribute(place);
    return NULL;
}

static const char *step_value(struct place *place, char c)
{
    if (c == place->quote)
        return end_value(place);
    if (place->whole_url)
        return "a URL that starts with a value is that value alone.";
    append(place->value, c);
    return NULL;
}

static const char *step_before_value(struct place *place, char c)
{
    if (c != '"' && c != '\'')
        return "the value of an attribute stands in quotes, right behind the =.";
    place->kind = IN_VALUE;
    place->quote = c;
    return NULL;
}

const char *place_step(struct place *place, const char *rest)
{
    switch (place->kind) {
    case IN_TEXT:
    case IN_PREFORMATTED:
        return step_text(place, rest);
    case IN_PLAIN_TEXT:
        return step_plain_text(place, rest);
    case IN_SCRIPT:
        return step_script(place, rest);
    case IN_DECLARATION:
        return *rest == '>' ? leave_tag(place) : NULL;
    case IN_TAG_NAME:
        return step_tag_name(place, *rest);
    case IN_TAG:
        return step_tag(place, *rest);
    case IN_ATTRIBUTE_NAME:
        return step_attribute_name(place, *rest);
    case BEFORE_VALUE:
        return step_before_value(place, *rest);
    default:
        return step_value(place, *rest);
    }
}

static enum escape take_url(struct place *place, const char **problem_out)
{
    if (!place->url_begun && place->value[0] == 0 && !place->whole_url) {
        place->whole_url = true;
        return ESCAPE_URL;
    }
    *problem_out = place->whole_url ? "a URL that starts with a value is that value alone."
        : place->url_begun ? NULL : refused_url(place->value, true);
    place->url_begun = true;
    return *problem_out == NULL ? ESCAPE_URL_PART : ESCAPE_NONE;
}

enum escape place_take_value(struct place *place, const char **problem_out)
{
    *problem_out = NULL;
    switch (place->kind) {
    case IN_TEXT:
    case IN_PREFORMATTED:
    case IN_PLAIN_TEXT:
        return ESCAPE_TEXT;
    case IN_VALUE:
        if (is_url_attribute(place->attribute))
            return take_url(place, problem_out);
        if (!is_method(place))
            return ESCAPE_ATTRIBUTE;
        *problem_out = "the method of a form is written out: get or post.";
        return ESCAPE_NONE;
    case BEFORE_VALUE:
        *problem_out = "the value of an attribute stands in quotes, right behind the =.";
        return ESCAPE_NONE;
    case IN_SCRIPT:
        *problem_out = "a <script> has no content: code belongs in www/static/js.";
        return ESCAPE_NONE;
    default:
        *problem_out = "a value stands between tags or in the quotes of an attribute.";
        return ESCAPE_NONE;
    }
}

const char *place_of_directive(const struct place *place)
{
    if (place->kind == IN_VALUE && is_url_attribute(place->attribute))
        return "no directive stands inside a URL.";
    if (place->kind == IN_VALUE && is_method(place))
        return "the method of a form is written out: get or post.";
    if (place->kind <= IN_PREFORMATTED || place->kind == IN_TAG || place->kind == IN_VALUE)
        return NULL;
    return "a directive stands between tags, between attributes or in the quotes of an attribute.";
}

bool place_equal(const struct place *a, const struct place *b)
{
    return a->kind == b->kind && a->around == b->around && a->closing == b->closing && a->posts == b->posts
        && a->quote == b->quote && strcmp(a->tag, b->tag) == 0 && strcmp(a->attribute, b->attribute) == 0;
}

bool place_is_loose_text(const struct place *place)
{
    return place->kind == IN_TEXT || place->kind == IN_SCRIPT || place->kind == IN_DECLARATION;
}
