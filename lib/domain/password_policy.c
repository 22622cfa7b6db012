/* What a password that a person chooses must be. */
#include "password_policy.h"

#include <string.h>

#include "text.h"

enum { WORD_LEAST = 3, OWN_PART_LEAST = 4 };

/* ASCII letters small; everything else as it is. */
static char *lower(struct arena *arena, const char *text)
{
    char *copy = text_half_width(arena, text);
    for (char *c = copy; *c != 0; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return copy;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

char *password_policy_core(struct arena *arena, const char *password)
{
    char *core = lower(arena, password);
    size_t length = strlen(core);
    while (length > 0 && !is_letter(core[length - 1]))
        core[--length] = 0;
    return core;
}

static bool runs_along(const char *text, const char *row)
{
    size_t length = strlen(row);
    size_t steps = 0;
    size_t count = 0;
    for (const char *c = text; *c != 0; c++, count++) {
        const char *at = strchr(row, *c);
        if (at == NULL)
            return false;
        if (c == text)
            continue;
        const char *before = strchr(row, c[-1]);
        size_t from = (size_t)(before - row);
        size_t to = (size_t)(at - row);
        if (to == (from + 1) % length || from == (to + 1) % length || from == to)
            steps++;
    }
    return count > 0 && steps + 1 >= count - count / 4;
}

static size_t different_bytes(const char *text)
{
    bool seen[256] = {false};
    size_t count = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c != 0; c++) {
        count += seen[*c] ? 0 : 1;
        seen[*c] = true;
    }
    return count;
}

/* "abcabcabc": the text is its own start, shifted by a short period. */
static bool repeats_a_short_part(const char *text)
{
    size_t length = strlen(text);
    for (size_t period = 1; period <= 4 && period * 2 <= length; period++)
        if (strncmp(text, text + period, length - period) == 0)
            return true;
    return false;
}

/* Whether it only repeats a few characters, or runs along the alphabet, the digits or a keyboard row. */
static bool is_pattern(const char *password)
{
    static const char *const rows[] = {"0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm",
        "1234567890-^"};
    struct arena *arena = arena_new_wiping();
    const char *text = lower(arena, password);
    bool pattern = different_bytes(text) < 4 || repeats_a_short_part(text);
    for (size_t i = 0; !pattern && i < sizeof rows / sizeof *rows; i++)
        pattern = runs_along(text, rows[i]);
    arena_free(&arena);
    return pattern;
}

/* Whether the password is the word, the word with up to three characters around it, or a part of the word. */
static bool leans_on(struct arena *arena, const char *password, const char *word)
{
    const char *folded_password = text_fold(arena, password);
    const char *folded_word = text_fold(arena, word);
    size_t length = text_length(folded_password);
    size_t word_length = text_length(folded_word);
    if (word_length < WORD_LEAST)
        return false;
    if (strstr(folded_password, folded_word) != NULL)
        return length <= word_length + OWN_PART_LEAST - 1;
    return strstr(folded_word, folded_password) != NULL;
}

static bool leans_on_any(const struct password_wish *wish)
{
    struct arena *arena = arena_new_wiping();
    bool leans = false;
    for (size_t i = 0; !leans && i < wish->word_count; i++)
        leans = !text_is_empty(wish->words[i]) && leans_on(arena, wish->password, wish->words[i]);
    arena_free(&arena);
    return leans;
}

void password_policy_check(const struct password_wish *wish, const char *field, struct complaints *complaints)
{
    size_t least = wish->has_key ? PASSWORD_LEAST_WITH_KEY : PASSWORD_LEAST;
    size_t length = text_length(wish->password);
    if (length < least)
        complain(complaints, field, "too_short", "パスワードは%zu文字以上にしてください（入力は%zu文字です）。", least, length);
    else if (length > PASSWORD_MOST)
        complain(complaints, field, "too_long", "パスワードは%d文字以内にしてください。", PASSWORD_MOST);
    else if (leans_on_any(wish))
        complain(complaints, field, "personal",
            "ユーザID、氏名、医療機関名など、推測されやすい言葉をもとにしたパスワードは使えません。別の言葉を組み合わせてください。");
    else if (wish->is_common || is_pattern(wish->password))
        complain(complaints, field, "common",
            "よく使われるパスワード、または推測されやすい並びのため使えません。関係のない言葉をいくつか組み合わせてください。");
}
