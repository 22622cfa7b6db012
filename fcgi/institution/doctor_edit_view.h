/* What the page 編集 of a doctor's ID is told. */
#ifndef NSDB_DOCTOR_EDIT_VIEW_H
#define NSDB_DOCTOR_EDIT_VIEW_H

#include "doctor_form.h"

struct doctor_edit_view {
    const char *reference;
    const char *version;
    const char *login_id;
    const char *institution;
    const char *name_link;        /* where its name is corrected; "" when only its own prefecture may */
    const char *prefecture;       /* that one, without a name_link */
    const char *kind;
    const char *expires_on;       /* shown as text while the ID is in use; "" when it can be corrected */
    bool shared;                  /* another municipality designated the same person */
    struct doctor_form_view form;
};

#endif
