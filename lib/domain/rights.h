/* Roles, actions, relations, and the one table of who may do what to whom (R-063 and its kin,
 * architecture §5). Guards and buttons ask rights_allow(); nobody decides otherwise. */
#ifndef NSDB_RIGHTS_H
#define NSDB_RIGHTS_H

#include <stdbool.h>

#include "result.h"

enum scheme { SCHEME_NONE, SCHEME_NANBYO, SCHEME_SHOMAN };
#define SCHEME_BIT(scheme) (1U << (scheme))

enum role {
    ROLE_NONE, /* not signed in */
    ROLE_MINISTRY_ADMINISTRATOR,
    ROLE_MINISTRY_USER,
    ROLE_CONTRACTOR_ADMINISTRATOR,
    ROLE_CONTRACTOR_USER,
    ROLE_OPERATOR_ADMINISTRATOR,
    ROLE_OPERATOR_USER,
    ROLE_MUNICIPALITY_ADMINISTRATOR,
    ROLE_MUNICIPALITY_STAFF,
    ROLE_MANAGER,        /* 責任者 who is neither doctor nor clerk */
    ROLE_DOCTOR_MANAGER, /* 指定医 who doubles as 責任者 */
    ROLE_DOCTOR,
    ROLE_CLERK,
    ROLE_COUNT
};

/* The words that the database holds: "municipality_staff" and so on. */
const char *role_word(enum role role);
/* ROLE_NONE for an unknown word. */
enum role role_from_word(const char *word);
/* 自治体職員 and so on, as on the screens. */
const char *role_label(enum role role);
bool role_is_municipal(enum role role);
bool role_is_institutional(enum role role);
/* 厚労省, 運用事業者 or システム運営主体. */
bool role_is_central(enum role role);

/* The words "nanbyo" and "shoman", and back; "" and SCHEME_NONE for everything else. */
const char *scheme_word(enum scheme scheme);
/* See above. */
enum scheme scheme_from_word(const char *word);
/* 難病, 小慢. */
const char *scheme_label(enum scheme scheme);

enum action {
    ACTION_NONE,              /* public: signing in, health, downloads */
    ACTION_OWN_ACCOUNT,       /* 自アカウント管理, menu, sign-out */
    ACTION_INSTITUTION_MESSAGES, /* お知らせ of the own institution */
    ACTION_DOCTOR_REGISTER,   /* 個別登録, 一括登録, its history and withdrawal */
    ACTION_DOCTOR_SEARCH,     /* 医療機関ユーザ検索 as a municipality */
    ACTION_DOCTOR_EDIT,       /* 編集, 有効期限延長, 主たる勤務先の変更, 削除 */
    ACTION_NOTICE_PRINT,      /* IDPW発行通知書, [再発行] */
    ACTION_MUNICIPAL_USERS,   /* 自治体ユーザ新規登録, 検索 */
    ACTION_INSTITUTION_USERS, /* 医療機関ユーザ検索 as an institution */
    ACTION_CLERK_REGISTER,
    ACTION_MANAGER_REGISTER,
    ACTION_MANAGER_CHANGE,
    ACTION_MANAGER_APPOINT,   /* 責任者 of an institution that has none */
    ACTION_PASSWORD_RESET,    /* パスワード初期化 */
    ACTION_UNLOCK,            /* アカウントロック解除 */
    ACTION_KEY_REISSUE,       /* 暗号化鍵再発行 */
    ACTION_USER_DELETE,       /* アカウント削除 */
    ACTION_ORGANISATION_USERS, /* users of the own 厚労省, 運用事業者 or システム運営主体 */
    ACTION_APPLICATION_LIST_LOAD,    /* 管理者権限のユーザID申請リスト */
    ACTION_APPLICATION_LIST_APPROVE,
    ACTION_APPLICATION_LIST_ISSUE,
    ACTION_MEDIA_DESK,
    ACTION_STATISTICS,
    ACTION_LOG_SEARCH,
    ACTION_COUNT
};

/* The word that logs use for an action: "doctor_register" and so on. */
const char *action_word(enum action action);

/* How the target stands to the actor. Only facts that the store found; see rights.c for each. */
enum relation {
    RELATION_NONE,              /* the action has no target (opening a list, a form) */
    RELATION_SELF,              /* before all others */
    RELATION_OWN_INSTITUTION_CLERK,
    RELATION_OWN_INSTITUTION_DOCTOR,
    RELATION_OWN_INSTITUTION_MANAGER, /* the 責任者 or the pending one, doctors who double as 責任者 included */
    RELATION_OWN_MUNICIPALITY,  /* a municipal user of the same municipality */
    RELATION_OWN_ORGANISATION,  /* another user of the same 厚労省, 運用事業者 or システム運営主体 */
    RELATION_ISSUER,            /* the actor's municipality issued the designation (or appointed the 責任者) */
    RELATION_OTHER_SCHEME,      /* the doctor is known, but only under the other scheme */
    RELATION_OTHER,
    RELATION_DELETED,
    RELATION_COUNT
};

/* Whether the table allows it. RELATION_NONE asks: to anybody at all? */
bool rights_allow(enum role actor, enum action action, enum relation relation);

#endif
