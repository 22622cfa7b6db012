/* The second factor at each sign-in after the first: the browser proves the key, or file and passphrase do. */
#ifndef NSDB_PROOF_H
#define NSDB_PROOF_H

#include "app.h"

extern const struct field_spec proof_show_fields[];
extern const struct field_spec proof_fields[];

/* GET /signin/proof: the form; with script the browser's key answers at once. */
void proof_show(struct context *context);

/* POST /signin/proof: counts the try, then verifies. */
void proof_submit(struct context *context);

#endif
