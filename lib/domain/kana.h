/* フリガナ are kept as full-width katakana, whatever was typed. */
#ifndef NSDB_KANA_H
#define NSDB_KANA_H

#include "arena.h"

/* Half-width katakana made full-width (ｶﾞ becomes ガ); everything else left alone. NFC. */
const char *kana_widen(struct arena *arena, const char *text);

#endif
