/* What a browser calls itself, in words that a person recognises. */
#ifndef NSDB_BROWSER_NAME_H
#define NSDB_BROWSER_NAME_H

#include "arena.h"

/* "Edge（Windows）", "Chrome（Mac）"; 「そのほかのブラウザ」 when nothing is recognised. */
const char *browser_name(struct arena *arena, const char *user_agent);

#endif
