/* Calendar days, Gregorian inside, 和暦 for display and as an accepted way of writing. */
#ifndef NSDB_DAY_H
#define NSDB_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

/* year 0 means "no day". */
struct day {
    int year;
    int month;
    int day;
};

#define DAY_NONE ((struct day){0, 0, 0})

/* Whether it is DAY_NONE. */
bool day_is_none(struct day day);

/* Whether the day exists and lies in 1868–2199. */
bool day_exists(struct day day);

/* Reads YYYY-MM-DD, YYYY/M/D or YYYYMMDD, exactly. False when the form or the day is wrong. */
bool day_read(const char *text, struct day *day_out);

/* Reads 令和5年8月21日, R5.8.21, 令和元年5月1日 and kin; the era must hold on that day. */
bool day_read_japanese(const char *text, struct day *day_out);

/* The day of an Excel serial number (45159 = 2023-08-21), 1900 system, 20000 … 80000. */
bool day_from_excel(int64_t serial, struct day *day_out);

/* Negative, 0, positive: a before, equal to, after b. */
int day_compare(struct day a, struct day b);

/* Days since 1970-01-01, and back. */
int64_t day_number(struct day day);
struct day day_from_number(int64_t number);

/* "2023-08-21"; "" for DAY_NONE. */
const char *day_iso(struct arena *arena, struct day day);

/* "2023年8月21日（令和5年）"; "" for DAY_NONE. */
const char *day_japanese(struct arena *arena, struct day day);

/* The year of the era, 「令和5年」 or 「令和元年」; "" for no day or one before all eras. */
const char *day_era(struct arena *arena, struct day day);

#endif
