/* Half-width katakana, U+FF65 … U+FF9F. Voicing marks become combining ones, which NFC then joins. */
#include "kana.h"

#include "buffer.h"
#include "text.h"

enum { FIRST = 0xFF65, LAST = 0xFF9F };

static const char *const wide[LAST - FIRST + 1] = {
    "・", "ヲ", "ァ", "ィ", "ゥ", "ェ", "ォ", "ャ", "ュ", "ョ", "ッ", "ー", "ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク",
    "ケ", "コ", "サ", "シ", "ス", "セ", "ソ", "タ", "チ", "ツ", "テ", "ト", "ナ", "ニ", "ヌ", "ネ", "ノ", "ハ", "ヒ", "フ",
    "ヘ", "ホ", "マ", "ミ", "ム", "メ", "モ", "ヤ", "ユ", "ヨ", "ラ", "リ", "ル", "レ", "ロ", "ワ", "ン", "\xE3\x82\x99",
    "\xE3\x82\x9A",
};

const char *kana_widen(struct arena *arena, const char *text)
{
    struct buffer made = buffer_in(arena);
    for (const char *at = text; *at != 0;) {
        const char *start = at;
        uint32_t code = text_next(&at);
        if (code >= FIRST && code <= LAST)
            buffer_add_text(&made, wide[code - FIRST]);
        else
            buffer_add(&made, start, (size_t)(at - start));
    }
    return text_nfc(arena, buffer_text(&made));
}
