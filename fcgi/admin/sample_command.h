/* nsdb-admin sample. */
#ifndef NSDB_SAMPLE_COMMAND_H
#define NSDB_SAMPLE_COMMAND_H

#include "admin.h"

/* Fills an empty sample site (setting sample_site) with organisations, doctors and sign-ins; --doctors N makes a crowd
 * of N more doctors besides. */
int sample_command(struct admin *admin, int argc, char **argv);

#endif
