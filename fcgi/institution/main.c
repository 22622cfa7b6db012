/* The door of 自治体 to the users of medical institutions: 個別登録, 一括登録, search, notices. */
#include "bulk_import.h"
#include "dispatch_list.h"
#include "doctor_edit.h"
#include "doctor_life.h"
#include "doctor_register.h"
#include "expiry.h"
#include "institution_name.h"
#include "manager.h"
#include "notice.h"
#include "transfers.h"
#include "user_action.h"
#include "user_notice.h"
#include "users.h"
#include "users_bulk.h"

static const struct route routes[] = {
    {METHOD_GET, "/institution/register", ACTION_DOCTOR_REGISTER, SESSION_FULL, NULL, doctor_register_show, 0},
    {METHOD_POST, "/institution/register", ACTION_DOCTOR_REGISTER, SESSION_FULL, doctor_register_fields, doctor_register_submit, ROUTE_CREATES},
    {METHOD_POST, "/institution/register/transfer", ACTION_DOCTOR_REGISTER, SESSION_FULL, doctor_register_fields, doctor_register_request_transfer, ROUTE_CREATES},
    TRANSFER_ROUTES,
    {METHOD_GET, "/institution/register/done", ACTION_DOCTOR_REGISTER, SESSION_FULL, notice_fields, doctor_registered_show, 0, "designation"},
    BULK_IMPORT_ROUTES,
    {METHOD_GET, "/institution/expiry", ACTION_DOCTOR_SEARCH, SESSION_FULL, NULL, expiry_show, 0},
    {METHOD_GET, "/institution/users", ACTION_DOCTOR_SEARCH, SESSION_FULL, users_fields, users_show, 0, "designation"},
    {METHOD_GET, "/institution/users/dispatch.csv", ACTION_DOCTOR_SEARCH, SESSION_FULL, dispatch_list_fields, dispatch_list_csv, 0},
    {METHOD_GET, "/institution/users/dispatch.xlsx", ACTION_DOCTOR_SEARCH, SESSION_FULL, dispatch_list_fields, dispatch_list_xlsx, 0},
    {METHOD_GET, "/institution/users/list.csv", ACTION_DOCTOR_SEARCH, SESSION_FULL, dispatch_list_fields, result_list_csv, 0},
    {METHOD_GET, "/institution/users/list.xlsx", ACTION_DOCTOR_SEARCH, SESSION_FULL, dispatch_list_fields, result_list_xlsx, 0},
    {METHOD_POST, "/institution/users/bulk/extend", ACTION_DOCTOR_EDIT, SESSION_FULL, users_bulk_extend_fields, users_bulk_extend, 0, "designation"},
    {METHOD_POST, "/institution/users/bulk/unlock", ACTION_UNLOCK, SESSION_FULL, users_bulk_fields, users_bulk_unlock, 0, "designation"},
    {METHOD_POST, "/institution/users/notice", ACTION_NOTICE_PRINT, SESSION_FULL, notice_print_fields, notice_download, 0, "designation"},
    {METHOD_POST, "/institution/users/notices", ACTION_NOTICE_PRINT, SESSION_FULL, notices_fields, notices_download, 0, "designation"},
    {METHOD_POST, "/institution/users/notices/all", ACTION_NOTICE_PRINT, SESSION_FULL, notices_all_fields, notices_download_all, 0, "designation"},
    {METHOD_GET, "/institution/users/reissue", ACTION_NOTICE_PRINT, SESSION_FULL, reissue_fields, reissue_show, 0, "designation"},
    {METHOD_POST, "/institution/users/reissue", ACTION_NOTICE_PRINT, SESSION_FULL, reissue_fields, reissue_submit, ROUTE_CREATES},
    {METHOD_GET, "/institution/users/extend", ACTION_DOCTOR_EDIT, SESSION_FULL, notice_fields, doctor_extend_show, 0, "designation"},
    {METHOD_POST, "/institution/users/extend", ACTION_DOCTOR_EDIT, SESSION_FULL, doctor_extend_fields, doctor_extend_submit, ROUTE_CREATES, "designation"},
    {METHOD_GET, "/institution/users/delete", ACTION_DOCTOR_EDIT, SESSION_FULL, notice_fields, doctor_delete_show, 0, "designation"},
    {METHOD_POST, "/institution/users/delete", ACTION_DOCTOR_EDIT, SESSION_FULL, doctor_delete_fields, doctor_delete_submit, ROUTE_CREATES, "designation"},
    {METHOD_GET, "/institution/users/primary", ACTION_DOCTOR_EDIT, SESSION_FULL, notice_fields, doctor_move_show, 0, "designation"},
    {METHOD_POST, "/institution/users/primary", ACTION_DOCTOR_EDIT, SESSION_FULL, doctor_move_fields, doctor_move_submit, ROUTE_CREATES, "designation"},
    USER_ACTION_ROUTES("/institution/users/reset", ACTION_PASSWORD_RESET),
    USER_ANSWER_ROUTE("/institution/users/reset/answer"),
    USER_ACTION_ROUTES("/institution/users/unlock", ACTION_UNLOCK),
    USER_ACTION_ROUTES("/institution/users/key", ACTION_KEY_REISSUE),
    {METHOD_GET, "/institution/users/manager", ACTION_DOCTOR_SEARCH, SESSION_FULL, manager_fields, manager_show, 0, "medical_institution"},
    {METHOD_POST, "/institution/users/manager/appoint", ACTION_MANAGER_APPOINT, SESSION_FULL, manager_appoint_fields, manager_appoint_submit, ROUTE_CREATES, "medical_institution"},
    {METHOD_GET, "/institution/users/institution", ACTION_DOCTOR_EDIT, SESSION_FULL, institution_name_show_fields, institution_name_show, 0},
    {METHOD_POST, "/institution/users/institution", ACTION_DOCTOR_EDIT, SESSION_FULL, institution_name_fields, institution_name_submit, ROUTE_CREATES},
    {METHOD_GET, "/institution/vacancies", ACTION_DOCTOR_SEARCH, SESSION_FULL, NULL, vacancies_show, 0},
    {METHOD_POST, "/institution/users/manager/notice", ACTION_NOTICE_PRINT, SESSION_FULL, user_fields, user_notice_download, 0, "account"},
    {METHOD_GET, "/institution/users/edit", ACTION_DOCTOR_EDIT, SESSION_FULL, notice_fields, doctor_edit_show, 0, "designation"},
    {METHOD_POST, "/institution/users/edit", ACTION_DOCTOR_EDIT, SESSION_FULL, doctor_edit_fields, doctor_edit_submit, ROUTE_CREATES, "designation"},
    {0},
};

int main(int argc, char **argv)
{
    static const struct program program = {"institution", routes, role_is_municipal};
    return serve(&program, argc, argv);
}
