/* The machine's clock: for durations, log lines and display only. Time that is compared or stored
 * comes from the database (architecture §11). */
#ifndef NSDB_CLOCK_H
#define NSDB_CLOCK_H

#include <stdint.h>

#include "arena.h"
#include "day.h"

/* Microseconds of a clock that never goes back. */
int64_t clock_monotonic_us(void);

/* Sleeps for `us` microseconds, or less when a signal arrives. */
void clock_sleep_us(int64_t us);

/* Now as "2026-11-21T02:48:42.123456Z", for log lines. */
const char *clock_utc_text(struct arena *arena);

/* Today in Japan, for display and file names. */
struct day clock_today_japan(void);

/* A stored UTC time ("YYYY-MM-DD HH:MM:SS[.ffffff]") as "2026年11月21日 11:48" in Japan; "" for NULL. */
const char *clock_japanese(struct arena *arena, const char *utc);

/* The same of the time `seconds` later. */
const char *clock_japanese_later(struct arena *arena, const char *utc, int64_t seconds);

/* The Japanese calendar day of a stored UTC time; DAY_NONE when it is none. */
struct day clock_day_japan(const char *utc);

#endif
