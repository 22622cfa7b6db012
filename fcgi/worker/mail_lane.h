/* The mail lane: sends what waits in the outbox. At least once: a mail is `sent` only after the mail server has
 * accepted it, and a mail whose sender died in between is sent again, the same byte for byte (T26). */
#ifndef NSDB_MAIL_LANE_H
#define NSDB_MAIL_LANE_H

#include "lane.h"

/* As lane.h says: `start` once in each process; `pass` sends what is due. */
enum result mail_lane_start(struct lane *lane) MUST_USE;
bool mail_lane_pass(struct lane *lane);

#endif
