/* What the municipality's search knows of notices: added designations are 未発行 until theirs was printed, parts of a
 * bundle keep their rows, and 出し直し and slips whose time ran out are found. */
#include "doctor_kit.h"

#include <string.h>

#include "buffer.h"
#include "doctor_search_store.h"
#include "home_query.h"
#include "notice_store.h"

enum { PEOPLE = 4 };

static struct arena *arena;
static struct store *store;
static struct doctor_registration people[PEOPLE]; /* 医籍登録番号 0 to 3; two institutions, the later one has the lower number */

static enum result register_body(struct store *on, void *argument)
{
    struct complaints complaints = complaints_in(arena);
    return designated_doctor_register_one(on, arena, &tokyo, argument, &complaints);
}

static bool register_people(void)
{
    static const char *const institutions[PEOPLE] = {"1310000019", "1310000019", "1310000001", "1310000001"};
    for (int i = 0; i < PEOPLE; i++) {
        people[i] = doctor(arena, arena_format(arena, "%06d", i), i == 3 ? KIND_SHOMAN : KIND_NANBYO, institutions[i]);
        if (designated_doctor_transaction(store, register_body, &people[i]) != OK)
            return false;
    }
    test_sql(store, "UPDATE designation SET certified_on = '2019-04-01', expires_on = '2020-03-31' WHERE number = 'N000002nanbyo'");
    return true;
}

static void print(size_t person)
{
    const char *reference = people[person].credentials.designation_reference;
    struct notice_rows rows;
    assert_int_equal(notice_read(store, arena, TOKYO, &reference, 1, &rows), OK);
    assert_int_equal(notice_mark(store, arena, &rows), OK);
}

/* "3 0 1": the people at the rows from `first`, by institution, as a bundle takes its parts. */
static const char *part_of(struct doctor_criteria criteria, int64_t first, int64_t most)
{
    struct doctor_search_rows rows = {0};
    struct buffer text = buffer_in(arena);
    criteria.order = DOCTOR_ORDER_INSTITUTION;
    assert_int_equal(doctor_search(store, arena, TOKYO, &criteria, first, most, &rows), OK);
    for (size_t i = 0; i < rows.count; i++)
        buffer_format(&text, "%s%d", i > 0 ? " " : "", (int)strtol(rows.items[i].register_number, NULL, 10));
    return buffer_text(&text);
}

/* All people found, by institution; what is counted is as many. */
static const char *found(struct doctor_criteria criteria)
{
    struct doctor_search_rows rows = {0};
    int64_t count = -1;
    assert_int_equal(doctor_search_page(store, arena, TOKYO, &criteria, (struct doctor_search_range){0, 1}, &rows, &count), OK);
    assert_int_equal(doctor_search(store, arena, TOKYO, &criteria, 0, 100, &rows), OK);
    assert_int_equal(count, rows.count);
    return part_of(criteria, 0, 100);
}

static struct home_issue_counts_out pictured(void)
{
    struct home_issue_counts_out counts;
    assert_int_equal(home_issue_counts(store, arena, &(struct home_issue_counts_in){TOKYO}, &counts), OK);
    return counts;
}

/* a designation that was added to a login is found under 未発行 until its own notice was printed, in the list, in
 * its count and in the picture of the menu. */
static void an_added_designation_is_unissued_until_printed(void **state)
{
    (void)state;
    struct home_issue_counts_out before = pictured();
    test_sql(store, "UPDATE designation SET added_to_login = 1 WHERE kind = 'shoman'");
    test_sql(store, "UPDATE account SET issue_state = 'active' WHERE live_register_number = '000003'");
    assert_string_equal(found((struct doctor_criteria){.state = "unissued"}), "3 0 1");
    assert_string_equal(found((struct doctor_criteria){.state = "unissued", .kind = "shoman"}), "3");
    assert_string_equal(found((struct doctor_criteria){.state = "active"}), "");
    assert_int_equal(pictured().unissued, before.unissued);
    print(3);
    assert_string_equal(found((struct doctor_criteria){.state = "unissued"}), "0 1");
    assert_string_equal(found((struct doctor_criteria){.state = "active"}), "3");
    assert_int_equal(pictured().active, before.active + 1);
    test_sql(store, "UPDATE account SET issue_state = 'unissued' WHERE live_register_number = '000003'");
    assert_string_equal(found((struct doctor_criteria){.state = "issued"}), "3");
    assert_int_equal(pictured().issued, before.issued + 1);
    test_sql(store, "UPDATE designation SET added_to_login = 0, notice_printed_at = NULL WHERE kind = 'shoman'");
}

static int64_t asked_at(struct doctor_criteria criteria)
{
    struct doctor_search_rows rows = {0};
    assert_int_equal(doctor_search(store, arena, TOKYO, &criteria, 0, 1, &rows), OK);
    assert_int_equal(rows.count, 1);
    return rows.items[0].asked_at;
}

/* parts of 未発行 keep their rows while one after the other is printed, and a part can be repeated; a new search finds
 * what is left. */
static void parts_keep_their_rows_while_they_are_printed(void **state)
{
    (void)state;
    struct doctor_criteria unissued = {.state = "unissued"};
    assert_string_equal(part_of(unissued, 0, 9), "3 0 1");
    unissued.as_of = asked_at(unissued);
    assert_string_equal(part_of(unissued, 0, 1), "3");
    print(3);
    assert_string_equal(part_of(unissued, 1, 1), "0");
    print(0);
    test_sql(store, "UPDATE account SET issue_state = 'active' WHERE live_register_number = '000000'");
    assert_string_equal(part_of(unissued, 2, 1), "1");
    assert_string_equal(part_of(unissued, 0, 9), "3 0 1");
    assert_string_equal(found((struct doctor_criteria){.state = "unissued"}), "1");
    test_sql(store, "UPDATE account SET issue_state = 'unissued' WHERE live_register_number IN ('000000', '000003')");
}

/* what the menu counts as 出し直し is what the search finds, and the slips whose time ran out are found. */
static void notices_that_want_something_are_found(void **state)
{
    (void)state;
    struct doctor_criteria reprint = {.notice = "reprint"};
    struct doctor_criteria lapsed = {.notice = "password_expired"};
    assert_string_equal(found(reprint), "");
    test_sql(store, "UPDATE designation SET reprint_wanted = 1 WHERE number <> 'N000002nanbyo'");
    test_sql(store, "UPDATE account SET issue_state = 'active' WHERE live_register_number = '000001'");
    assert_string_equal(found(reprint), "3 0"); /* who signed in needs no notice */
    assert_int_equal(pictured().reprint, 2);
    reprint.as_of = asked_at(reprint);
    print(3);
    assert_string_equal(part_of(reprint, 1, 1), "0");
    reprint.as_of = 0;
    assert_string_equal(found(reprint), "0");
    assert_string_equal(found(lapsed), "");
    test_sql(store, "UPDATE initial_password SET expires_at = NOW(6) - INTERVAL 1 SECOND");
    assert_string_equal(found(lapsed), "2 3 0");
    lapsed.register_number = "0";
    assert_string_equal(found(lapsed), "0");
    test_sql(store, "UPDATE initial_password SET expires_at = NOW(6) + INTERVAL 1 DAY");
    test_sql(store, "UPDATE designation SET reprint_wanted = 0, notice_printed_at = NULL");
    test_sql(store, "UPDATE account SET issue_state = 'unissued' WHERE role = 'doctor'");
}

int main(void)
{
    arena = arena_new();
    store = test_store_open(arena);
    test_municipalities(store);
    if (!register_people())
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_added_designation_is_unissued_until_printed),
        cmocka_unit_test(parts_keep_their_rows_while_they_are_printed),
        cmocka_unit_test(notices_that_want_something_are_found),
    };
    int failed = cmocka_run_group_tests_name("notices in a municipality's search", tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
