/* The housekeeping lane: each minute it drops what has had its time (sql/query/housekeeping.sql). */
#ifndef NSDB_HOUSEKEEPING_LANE_H
#define NSDB_HOUSEKEEPING_LANE_H

#include "lane.h"

/* As lane.h says: `start` once in each process; `pass` drops a slice of what is due. */
enum result housekeeping_lane_start(struct lane *lane) MUST_USE;
bool housekeeping_lane_pass(struct lane *lane);

#endif
