/* The whole table of rights, role × action × relation, against an expectation written from the
 * requirements role by role (the code has it action by action): Z01, 5.15. The word "any" is the door itself
 * (RELATION_NONE), so a role that is not listed for an action may not even open it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rights.h"

static const char *const relation_words[RELATION_COUNT] = {
    [RELATION_NONE] = "any",
    [RELATION_SELF] = "self",
    [RELATION_OWN_INSTITUTION_CLERK] = "clerk",
    [RELATION_OWN_INSTITUTION_DOCTOR] = "doctor",
    [RELATION_OWN_INSTITUTION_MANAGER] = "manager",
    [RELATION_OWN_MUNICIPALITY] = "municipality",
    [RELATION_OWN_ORGANISATION] = "organisation",
    [RELATION_ISSUER] = "issuer",
    [RELATION_OTHER_SCHEME] = "other_scheme",
    [RELATION_OTHER] = "other",
    [RELATION_DELETED] = "deleted",
};

struct expectation {
    const char *roles;
    const char *action;
    const char *relations;
};

#define CENTRAL_ADMINISTRATORS "ministry_administrator contractor_administrator operator_administrator"
#define MUNICIPAL "municipality_administrator municipality_staff"
#define INSTITUTIONAL "manager doctor_manager doctor clerk"
#define CENTRAL "ministry_administrator ministry_user contractor_administrator contractor_user " \
                "operator_administrator operator_user"

static const struct expectation expected[] = {
    /* Without signing in: public pages alone. */
    {"- " CENTRAL " " MUNICIPAL " " INSTITUTIONAL, "none", "any"},
    /* all users of all kinds have 自アカウント管理. */
    {CENTRAL " " MUNICIPAL " " INSTITUTIONAL, "own_account", "any self"},

    /* who looks after the institution's users, not the doctors. */
    {"manager doctor_manager clerk", "institution_messages", "any"},

    /* a municipality and the doctors it issued; the other scheme joins the login. */
    {MUNICIPAL, "doctor_register", "any issuer other_scheme"},
    {MUNICIPAL, "doctor_search", "any issuer"},
    {MUNICIPAL, "doctor_edit", "any issuer"},
    {"municipality_staff", "notice_print", "any issuer"},
    {"municipality_administrator", "notice_print", "any issuer municipality"},
    /* R-063, last but one sentence: the issuing 自治体 does all three for its doctors and 責任者. */
    {"municipality_staff", "password_reset", "any issuer"},
    {"municipality_staff", "unlock", "any issuer"},
    {"municipality_staff", "key_reissue", "any issuer"},
    /* 自治体管理者 alone, in the own municipality alone. */
    {"municipality_administrator", "municipal_users", "any municipality"},
    {"municipality_administrator", "password_reset", "any issuer municipality"},
    {"municipality_administrator", "unlock", "any issuer municipality"},
    {"municipality_administrator", "key_reissue", "any issuer municipality"},
    {"municipality_administrator", "user_delete", "any municipality"},

    /* 責任者, for all users of the institution; not for deleting doctors. */
    {"manager doctor_manager", "institution_users", "any self clerk doctor manager"},
    {"manager doctor_manager", "password_reset", "any clerk doctor manager"},
    {"manager doctor_manager", "unlock", "any clerk doctor manager"},
    {"manager doctor_manager", "key_reissue", "any clerk doctor manager"},
    {"manager doctor_manager", "user_delete", "any clerk manager"},
    {"manager doctor_manager", "notice_print", "any clerk doctor manager"},
    /* clerks by 責任者 or 指定医, 責任者 by 責任者. R-065: the setting by 責任者. */
    {"manager doctor_manager", "clerk_register", "any clerk"},
    {"manager doctor_manager", "manager_register", "any manager"},
    {"manager doctor_manager", "manager_change", "any doctor"},
    /* nobody of the institution can, when it has no 責任者. */
    {MUNICIPAL, "manager_appoint", "any issuer"},
    /* 指定医: clerks; unlock also for 責任者 and doctors. */
    {"doctor", "institution_users", "any self clerk doctor manager"},
    {"doctor", "clerk_register", "any clerk"},
    {"doctor", "password_reset", "any clerk"},
    {"doctor", "key_reissue", "any clerk"},
    {"doctor", "unlock", "any clerk doctor manager"},
    {"doctor", "user_delete", "any clerk"},
    {"doctor", "notice_print", "any clerk"},
    /* 医療クラーク等: none. */

    /* each organisation's administrators keep its own users. */
    {"ministry_administrator", "organisation_users", "any organisation"},
    {"contractor_administrator", "organisation_users", "any organisation"},
    {"operator_administrator", "organisation_users", "any organisation"},
    {CENTRAL_ADMINISTRATORS, "password_reset", "any organisation"},
    {CENTRAL_ADMINISTRATORS, "unlock", "any organisation"},
    {CENTRAL_ADMINISTRATORS, "key_reissue", "any organisation"},
    {CENTRAL_ADMINISTRATORS, "user_delete", "any organisation"},
    {CENTRAL_ADMINISTRATORS, "notice_print", "any organisation"},

    /* who loads a list cannot approve it; 運用事業者 issues. */
    {"ministry_administrator ministry_user", "application_list_load", "any self organisation"},
    {"ministry_administrator ministry_user", "application_list_approve", "any organisation"},
    {"contractor_administrator contractor_user", "application_list_issue", "any"},
    /* R-080; R-111. */
    {"contractor_administrator contractor_user", "media_desk", "any"},
    {"ministry_administrator ministry_user operator_administrator operator_user", "statistics", "any"},
    {"operator_administrator operator_user", "log_search", "any"},
};

/* Whether `word` stands in the blank-separated list. */
static bool stands_in(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(list, word); at != NULL; at = strstr(at + 1, word))
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == 0))
            return true;
    return false;
}

static bool is_expected(const char *role, const char *action, const char *relation)
{
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (strcmp(expected[i].action, action) == 0 && stands_in(expected[i].roles, role)
            && stands_in(expected[i].relations, relation))
            return true;
    return false;
}

static void every_cell_is_as_required(void **state)
{
    (void)state;
    int wrong = 0;
    for (int role = 0; role < ROLE_COUNT; role++)
        for (int action = 0; action < ACTION_COUNT; action++)
            for (int relation = 0; relation < RELATION_COUNT; relation++) {
                const char *actor = role == ROLE_NONE ? "-" : role_word((enum role)role);
                const char *what = action_word((enum action)action);
                bool want = is_expected(actor, what, relation_words[relation]);
                bool have = rights_allow((enum role)role, (enum action)action, (enum relation)relation);
                if (want != have) {
                    print_error("%s × %s × %s: required %d, allowed %d\n", actor, what, relation_words[relation],
                        want, have);
                    wrong++;
                }
            }
    assert_int_equal(wrong, 0);
}

/* A deleted account and a foreign one are out of reach of everybody (R-040, Z02). */
static void nobody_reaches_deleted_or_foreign(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE_COUNT; role++)
        for (int action = 0; action < ACTION_COUNT; action++) {
            assert_false(rights_allow((enum role)role, (enum action)action, RELATION_DELETED));
            assert_false(rights_allow((enum role)role, (enum action)action, RELATION_OTHER));
        }
}

static void words_lead_there_and_back(void **state)
{
    (void)state;
    for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++) {
        assert_int_equal(role_from_word(role_word((enum role)role)), role);
        assert_true(role_label((enum role)role)[0] != 0);
    }
    assert_int_equal(role_from_word(NULL), ROLE_NONE);
    assert_int_equal(role_from_word(""), ROLE_NONE);
    assert_int_equal(role_from_word("root"), ROLE_NONE);
    for (int scheme = SCHEME_NONE; scheme <= SCHEME_SHOMAN; scheme++)
        assert_int_equal(scheme_from_word(scheme_word((enum scheme)scheme)), scheme);
    assert_int_equal(scheme_from_word(NULL), SCHEME_NONE);
    assert_string_equal(scheme_label(SCHEME_NANBYO), "難病");
    assert_string_equal(scheme_label(SCHEME_SHOMAN), "小慢");
}

static void kinds_of_roles(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        assert_int_equal(role_is_municipal((enum role)role),
            role != ROLE_NONE && stands_in(MUNICIPAL, role_word((enum role)role)));
        assert_int_equal(role_is_institutional((enum role)role),
            role != ROLE_NONE && stands_in(INSTITUTIONAL, role_word((enum role)role)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cell_is_as_required),
        cmocka_unit_test(nobody_reaches_deleted_or_foreign),
        cmocka_unit_test(words_lead_there_and_back),
        cmocka_unit_test(kinds_of_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
