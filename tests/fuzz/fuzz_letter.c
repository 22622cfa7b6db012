/* Any text as a mail of the sample site, and any text as parts of a mail that is written: what was written is read
 * again. */
#include <stddef.h>
#include <stdint.h>

#include "letter.h"
#include "message.h"
#include "text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *line_of(struct arena *arena, const char **text)
{
    size_t length = strcspn(*text, "\n");
    const char *line = arena_text_part(arena, *text, length);
    *text += length + ((*text)[length] != 0);
    return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct letter letter;
    struct bytes written;
    const char *rest = arena_copy(arena, data, size);
    letter_read(arena, rest, &letter);
    struct message message = {.sender = "nsdb@example.jp", .sender_name = "難病・小慢DB",
        .reference = "AbCdEfGhIjKlMnOpQrStU_", .created_at = "2026-11-21 15:04:05.123456", .attachment = {data, size}};
    message.recipient = line_of(arena, &rest);
    message.subject = line_of(arena, &rest);
    message.attachment_name = line_of(arena, &rest);
    message.body = rest;
    if (message_text(arena, &message, &written) == OK) {
        letter_read(arena, arena_text_part(arena, (const char *)written.data, written.size), &letter);
        if (!text_equal(letter.recipient, message.recipient) || letter.attachment.size != size
            || !text_equal(letter.attachment_name, message.attachment_name)
            || !text_equal(text_trim(arena, letter.subject), text_trim(arena, message.subject)))
            abort();
    }
    arena_free(&arena);
    return 0;
}
