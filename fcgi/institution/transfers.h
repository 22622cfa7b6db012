/* 移管の依頼: asking from the registration form, the list of both sides, and the decisions. */
#ifndef NSDB_TRANSFERS_H
#define NSDB_TRANSFERS_H

#include "app.h"

extern const struct field_spec transfer_fields[];
extern const struct field_spec transfer_approve_fields[];
extern const struct field_spec transfer_refuse_fields[];

/* GET /institution/transfers */
void transfers_show(struct context *context);

/* POST …/approve and …/refuse, by the issuer; …/withdraw, by the municipality that asked. Whoever comes second is told. */
void transfer_approve_submit(struct context *context);
void transfer_refuse_submit(struct context *context);
void transfer_withdraw_submit(struct context *context);

/* GET /institution/transfers/decide: what was asked, for the issuer. */
void transfer_decide_show(struct context *context);

#define TRANSFER_ROUTES                                                                                                 \
    {METHOD_GET, "/institution/transfers", ACTION_DOCTOR_SEARCH, SESSION_FULL, NULL, transfers_show, 0, "designation"},                \
    {METHOD_GET, "/institution/transfers/decide", ACTION_DOCTOR_EDIT, SESSION_FULL, transfer_fields, transfer_decide_show, 0, "designation"}, \
    {METHOD_POST, "/institution/transfers/approve", ACTION_DOCTOR_EDIT, SESSION_FULL, transfer_approve_fields, transfer_approve_submit, ROUTE_CREATES, "designation"}, \
    {METHOD_POST, "/institution/transfers/refuse", ACTION_DOCTOR_EDIT, SESSION_FULL, transfer_refuse_fields, transfer_refuse_submit, ROUTE_CREATES, "designation"}, \
    {METHOD_POST, "/institution/transfers/withdraw", ACTION_DOCTOR_REGISTER, SESSION_FULL, transfer_fields, \
        transfer_withdraw_submit, ROUTE_CREATES, "designation"}

#endif
