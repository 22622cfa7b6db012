/* What is done to an institution's user: パスワード初期化, アカウントロック解除, 暗号化鍵再発行, アカウント削除 and the
 * notice. The asker is the institution's 責任者 or doctor below /staff, or a municipality below /institution for its doctors
 * and their 責任者; the rights table says who may do what to whom. */
#ifndef NSDB_STAFF_H
#define NSDB_STAFF_H

#include "account_life_store.h"
#include "app.h"
#include "staff_query.h"

extern const struct field_spec staff_one_fields[];

/* The person at work, as the database sees it now. */
struct staff_desk {
    enum role role;
    int64_t manager_id; /* the 責任者 in office; 0 for municipalities and where there is none */
};

/* First call of a transaction that changes something: an institution's users are changed by one person at a time.
 * CONFLICT when the person was 責任者 at the begin of the request and is it no more. */
enum result staff_desk_open(struct store *store, struct context *context, struct staff_desk *desk_out) MUST_USE;

/* The account that the field `account` names, if `role` may do `action` to it: NOT_FOUND where there is no relation, REFUSED
 * where the table says no. */
enum result staff_target(struct store *store, struct context *context, enum role role, enum action action,
    struct account_target *target_out) MUST_USE;

/* Whether it makes sense now: only a locked account is unlocked, only a key that exists is reissued. */
bool staff_action_fits(enum action action, bool locked, bool has_key);

/* "/staff/users" or "/institution/users" with the list showing one account. */
const char *staff_list_of(struct context *context, const struct account_target *target);

/* A new initial password for slip `slip_number`, sealed. */
struct bytes staff_seal_password(struct context *context, const char *account_reference, int64_t slip_number);

/* How many days it is valid (setting initial_password_days). */
int64_t staff_password_days(const struct context *context);

/* The four actions, GET the page that says what will happen, POST doing it. The path's last word says which. */
void staff_action_show(struct context *context);
void staff_action_submit(struct context *context);

/* [IDパスワード通知書ダウンロード]: marks, logs and answers the PDF. */
void staff_notice_download(struct context *context);

#define STAFF_ACTION_ROUTES(path, right)                                                             \
    {METHOD_GET, path, right, SESSION_FULL, staff_one_fields, staff_action_show, 0},                 \
        {METHOD_POST, path, right, SESSION_FULL, staff_one_fields, staff_action_submit, ROUTE_CREATES}

#endif
