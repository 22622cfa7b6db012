/* Notices as the answer of a door: opens sealed initial passwords in the wiping arena, adds what the site says about
 * itself, draws, answers the file. Nothing of it is written to disk. */
#ifndef NSDB_NOTICE_ANSWER_H
#define NSDB_NOTICE_ANSWER_H

#include "app.h"
#include "notice_pdf.h"

/* The initial password of an account's slip, in the request's wiping arena. FAILED (logged) when the seal does not
 * fit. */
enum result notice_password_open(struct context *context, const char *account_reference, int64_t slip_number,
    struct bytes sealed, const char **password_out) MUST_USE;

/* Fills sign_in_address and help_contact from the settings. */
void notice_add_site(struct context *context, struct notice *notice);

/* The characters of these notices that no font has, for a warning before printing. */
enum result notice_answer_gaps(struct context *context, const struct notice_bundle *bundle,
    struct notice_gaps *gaps_out) MUST_USE;

/* Draws the notices and answers them as one download under `file_name`. FAILED (logged) when a library does. */
enum result notice_answer(struct context *context, const struct notice_bundle *bundle, const char *file_name) MUST_USE;

#endif
