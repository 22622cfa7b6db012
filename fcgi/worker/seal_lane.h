/* The sealing lane: gives every row of the operation log its place in the chain (lib/app/log_chain.h). */
#ifndef NSDB_SEAL_LANE_H
#define NSDB_SEAL_LANE_H

#include "lane.h"

/* As lane.h says: `start` once in each process; `pass` seals what is not sealed. */
enum result seal_lane_start(struct lane *lane) MUST_USE;
bool seal_lane_pass(struct lane *lane);

#endif
