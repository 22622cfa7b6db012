/* What the page of one application list is told. */
#ifndef NSDB_APPLICATION_VIEW_H
#define NSDB_APPLICATION_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "list.h"

/* One step with actor and time; both "" while it is to come. */
struct application_step_view {
    const char *label;
    const char *person;
    const char *time;
};

struct application_person {
    int64_t row;
    const char *municipality;
    const char *scheme;
    const char *name;
    const char *kana;
    const char *department;
    const char *telephone;
    const char *mail;
    const char *postal_code;
    const char *address;
    const char *login_id;  /* "" before ⑥ */
    const char *mail_state;
};

struct application_view {
    const char *back;
    const char *reference;
    const char *file_name;
    const char *sha256;
    const char *format;
    const char *state;
    const char *chip;
    const char *reason;          /* of a rejection */
    LIST_OF(struct application_step_view) steps;
    LIST_OF(struct application_person) persons;
    bool issued;
    bool may_approve;
    bool is_loader;              /* waits for approval, and this person loaded it */
    bool may_request;
    bool may_issue;
    bool may_reject;
    const char *reject_action;
    const char *typed_reason;
    const char *reason_error;
};

#endif
