/* Words and labels of 指定医の種別. */
#include "designation_kind.h"

#include "text.h"

static const struct {
    const char *word;
    const char *label;
    enum scheme scheme;
} kinds[] = {
    [KIND_NONE] = {"", "", SCHEME_NONE},
    [KIND_NANBYO] = {"nanbyo", "難病指定医", SCHEME_NANBYO},
    [KIND_COOPERATING] = {"cooperating", "協力難病指定医", SCHEME_NANBYO},
    [KIND_SHOMAN] = {"shoman", "小児慢性特定疾病指定医", SCHEME_SHOMAN},
};

static const struct {
    const char *label;
    enum designation_kind kind;
} short_labels[] = {
    {"難病", KIND_NANBYO},          {"指定医", KIND_NANBYO},       {"協力難病", KIND_COOPERATING},
    {"協力指定医", KIND_COOPERATING}, {"協力", KIND_COOPERATING},    {"小慢指定医", KIND_SHOMAN},
    {"小慢", KIND_SHOMAN},          {"小児慢性指定医", KIND_SHOMAN}, {"小児慢性特定疾病", KIND_SHOMAN},
};

static const struct {
    const char *label;
    enum scheme scheme;
} scheme_labels[] = {
    {"難病", SCHEME_NANBYO}, {"指定難病", SCHEME_NANBYO},     {"小慢", SCHEME_SHOMAN},
    {"小児慢性", SCHEME_SHOMAN}, {"小児慢性特定疾病", SCHEME_SHOMAN},
};

const char *designation_kind_word(enum designation_kind kind)
{
    return kinds[kind].word;
}

enum designation_kind designation_kind_from_word(const char *word)
{
    for (enum designation_kind kind = KIND_NANBYO; kind <= KIND_SHOMAN; kind++)
        if (text_equal(kinds[kind].word, word))
            return kind;
    return KIND_NONE;
}

const char *designation_kind_label(enum designation_kind kind)
{
    return kinds[kind].label;
}

const char *designation_kind_labels(struct arena *arena, const char *words)
{
    const char *text = "";
    for (const char *at = text_or(words, ""); *at != 0;) {
        size_t length = strcspn(at, ",");
        const char *word = arena_text_part(arena, at, length);
        text = arena_format(arena, "%s%s%s", text, *text == 0 ? "" : "・",
            designation_kind_label(designation_kind_from_word(word)));
        at += length + (at[length] == ',');
    }
    return text;
}

enum designation_kind designation_kind_from_label(const char *label)
{
    for (enum designation_kind kind = KIND_NANBYO; kind <= KIND_SHOMAN; kind++)
        if (text_equal(kinds[kind].label, label))
            return kind;
    for (size_t i = 0; i < sizeof short_labels / sizeof short_labels[0]; i++)
        if (text_equal(short_labels[i].label, label))
            return short_labels[i].kind;
    return KIND_NONE;
}

enum scheme designation_kind_scheme(enum designation_kind kind)
{
    return kinds[kind].scheme;
}

enum scheme designation_scheme_from_label(const char *label)
{
    for (size_t i = 0; i < sizeof scheme_labels / sizeof scheme_labels[0]; i++)
        if (text_equal(scheme_labels[i].label, label))
            return scheme_labels[i].scheme;
    return SCHEME_NONE;
}
