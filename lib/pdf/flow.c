/* Line breaking. */
#include "flow.h"

#include <uchar.h>

static const char32_t never_first[] =
    U"、。，．・：；？！）」』】〕］｝〉》ーゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    U",.:;?!)]}%％〟’”゛゜";
static const char32_t never_last[] = U"（「『【〔［｛〈《([{〝‘“";

static bool is_among(uint32_t character, const char32_t *set)
{
    while (*set != 0 && *set != character)
        set++;
    return *set != 0;
}

static bool is_latin(uint32_t character)
{
    return character > ' ' && character < 0x250;
}

static bool is_katakana(uint32_t character)
{
    return (character >= 0x30A1 && character <= 0x30FA) || character == 0x30FC;
}

/* Whether both stand in the same word: in Latin letters or katakana, or 御中 behind an addressee. */
static bool is_one_word(uint32_t before, uint32_t after)
{
    return (is_latin(before) && is_latin(after)) || (is_katakana(before) && is_katakana(after))
        || (before == 0x5FA1 && after == 0x4E2D);
}

/* Whether a line may end before glyph `at`. */
static bool may_break(const struct typeface_run *run, size_t at)
{
    uint32_t before = run->items[at - 1].text[0];
    uint32_t after = run->items[at].text[0];
    if (after == 0 || after == ' ' || is_among(after, never_first) || is_among(before, never_last))
        return false;
    return !is_one_word(before, after);
}

/* The end of the line that starts at `from`: the last place to break that fits, or as much as fits. */
static size_t line_end(const struct typeface_run *run, size_t from, int width)
{
    int used = 0;
    size_t best = 0;
    for (size_t i = from; i < run->count; i++) {
        if (i > from && may_break(run, i))
            best = i;
        used += run->items[i].advance;
        bool hangs = run->items[i].text[0] == ' ';
        if (used > width && i > from && !hangs)
            return best > from ? best : i;
    }
    return run->count;
}

struct flow_lines flow_break(struct arena *arena, const struct typeface_run *run, int width)
{
    struct flow_lines lines = {0};
    for (size_t from = 0; from < run->count;) {
        size_t to = line_end(run, from, width);
        *list_push(arena, &lines) = (struct flow_line){from, to};
        from = to;
    }
    return lines;
}
