/* The municipality's list in the database: every condition and order of the search, nobody else's rows (Z02). */
#include "doctor_people.h"

#include "doctor_edit_query.h"
#include "notice_store.h"
#include "text.h"

static void every_condition_finds_its_rows(void **state)
{
    (void)state;
    struct doctor_search_rows rows = {0};
    int64_t count = 0;
    assert_int_equal(doctor_search_page(store, arena, TOKYO, &(struct doctor_criteria){0},
        (struct doctor_search_range){60, 20}, &rows, &count), OK);
    assert_int_equal(rows.count, 0); /* behind the last page */
    assert_int_equal(count, 4);
    assert_string_equal(found(TOKYO, (struct doctor_criteria){0}), "3 2 1 0");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "𠮷野"}), "0");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "𠮷"}), "");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "ﾀｶﾊｼ ハナコ"}), "1");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "ろう"}), "3 2 0");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.login_id = "L00000000002"}), "2");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.register_number = "3"}), "2");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.number = "N-000004"}), "3");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.institution = "1310000019"}), "1 0");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.institution = "東見本"}), "3 2");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.scheme = "shoman"}), "3");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.kind = "cooperating"}), "2");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.state = "expired"}), "2");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.state = "unissued"}), "3 1 0");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.state = "locked"}), "");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.expires_from = {2027, 1, 1},
        .expires_to = {2030, 12, 31}}), "3 1");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.import_reference = "none"}), "");
}

/* what was found stands in the order chosen, whatever it was found by. Institution 1310000001 was registered second. */
static void every_order_is_kept(void **state)
{
    (void)state;
    static const struct {
        struct doctor_criteria criteria;
        const char *by_order[DOCTOR_ORDER_INSTITUTION + 1];
    } searches[] = {
        {{0}, {"3 2 1 0", "1 3 2 0", "2 1 3 0", "2 3 0 1"}},
        {{.scheme = "nanbyo"}, {"2 1 0", "1 2 0", "2 1 0", "2 0 1"}},
        {{.state = "unissued"}, {"3 1 0", "1 3 0", "1 3 0", "3 0 1"}},
        {{.expires_from = {2021, 1, 1}}, {"3 1 0", "1 3 0", "1 3 0", "3 0 1"}},
        {{.name = "ろう"}, {"3 2 0", "3 2 0", "2 3 0", "2 3 0"}},
        {{.institution = "1310000019"}, {"1 0", "1 0", "1 0", "0 1"}},
        {{.institution = "1310000001"}, {"3 2", "3 2", "2 3", "2 3"}},
        {{.institution = "見本"}, {"3 2 1 0", "1 3 2 0", "2 1 3 0", "2 3 0 1"}},
        {{.state = "locked"}, {"3 1 0", "1 3 0", "1 3 0", "3 0 1"}},
        {{.register_number = "2"}, {"1", "1", "1", "1"}},
    };
    test_sql(store, "UPDATE designation SET created_at = created_at + INTERVAL 1 DAY WHERE number = 'N-000002'");
    for (size_t i = 0; i < sizeof searches / sizeof *searches; i++) {
        struct doctor_criteria criteria = searches[i].criteria;
        bool locked = text_equal(text_or(criteria.state, ""), "locked");
        if (locked)
            test_sql(store, "UPDATE account SET locked_at = NOW(6)");
        for (criteria.order = DOCTOR_ORDER_KANA; criteria.order <= DOCTOR_ORDER_INSTITUTION; criteria.order++)
            assert_string_equal(found(TOKYO, criteria), searches[i].by_order[criteria.order]);
        if (locked)
            test_sql(store, "UPDATE account SET locked_at = NULL");
    }
}

/* Another municipality's rows do not exist: in no search and under no reference. */
static void other_tenants_do_not_exist(void **state)
{
    (void)state;
    const char *foreign = reference_of(4);
    struct notice_rows rows;
    struct doctor_edit_read_out row;
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.name = "シロウ"}), "");
    assert_string_equal(found(TOKYO, (struct doctor_criteria){.login_id = "L00000000004"}), "");
    assert_string_equal(found(KYOTO, (struct doctor_criteria){0}), "4");
    assert_int_equal(notice_read(store, arena, TOKYO, &foreign, 1, &rows), NOT_FOUND);
    assert_int_equal(notice_read(store, arena, KYOTO, &foreign, 1, &rows), OK);
    assert_int_equal(doctor_edit_read(store, arena,
                         &(struct doctor_edit_read_in){.municipality_id = TOKYO, .reference = foreign}, &row),
        NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_condition_finds_its_rows),
        cmocka_unit_test(every_order_is_kept),
        cmocka_unit_test(other_tenants_do_not_exist),
    };
    if (!doctors_open())
        return 1;
    int failed = cmocka_run_group_tests_name("a municipality's list", tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
