/* What the pages of 初回ログイン share: step navigation, [ログアウト], the fields of a new password. */
#ifndef NSDB_STEPS_H
#define NSDB_STEPS_H

#include "app.h"
#include "leave_view.h"
#include "new_passwords_view.h"
#include "steps_view.h"

enum first_step { STEP_MAIL, STEP_KEY, STEP_SECRET, STEP_PASSWORD, STEP_DONE };

/* The steps with `current` marked, as far as `purpose` ("first", "renew", "reset") asks for them: a renewal has neither
 * question nor password, a reset asks for the password alone, or for mail and key before it. */
struct steps_view steps_at(struct context *context, enum first_step current, const char *purpose);

/* Who is signing in, with [ログアウト]. */
struct leave_view leave_of(const struct context *context);

/* The two fields of a new password. `complaints` may be NULL. */
struct new_passwords_view new_passwords_of(const struct complaints *complaints);

/* Whether the session is at `step` ("mail", "key", "secret", "password"). When not, a GET is led to the step that
 * is next and a POST is answered 409 (A09); the caller then does nothing more. */
bool steps_hold(struct context *context, const char *step);

/* 409: the posted step was taken elsewhere, or is not the next one. */
void steps_overtaken(struct context *context);

#endif
