/* Part headers. Browsers send names as raw UTF-8 with %22 %0D %0A for the three characters that cannot stand
 * in quotes; other programs use RFC 2231's filename*=UTF-8''... . Both are read. */
#include "part_header.h"

#include "header_value.h"
#include "percent.h"
#include "text.h"

enum { LINES_MOST = 16 };

static const char *last_part(const char *path)
{
    const char *name = path;
    for (const char *at = path; *at != 0; at++)
        if (*at == '/' || *at == '\\')
            name = at + 1;
    return name;
}

/* %22, %0D and %0A only: "100%.csv" and "50%20off.csv" keep their percent signs. */
static const char *undo_browser_escapes(struct arena *arena, const char *text)
{
    char *made = arena_text(arena, text);
    char *to = made;
    for (const char *at = text; *at != 0; at++) {
        bool escape = strncasecmp(at, "%22", 3) == 0 || strncasecmp(at, "%0D", 3) == 0
            || strncasecmp(at, "%0A", 3) == 0;
        *to++ = escape ? (char)(percent_digit(at[1]) * 16 + percent_digit(at[2])) : *at;
        at += escape ? 2 : 0;
    }
    *to = 0;
    return made;
}

/* filename*=UTF-8'ja'%E5%90%8D.csv */
static enum result extended_name(struct arena *arena, const char *value, const char **name_out)
{
    const char *language = strchr(value, '\'');
    const char *text = language == NULL ? NULL : strchr(language + 1, '\'');
    struct bytes decoded;
    if (text == NULL || strncasecmp(value, "UTF-8'", 6) != 0)
        return REFUSED;
    struct bytes encoded = {(const uint8_t *)text + 1, strlen(text + 1)};
    if (percent_decode(arena, encoded, false, &decoded) != OK || memchr(decoded.data, 0, decoded.size + 1) == NULL)
        return REFUSED;
    *name_out = (const char *)decoded.data;
    return strlen(*name_out) == decoded.size ? OK : REFUSED;
}

static enum result read_disposition(struct arena *arena, const char *text, struct part_header *header)
{
    struct header_value value;
    if (header->name != NULL || header_value_read(arena, text, &value) != OK || !text_equal(value.word, "form-data"))
        return REFUSED;
    const char *name = header_parameter(&value, "name");
    const char *plain = header_parameter(&value, "filename");
    const char *extended = header_parameter(&value, "filename*");
    if (text_is_empty(name))
        return REFUSED;
    header->name = undo_browser_escapes(arena, name);
    if (plain != NULL)
        header->file_name = undo_browser_escapes(arena, plain);
    if (extended != NULL && extended_name(arena, extended, &header->file_name) != OK)
        return REFUSED;
    if (header->file_name != NULL)
        header->file_name = last_part(header->file_name);
    return OK;
}

static bool leaves_bytes_alone(struct arena *arena, const char *encoding)
{
    const char *trimmed = text_trim(arena, encoding);
    return strcasecmp(trimmed, "binary") == 0 || strcasecmp(trimmed, "8bit") == 0 || strcasecmp(trimmed, "7bit") == 0;
}

static enum result read_line(struct arena *arena, const char *line, struct part_header *header)
{
    const char *colon = strchr(line, ':');
    if (colon == NULL || colon == line || strpbrk(line, "\r\n") != NULL)
        return REFUSED;
    size_t length = (size_t)(colon - line);
    if (length == strlen("Content-Disposition") && strncasecmp(line, "Content-Disposition", length) == 0)
        return read_disposition(arena, colon + 1, header);
    if (length == strlen("Content-Transfer-Encoding") && strncasecmp(line, "Content-Transfer-Encoding", length) == 0)
        return leaves_bytes_alone(arena, colon + 1) ? OK : REFUSED;
    return OK;
}

enum result part_header_read(struct arena *arena, const char *lines, struct part_header *header_out)
{
    *header_out = (struct part_header){0};
    for (int count = 1;; count++) {
        const char *end = strstr(lines, "\r\n");
        size_t length = end == NULL ? strlen(lines) : (size_t)(end - lines);
        if (count > LINES_MOST || read_line(arena, arena_text_part(arena, lines, length), header_out) != OK)
            return REFUSED;
        if (end == NULL)
            return header_out->name == NULL ? REFUSED : OK;
        lines = end + 2;
    }
}
