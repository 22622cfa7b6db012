/* Calendar days. */
#include "day.h"

#include <stdio.h>
#include <string.h>

static const struct era {
    const char *name;
    char letter;
    struct day first;
} eras[] = {
    {"令和", 'R', {2019, 5, 1}},
    {"平成", 'H', {1989, 1, 8}},
    {"昭和", 'S', {1926, 12, 25}},
    {"大正", 'T', {1912, 7, 30}},
    {"明治", 'M', {1868, 1, 25}},
};

enum { ERA_COUNT = sizeof eras / sizeof eras[0] };

bool day_is_none(struct day day)
{
    return day.year == 0;
}

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

bool day_exists(struct day day)
{
    return day.year >= 1868 && day.year <= 2199 && day.month >= 1 && day.month <= 12 && day.day >= 1 &&
           day.day <= month_length(day.year, day.month);
}

/* Reads up to `most` digits and moves on; -1 without any. */
static int take_digits(const char **at, int most)
{
    int number = 0;
    int taken = 0;
    while (taken < most && **at >= '0' && **at <= '9') {
        number = number * 10 + (**at - '0');
        (*at)++;
        taken++;
    }
    return taken == 0 ? -1 : number;
}

static bool take(const char **at, const char *expected)
{
    size_t length = strlen(expected);
    if (strncmp(*at, expected, length) != 0)
        return false;
    *at += length;
    return true;
}

static bool finish(struct day day, const char *rest, struct day *day_out)
{
    if (*rest != 0 || !day_exists(day))
        return false;
    *day_out = day;
    return true;
}

bool day_read(const char *text, struct day *day_out)
{
    struct day day;
    const char *at = text;
    if (strlen(text) == 8 && strspn(text, "0123456789") == 8) {
        day.year = take_digits(&at, 4);
        day.month = take_digits(&at, 2);
        day.day = take_digits(&at, 2);
        return finish(day, at, day_out);
    }
    if (strspn(text, "0123456789") != 4)
        return false;
    day.year = take_digits(&at, 4);
    const char *separator = *at == '-' ? "-" : "/";
    if (!take(&at, separator))
        return false;
    day.month = take_digits(&at, 2);
    if (!take(&at, separator))
        return false;
    day.day = take_digits(&at, 2);
    return finish(day, at, day_out);
}

static bool era_holds(size_t era, struct day day)
{
    return day_compare(day, eras[era].first) >= 0 && (era == 0 || day_compare(day, eras[era - 1].first) < 0);
}

static bool take_era(const char **at, size_t *era_out)
{
    for (size_t i = 0; i < ERA_COUNT; i++) {
        bool letter = (**at & ~0x20) == eras[i].letter;
        if (letter)
            (*at)++;
        if (letter || take(at, eras[i].name)) {
            *era_out = i;
            return true;
        }
    }
    return false;
}

static bool take_separator(const char **at, const char *japanese)
{
    return take(at, japanese) || take(at, ".") || take(at, "/") || take(at, "-");
}

bool day_read_japanese(const char *text, struct day *day_out)
{
    const char *at = text;
    size_t era = 0;
    bool has_era = take_era(&at, &era);
    int year = take(&at, "元") ? 1 : take_digits(&at, 4);
    if (year < 1 || (has_era && year > 99) || (!has_era && year < 1868) || !take_separator(&at, "年"))
        return false;
    struct day day = {.year = has_era ? eras[era].first.year + year - 1 : year};
    day.month = take_digits(&at, 2);
    if (!take_separator(&at, "月"))
        return false;
    day.day = take_digits(&at, 2);
    take(&at, "日");
    if (has_era && day_exists(day) && !era_holds(era, day))
        return false;
    return finish(day, at, day_out);
}

/* Howard Hinnant's civil-day arithmetic, with March as the first month of a year. */
int64_t day_number(struct day day)
{
    int64_t year = day.year - (day.month <= 2);
    int64_t era = year / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

struct day day_from_number(int64_t number)
{
    int64_t shifted = number + 719468;
    int64_t era = shifted / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_index = (5 * day_of_year + 2) / 153;
    int month = (int)(month_index < 10 ? month_index + 3 : month_index - 9);
    return (struct day){
        .year = (int)(year_of_era + era * 400 + (month <= 2)),
        .month = month,
        .day = (int)(day_of_year - (153 * month_index + 2) / 5 + 1),
    };
}

bool day_from_excel(int64_t serial, struct day *day_out)
{
    enum { EXCEL_TO_UNIX = 25569 };
    if (serial < 20000 || serial > 80000)
        return false;
    *day_out = day_from_number(serial - EXCEL_TO_UNIX);
    return true;
}

int day_compare(struct day a, struct day b)
{
    if (a.year != b.year)
        return a.year - b.year;
    return a.month != b.month ? a.month - b.month : a.day - b.day;
}

static void put_digits(char *text, int count, int number)
{
    for (int i = count - 1; i >= 0; i--, number /= 10)
        text[i] = (char)('0' + number % 10);
}

const char *day_iso(struct arena *arena, struct day day)
{
    if (day_is_none(day))
        return "";
    char *text = arena_text(arena, "0000-00-00");
    put_digits(text, 4, day.year);
    put_digits(text + 5, 2, day.month);
    put_digits(text + 8, 2, day.day);
    return text;
}

const char *day_japanese(struct arena *arena, struct day day)
{
    if (day_is_none(day))
        return "";
    const char *plain = arena_format(arena, "%d年%d月%d日", day.year, day.month, day.day);
    const char *era = day_era(arena, day);
    return *era == 0 ? plain : arena_format(arena, "%s（%s）", plain, era);
}

const char *day_era(struct arena *arena, struct day day)
{
    for (size_t i = 0; i < ERA_COUNT; i++) {
        int year = day.year - eras[i].first.year + 1;
        if (era_holds(i, day))
            return year == 1 ? arena_format(arena, "%s元年", eras[i].name)
                             : arena_format(arena, "%s%d年", eras[i].name, year);
    }
    return "";
}
