/* The lanes of 一括登録: files of up to 500 rows or so in one, larger ones in the other, so that nobody waits for
 * a long file. A killed lane loses and doubles nothing: a claim lapses, and all that a registration writes is
 * one transaction with the change of the import's state. */
#ifndef NSDB_IMPORT_LANE_H
#define NSDB_IMPORT_LANE_H

#include "lane.h"

/* Takes the oldest waiting file and checks or registers it. */
bool import_lane_small(struct lane *lane);
bool import_lane_large(struct lane *lane);

#endif
