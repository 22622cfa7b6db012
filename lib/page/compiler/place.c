/* A small HTML reader: enough of the standard's tokenizer to know the place, strict where templates
 * should be strict (quoted values only, no script, no style). */
#include "place.h"

#include <ctype.h>

static const char only_quoted[] = "the value of an attribute stands in quotes, right behind the =.";
static const char only_alone[] = "a URL that starts with a value is that value alone.";
static const char only_written[] = "the method of a form is written out: get or post.";
static const char only_empty[] = "a <script> has no content: code belongs in www/static/js.";

/* Adds to a name or a value's beginning; what does not fit is not needed. */
static void append(char *text, char c)
{
    size_t length = strlen(text);
    if (length + 1 < PLACE_NAME_SIZE)
        text[length] = (char)tolower((unsigned char)c);
}

static bool is_method(const struct place *place)
{
    return strcmp(place->tag, "form") == 0 && strcmp(place->attribute.name, "method") == 0;
}

static bool is_url(const struct place *place)
{
    static const char *const names[] = {"href", "src", "action", "formaction", "cite", "data", "poster",
        "background", "manifest", "ping", "xlink:href"};
    const char *name = place->attribute.name;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return strlen(name) > 4 && strcmp(name + strlen(name) - 4, "-url") == 0;
}

static const char *refused_attribute(const char *name)
{
    if (strncmp(name, "on", 2) == 0)
        return "on… attributes are refused: behaviour belongs in www/static/js.";
    if (strcmp(name, "style") == 0)
        return "style attributes are refused: looks belong in www/static/css.";
    if (strcmp(name, "srcdoc") == 0 || strcmp(name, "srcset") == 0 || strcmp(name, "http-equiv") == 0)
        return "srcdoc, srcset and http-equiv are refused.";
    if (strcmp(name, "novalidate") == 0)
        return "novalidate is refused: every form gets it, so that people read the program's own messages.";
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
    const struct place left = *place;
    *place = (struct place){.kind = left.around == IN_PREFORMATTED ? IN_PREFORMATTED : IN_TEXT};
    if (strcmp(left.tag, "style") == 0)
        return "<style> is refused: looks belong in www/static/css.";
    if (strcmp(left.tag, "pre") == 0)
        place->kind = IN_PREFORMATTED;
    else if (strcmp(left.tag, "/pre") == 0)
        place->kind = IN_TEXT;
    else if (strcmp(left.tag, "script") == 0)
        place->kind = IN_SCRIPT;
    else if (strcmp(left.tag, "title") == 0 || strcmp(left.tag, "textarea") == 0)
        *place = left, place->kind = IN_PLAIN_TEXT;
    return NULL;
}

static const char *step_text(struct place *place, const char *rest)
{
    const char *name = place->kind == IN_SCRIPT ? "script" : place->tag;
    bool until_closed = place->kind == IN_SCRIPT || place->kind == IN_PLAIN_TEXT;
    if (until_closed && (strncmp(rest, "</", 2) != 0 || strncasecmp(rest + 2, name, strlen(name)) != 0))
        return place->kind == IN_SCRIPT && !isspace((unsigned char)rest[0]) ? only_empty : NULL;
    if (rest[0] != '<')
        return NULL;
    if (rest[1] != '!' && !isalpha((unsigned char)rest[rest[1] == '/' ? 2 : 1]))
        return "a < that begins no tag is written &lt;.";
    enum place_kind around = place->kind == IN_PLAIN_TEXT ? place->around : place->kind;
    *place = (struct place){.kind = rest[1] == '!' ? IN_DECLARATION : IN_TAG_NAME, .around = around};
    return NULL;
}

static const char *step_between_attributes(struct place *place, char c)
{
    if (c == '>')
        return leave_tag(place);
    if (isspace((unsigned char)c) || c == '/')
        return NULL;
    if (strchr("\"'<=", c) != NULL)
        return "an attribute starts with its name.";
    place->kind = IN_ATTRIBUTE_NAME;
    append(place->attribute.name, c);
    return NULL;
}

static const char *step_name(struct place *place, char c)
{
    bool is_tag = place->kind == IN_TAG_NAME;
    bool ends = isspace((unsigned char)c) || strchr("=/>", c) != NULL;
    if (!is_tag && strchr("\"'<{", c) != NULL)
        return "this character cannot stand in the name of an attribute.";
    if (!ends || (is_tag && c == '/' && place->tag[0] == 0)) {
        append(is_tag ? place->tag : place->attribute.name, c);
        return NULL;
    }
    const char *problem = refused_attribute(place->attribute.name);
    place->kind = !is_tag && c == '=' ? BEFORE_VALUE : IN_TAG;
    if (problem != NULL || place->kind == BEFORE_VALUE)
        return problem;
    memset(&place->attribute, 0, sizeof place->attribute);
    return step_between_attributes(place, c);
}

static const char *step_value(struct place *place, char c)
{
    if (c != place->attribute.quote) {
        append(place->attribute.value, c);
        return place->attribute.whole_url ? only_alone : NULL;
    }
    bool open_url = is_url(place) && !place->attribute.whole_url && !place->attribute.url_begun;
    const char *problem = open_url ? refused_url(place->attribute.value, false) : NULL;
    if (is_method(place))
        place->posts = strcmp(place->attribute.value, "post") == 0;
    place->kind = IN_TAG;
    memset(&place->attribute, 0, sizeof place->attribute);
    return problem;
}

const char *place_step(struct place *place, const char *rest)
{
    switch (place->kind) {
    case IN_DECLARATION:
        return *rest == '>' ? leave_tag(place) : NULL;
    case IN_TAG_NAME:
    case IN_ATTRIBUTE_NAME:
        return step_name(place, *rest);
    case IN_TAG:
        return step_between_attributes(place, *rest);
    case BEFORE_VALUE:
        place->kind = IN_VALUE;
        place->attribute.quote = *rest;
        return *rest == '"' || *rest == '\'' ? NULL : only_quoted;
    case IN_VALUE:
        return step_value(place, *rest);
    default:
        return step_text(place, rest);
    }
}

static enum escape take_url(struct place *place, const char **problem_out)
{
    bool begun = place->attribute.url_begun;
    if (place->attribute.whole_url)
        *problem_out = only_alone;
    else if (begun || place->attribute.value[0] != 0)
        *problem_out = begun ? NULL : refused_url(place->attribute.value, true);
    else
        place->attribute.whole_url = true;
    place->attribute.url_begun = true;
    return !begun && place->attribute.value[0] == 0 ? ESCAPE_URL : ESCAPE_URL_PART;
}

enum escape place_take_value(struct place *place, const char **problem_out)
{
    *problem_out = NULL;
    if (place->kind <= IN_PREFORMATTED)
        return ESCAPE_TEXT;
    if (place->kind == IN_VALUE && is_url(place))
        return take_url(place, problem_out);
    if (place->kind == IN_VALUE && !is_method(place))
        return ESCAPE_ATTRIBUTE;
    *problem_out = place->kind == IN_VALUE ? only_written
        : place->kind == BEFORE_VALUE ? only_quoted
        : place->kind == IN_SCRIPT ? only_empty : "a value stands between tags or in the quotes of an attribute.";
    return ESCAPE_NONE;
}

const char *place_of_directive(const struct place *place)
{
    if (place->kind == IN_VALUE && is_url(place))
        return "no directive stands inside a URL.";
    if (place->kind == IN_VALUE && is_method(place))
        return only_written;
    if (place->kind <= IN_PREFORMATTED || place->kind == IN_TAG || place->kind == IN_VALUE)
        return NULL;
    return "a directive stands between tags, between attributes or in the quotes of an attribute.";
}

bool place_equal(const struct place *a, const struct place *b)
{
    return a->kind == b->kind && a->around == b->around && a->posts == b->posts && strcmp(a->tag, b->tag) == 0
        && a->attribute.quote == b->attribute.quote && strcmp(a->attribute.name, b->attribute.name) == 0;
}
