/* The table of the worker's lanes. */
#ifndef NSDB_LANES_H
#define NSDB_LANES_H

#include "lane.h"

/* Ended by a NULL name. */
extern const struct lane_plan lanes[];

#endif
