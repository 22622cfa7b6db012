/* Wording files and their values. */
#include "wording.h"

#include <errno.h>

#include "buffer.h"
#include "log.h"
#include "text.h"
#include "whole_file.h"

enum { LARGEST_FILE = 64 * 1024 };

/* The closed list. The names of the first line come with every mail. */
static const char *const known_names[] = {"site_address", "contact", "ordered_at", "key_valid_until", "attachment_name",
    "locked_at", "changed_at",
    "scheme", "expires_on", "days_left", "municipality", "municipality_before",
    "organisation", "administrator_id", "administrator_password", "valid_until"};

/* Whether a wording may use the name. */
static bool is_known(const char *name)
{
    for (size_t i = 0; i < sizeof known_names / sizeof known_names[0]; i++)
        if (text_equal(known_names[i], name))
            return true;
    return false;
}

static const char *read_all(struct arena *arena, const char *path)
{
    struct buffer content = buffer_in(arena);
    if (whole_file_read(path, LARGEST_FILE, &content) != OK) {
        log_error("wording", "%s: %s", path, strerror(errno));
        return NULL;
    }
    if (text_check((const char *)content.data, content.size, true) != TEXT_FINE) {
        log_error("wording", "%s: no plain UTF-8 text", path);
        return NULL;
    }
    return buffer_text(&content);
}

static const char *value_of(const char *name, const struct wording_value *values, size_t count)
{
    for (size_t i = 0; i < count && is_known(name); i++)
        if (text_equal(values[i].name, name))
            return values[i].value;
    return NULL;
}

/* The text with its values; NULL (logged) when one cannot be put in. */
static const char *fill(struct arena *arena, const char *path, const char *text, const struct wording_value *values,
    size_t count)
{
    struct buffer filled = buffer_in(arena);
    for (;;) {
        const char *open = strstr(text, "{{");
        const char *close = open == NULL ? NULL : strstr(open, "}}");
        if (close == NULL)
            break;
        const char *name = text_trim(arena, arena_text_part(arena, open + 2, (size_t)(close - open - 2)));
        const char *value = value_of(name, values, count);
        if (value == NULL) {
            log_error("wording", "%s: no value for {{%s}}", path, name);
            return NULL;
        }
        buffer_add(&filled, text, (size_t)(open - text));
        buffer_add_text(&filled, value);
        text = close + 2;
    }
    buffer_add_text(&filled, text);
    return buffer_text(&filled);
}

enum result wording_fill(struct arena *arena, const char *directory, const char *kind,
    const struct wording_value *values, size_t count, struct wording *wording_out)
{
    if (text_is_empty(kind) || strspn(kind, "abcdefghijklmnopqrstuvwxyz_") != strlen(kind)) {
        log_error("wording", "no kind of mail has this name");
        return FAILED;
    }
    const char *path = arena_format(arena, "%s/%s.txt", directory, kind);
    const char *text = read_all(arena, path);
    const char *end = text == NULL ? NULL : strchr(text, '\n');
    if (end == NULL)
        return FAILED;
    const char *body = end + strspn(end, "\n");
    wording_out->subject = fill(arena, path, arena_text_part(arena, text, (size_t)(end - text)), values, count);
    wording_out->body = fill(arena, path, body, values, count);
    return wording_out->subject == NULL || wording_out->body == NULL ? FAILED : OK;
}
