/* Encodings of mail. */
#include "mail_encoding.h"

#include <stdbool.h>

#include "text.h"

enum { LINE_BYTES = 57, WORD_BYTES = 39, PLAIN_MOST = 60, PARAMETER_PART = 48 };

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";

static void base64(struct buffer *to, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i < size; i += 3) {
        size_t left = size - i;
        unsigned group = (unsigned)data[i] << 16 | (left > 1 ? (unsigned)data[i + 1] << 8 : 0)
            | (left > 2 ? data[i + 2] : 0u);
        const char symbols[] = {alphabet[group >> 18], alphabet[group >> 12 & 63],
            left > 1 ? alphabet[group >> 6 & 63] : '=', left > 2 ? alphabet[group & 63] : '='};
        buffer_add(to, symbols, sizeof symbols);
    }
}

void mail_base64_lines(struct buffer *to, struct bytes data)
{
    for (size_t at = 0; at < data.size; at += LINE_BYTES) {
        size_t size = data.size - at < LINE_BYTES ? data.size - at : LINE_BYTES;
        base64(to, data.data + at, size);
        buffer_add_text(to, "\r\n");
    }
}

static bool is_plain(const char *text, const char *forbidden)
{
    for (const char *at = text; *at != 0; at++)
        if ((unsigned char)*at < ' ' || (unsigned char)*at >= 0x7f || strchr(forbidden, *at) != NULL)
            return false;
    return strlen(text) <= PLAIN_MOST;
}

/* How many bytes of whole characters fit into one encoded word. */
static size_t word_length(const char *text)
{
    const char *at = text;
    size_t length = 0;
    while (text_next(&at) != 0 && (size_t)(at - text) <= WORD_BYTES)
        length = (size_t)(at - text);
    return length;
}

void mail_header_text(struct buffer *to, const char *text)
{
    if (is_plain(text, "=?\"(),:;<>@[\\]")) {
        buffer_add_text(to, text);
        return;
    }
    while (*text != 0) {
        size_t length = word_length(text);
        buffer_add_text(to, "=?UTF-8?B?");
        base64(to, (const uint8_t *)text, length);
        buffer_add_text(to, "?=");
        text += length;
        if (*text != 0)
            buffer_add_text(to, "\r\n ");
    }
}

/* Percent-encodes characters until the part is full; gives the rest. */
static const char *parameter_part(struct buffer *to, const char *value)
{
    size_t written = 0;
    for (; *value != 0 && written < PARAMETER_PART; value++) {
        bool plain = strchr(unreserved, *value) != NULL;
        if (plain)
            buffer_add(to, value, 1);
        else
            buffer_format(to, "%%%02X", (unsigned char)*value);
        written += plain ? 1 : 3;
    }
    return value;
}

void mail_header_parameter(struct buffer *to, const char *name, const char *value)
{
    if (is_plain(value, "\"\\")) {
        buffer_format(to, ";\r\n %s=\"%s\"", name, value);
        return;
    }
    const char *charset = "UTF-8''";
    for (unsigned part = 0; *value != 0; part++) {
        buffer_format(to, ";\r\n %s*%u*=%s", name, part, charset);
        value = parameter_part(to, value);
        charset = "";
    }
}
