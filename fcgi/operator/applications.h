/* 管理者権限のユーザID申請リスト. 厚労省 loads, approves (another person) and requests; 運用事業者 issues. Both see
 * the same screens under two addresses; 運用事業者 sees what was requested of it. */
#ifndef NSDB_APPLICATIONS_H
#define NSDB_APPLICATIONS_H

#include "app.h"

extern const struct field_spec application_load_fields[];
extern const struct field_spec application_fields[];
extern const struct field_spec application_reject_fields[];

/* The lists, and for 厚労省 the upload. */
void applications_show(struct context *context);

/* The same after an upload that could not be taken. */
void applications_respond(struct context *context, const struct complaints *complaints);

/* ②③: checks an uploaded file and stores it, or answers the report of its problems. */
void application_load(struct context *context);

/* ①: the empty form, as .xlsx and as .csv with one sample row. */
void application_template(struct context *context);
void application_sample(struct context *context);

/* One list: steps, applicants, what may be done next. */
void application_show(struct context *context);

/* The same with a complaint about the step that was asked for. */
void application_respond(struct context *context, const struct complaints *complaints);

/* ④, ⑤ and sending back. */
void application_approve(struct context *context);
void application_request(struct context *context);
void application_reject(struct context *context);

/* ⑥ and ⑦: all accounts of the list and their mails, or none. */
void application_issue(struct context *context);

/* Whether the route is one of 運用事業者. */
bool applications_of_contractor(const struct context *context);

/* "/operator/applications" or "/operator/issuing". */
const char *applications_base(const struct context *context);

/* The label of a state, and the look of its chip. */
const char *application_state_label(const char *state);
const char *application_state_chip(const char *state);

#define APPLICATION_ROUTES                                                                                            \
    {METHOD_GET, "/operator/applications", ACTION_APPLICATION_LIST_LOAD, SESSION_FULL, NULL, applications_show, 0, "application_list"},   \
        {METHOD_POST, "/operator/applications", ACTION_APPLICATION_LIST_LOAD, SESSION_FULL, application_load_fields,  \
            application_load, ROUTE_CREATES, "application_list"},                                                                         \
        {METHOD_GET, "/operator/applications/template.xlsx", ACTION_APPLICATION_LIST_LOAD, SESSION_FULL, NULL,        \
            application_template, 0},                                                                                 \
        {METHOD_GET, "/operator/applications/sample.csv", ACTION_APPLICATION_LIST_LOAD, SESSION_FULL, NULL,           \
            application_sample, 0},                                                                                   \
        {METHOD_GET, "/operator/applications/list", ACTION_APPLICATION_LIST_LOAD, SESSION_FULL, application_fields,   \
            application_show, 0, "application_list"},                                                                                     \
        {METHOD_POST, "/operator/applications/approve", ACTION_APPLICATION_LIST_APPROVE, SESSION_FULL,                \
            application_fields, application_approve, ROUTE_CREATES, "application_list"},                                                  \
        {METHOD_POST, "/operator/applications/request", ACTION_APPLICATION_LIST_LOAD, SESSION_FULL,                   \
            application_fields, application_request, ROUTE_CREATES, "application_list"},                                                  \
        {METHOD_POST, "/operator/applications/reject", ACTION_APPLICATION_LIST_LOAD, SESSION_FULL,                    \
            application_reject_fields, application_reject, ROUTE_CREATES, "application_list"},                                            \
        {METHOD_GET, "/operator/issuing", ACTION_APPLICATION_LIST_ISSUE, SESSION_FULL, NULL, applications_show, 0, "application_list"},   \
        {METHOD_GET, "/operator/issuing/list", ACTION_APPLICATION_LIST_ISSUE, SESSION_FULL, application_fields,       \
            application_show, 0, "application_list"},                                                                                     \
        {METHOD_POST, "/operator/issuing/issue", ACTION_APPLICATION_LIST_ISSUE, SESSION_FULL, application_fields,     \
            application_issue, ROUTE_CREATES, "application_list"},                                                                        \
        {METHOD_POST, "/operator/issuing/reject", ACTION_APPLICATION_LIST_ISSUE, SESSION_FULL,                        \
            application_reject_fields, application_reject, ROUTE_CREATES, "application_list"}

#endif
