/* UTF-8 texts, on utf8proc. */
#include "text.h"

#include <utf8proc.h>

static bool is_control(utf8proc_int32_t code, bool lines_allowed)
{
    if (lines_allowed && (code == '\n' || code == '\r' || code == '\t'))
        return false;
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

static bool is_invisible(utf8proc_int32_t code)
{
    return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || code == 0x061C || code == 0x00AD ||
           (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF) ||
           (code >= 0xE0000 && code <= 0xE007F) || code == 0xFFFD;
}

/* A combining mark with nothing before it would combine with what a page writes there. */
static bool is_lone_mark(const utf8proc_uint8_t *at, utf8proc_ssize_t size)
{
    utf8proc_int32_t code;
    if (utf8proc_iterate(at, size, &code) <= 0)
        return false;
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME || category == UTF8PROC_CATEGORY_MC;
}

enum text_fault text_check(const char *data, size_t size, bool lines_allowed)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)data;
    if (size > 0 && is_lone_mark(at, (utf8proc_ssize_t)size))
        return TEXT_INVISIBLE;
    while (size > 0) {
        utf8proc_int32_t code;
        utf8proc_ssize_t taken = utf8proc_iterate(at, (utf8proc_ssize_t)size, &code);
        if (taken <= 0)
            return TEXT_NOT_UTF8;
        if (is_control(code, lines_allowed))
            return TEXT_CONTROL;
        if (is_invisible(code))
            return TEXT_INVISIBLE;
        at += taken;
        size -= (size_t)taken;
    }
    return TEXT_FINE;
}

static char *map(struct arena *arena, const char *text, unsigned options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t size =
        utf8proc_map((const utf8proc_uint8_t *)text, 0, &mapped, (utf8proc_option_t)(options | UTF8PROC_NULLTERM));
    char *kept = size < 0 ? arena_text(arena, text) : arena_copy(arena, mapped, (size_t)size);
    free(mapped);
    return kept;
}

char *text_nfc(struct arena *arena, const char *text)
{
    return map(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

uint32_t text_next(const char **at)
{
    utf8proc_int32_t code = 0;
    if (**at == 0)
        return 0;
    utf8proc_ssize_t taken = utf8proc_iterate((const utf8proc_uint8_t *)*at, -1, &code);
    *at += taken > 0 ? taken : 1;
    return taken > 0 ? (uint32_t)code : 0xFFFD;
}

static char *put(char *to, uint32_t code)
{
    return to + utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)to);
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == 0xA0 || code == 0x3000 || (code >= 0x2000 && code <= 0x200A);
}

static bool is_variation_selector(uint32_t code)
{
    return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF);
}

char *text_fold(struct arena *arena, const char *text)
{
    char *mapped = map(arena, text,
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
    char *to = mapped;
    const char *from = mapped;
    for (uint32_t code; (code = text_next(&from)) != 0;) {
        if (is_blank(code) || is_variation_selector(code))
            continue;
        if (code >= 0x30A1 && code <= 0x30F6)
            code -= 0x60;
        to = put(to, code);
    }
    *to = 0;
    return mapped;
}

char *text_half_width(struct arena *arena, const char *text)
{
    char *made = arena_text(arena, text);
    char *to = made;
    for (uint32_t code; (code = text_next(&text)) != 0;) {
        if (code >= 0xFF01 && code <= 0xFF5E)
            code -= 0xFEE0;
        else if (code == 0x3000)
            code = ' ';
        to = put(to, code);
    }
    *to = 0;
    return made;
}

/* Whatever a keyboard in Japanese offers for a hyphen: minus, dashes and the long-vowel mark besides. */
static bool is_hyphen(uint32_t code)
{
    return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0x30FC || code == 0xFF70;
}

char *text_ungrouped(struct arena *arena, const char *text)
{
    char *made = text_half_width(arena, text);
    char *to = made;
    const char *from = made;
    for (uint32_t code; (code = text_next(&from)) != 0;)
        if (!is_blank(code) && !is_hyphen(code))
            to = put(to, code);
    *to = 0;
    return made;
}

char *text_login_id(struct arena *arena, const char *typed)
{
    char *login_id = text_ungrouped(arena, typed);
    for (char *c = login_id; *c != 0; c++)
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    return login_id;
}

char *text_trim(struct arena *arena, const char *text)
{
    const char *start = text;
    for (const char *at = text; is_blank(text_next(&at));)
        start = at;
    const char *end = start;
    for (const char *at = start; *at != 0;)
        if (!is_blank(text_next(&at)))
            end = at;
    return arena_text_part(arena, start, (size_t)(end - start));
}

size_t text_length(const char *text)
{
    size_t length = 0;
    while (text_next(&text) != 0)
        length++;
    return length;
}

bool text_is_katakana(const char *text)
{
    for (uint32_t code; (code = text_next(&text)) != 0;) {
        bool kana = (code >= 0x30A1 && code <= 0x30FC) || (code >= 0x31F0 && code <= 0x31FF);
        if (!kana && !is_blank(code))
            return false;
    }
    return true;
}

bool text_equal(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

bool text_starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

bool text_is_empty(const char *text)
{
    return text == NULL || *text == 0;
}

const char *text_or(const char *text, const char *otherwise)
{
    if (!text_is_empty(text))
        return text;
    return otherwise == NULL ? "" : otherwise;
}
