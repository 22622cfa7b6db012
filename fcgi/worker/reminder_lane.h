/* The reminder lane: mails to doctors whose designation runs out in 90, 30 or 7 days. Looks once in ten
 * minutes; each reminder is noted and ordered in one transaction, so that it is sent once. */
#ifndef NSDB_REMINDER_LANE_H
#define NSDB_REMINDER_LANE_H

#include "lane.h"

/* As lane.h says: `start` once in each process; `pass` orders what is due. */
enum result reminder_lane_start(struct lane *lane);
bool reminder_lane_pass(struct lane *lane);

#endif
