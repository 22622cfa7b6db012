/* Items by their shape. */
#include "item_check.h"

#include "kana.h"
#include "mail_address.h"
#include "text.h"

enum { DIGITS_LOOKED_AT = 40 };

static bool has_private_character(const char *text)
{
    for (uint32_t code; (code = text_next(&text)) != 0;)
        if ((code >= 0xE000 && code <= 0xF8FF) || code >= 0xF0000)
            return true;
    return false;
}

/* Texts that a spreadsheet would run when the value is exported again (F05). */
static bool looks_like_formula(const char *text)
{
    const char *at = text;
    uint32_t code = text_next(&at);
    return code == '=' || code == '+' || code == '-' || code == '@' || code == 0xFF1D || code == 0xFF0B ||
           code == 0xFF0D || code == 0xFF20;
}

/* Characters without a picture of their own, beyond those that text_check() refuses in every text: fillers of Hangul,
 * joiners, marks of layout, the empty Braille pattern. A name of these alone would look empty, one with them like another. */
static bool has_hidden_character(const char *text)
{
    static const struct { uint32_t first, last; } hidden[] = {{0x034F, 0x034F}, {0x115F, 0x1160}, {0x17B4, 0x17B5},
        {0x180B, 0x180F}, {0x2800, 0x2800}, {0x3164, 0x3164}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFC}, {0x13430, 0x1345F},
        {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0080, 0xE00FF}, {0xE01F0, 0xE0FFF}};
    for (uint32_t code; (code = text_next(&text)) != 0;)
        for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
            if (code >= hidden[i].first && code <= hidden[i].last)
                return true;
    return false;
}

static bool complain_of_invisible(const struct item_spec *spec, struct complaints *problems)
{
    complain(problems, spec->name, "invisible", "%sに目に見えない文字が入っています。消して、入力し直してください。",
        spec->label);
    return false;
}

static bool characters_are_fine(const struct item_spec *spec, const char *value, struct complaints *problems)
{
    switch (text_check(value, strlen(value), false)) {
    case TEXT_FINE: return !has_hidden_character(value) || complain_of_invisible(spec, problems);
    case TEXT_NOT_UTF8:
        complain(problems, spec->name, "not_utf8", "%sの文字コードが正しくありません。入力し直してください。", spec->label);
        return false;
    case TEXT_CONTROL:
        complain(problems, spec->name, "control", "%sに改行やタブなどが入っています。取り除いて、1行で入力してください。",
            spec->label);
        return false;
    case TEXT_INVISIBLE: return complain_of_invisible(spec, problems);
    }
    return false;
}

static bool length_is_fine(struct arena *arena, const struct item_spec *spec, const char *value,
    struct complaints *problems)
{
    size_t most = spec->shape == SHAPE_DIGITS ? DIGITS_LOOKED_AT : spec->most; /* their own check says it better */
    size_t length = text_length(value);
    size_t folded = text_length(text_fold(arena, value));
    if (length <= most && folded <= 2 * most)
        return true;
    complain(problems, spec->name, "too_long", "%sは%zu文字以内で入力してください（今は%zu文字です）。", spec->label, spec->most,
        length);
    return false;
}

static bool is_exponent(const char *text)
{
    size_t mantissa = strspn(text, "0123456789.");
    return mantissa > 0 && (text[mantissa] == 'E' || text[mantissa] == 'e') &&
           text[mantissa + 1 + strspn(text + mantissa + 1, "+-0123456789")] == 0;
}

bool item_complain_of_exponent(struct complaints *problems, const struct item_spec *spec, const char *value)
{
    if (!is_exponent(value))
        return false;
    complain(problems, spec->name, "exponent",
        "%sがExcelで「%s」に変わり、下の桁が失われています。元の番号を確かめ、列の表示形式を「文字列」にしてから入力し直してください。",
        spec->label, value);
    return true;
}

/* #N/A, #REF!, #NAME? and so on, and the ### of a column that was too narrow. */
static bool is_spreadsheet_error(const char *text)
{
    return text[0] == '#' && text[strspn(text, "#ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/!?_")] == 0;
}

/* What a spreadsheet writes where a value was; ? is what it writes for characters that シフトJIS lacks. */
static void check_lost_value(const struct item_spec *spec, const char *value, struct complaints *problems)
{
    if (is_spreadsheet_error(value))
        complain(problems, spec->name, "spreadsheet_error",
            "%sの「%s」は表計算ソフトのエラー表示です。元の値を入力し直してください。", spec->label, value);
    else if (strchr(value, '?') != NULL)
        complain(problems, spec->name, "lost_character",
            "%sに「?」があります。保存のときに失われた文字（𠮷など）の跡と思われます。元の文字を入力し、Excelでは「CSV UTF-8（コンマ区切り）」で保存してください。",
            spec->label);
}

static void check_name(const struct item_spec *spec, const char *value, struct complaints *problems)
{
    if (looks_like_formula(value))
        complain(problems, spec->name, "formula",
            "%sは「=」「+」「-」「@」で始められません（表計算ソフトが計算式とみなすため）。先頭の記号を消してください。", spec->label);
    check_lost_value(spec, value, problems);
    if (has_private_character(value))
        complain(problems, spec->name, "private_character",
            "%sに外字が入っています。ほかのパソコンでは表示できないため、標準の文字に置き換えてください。", spec->label);
}

static const char *checked_kana(struct arena *arena, const struct item_spec *spec, const char *value,
    struct complaints *problems)
{
    const char *wide = kana_widen(arena, value);
    if (!text_is_katakana(wide))
        complain(problems, spec->name, "not_katakana", "%sはカタカナで入力してください（今の値は「%s」です）。", spec->label, wide);
    return wide;
}

static void check_telephone(const struct item_spec *spec, const char *value, struct complaints *problems)
{
    size_t digits = 0;
    for (const char *at = value; *at != 0; at++)
        digits += *at >= '0' && *at <= '9';
    bool shaped = value[0] == '0' && strspn(value, "0123456789-") == strlen(value) && digits >= 10 && digits <= 11;
    if (!shaped && !item_complain_of_exponent(problems, spec, value))
        complain(problems, spec->name, "telephone",
            "電話は0から始まる10桁か11桁の番号を、半角の数字とハイフンで入力してください（例 03-0000-0000）。");
}

static void check_mail(const struct item_spec *spec, const char *value, struct complaints *problems)
{
    if (!mail_address_is_valid(value))
        complain(problems, spec->name, "mail",
            "メールアドレスの形が正しくありません。半角で「名前@example.jp」の形で入力してください。");
}

static const char *by_shape(struct arena *arena, const struct item_spec *spec, const char *value,
    struct complaints *problems)
{
    switch (spec->shape) {
    case SHAPE_NAME: check_name(spec, value, problems); break;
    case SHAPE_KANA: return checked_kana(arena, spec, value, problems);
    case SHAPE_TELEPHONE: check_telephone(spec, value, problems); break;
    case SHAPE_MAIL: check_mail(spec, value, problems); break;
    default: break;
    }
    return value;
}

const char *item_check(struct arena *arena, const struct item_spec *spec, const char *typed,
    struct complaints *problems)
{
    const char *given = text_or(typed, "");
    if (!characters_are_fine(spec, given, problems))
        return "";
    const char *value = text_trim(arena, text_nfc(arena, given));
    if (*value == 0 && spec->required)
        complain(problems, spec->name, "required", "%sが空です。入力してください。", spec->label);
    if (*value == 0 || !length_is_fine(arena, spec, value, problems))
        return "";
    return by_shape(arena, spec, value, problems);
}
