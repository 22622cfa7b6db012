/* The step navigation that the pages of 初回ログイン share. */
#ifndef NSDB_STEPS_H
#define NSDB_STEPS_H

#include "app.h"
#include "leave_view.h"
#include "steps_view.h"

enum first_step { STEP_MAIL, STEP_KEY, STEP_SECRET, STEP_DONE };

/* The steps with `current` marked; without question and password when only mail and key are asked again. */
struct steps_view steps_at(struct arena *arena, enum first_step current, bool renew);

/* Who is signing in, with [ログアウト]. */
struct leave_view leave_of(const struct context *context);

/* Whether the session is at `step` ("mail", "key", "secret"). When not, a GET is led to the step that is next and a
 * POST is answered 409 (A09); the caller then does nothing more. */
bool steps_hold(struct context *context, const char *step);

#endif
