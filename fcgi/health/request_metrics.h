/* The request counters of all programs of this machine, for /metrics. */
#ifndef NSDB_REQUEST_METRICS_H
#define NSDB_REQUEST_METRICS_H

#include "buffer.h"
#include "settings.h"

/* Writes answers by status class, durations and worker starts of each program whose counters lie in the run
 * directory. */
void request_metrics_write(struct buffer *body, const struct settings *settings);

#endif
