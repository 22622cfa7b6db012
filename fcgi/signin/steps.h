/* The step navigation that the pages of 初回ログイン share. */
#ifndef NSDB_STEPS_H
#define NSDB_STEPS_H

#include "app.h"
#include "leave_view.h"
#include "steps_view.h"

enum first_step { STEP_MAIL, STEP_KEY, STEP_SECRET, STEP_PASSWORD, STEP_DONE };

/* The steps with `current` marked, as far as `purpose` ("first", "renew", "reset") asks for them: a renewal has neither
 * question nor password, a reset asks for the password alone, or for mail and key before it. */
struct steps_view steps_at(struct context *context, enum first_step current, const char *purpose);

/* Who is signing in, with [ログアウト]. */
struct leave_view leave_of(const struct context *context);

/* Whether the session is at `step` ("mail", "key", "secret", "password"). When not, a GET is led to the step that is next and a
 * POST is answered 409 (A09); the caller then does nothing more. */
bool steps_hold(struct context *context, const char *step);

#endif
