/* What the door of signing in answers. */
#ifndef NSDB_ROUTES_H
#define NSDB_ROUTES_H

#include "app.h"

extern const struct program signin_program;

#endif
