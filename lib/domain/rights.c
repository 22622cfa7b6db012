/* The one table of rights. A line of the table says: these actors may do this action to targets that
 * stand to them in these relations. What no line allows is refused. RELATION_NONE asks whether the actor may do
 * the action to anybody at all (opening a list, drawing a button), so it follows from the line itself. */
#include "rights.h"

#include <string.h>

#define WHO(role) (1U << (role))
#define TO(relation) (1U << (relation))

#define MINISTRY (WHO(ROLE_MINISTRY_ADMINISTRATOR) | WHO(ROLE_MINISTRY_USER))
#define CONTRACTOR (WHO(ROLE_CONTRACTOR_ADMINISTRATOR) | WHO(ROLE_CONTRACTOR_USER))
#define OPERATOR (WHO(ROLE_OPERATOR_ADMINISTRATOR) | WHO(ROLE_OPERATOR_USER))
#define CENTRAL_ADMINISTRATORS                                                                          \
    (WHO(ROLE_MINISTRY_ADMINISTRATOR) | WHO(ROLE_CONTRACTOR_ADMINISTRATOR) | WHO(ROLE_OPERATOR_ADMINISTRATOR))
#define MUNICIPALITY (WHO(ROLE_MUNICIPALITY_ADMINISTRATOR) | WHO(ROLE_MUNICIPALITY_STAFF))
#define MANAGERS (WHO(ROLE_MANAGER) | WHO(ROLE_DOCTOR_MANAGER))
#define DOCTORS (WHO(ROLE_DOCTOR_MANAGER) | WHO(ROLE_DOCTOR))
#define INSTITUTION (MANAGERS | DOCTORS | WHO(ROLE_CLERK))
#define SIGNED_IN (MINISTRY | CONTRACTOR | OPERATOR | MUNICIPALITY | INSTITUTION)
#define EVERYBODY (SIGNED_IN | WHO(ROLE_NONE))

#define CLERK TO(RELATION_OWN_INSTITUTION_CLERK)
#define DOCTOR TO(RELATION_OWN_INSTITUTION_DOCTOR)
#define MANAGER TO(RELATION_OWN_INSTITUTION_MANAGER)
#define NOBODY 0U

struct right {
    enum action action;
    unsigned actors;
    unsigned targets;
};

static const struct right table[] = {
    {ACTION_NONE, EVERYBODY, NOBODY},
    {ACTION_OWN_ACCOUNT, SIGNED_IN, TO(RELATION_SELF)},

    /* who looks after an institution's users learns of doctors who come and go. */
    {ACTION_INSTITUTION_MESSAGES, MANAGERS | WHO(ROLE_CLERK), NOBODY},

    /* R-020…R-043: doctors are registered by municipalities, and touched by their issuer alone. */
    {ACTION_DOCTOR_REGISTER, MUNICIPALITY, TO(RELATION_ISSUER) | TO(RELATION_OTHER_SCHEME)},
    {ACTION_DOCTOR_SEARCH, MUNICIPALITY, TO(RELATION_ISSUER)},
    {ACTION_DOCTOR_EDIT, MUNICIPALITY, TO(RELATION_ISSUER)},

    /* whoever may reset a password may hand out the slip with the new one. */
    {ACTION_NOTICE_PRINT, MUNICIPALITY, TO(RELATION_ISSUER)},
    {ACTION_NOTICE_PRINT, WHO(ROLE_MUNICIPALITY_ADMINISTRATOR), TO(RELATION_OWN_MUNICIPALITY)},
    {ACTION_NOTICE_PRINT, MANAGERS, CLERK | DOCTOR | MANAGER},
    {ACTION_NOTICE_PRINT, DOCTORS, CLERK},
    {ACTION_NOTICE_PRINT, CENTRAL_ADMINISTRATORS, TO(RELATION_OWN_ORGANISATION)},

    /* */
    {ACTION_MUNICIPAL_USERS, WHO(ROLE_MUNICIPALITY_ADMINISTRATOR), TO(RELATION_OWN_MUNICIPALITY)},

    /* R-063…R-068: clerks have none of it. */
    {ACTION_INSTITUTION_USERS, MANAGERS | DOCTORS, TO(RELATION_SELF) | CLERK | DOCTOR | MANAGER},
    {ACTION_CLERK_REGISTER, MANAGERS | DOCTORS, CLERK},
    {ACTION_MANAGER_REGISTER, MANAGERS, MANAGER},
    {ACTION_MANAGER_CHANGE, MANAGERS, DOCTOR},
    /* an institution without 責任者 gets one from the municipality that issued the doctor's ID. */
    {ACTION_MANAGER_APPOINT, MUNICIPALITY, TO(RELATION_ISSUER)},

    {ACTION_PASSWORD_RESET, MANAGERS, CLERK | DOCTOR | MANAGER},
    {ACTION_PASSWORD_RESET, DOCTORS, CLERK},
    {ACTION_PASSWORD_RESET, MUNICIPALITY, TO(RELATION_ISSUER)},
    {ACTION_PASSWORD_RESET, WHO(ROLE_MUNICIPALITY_ADMINISTRATOR), TO(RELATION_OWN_MUNICIPALITY)},
    {ACTION_PASSWORD_RESET, CENTRAL_ADMINISTRATORS, TO(RELATION_OWN_ORGANISATION)},

    {ACTION_UNLOCK, MANAGERS | DOCTORS, CLERK | DOCTOR | MANAGER},
    {ACTION_UNLOCK, MUNICIPALITY, TO(RELATION_ISSUER)},
    {ACTION_UNLOCK, WHO(ROLE_MUNICIPALITY_ADMINISTRATOR), TO(RELATION_OWN_MUNICIPALITY)},
    {ACTION_UNLOCK, CENTRAL_ADMINISTRATORS, TO(RELATION_OWN_ORGANISATION)},

    {ACTION_KEY_REISSUE, MANAGERS, CLERK | DOCTOR | MANAGER},
    {ACTION_KEY_REISSUE, DOCTORS, CLERK},
    {ACTION_KEY_REISSUE, MUNICIPALITY, TO(RELATION_ISSUER)},
    {ACTION_KEY_REISSUE, WHO(ROLE_MUNICIPALITY_ADMINISTRATOR), TO(RELATION_OWN_MUNICIPALITY)},
    {ACTION_KEY_REISSUE, CENTRAL_ADMINISTRATORS, TO(RELATION_OWN_ORGANISATION)},

    /* Deleting a doctor is ACTION_DOCTOR_EDIT: the municipality's alone. */
    {ACTION_USER_DELETE, MANAGERS, CLERK | MANAGER},
    {ACTION_USER_DELETE, DOCTORS, CLERK},
    {ACTION_USER_DELETE, WHO(ROLE_MUNICIPALITY_ADMINISTRATOR), TO(RELATION_OWN_MUNICIPALITY)},
    {ACTION_USER_DELETE, CENTRAL_ADMINISTRATORS, TO(RELATION_OWN_ORGANISATION)},

    /* */
    {ACTION_ORGANISATION_USERS, CENTRAL_ADMINISTRATORS, TO(RELATION_OWN_ORGANISATION)},

    /* the target is the person who loaded the list, who cannot approve it. */
    {ACTION_APPLICATION_LIST_LOAD, MINISTRY, TO(RELATION_SELF) | TO(RELATION_OWN_ORGANISATION)},
    {ACTION_APPLICATION_LIST_APPROVE, MINISTRY, TO(RELATION_OWN_ORGANISATION)},
    {ACTION_APPLICATION_LIST_ISSUE, CONTRACTOR, NOBODY},

    /* */
    {ACTION_MEDIA_DESK, CONTRACTOR, NOBODY},
    {ACTION_STATISTICS, MINISTRY | OPERATOR, NOBODY},
    {ACTION_LOG_SEARCH, OPERATOR, NOBODY},
};

bool rights_allow(enum role actor, enum action action, enum relation relation)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct right *right = &table[i];
        if (right->action == action && (right->actors & WHO(actor)) != 0
            && ((right->targets | TO(RELATION_NONE)) & TO(relation)) != 0)
            return true;
    }
    return false;
}

struct role_names {
    const char *word;
    const char *label;
};

static const struct role_names role_names[ROLE_COUNT] = {
    [ROLE_NONE] = {"", ""},
    [ROLE_MINISTRY_ADMINISTRATOR] = {"ministry_administrator", "厚労省 管理者ユーザ"},
    [ROLE_MINISTRY_USER] = {"ministry_user", "厚労省 一般ユーザ"},
    [ROLE_CONTRACTOR_ADMINISTRATOR] = {"contractor_administrator", "運用事業者 管理者ユーザ"},
    [ROLE_CONTRACTOR_USER] = {"contractor_user", "運用事業者 一般ユーザ"},
    [ROLE_OPERATOR_ADMINISTRATOR] = {"operator_administrator", "システム運営主体 管理者ユーザ"},
    [ROLE_OPERATOR_USER] = {"operator_user", "システム運営主体 一般ユーザ"},
    [ROLE_MUNICIPALITY_ADMINISTRATOR] = {"municipality_administrator", "自治体管理者"},
    [ROLE_MUNICIPALITY_STAFF] = {"municipality_staff", "自治体職員"},
    [ROLE_MANAGER] = {"manager", "責任者"},
    [ROLE_DOCTOR_MANAGER] = {"doctor_manager", "指定医（責任者）"},
    [ROLE_DOCTOR] = {"doctor", "指定医"},
    [ROLE_CLERK] = {"clerk", "医療クラーク等"},
};

const char *role_word(enum role role)
{
    return role_names[role].word;
}

enum role role_from_word(const char *word)
{
    for (int role = ROLE_NONE + 1; word != NULL && role < ROLE_COUNT; role++)
        if (strcmp(role_names[role].word, word) == 0)
            return (enum role)role;
    return ROLE_NONE;
}

const char *role_label(enum role role)
{
    return role_names[role].label;
}

bool role_is_municipal(enum role role)
{
    return (WHO(role) & MUNICIPALITY) != 0;
}

bool role_is_institutional(enum role role)
{
    return (WHO(role) & INSTITUTION) != 0;
}

bool role_is_central(enum role role)
{
    return (WHO(role) & (MINISTRY | CONTRACTOR | OPERATOR)) != 0;
}

const char *scheme_word(enum scheme scheme)
{
    return scheme == SCHEME_NANBYO ? "nanbyo" : scheme == SCHEME_SHOMAN ? "shoman" : "";
}

enum scheme scheme_from_word(const char *word)
{
    if (word != NULL && strcmp(word, "nanbyo") == 0)
        return SCHEME_NANBYO;
    return word != NULL && strcmp(word, "shoman") == 0 ? SCHEME_SHOMAN : SCHEME_NONE;
}

const char *scheme_label(enum scheme scheme)
{
    return scheme == SCHEME_NANBYO ? "難病" : scheme == SCHEME_SHOMAN ? "小慢" : "";
}

static const char *const action_words[ACTION_COUNT] = {
    [ACTION_NONE] = "none",
    [ACTION_OWN_ACCOUNT] = "own_account",
    [ACTION_INSTITUTION_MESSAGES] = "institution_messages",
    [ACTION_DOCTOR_REGISTER] = "doctor_register",
    [ACTION_DOCTOR_SEARCH] = "doctor_search",
    [ACTION_DOCTOR_EDIT] = "doctor_edit",
    [ACTION_NOTICE_PRINT] = "notice_print",
    [ACTION_MUNICIPAL_USERS] = "municipal_users",
    [ACTION_INSTITUTION_USERS] = "institution_users",
    [ACTION_CLERK_REGISTER] = "clerk_register",
    [ACTION_MANAGER_REGISTER] = "manager_register",
    [ACTION_MANAGER_CHANGE] = "manager_change",
    [ACTION_MANAGER_APPOINT] = "manager_appoint",
    [ACTION_PASSWORD_RESET] = "password_reset",
    [ACTION_UNLOCK] = "unlock",
    [ACTION_KEY_REISSUE] = "key_reissue",
    [ACTION_USER_DELETE] = "user_delete",
    [ACTION_ORGANISATION_USERS] = "organisation_users",
    [ACTION_APPLICATION_LIST_LOAD] = "application_list_load",
    [ACTION_APPLICATION_LIST_APPROVE] = "application_list_approve",
    [ACTION_APPLICATION_LIST_ISSUE] = "application_list_issue",
    [ACTION_MEDIA_DESK] = "media_desk",
    [ACTION_STATISTICS] = "statistics",
    [ACTION_LOG_SEARCH] = "log_search",
};

const char *action_word(enum action action)
{
    return action_words[action];
}
