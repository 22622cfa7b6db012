/* What the page 自アカウント管理 is told. */
#ifndef NSDB_SELF_VIEW_H
#define NSDB_SELF_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "key_proof_view.h"
#include "leave_view.h"
#include "list.h"
#include "new_passwords_view.h"
#include "steps_view.h"

struct self_session {
    const char *reference;
    const char *browser;
    const char *source;
    const char *signed_in_at;
    const char *last_used_at;
    bool this_one;
};

struct self_browser {
    int64_t id;
    const char *browser;
    const char *registered_at;
    const char *last_used_at;
    bool this_one;
    bool current_key;
};

struct self_view {
    bool enrolling;             /* first sign-in, reset or a void key: only the steps are shown */
    const char *reason;         /* why; "" otherwise */
    struct leave_view leave;
    struct steps_view steps;
    bool step_password;         /* the step that is next */
    bool step_key;
    bool official;              /* 自治体, 厚労省, operators: the key file is downloaded here */
    bool doctor;                /* 兼務先 are the doctor's own business */
    const char *name;
    const char *kana;
    const char *role;
    const char *organisation;
    const char *organisation_code;
    const char *department;
    const char *telephone;
    const char *mail;
    const char *login_id;
    const char *last_sign_in;
    const char *password_changed;
    const char *key_registered; /* "" when there is no key */
    const char *passphrase;     /* of the key file to download, "" when none was prepared */
    const char *account_reference;
    const char *challenge;
    const char *current_error;
    struct new_passwords_view passwords;
    struct key_proof_view proof;
    LIST_OF(struct self_session) sessions;
    LIST_OF(struct self_browser) browsers;
};

#endif
