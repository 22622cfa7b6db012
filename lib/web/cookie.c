/* Cookies as they arrive (RFC 6265 §5.4). */
#include "request.h"
#include "text.h"

static const char *known_name(const struct request *request, const char *name)
{
    return text_equal(request->scheme, "https") ? arena_format(request->arena, "__Host-%s", name) : name;
}

/* The end of the pair that starts at `at`. */
static const char *pair_end(const char *at)
{
    return at + strcspn(at, ";");
}

static const char *skip_to_pair(const char *at)
{
    return at + strspn(at, "; \t");
}

/* RFC 6265's cookie-octet: what this system puts into cookies. */
static bool is_cookie_character(unsigned char character)
{
    return character > 0x20 && character < 0x7F && strchr("\",;\\", character) == NULL;
}

static const char *value_at(struct arena *arena, const char *at)
{
    size_t length = strcspn(at, "; \t");
    for (size_t i = 0; i < length; i++)
        if (!is_cookie_character((unsigned char)at[i]))
            return NULL;
    return at[length] == 0 || at[length] == ';' ? arena_text_part(arena, at, length) : NULL;
}

const char *request_cookie(const struct request *request, const char *name)
{
    const char *wanted = known_name(request, name);
    size_t wanted_length = strlen(wanted);
    const char *found = NULL;
    for (const char *at = skip_to_pair(request->cookies); *at != 0; at = skip_to_pair(pair_end(at))) {
        if (strncmp(at, wanted, wanted_length) != 0 || at[wanted_length] != '=')
            continue;
        if (found != NULL)
            return NULL;
        found = at + wanted_length + 1;
    }
    return found == NULL ? NULL : value_at(request->arena, found);
}
