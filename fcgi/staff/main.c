/* The door of 責任者 and 指定医 to the users of their institution: registration, search, 責任者. */
#include "desk.h"

static const struct route routes[] = {
    {METHOD_GET, "/staff/register", ACTION_CLERK_REGISTER, SESSION_FULL, NULL, register_show, 0},
    {METHOD_POST, "/staff/register", ACTION_CLERK_REGISTER, SESSION_FULL, register_fields, register_submit, ROUTE_CREATES},
    {METHOD_GET, "/staff/register/done", ACTION_CLERK_REGISTER, SESSION_FULL, user_fields, registered_show, 0, "account"},
    {METHOD_GET, "/staff/users", ACTION_INSTITUTION_USERS, SESSION_FULL, user_list_fields, users_show, 0, "account"},
    {METHOD_POST, "/staff/users/notice", ACTION_NOTICE_PRINT, SESSION_FULL, user_fields, user_notice_download, 0, "account"},
    USER_ACTION_ROUTES("/staff/users/reset", ACTION_PASSWORD_RESET),
    USER_ANSWER_ROUTE("/staff/users/reset/answer"),
    USER_ACTION_ROUTES("/staff/users/unlock", ACTION_UNLOCK),
    USER_ACTION_ROUTES("/staff/users/key", ACTION_KEY_REISSUE),
    USER_ACTION_ROUTES("/staff/users/delete", ACTION_USER_DELETE),
    {METHOD_GET, "/staff/users/manager", ACTION_MANAGER_CHANGE, SESSION_FULL, user_fields, manager_show, 0, "account"},
    {METHOD_POST, "/staff/users/manager", ACTION_MANAGER_CHANGE, SESSION_FULL, user_fields, manager_submit, ROUTE_CREATES},
    {0},
};

int main(int argc, char **argv)
{
    static const struct program program = {"staff", routes, role_is_institutional};
    return serve(&program, argc, argv);
}
