/* Letters by their Japanese names. */
#include "reading.h"

#include <stdbool.h>

#include "buffer.h"

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static const char *name_of(int letter)
{
    static const char *const names[26] = {"エー", "ビー", "シー", "ディー", "イー", "エフ", "ジー", "エイチ", "アイ",
        "ジェー", "ケー", "エル", "エム", "エヌ", "オー", "ピー", "キュー", "アール", "エス", "ティー", "ユー", "ブイ",
        "ダブリュー", "エックス", "ワイ", "ゼット"};
    return names[letter];
}

static void add_reading(struct buffer *reading, char c, bool marks_case)
{
    if (is_capital(c))
        buffer_format(reading, "%s%s", name_of(c - 'A'), marks_case ? "(大)" : "");
    else if (is_small(c))
        buffer_format(reading, "%s(小)", name_of(c - 'a'));
    else
        buffer_add(reading, &c, 1);
}

static bool has_any(const char *code, bool (*is)(char))
{
    while (*code != 0 && !is(*code))
        code++;
    return *code != 0;
}

const char *reading_of(struct arena *arena, const char *code, size_t group)
{
    struct buffer reading = buffer_in(arena);
    bool marks_case = has_any(code, is_small);
    for (size_t i = 0; code[i] != 0; i++) {
        if (i > 0)
            buffer_add_text(&reading, i % group == 0 ? "／" : "・");
        add_reading(&reading, code[i], marks_case);
    }
    if (!marks_case && has_any(code, is_capital))
        buffer_add_text(&reading, "（英字はすべて大文字）");
    return buffer_text(&reading);
}
