/* Shows mails to everybody, and so must never run beside real ones: the program starts only where the settings say
 * sample_site = yes. */
#ifndef NSDB_SAMPLE_SITE_H
#define NSDB_SAMPLE_SITE_H

#include <stdbool.h>

/* The exit status then: wrong configuration. */
enum { SAMPLE_SITE_REFUSED = 78 };

/* Whether the settings that the arguments name (--settings FILE) are not a sample site's; logged. */
bool sample_site_refuses(int argc, char **argv);

#endif
