/* One line for each lane. */
#include "lanes.h"

#include "housekeeping_lane.h"
#include "import_lane.h"
#include "mail_lane.h"
#include "reminder_lane.h"
#include "seal_lane.h"

const struct lane_plan lanes[] = {
    {"mail", mail_lane_start, mail_lane_pass},
    {"seal", seal_lane_start, seal_lane_pass},
    {"small imports", NULL, import_lane_small},
    {"large imports", NULL, import_lane_large},
    {"reminders", reminder_lane_start, reminder_lane_pass},
    {"housekeeping", housekeeping_lane_start, housekeeping_lane_pass},
    {NULL, NULL, NULL},
};
