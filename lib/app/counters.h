/* Request counters of one program: a page of memory that its processes share through a small file in the run directory,
 * where nsdb-health reads it for /metrics. */
#ifndef NSDB_COUNTERS_H
#define NSDB_COUNTERS_H

#include <stdatomic.h>
#include <stdint.h>

#include "arena.h"
#include "settings.h"

enum { COUNTERS_CLASSES = 6, COUNTERS_BUCKETS = 10 };

/* Upper bounds of the duration buckets in microseconds; the last bucket of the struct takes what is longer. */
extern const int64_t counters_bounds_us[COUNTERS_BUCKETS];

struct counters {
    _Atomic uint64_t answers[COUNTERS_CLASSES];        /* by status / 100 */
    _Atomic uint64_t durations[COUNTERS_BUCKETS + 1];  /* how many fell into each bucket */
    _Atomic uint64_t duration_us;                      /* sum */
    _Atomic uint64_t starts;                           /* worker processes started */
};

/* The program's counters, shared with the children of this process and with readers of the file; set to 0 unless
 * `go_on`. Without the file (logged) they are shared with the children only. */
struct counters *counters_open(struct arena *arena, const struct settings *settings, const char *program, bool go_on);

/* Another program's counters, for reading; NULL when there are none. Unmapped with `arena`. */
const struct counters *counters_read(struct arena *arena, const struct settings *settings, const char *program);

/* Counts one answer. */
void counters_add(struct counters *counters, int status, int64_t duration_us);

#endif
