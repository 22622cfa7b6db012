/* The two fields of a new password (www/page/part/new_passwords.html). */
#ifndef NSDB_NEW_PASSWORDS_VIEW_H
#define NSDB_NEW_PASSWORDS_VIEW_H

struct new_passwords_view {
    const char *support;     /* what a password has to be */
    const char *error;       /* "" or NULL for none */
    const char *again_error;
};

#endif
