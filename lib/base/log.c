/* Log lines. */
#include "log.h"

#include <unistd.h>

#include "buffer.h"
#include "clock.h"

static const char *program_name = "nsdb";
static char request_id[64];

void log_open(const char *program)
{
    program_name = program;
}

void log_request(const char *id)
{
    snprintf(request_id, sizeof request_id, "%s", id);
}

/* U+2028 and U+2029: some viewers break lines there. */
static bool is_line_separator(const unsigned char *at)
{
    return at[0] == 0xE2 && at[1] == 0x80 && (at[2] == 0xA8 || at[2] == 0xA9);
}

static bool is_plain(const unsigned char *at)
{
    return *at >= 0x20 && *at != 0x7F && *at != '"' && *at != '\\' && !is_line_separator(at);
}

static void add_escaped(struct buffer *line, const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    while (*at != 0) {
        const unsigned char *start = at;
        while (is_plain(at))
            at++;
        buffer_add(line, start, (size_t)(at - start));
        if (*at == 0)
            return;
        if (is_line_separator(at)) {
            buffer_add_text(line, "\\u2028");
            at += 2;
        } else
            buffer_format(line, *at == '"' || *at == '\\' ? "\\%c" : "\\u%04x", *at);
        at++;
    }
}

void log_event(enum log_level level, const char *event, const char *format, ...)
{
    static const char *const names[] = {"error", "warning", "info"};
    struct arena *arena = arena_new();
    struct buffer line = buffer_in(arena);
    va_list values;
    va_start(values, format);
    const char *sentence = arena_format_list(arena, format, values);
    va_end(values);
    buffer_format(&line, "{\"time\":\"%s\",\"level\":\"%s\",\"program\":\"%s\",\"pid\":%d,\"request\":\"",
        clock_utc_text(arena), names[level], program_name, (int)getpid());
    add_escaped(&line, request_id);
    buffer_format(&line, "\",\"event\":\"%s\",\"text\":\"", event);
    add_escaped(&line, sentence);
    buffer_add_text(&line, "\"}\n");
    /* One write, so that lines of several processes do not mix. A log that cannot be written stops nobody. */
    ssize_t written = write(STDERR_FILENO, line.data, line.size);
    (void)written;
    arena_free(&arena);
}
