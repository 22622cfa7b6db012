/* /metrics: figures for Prometheus (text format 0.0.4). No label holds anything personal. */
#ifndef NSDB_METRICS_H
#define NSDB_METRICS_H

#include "app.h"

/* Answers what can be told now; without a database its figures are left out and nsdb_database_up is 0. */
void metrics_show(struct context *context);

#endif
