/* The machine's clock. Japan is UTC+9 without summer time since 1951. */
#include "clock.h"

#include <errno.h>
#include <time.h>

enum { JAPAN_OFFSET_SECONDS = 9 * 3600, DAY_SECONDS = 86400 };

int64_t clock_monotonic_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void clock_sleep_us(int64_t us)
{
    struct timespec wanted = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
    nanosleep(&wanted, NULL);
}

const char *clock_utc_text(struct arena *arena)
{
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    return arena_format(arena, "%04d-%02d-%02dT%02d:%02d:%02d.%06ldZ", utc.tm_year + 1900, utc.tm_mon + 1,
        utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, now.tv_nsec / 1000);
}

struct day clock_today_japan(void)
{
    return day_from_number(((int64_t)time(NULL) + JAPAN_OFFSET_SECONDS) / DAY_SECONDS);
}

/* Seconds since 1970 in Japan of a stored UTC time; false when the text is not one. */
static bool japan_seconds(const char *utc, int64_t *seconds_out)
{
    struct day day;
    int hour;
    int minute;
    int second;
    if (utc == NULL || sscanf(utc, "%4d-%2d-%2d %2d:%2d:%2d", &day.year, &day.month, &day.day, &hour, &minute,
        &second) != 6)
        return false;
    *seconds_out = day_number(day) * DAY_SECONDS + hour * 3600 + minute * 60 + second + JAPAN_OFFSET_SECONDS;
    return true;
}

const char *clock_japanese_later(struct arena *arena, const char *utc, int64_t later_seconds)
{
    int64_t seconds;
    if (!japan_seconds(utc, &seconds))
        return "";
    seconds += later_seconds;
    struct day day = day_from_number(seconds / DAY_SECONDS);
    int64_t rest = seconds % DAY_SECONDS;
    return arena_format(arena, "%d年%d月%d日 %02d:%02d", day.year, day.month, day.day, (int)(rest / 3600),
        (int)(rest % 3600 / 60));
}

const char *clock_japanese(struct arena *arena, const char *utc)
{
    return clock_japanese_later(arena, utc, 0);
}

struct day clock_day_japan(const char *utc)
{
    int64_t seconds;
    return japan_seconds(utc, &seconds) ? day_from_number(seconds / DAY_SECONDS) : DAY_NONE;
}
