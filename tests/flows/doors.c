/* Routes and what they name. */
#include "doors.h"

#define HERE(relation) {[VIEWER_HOUSE] = (relation)}
#define ISSUER {[VIEWER_ISSUER] = RELATION_ISSUER}
#define PERSON {[VIEWER_PERSON] = RELATION_SELF}
#define PLAINLY(viewer) {[viewer] = SEEN_PLAINLY}

const struct subject subjects[SUBJECT_COUNT] = {
    [SELF] = {"oneself", KIND_ACCOUNT, WORLD_ACTOR, {[VIEWER_OFFICE] = RELATION_SELF, [VIEWER_CENTRE] = RELATION_SELF, [VIEWER_HOUSE] = RELATION_SELF}},
    [CLERK] = {"a clerk of the institution", KIND_ACCOUNT, WORLD_CLERK, HERE(RELATION_OWN_INSTITUTION_CLERK)},
    [DOCTOR] = {"a doctor of institution and municipality", KIND_ACCOUNT, WORLD_DOCTOR,
        {[VIEWER_HOUSE] = RELATION_OWN_INSTITUTION_DOCTOR, [VIEWER_ISSUER] = RELATION_ISSUER}},
    [SECONDARY] = {"a doctor with a 兼務先 here", KIND_ACCOUNT, WORLD_SECONDARY, HERE(RELATION_OWN_INSTITUTION_DOCTOR)},
    [MANAGER] = {"the 責任者 of the institution", KIND_ACCOUNT, WORLD_MANAGER,
        {[VIEWER_HOUSE] = RELATION_OWN_INSTITUTION_MANAGER, [VIEWER_ISSUER] = RELATION_ISSUER}},
    [CANDIDATE] = {"a doctor of an institution without 責任者", KIND_ACCOUNT, WORLD_CANDIDATE, ISSUER},
    [COLLEAGUE] = {"職員 of the municipality", KIND_ACCOUNT, WORLD_COLLEAGUE, {[VIEWER_OFFICE] = RELATION_OWN_MUNICIPALITY}},
    [CHIEF] = {"管理者 of the municipality", KIND_ACCOUNT, WORLD_CHIEF, {[VIEWER_OFFICE] = RELATION_OWN_MUNICIPALITY}},
    [MINISTRY_USER] = {"a user of 厚労省", KIND_ACCOUNT, WORLD_MINISTRY_USER, {[VIEWER_CENTRE] = RELATION_OWN_ORGANISATION}},
    [CONTRACTOR_USER] = {"a user of 運用事業者", KIND_ACCOUNT, WORLD_CONTRACTOR_USER, {[VIEWER_CENTRE] = RELATION_OWN_ORGANISATION}},
    [OPERATOR_USER] = {"a user of システム運営主体", KIND_ACCOUNT, WORLD_OPERATOR_USER, {[VIEWER_CENTRE] = RELATION_OWN_ORGANISATION}},
    [BOTH] = {"a doctor of both schemes and two municipalities", KIND_ACCOUNT, WORLD_BOTH, ISSUER},
    [OTHER_CLERK] = {"another institution's clerk", KIND_ACCOUNT, WORLD_OTHER_CLERK, {0}},
    [OTHER_DOCTOR] = {"another municipality's doctor", KIND_ACCOUNT, WORLD_OTHER_DOCTOR, {0}},
    [OTHER_MANAGER] = {"another institution's 責任者", KIND_ACCOUNT, WORLD_OTHER_MANAGER, {0}},
    [OTHER_OFFICIAL] = {"another municipality's 職員", KIND_ACCOUNT, WORLD_OTHER_OFFICIAL, {0}},
    [GONE_CLERK] = {"a deleted clerk", KIND_ACCOUNT, WORLD_GONE_CLERK, {0}},
    [GONE_DOCTOR] = {"a deleted doctor", KIND_ACCOUNT, WORLD_GONE_DOCTOR, {0}},
    [GONE_COLLEAGUE] = {"a deleted 職員", KIND_ACCOUNT, WORLD_GONE_COLLEAGUE, {0}},
    [GONE_CENTRAL] = {"a deleted user of 厚労省", KIND_ACCOUNT, WORLD_GONE_CENTRAL, {0}},
    [ISSUED] = {"a designation of the municipality", KIND_DESIGNATION, WORLD_DESIGNATION(WORLD_DOCTOR, 0), ISSUER},
    [ISSUED_CANDIDATE] = {"another one of the municipality", KIND_DESIGNATION, WORLD_DESIGNATION(WORLD_CANDIDATE, 0), ISSUER},
    [ISSUED_BOTH] = {"the municipality's scheme of a doctor of both", KIND_DESIGNATION, WORLD_DESIGNATION(WORLD_BOTH, 1), ISSUER},
    [OTHER_SCHEME] = {"the other scheme of that doctor", KIND_DESIGNATION, WORLD_DESIGNATION(WORLD_BOTH, 0), {0}},
    [ISSUED_BY_OTHER] = {"another municipality's designation", KIND_DESIGNATION, WORLD_DESIGNATION(WORLD_OTHER_DOCTOR, 0), {0}},
    [ENDED] = {"a deleted designation", KIND_DESIGNATION, WORLD_DESIGNATION(WORLD_GONE_DOCTOR, 0), {0}},
    [IMPORT_OWN] = {"the own import", KIND_IMPORT, WORLD_IMPORT_OWN, ISSUER},
    [IMPORT_COLLEAGUE] = {"a colleague's import", KIND_IMPORT, WORLD_IMPORT_COLLEAGUE, ISSUER},
    [IMPORT_OTHER] = {"another municipality's import", KIND_IMPORT, WORLD_IMPORT_OTHER, {0}},
    [RECEIVED] = {"a request received", KIND_TRANSFER, WORLD_RECEIVED, ISSUER},
    [SENT] = {"a request sent", KIND_TRANSFER, WORLD_SENT, ISSUER},
    [FOREIGN] = {"a request between others", KIND_TRANSFER, WORLD_FOREIGN, {0}},
    [LIST_OWN] = {"a list loaded by oneself", KIND_LIST, WORLD_LIST_OWN, {[VIEWER_CENTRE] = RELATION_SELF}},
    [LIST_LOADED] = {"a list loaded by another", KIND_LIST, WORLD_LIST_LOADED, {[VIEWER_CENTRE] = RELATION_OWN_ORGANISATION}},
    [LIST_APPROVED] = {"an approved list", KIND_LIST, WORLD_LIST_APPROVED, {[VIEWER_CENTRE] = RELATION_OWN_ORGANISATION}},
    [LIST_REQUESTED] = {"a requested list", KIND_LIST, WORLD_LIST_REQUESTED,
        {[VIEWER_CENTRE] = RELATION_OWN_ORGANISATION, [VIEWER_ISSUING] = SEEN_PLAINLY}},
    [MESSAGE_HERE] = {"a message to the institution", KIND_MESSAGE, WORLD_MESSAGE, PLAINLY(VIEWER_PERSON)},
    [MESSAGE_ELSEWHERE] = {"a message to another institution", KIND_MESSAGE, WORLD_MESSAGE_ELSEWHERE, {0}},
    [NAME_MESSAGE_HERE] = {"a message about the institution's name", KIND_NAME_MESSAGE, WORLD_NAME_MESSAGE, PLAINLY(VIEWER_PERSON)},
    [NAME_MESSAGE_ELSEWHERE] = {"a message about another institution's name", KIND_NAME_MESSAGE, WORLD_NAME_MESSAGE_ELSEWHERE, {0}},
    [PLACE_OWN] = {"an own 兼務先", KIND_PLACE, WORLD_PLACE, PERSON},
    [PLACE_PRIMARY] = {"the own 主たる勤務先", KIND_PLACE, WORLD_PLACE_PRIMARY, {0}},
    [PLACE_OTHER] = {"another doctor's 兼務先", KIND_PLACE, WORLD_PLACE_OTHER, {0}},
    [SESSION_OWN] = {"an own session", KIND_SESSION, 1, PERSON},
    [SESSION_OTHER] = {"another's session", KIND_SESSION, 2, {0}},
    [BROWSER_OWN] = {"an own browser", KIND_BROWSER, WORLD_BROWSER, PERSON},
    [BROWSER_OTHER] = {"another's browser", KIND_BROWSER, WORLD_BROWSER_OTHER, {0}},
    [INSTITUTION_OWN] = {"an institution with doctors of the municipality", KIND_INSTITUTION, 1, ISSUER},
    [INSTITUTION_OTHER] = {"an institution of another municipality's doctors", KIND_INSTITUTION, 2, {0}},
};

const char *const target_fields[] = {"account", "designation", "import", "batch", "transfer", "list", "message",
    "affiliation", "session", "browser", "institution", "letter", NULL};

/* What people type or choose, the numbers of a page, and 医療機関番号 of a public register (place, institution_code). */
const char *const value_fields[] = {
    "accept", "answer", "as_of", "certified_on", "confirmed", "covers", "current_password", "department",
    "designation_number", "expires_from", "expires_on", "expires_to", "family_kana", "family_name", "file",
    "given_kana", "given_name", "id", "institution_code", "institution_confirmed", "institution_name", "key_file", "kind", "login_id",
    "mail", "mail_address", "medical_register_number", "mode", "name", "new_password", "new_password_again",
    "next", "notice", "number", "page", "part", "parts", "passphrase", "password", "place", "query", "question", "reason",
    "register_number", "registered_name", "scheme", "signature", "size", "sort", "state", "step", "telephone", "unsent", "version", NULL,
};

/* Where such a word is no target: institutions are looked up in a public register and searched for by name; the
 * sample site shows its mails to everybody. */
const char *const door_values[][2] = {
    {"/account/affiliations", "institution"}, {"/institution/users", "institution"},
    {"/institution/users/dispatch.csv", "institution"}, {"/institution/users/dispatch.xlsx", "institution"},
    {"/institution/users/list.csv", "institution"}, {"/institution/users/list.xlsx", "institution"},
    {"/institution/users/bulk/extend", "institution"}, {"/institution/users/bulk/extend", "import"},
    {"/institution/users/bulk/unlock", "institution"}, {"/institution/users/bulk/unlock", "import"},
    {"/institution/users/notice", "institution"}, {"/institution/users/notice", "import"},
    {"/institution/users/notices", "institution"}, {"/institution/users/notices", "import"},
    {"/institution/users/notices/all", "institution"}, {"/institution/users/manager/appoint", "institution"},
    {"/sample/mail/letter", "letter"}, {"/sample/mail/attachment", "letter"}, {NULL, NULL},
};

#define PERSON_FIELDS "family_name=%E4%B8%96%E7%95%8C&given_name=%E6%94%B9%E5%90%8D&family_kana=%E3%82%BB%E3%82%AB%E3%82%A4&given_kana=%E3%82%AB%E3%82%A4"
#define OFFICIAL_FIELDS "version=1&" PERSON_FIELDS "&department=%E9%83%A8&telephone=03-0000-0000&mail=a%40example.jp"
#define DOCTOR_FIELDS "version=1&" PERSON_FIELDS "&designation_number=E1&medical_register_number=800001&certified_on=2026-04-01&expires_on=2031-03-31&kind=&institution_code=&institution_name=&department=&telephone=&mail="
#define VACANT "institution=1310000027"
#define WRONG_NAME "registered_name=wrong&institution_name=%E6%AD%A3%E3%81%97%E3%81%84%E7%97%85%E9%99%A2"

#define PUBLIC(method, path) {method, path, ACTION_NONE, .more = ""}
#define OWN(method, path) {method, path, ACTION_OWN_ACCOUNT, .more = ""}
#define ACCOUNT_PAIR(path, right_of, ...) \
    {"GET", path, right_of, KIND_ACCOUNT, "account", .more = "", __VA_ARGS__}, {"POST", path, right_of, KIND_ACCOUNT, "account", .more = "", __VA_ARGS__}
#define OFFICIAL_DOORS(base, right_of)                                                                              \
    {"GET", base "/register", right_of}, {"POST", base "/register", right_of}, {"GET", base "/users", right_of},    \
        {"POST", base "/users/notice", right_of, KIND_ACCOUNT, "account", "", ACTION_NOTICE_PRINT},                 \
        {"GET", base "/users/edit", right_of, KIND_ACCOUNT, "account", ""},                                         \
        {"POST", base "/users/edit", right_of, KIND_ACCOUNT, "account", OFFICIAL_FIELDS},                           \
        ACCOUNT_PAIR(base "/users/reset", right_of, .deed = ACTION_PASSWORD_RESET),                                 \
        ACCOUNT_PAIR(base "/users/unlock", right_of, .deed = ACTION_UNLOCK),                                        \
        ACCOUNT_PAIR(base "/users/key", right_of, .deed = ACTION_KEY_REISSUE),                                      \
        ACCOUNT_PAIR(base "/users/delete", right_of, .deed = ACTION_USER_DELETE)
#define ISSUED_GET(path, right_of, ...) {"GET", path, right_of, KIND_DESIGNATION, "designation", "" __VA_ARGS__}
#define ISSUED_POST(path, right_of, more_of, ...) {"POST", path, right_of, KIND_DESIGNATION, "designation", more_of, __VA_ARGS__}
#define IMPORTED(method, path, ...) {method, "/institution/import/" path, ACTION_DOCTOR_REGISTER, KIND_IMPORT, "import", .more = "", __VA_ARGS__}
#define FILTERED(path) {"GET", "/institution/users" path, ACTION_DOCTOR_SEARCH, KIND_IMPORT, "import", "", .open = true}

const struct door doors[] = {
    PUBLIC("GET", "/signin/"), PUBLIC("POST", "/signin/"), PUBLIC("GET", "/signin/out"), PUBLIC("POST", "/signin/out"),
    PUBLIC("GET", "/healthz"), PUBLIC("GET", "/readyz"), PUBLIC("GET", "/metrics"), PUBLIC("GET", "/sample/mail"),
    PUBLIC("GET", "/sample/mail/letter"), PUBLIC("GET", "/sample/mail/attachment"),

    /* The steps of signing in and 自アカウント管理 name nobody but the session's own account. */
    OWN("GET", "/signin/mail"), OWN("POST", "/signin/mail"), OWN("GET", "/signin/key"), OWN("POST", "/signin/key"),
    OWN("GET", "/signin/secret"), OWN("POST", "/signin/secret"), OWN("GET", "/signin/password"), OWN("POST", "/signin/password"),
    OWN("GET", "/signin/done"), OWN("GET", "/signin/proof"), OWN("POST", "/signin/proof"),
    OWN("GET", "/account/"), OWN("GET", "/account/self"), OWN("GET", "/account/self/mail"), OWN("POST", "/account/self/mail"),
    OWN("GET", "/account/self/profile"), OWN("POST", "/account/self/profile"), OWN("GET", "/account/self/secret"), OWN("POST", "/account/self/secret"),
    OWN("POST", "/account/scheme"), OWN("GET", "/account/affiliations"), OWN("POST", "/account/affiliations/add"),
    OWN("GET", "/account/self/key"), OWN("POST", "/account/self/key"),
    OWN("POST", "/account/self/password"), OWN("POST", "/account/self/key/prepare"), OWN("POST", "/account/self/key/file"),
    OWN("POST", "/account/self/key/register"),
    {"POST", "/account/messages/dismiss", ACTION_INSTITUTION_MESSAGES, KIND_MESSAGE, "message", ""},
    {"POST", "/account/messages/name/dismiss", ACTION_INSTITUTION_MESSAGES, KIND_NAME_MESSAGE, "message", ""},
    {"POST", "/account/affiliations/remove", ACTION_OWN_ACCOUNT, KIND_PLACE, "affiliation", ""},
    {"POST", "/account/self/sessions/end", ACTION_OWN_ACCOUNT, KIND_SESSION, "session", "", .open = true},
    {"POST", "/account/self/browsers/forget", ACTION_OWN_ACCOUNT, KIND_BROWSER, "browser", "", .open = true},

    /* 医療機関ユーザ of a municipality. */
    {"GET", "/institution/register", ACTION_DOCTOR_REGISTER}, {"POST", "/institution/register", ACTION_DOCTOR_REGISTER},
    {"POST", "/institution/register/transfer", ACTION_DOCTOR_REGISTER},
    ISSUED_GET("/institution/register/done", ACTION_DOCTOR_REGISTER),
    {"GET", "/institution/transfers", ACTION_DOCTOR_SEARCH},
    {"GET", "/institution/transfers/decide", ACTION_DOCTOR_EDIT, KIND_TRANSFER, "transfer", "", .only = ONLY(RECEIVED)},
    {"POST", "/institution/transfers/approve", ACTION_DOCTOR_EDIT, KIND_TRANSFER, "transfer", "confirmed=yes", .only = ONLY(RECEIVED)},
    {"POST", "/institution/transfers/refuse", ACTION_DOCTOR_EDIT, KIND_TRANSFER, "transfer", "reason=no", .only = ONLY(RECEIVED)},
    {"POST", "/institution/transfers/withdraw", ACTION_DOCTOR_REGISTER, KIND_TRANSFER, "transfer", "", .only = ONLY(SENT)},
    {"GET", "/institution/import", ACTION_DOCTOR_REGISTER}, {"POST", "/institution/import", ACTION_DOCTOR_REGISTER},
    {"GET", "/institution/import/template.xlsx", ACTION_DOCTOR_REGISTER}, {"GET", "/institution/import/sample.csv", ACTION_DOCTOR_REGISTER},
    {"GET", "/institution/import/history", ACTION_DOCTOR_REGISTER},
    {"GET", "/institution/import/batch", ACTION_DOCTOR_REGISTER, KIND_IMPORT, "batch", ""},
    IMPORTED("GET", "job"), IMPORTED("POST", "job"), IMPORTED("GET", "report.csv"), IMPORTED("GET", "corrected"), IMPORTED("GET", "withdraw"),
    IMPORTED("POST", "withdraw", .before = "UPDATE bulk_import SET state = 'done'"),
    {"GET", "/institution/expiry", ACTION_DOCTOR_SEARCH}, {"GET", "/institution/vacancies", ACTION_DOCTOR_SEARCH},
    FILTERED(""), FILTERED("/dispatch.csv"), FILTERED("/dispatch.xlsx"), FILTERED("/list.csv"), FILTERED("/list.xlsx"),
    {"POST", "/institution/users/notices/all", ACTION_NOTICE_PRINT, KIND_IMPORT, "import", "part=1", .open = true},
    ISSUED_POST("/institution/users/bulk/extend", ACTION_DOCTOR_EDIT, "step=apply&expires_on=2032-03-31", .open = true),
    ISSUED_POST("/institution/users/bulk/unlock", ACTION_UNLOCK, "", .open = true),
    ISSUED_POST("/institution/users/notice", ACTION_NOTICE_PRINT, ""), ISSUED_POST("/institution/users/notices", ACTION_NOTICE_PRINT, ""),
    ISSUED_GET("/institution/users/reissue", ACTION_NOTICE_PRINT), ISSUED_POST("/institution/users/reissue", ACTION_NOTICE_PRINT, ""),
    ISSUED_GET("/institution/users/extend", ACTION_DOCTOR_EDIT),
    ISSUED_POST("/institution/users/extend", ACTION_DOCTOR_EDIT, "expires_on=2032-03-31"),
    ISSUED_GET("/institution/users/delete", ACTION_DOCTOR_EDIT), ISSUED_POST("/institution/users/delete", ACTION_DOCTOR_EDIT, "confirmed=yes"),
    ISSUED_GET("/institution/users/primary", ACTION_DOCTOR_EDIT),
    ISSUED_POST("/institution/users/primary", ACTION_DOCTOR_EDIT, "institution_code=2610000014"),
    ISSUED_GET("/institution/users/edit", ACTION_DOCTOR_EDIT), ISSUED_POST("/institution/users/edit", ACTION_DOCTOR_EDIT, DOCTOR_FIELDS),
    ACCOUNT_PAIR("/institution/users/reset", ACTION_PASSWORD_RESET, 0), ACCOUNT_PAIR("/institution/users/unlock", ACTION_UNLOCK, 0),
    ACCOUNT_PAIR("/institution/users/key", ACTION_KEY_REISSUE, 0),
    {"POST", "/institution/users/reset/answer", ACTION_PASSWORD_RESET, KIND_ACCOUNT, "account", "answer=pochi"},
    {"GET", "/institution/users/manager", ACTION_DOCTOR_SEARCH, KIND_INSTITUTION, "institution", ""},
    {"GET", "/institution/users/institution", ACTION_DOCTOR_EDIT, KIND_INSTITUTION, "institution", ""},
    {"POST", "/institution/users/institution", ACTION_DOCTOR_EDIT, KIND_INSTITUTION, "institution", WRONG_NAME,
        .before = "UPDATE medical_institution SET name = 'wrong' WHERE id = 1"},
    {"POST", "/institution/users/manager/appoint", ACTION_MANAGER_APPOINT, KIND_ACCOUNT, "account", VACANT, .only = ONLY(CANDIDATE)},
    {"POST", "/institution/users/manager/notice", ACTION_NOTICE_PRINT, KIND_ACCOUNT, "account", "", .only = ONLY(MANAGER)},

    /* 自治体ユーザ and the users of the central organisations. */
    OFFICIAL_DOORS("/municipality", ACTION_MUNICIPAL_USERS),
    OFFICIAL_DOORS("/operator", ACTION_ORGANISATION_USERS),
    {"GET", "/operator/applications", ACTION_APPLICATION_LIST_LOAD}, {"POST", "/operator/applications", ACTION_APPLICATION_LIST_LOAD},
    {"GET", "/operator/applications/template.xlsx", ACTION_APPLICATION_LIST_LOAD},
    {"GET", "/operator/applications/sample.csv", ACTION_APPLICATION_LIST_LOAD},
    {"GET", "/operator/applications/list", ACTION_APPLICATION_LIST_LOAD, KIND_LIST, "list", ""},
    {"POST", "/operator/applications/approve", ACTION_APPLICATION_LIST_APPROVE, KIND_LIST, "list", "", .refusal = 422,
        .refused = ONLY(LIST_OWN) | ONLY(LIST_APPROVED) | ONLY(LIST_REQUESTED)},
    {"POST", "/operator/applications/request", ACTION_APPLICATION_LIST_LOAD, KIND_LIST, "list", "", .refusal = 422,
        .refused = ONLY(LIST_OWN) | ONLY(LIST_LOADED) | ONLY(LIST_REQUESTED)},
    {"POST", "/operator/applications/reject", ACTION_APPLICATION_LIST_LOAD, KIND_LIST, "list", "reason=no"},
    {"GET", "/operator/issuing", ACTION_APPLICATION_LIST_ISSUE},
    {"GET", "/operator/issuing/list", ACTION_APPLICATION_LIST_ISSUE, KIND_LIST, "list", ""},
    {"POST", "/operator/issuing/issue", ACTION_APPLICATION_LIST_ISSUE, KIND_LIST, "list", ""},
    {"POST", "/operator/issuing/reject", ACTION_APPLICATION_LIST_ISSUE, KIND_LIST, "list", "reason=no"},

    /* 医療機関ユーザ of an institution. */
    {"GET", "/staff/register", ACTION_CLERK_REGISTER}, {"POST", "/staff/register", ACTION_CLERK_REGISTER},
    {"GET", "/staff/register/done", ACTION_CLERK_REGISTER, KIND_ACCOUNT, "account", "", ACTION_NOTICE_PRINT,
        .only = ONLY(CLERK) | ONLY(MANAGER)},
    {"GET", "/staff/users", ACTION_INSTITUTION_USERS},
    {"POST", "/staff/users/notice", ACTION_NOTICE_PRINT, KIND_ACCOUNT, "account", ""},
    ACCOUNT_PAIR("/staff/users/reset", ACTION_PASSWORD_RESET, 0), ACCOUNT_PAIR("/staff/users/unlock", ACTION_UNLOCK, 0),
    ACCOUNT_PAIR("/staff/users/key", ACTION_KEY_REISSUE, 0), ACCOUNT_PAIR("/staff/users/delete", ACTION_USER_DELETE, 0),
    {"POST", "/staff/users/reset/answer", ACTION_PASSWORD_RESET, KIND_ACCOUNT, "account", "answer=pochi"},
    ACCOUNT_PAIR("/staff/users/manager", ACTION_MANAGER_CHANGE, .refusal = 303, .refused = ONLY(SECONDARY)),
};

const size_t door_count = sizeof doors / sizeof *doors;
