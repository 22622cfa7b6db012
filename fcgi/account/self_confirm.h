/* Asking for the present password again before something that matters (A05, A20). */
#ifndef NSDB_SELF_CONFIRM_H
#define NSDB_SELF_CONFIRM_H

#include "app.h"
#include "sign_in.h"

/* Checks the field current_password and counts the attempt in the same budgets as a sign-in; a wrong one becomes a
 * complaint about current_password and may lock the account. After OK without complaints the caller settles
 * *attempt_out with sign_in_settle_right() inside its transaction. */
enum result self_confirm(struct context *context, struct sign_in *attempt_out, struct complaints *complaints) MUST_USE;

#endif
