/* Percent-encoding. */
#include "percent.h"

#include "buffer.h"

int percent_digit(int character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    if (character >= 'a' && character <= 'f')
        return character - 'a' + 10;
    if (character >= 'A' && character <= 'F')
        return character - 'A' + 10;
    return -1;
}

enum result percent_decode(struct arena *arena, struct bytes data, bool plus_is_blank, struct bytes *decoded_out)
{
    uint8_t *to = arena_alloc(arena, data.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < data.size; i++) {
        uint8_t byte = data.data[i];
        if (byte == '%') {
            int high = i + 1 < data.size ? percent_digit(data.data[i + 1]) : -1;
            int low = i + 2 < data.size ? percent_digit(data.data[i + 2]) : -1;
            if (high < 0 || low < 0)
                return REFUSED;
            byte = (uint8_t)(high * 16 + low);
            i += 2;
        } else if (byte == '+' && plus_is_blank) {
            byte = ' ';
        }
        to[size++] = byte;
    }
    *decoded_out = (struct bytes){to, size};
    return OK;
}

static bool is_unreserved(int character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '-' || character == '.' || character == '_' ||
           character == '~';
}

const char *percent_encode(struct arena *arena, const char *text)
{
    struct buffer encoded = buffer_in(arena);
    for (const unsigned char *at = (const unsigned char *)text; *at != 0; at++) {
        if (is_unreserved(*at))
            buffer_add(&encoded, at, 1);
        else
            buffer_format(&encoded, "%%%02X", *at);
    }
    return buffer_text(&encoded);
}
