/* Issue states and the checkbox rule: every stored state × lock × expiry × kind of designation × its own
 * notice printed or not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "issuance.h"
#include "text.h"

static const struct day today = {2026, 11, 21};
static const struct day tomorrow = {2026, 11, 22};
static const struct day yesterday = {2026, 11, 20};

static const struct row {
    struct issue_facts facts;
    const char *word;
    bool printable;
} rows[] = {
    {{"unissued", false, false, false, {2026, 11, 22}, {2026, 11, 21}}, "unissued", true},
    {{"issued", false, false, false, {2026, 11, 22}, {2026, 11, 21}}, "issued", true},
    {{"active", false, false, false, {2026, 11, 22}, {2026, 11, 21}}, "active", false},
    {{"deleted", false, false, false, {2026, 11, 22}, {2026, 11, 21}}, "deleted", false},
    {{"unissued", true, false, false, {2026, 11, 22}, {2026, 11, 21}}, "locked", true},
    {{"active", true, false, false, {2026, 11, 22}, {2026, 11, 21}}, "locked", false},
    {{"issued", true, false, false, {2026, 11, 20}, {2026, 11, 21}}, "expired", true},
    {{"active", false, false, false, {2026, 11, 20}, {2026, 11, 21}}, "expired", false},
    {{"deleted", true, true, false, {2026, 11, 20}, {2026, 11, 21}}, "deleted", false},
    {{"active", false, true, true, {2026, 11, 22}, {2026, 11, 21}}, "active", true},
    {{"active", false, true, false, {2026, 11, 22}, {2026, 11, 21}}, "unissued", true},
    {{"unissued", false, true, true, {2026, 11, 22}, {2026, 11, 21}}, "issued", true},
    {{"unissued", false, true, false, {2026, 11, 22}, {2026, 11, 21}}, "unissued", true},
    {{"issued", false, true, false, {2026, 11, 22}, {2026, 11, 21}}, "unissued", true},
    {{"active", true, true, false, {2026, 11, 22}, {2026, 11, 21}}, "locked", true},
    {{"active", false, true, false, {2026, 11, 20}, {2026, 11, 21}}, "expired", true},
    {{"active", false, false, true, {2026, 11, 22}, {2026, 11, 21}}, "active", false},
    {{"nonsense", false, false, false, {2026, 11, 22}, {2026, 11, 21}}, "deleted", false},
};

static void states_and_printing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_string_equal(issue_state_word(issue_state_of(&rows[i].facts)), rows[i].word);
        assert_int_equal(issue_notice_printable(&rows[i].facts), rows[i].printable);
        bool shut = text_equal(rows[i].word, "locked") || text_equal(rows[i].word, "expired");
        assert_int_equal(issue_notice_choosable(&rows[i].facts), rows[i].printable && !shut);
    }
}

/* A designation is valid through the end of its last day in Japan. */
static void last_day_is_still_valid(void **state)
{
    (void)state;
    struct issue_facts facts = {.stored_state = "active", .expires_on = today, .today = today};
    assert_int_equal(issue_state_of(&facts), ISSUE_ACTIVE);
    facts.today = tomorrow;
    assert_int_equal(issue_state_of(&facts), ISSUE_EXPIRED);
    facts.today = yesterday;
    assert_int_equal(issue_state_of(&facts), ISSUE_ACTIVE);
}

/* The words of the seeds. */
static void labels_are_those_of_the_seeds(void **state)
{
    (void)state;
    assert_string_equal(issue_state_label(ISSUE_UNISSUED), "未発行");
    assert_true(text_starts_with(issue_state_label(ISSUE_ISSUED), "発行済"));
    assert_string_equal(issue_state_label(ISSUE_ACTIVE), "利用中");
    assert_string_equal(issue_state_label(ISSUE_LOCKED), "ロック中");
    assert_string_equal(issue_state_label(ISSUE_EXPIRED), "有効期限切れ");
    assert_string_equal(issue_state_label(ISSUE_DELETED), "削除済");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_and_printing),
        cmocka_unit_test(last_day_is_still_valid),
        cmocka_unit_test(labels_are_those_of_the_seeds),
    };
    return cmocka_run_group_tests_name("issue states", tests, NULL, NULL);
}
