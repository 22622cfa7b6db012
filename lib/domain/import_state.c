/* States of a 一括登録 file. */
#include "import_state.h"

#include <stddef.h>

#include "text.h"

static const struct {
    const char *word;
    const char *label;
} states[] = {
    {"waiting", "順番待ち"},
    {"checking", "確認中"},
    {"checked", "登録できます（まだ登録していません）"},
    {"refused", "エラーがあり登録できません"},
    {"committing", "登録中"},
    {"done", "登録済"},
    {"failed", "処理できませんでした"},
    {"withdrawing", "取消中"},
    {"withdrawn", "取消済"},
};

const char *import_state_label(const char *word)
{
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        if (text_equal(states[i].word, word))
            return states[i].label;
    return word;
}
