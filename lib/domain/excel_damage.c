/* Each mender looks at the value that the one before left; what changed it adds its reason. */
#include "excel_damage.h"

#include "buffer.h"
#include "day.h"
#include "number.h"
#include "text.h"

struct mending {
    struct arena *arena;
    enum doctor_field field;
    const char *value;
    const char *code;
    const char *reason;
};

static void mended(struct mending *mending, const char *value, const char *code, const char *reason)
{
    if (text_equal(value, mending->value))
        return;
    mending->value = value;
    mending->reason = mending->reason == NULL ? reason : arena_format(mending->arena, "%s、%s", mending->reason, reason);
    if (mending->code == NULL)
        mending->code = code;
}

static enum item_shape shape_of(const struct mending *mending)
{
    return doctor_field_spec(mending->field)->shape;
}

/* Shapes that hold ASCII only, without blanks inside. */
static bool is_plain(enum item_shape shape)
{
    return shape == SHAPE_DIGITS || shape == SHAPE_CODE || shape == SHAPE_DAY || shape == SHAPE_TELEPHONE ||
           shape == SHAPE_MAIL;
}

/* ="0110113719": how people keep leading zeros in a CSV file. */
static void unwrap_formula(struct mending *mending)
{
    const char *value = mending->value;
    size_t length = strlen(value);
    if (length < 4 || strncmp(value, "=\"", 2) != 0 || value[length - 1] != '"')
        return;
    const char *inside = arena_text_part(mending->arena, value + 2, length - 3);
    if (strchr(inside, '"') == NULL)
        mended(mending, inside, "formula_text", "文字列にするための「=\" \"」を外しました");
}

static const char *without(struct arena *arena, const char *text, const char *unwanted)
{
    struct buffer made = buffer_in(arena);
    for (; *text != 0; text++)
        if (strchr(unwanted, *text) == NULL)
            buffer_add(&made, text, 1);
    return buffer_text(&made);
}

static bool is_line_blank(char byte)
{
    return byte == '\n' || byte == '\r' || byte == '\t';
}

/* Blanks, tabs and line breaks at both ends. */
static const char *trimmed(struct arena *arena, const char *text)
{
    for (;;) {
        const char *inner = text_trim(arena, text);
        size_t length = strlen(inner);
        if (length == 0 || (!is_line_blank(inner[0]) && !is_line_blank(inner[length - 1])))
            return inner;
        size_t start = is_line_blank(inner[0]) ? 1 : 0;
        size_t end = is_line_blank(inner[length - 1]) && length > start ? length - 1 : length;
        text = arena_text_part(arena, inner + start, end - start);
    }
}

static void trim_ends(struct mending *mending)
{
    mended(mending, trimmed(mending->arena, mending->value), "blank", "前後の空白を取りました");
}

static void narrow(struct mending *mending)
{
    if (is_plain(shape_of(mending)))
        mended(mending, text_half_width(mending->arena, mending->value), "full_width", "全角の文字を半角にしました");
}

/* What looks like a hyphen: U+2010…2015, 2212, 30FC between digits, FF70, 2500 and the full-width forms. */
static bool is_hyphen_variant(uint32_t code)
{
    return (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0x30FC || code == 0xFF70 || code == 0x2500 ||
           code == 0xFE63 || code == 0xFF0D;
}

static void straighten_hyphens(struct mending *mending)
{
    if (!is_plain(shape_of(mending)) || shape_of(mending) == SHAPE_MAIL)
        return;
    struct buffer made = buffer_in(mending->arena);
    for (const char *at = mending->value; *at != 0;) {
        const char *start = at;
        if (is_hyphen_variant(text_next(&at)))
            buffer_add_text(&made, "-");
        else
            buffer_add(&made, start, (size_t)(at - start));
    }
    mended(mending, buffer_text(&made), "hyphen", "ハイフンに似た文字を半角のハイフンにしました");
}

static void drop_inner_blanks(struct mending *mending)
{
    if (is_plain(shape_of(mending)) && shape_of(mending) != SHAPE_DAY)
        mended(mending, without(mending->arena, mending->value, " "), "blank", "途中の空白を取りました");
    if (shape_of(mending) == SHAPE_DIGITS && strspn(mending->value, "0123456789-") == strlen(mending->value))
        mended(mending, without(mending->arena, mending->value, "-"), "hyphen", "数字の間のハイフンを取りました");
}

static bool holds_numbers(const struct mending *mending)
{
    return shape_of(mending) == SHAPE_DIGITS || mending->field == DOCTOR_TELEPHONE || shape_of(mending) == SHAPE_DAY;
}

/* 1310110113.0: a number that went through a program with decimals. */
static void drop_decimals(struct mending *mending)
{
    size_t whole = strspn(mending->value, "0123456789");
    const char *rest = mending->value + whole;
    bool decimals = whole > 0 && rest[0] == '.' && rest[1] == '0' && strspn(rest + 1, "0") == strlen(rest + 1);
    if (holds_numbers(mending) && decimals)
        mended(mending, arena_text_part(mending->arena, mending->value, whole), "decimals", "小数点以下の0を取りました");
}

/* 1.310110113E+9 holds all ten digits; 1.31E+09 has lost seven and is left alone. */
static void expand_exponent(struct mending *mending)
{
    const char *value = mending->value;
    size_t whole = strspn(value, "0123456789");
    if (!holds_numbers(mending) || whole != 1 || value[1] != '.')
        return;
    size_t decimals = strspn(value + 2, "0123456789");
    const char *mark = value + 2 + decimals;
    int64_t exponent = 0;
    if ((*mark != 'E' && *mark != 'e') || mark[1] != '+' || !number_read(mark + 2, 1, 15, &exponent))
        return;
    if ((size_t)exponent != decimals)
        return;
    mended(mending, arena_format(mending->arena, "%c%.*s", value[0], (int)decimals, value + 2), "exponent",
        "指数の形を元の数字に戻しました");
}

static size_t digits_in(const char *text)
{
    size_t digits = 0;
    for (; *text != 0; text++)
        digits += *text >= '0' && *text <= '9';
    return digits;
}

/* 312345678 and 9012345678: a number that starts with 0 in Japan, less its 0. */
static bool telephone_lost_zero(const char *value)
{
    size_t digits = digits_in(value);
    if (value[0] < '1' || value[0] > '9' || strspn(value, "0123456789-") != strlen(value))
        return false;
    bool mobile = strchr("5789", value[0]) != NULL && value[1] == '0';
    return digits == 9 || (digits == 10 && mobile);
}

static void restore_leading_zero(struct mending *mending)
{
    const char *value = mending->value;
    bool lost = false;
    if (mending->field == DOCTOR_INSTITUTION_CODE)
        lost = number_is_digits(value, 0) && strlen(value) == 9;
    else if (mending->field == DOCTOR_MUNICIPALITY_CODE)
        lost = number_is_digits(value, 0) && strlen(value) == 5;
    else if (mending->field == DOCTOR_TELEPHONE)
        lost = telephone_lost_zero(value);
    if (lost)
        mended(mending, arena_format(mending->arena, "0%s", value), "leading_zero", "Excelで消えた先頭の0を補いました");
}

/* A time behind the day ("2026/4/1 0:00") says nothing. */
static const char *day_part(struct arena *arena, const char *value)
{
    const char *blank = strchr(value, ' ');
    bool midnight = blank != NULL && strspn(blank, " 0:.") == strlen(blank);
    return midnight ? arena_text_part(arena, value, (size_t)(blank - value)) : value;
}

static void rewrite_day(struct mending *mending)
{
    if (shape_of(mending) != SHAPE_DAY)
        return;
    const char *value = day_part(mending->arena, mending->value);
    struct day day;
    int64_t serial;
    if (day_read(value, &day))
        mended(mending, value, "time", "日付の後ろの時刻を取りました");
    else if (number_read(value, 20000, 80000, &serial) && day_from_excel(serial, &day))
        mended(mending, day_iso(mending->arena, day), "serial_day", "Excelの通し番号を日付に戻しました");
    else if (day_read_japanese(without(mending->arena, value, " "), &day))
        mended(mending, day_iso(mending->arena, day), "japanese_day", "日付の書き方をそろえました");
}

bool excel_damage_find(struct arena *arena, enum doctor_field field, const char *value,
    struct excel_damage *damage_out)
{
    struct mending mending = {.arena = arena, .field = field, .value = value};
    trim_ends(&mending);
    unwrap_formula(&mending);
    trim_ends(&mending);
    narrow(&mending);
    straighten_hyphens(&mending);
    drop_inner_blanks(&mending);
    drop_decimals(&mending);
    expand_exponent(&mending);
    restore_leading_zero(&mending);
    rewrite_day(&mending);
    *damage_out = (struct excel_damage){mending.code, mending.reason, mending.value};
    return mending.code != NULL && *mending.value != 0;
}
