/* The reverse of lib/mail/message.c, for mails of its making. */
#include "letter.h"

#include <stdbool.h>

#include "buffer.h"
#include "digest.h"
#include "number.h"
#include "text.h"

static const char word_start[] = "=?UTF-8?B?";

static const char *next_line(const char *line)
{
    line += strcspn(line, "\n");
    return *line == 0 ? line : line + 1;
}

/* A header's value with its folds removed; "" when it is missing. `headers` end at the first empty line. */
static const char *header(struct arena *arena, const char *headers, const char *name)
{
    struct buffer value = buffer_in(arena);
    size_t length = strlen(name);
    for (const char *line = headers; *line != 0 && *line != '\r'; line = next_line(line)) {
        if (strncasecmp(line, name, length) != 0 || line[length] != ':')
            continue;
        buffer_add(&value, line + length + 1, strcspn(line + length + 1, "\r"));
        for (line = next_line(line); *line == ' '; line = next_line(line))
            buffer_add(&value, line, strcspn(line, "\r"));
        break;
    }
    return text_trim(arena, buffer_text(&value));
}

/* Decodes one encoded word and gives what follows it, without the blanks before a further one. */
static const char *decode_word(struct buffer *to, const char *word)
{
    struct bytes data;
    const char *start = word + strlen(word_start);
    const char *end = strstr(start, "?=");
    if (end == NULL)
        return word + strlen(word);
    if (digest_from_base64(to->arena, arena_text_part(to->arena, start, (size_t)(end - start)), &data))
        buffer_add(to, data.data, data.size);
    const char *rest = end + 2;
    const char *next = rest + strspn(rest, " ");
    return text_starts_with(next, word_start) ? next : rest;
}

static const char *decoded(struct arena *arena, const char *value)
{
    struct buffer text = buffer_in(arena);
    while (*value != 0) {
        if (text_starts_with(value, word_start)) {
            value = decode_word(&text, value);
        } else {
            buffer_add(&text, value, 1);
            value++;
        }
    }
    return buffer_text(&text);
}

static const char *without_brackets(struct arena *arena, const char *address)
{
    size_t length = strlen(address);
    return *address == '<' && length > 2 ? arena_text_part(arena, address + 1, length - 2) : address;
}

/* The content behind the first empty line up to `end`, from base64. */
static struct bytes content(struct arena *arena, const char *part, const char *end)
{
    struct buffer symbols = buffer_in(arena);
    struct bytes data = BYTES_NONE;
    const char *start = strstr(part, "\r\n\r\n");
    for (const char *at = start; at != NULL && at < end; at++)
        if (*at != '\r' && *at != '\n')
            buffer_add(&symbols, at, 1);
    return digest_from_base64(arena, buffer_text(&symbols), &data) ? data : BYTES_NONE;
}

static void add_percent_decoded(struct buffer *to, const char *value, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned code = 0;
        if (value[i] == '%' && i + 2 < length && sscanf(value + i + 1, "%2x", &code) == 1) {
            char byte = (char)code;
            buffer_add(to, &byte, 1);
            i += 2;
        } else {
            buffer_add(to, value + i, 1);
        }
    }
}

/* filename="plain", or filename*0*=UTF-8''percent; filename*1*=… (RFC 2231). */
static const char *attachment_name(struct arena *arena, const char *disposition)
{
    struct buffer name = buffer_in(arena);
    const char *plain = strstr(disposition, "filename=\"");
    if (plain != NULL)
        return arena_text_part(arena, plain + 10, strcspn(plain + 10, "\""));
    for (unsigned part = 0;; part++) {
        const char *mark = arena_format(arena, "filename*%u*=", part);
        const char *value = strstr(disposition, mark);
        if (value == NULL)
            return part == 0 ? NULL : buffer_text(&name);
        value += strlen(mark);
        value += part == 0 && text_starts_with(value, "UTF-8''") ? strlen("UTF-8''") : 0;
        add_percent_decoded(&name, value, strcspn(value, "; "));
    }
}

static void read_parts(struct arena *arena, const char *text, const char *boundary, struct letter *letter)
{
    const char *mark = arena_format(arena, "\r\n--%s", boundary);
    const char *first = strstr(text, mark);
    const char *second = first == NULL ? NULL : strstr(first + strlen(mark), mark);
    const char *end = second == NULL ? NULL : strstr(second + strlen(mark), mark);
    if (end == NULL)
        return;
    struct bytes body = content(arena, first + strlen(mark), second);
    const char *headers = next_line(second + strlen(mark));
    letter->body = arena_text_part(arena, (const char *)body.data, body.size);
    letter->attachment_name = attachment_name(arena, header(arena, headers, "Content-Disposition"));
    letter->attachment = content(arena, headers, end);
}

void letter_read(struct arena *arena, const char *text, struct letter *letter_out)
{
    const char *type = header(arena, text, "Content-Type");
    const char *boundary = strstr(type, "boundary=\"");
    *letter_out = (struct letter){.sender = decoded(arena, header(arena, text, "From")),
        .recipient = without_brackets(arena, header(arena, text, "To")),
        .subject = decoded(arena, header(arena, text, "Subject")),
        .body = ""};
    if (boundary != NULL) {
        read_parts(arena, text, arena_text_part(arena, boundary + 10, strcspn(boundary + 10, "\"")), letter_out);
        return;
    }
    struct bytes body = content(arena, text, text + strlen(text));
    letter_out->body = arena_text_part(arena, (const char *)body.data, body.size);
}
