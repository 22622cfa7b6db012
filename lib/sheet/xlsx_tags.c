/* One step for each byte; text between tags is passed over at once. */
#include "xlsx_tags.h"

#include <string.h>

/* The first byte: < or that of a byte order mark in UTF-8. */
static bool start(struct xlsx_tags *tags, char byte)
{
    tags->state = byte == '<' ? TAGS_OPEN : TAGS_TEXT;
    return byte == '<' || byte == '\xEF';
}

static bool open(struct xlsx_tags *tags, char byte)
{
    tags->state = byte == '!' ? TAGS_DECLARATION : byte == '?' ? TAGS_INSTRUCTION : TAGS_TAG;
    tags->bytes = 0;
    tags->attributes = 0;
    tags->closing = 0;
    return byte != 0; /* < and 0 are UTF-16 */
}

/* Behind <! only a comment or CDATA may stand, no DOCTYPE. */
static bool declare(struct xlsx_tags *tags, char byte)
{
    static const char comment[] = "--";
    static const char cdata[] = "[CDATA[";
    const char *word = tags->bytes == 0 ? (byte == '-' ? comment : cdata) : tags->quote == '-' ? comment : cdata;
    tags->quote = word[0];
    if (word[tags->bytes++] != byte)
        return false;
    if (word[tags->bytes] == 0)
        tags->state = word == comment ? TAGS_COMMENT : TAGS_CDATA;
    return true;
}

static bool step_in_tag(struct xlsx_tags *tags, char byte)
{
    if (tags->state == TAGS_VALUE) {
        tags->state = byte == tags->quote ? TAGS_TAG : TAGS_VALUE;
    } else if (byte == '"' || byte == '\'') {
        tags->state = TAGS_VALUE;
        tags->quote = byte;
        tags->attributes++;
    } else if (byte == '>') {
        tags->state = TAGS_TEXT;
    }
    return ++tags->bytes <= XLSX_TAG_BYTES_MOST && tags->attributes <= XLSX_TAG_ATTRIBUTES_MOST;
}

/* Waits for `needed` times `mark` and a > behind them. */
static bool step_to_end(struct xlsx_tags *tags, char byte, char mark, size_t needed)
{
    if (byte == '>' && tags->closing >= needed)
        tags->state = TAGS_TEXT;
    tags->closing = byte == mark ? tags->closing + 1 : 0;
    return true;
}

static bool step(struct xlsx_tags *tags, char byte)
{
    switch (tags->state) {
    case TAGS_START: return start(tags, byte);
    case TAGS_TEXT: tags->state = byte == '<' ? TAGS_OPEN : TAGS_TEXT; return true;
    case TAGS_OPEN: return open(tags, byte);
    case TAGS_DECLARATION: return declare(tags, byte);
    case TAGS_TAG:
    case TAGS_VALUE: return step_in_tag(tags, byte);
    case TAGS_COMMENT: return step_to_end(tags, byte, '-', 2);
    case TAGS_CDATA: return step_to_end(tags, byte, ']', 2);
    case TAGS_INSTRUCTION: return step_to_end(tags, byte, '?', 1);
    }
    return false;
}

bool xlsx_tags_pass(struct xlsx_tags *tags, struct bytes piece)
{
    const char *at = (const char *)piece.data;
    const char *end = at + piece.size;
    while (at < end) {
        if (tags->state == TAGS_TEXT && (at = memchr(at, '<', (size_t)(end - at))) == NULL)
            return true;
        if (!step(tags, *at++))
            return false;
    }
    return true;
}
