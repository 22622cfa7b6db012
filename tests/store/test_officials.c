/* Users of public bodies and application lists in the database (R-010, R-011, R-013, R-014, R-115): each
 * organisation sees its own alone, relations decide rights, a list goes its steps once and by two persons, and of
 * two at once one wins. */
#include "test_store.h"

#include <pthread.h>
#include <string.h>

#include "account_life_store.h"
#include "application_store.h"
#include "official_store.h"
#include "text.h"

enum { TOKYO = 1, KYOTO = 2, RACERS = 4, ROUNDS = 20, DAYS = 14 };

static struct arena *arena;
static struct store *store;
static int made;

static const char *token_in(struct arena *own, const char *mark, size_t length)
{
    int number = __atomic_add_fetch(&made, 1, __ATOMIC_SEQ_CST);
    return arena_format(own, "%s%0*d", mark, (int)(length - strlen(mark)), number);
}

static const char *token(const char *mark, size_t length)
{
    return token_in(arena, mark, length);
}

static const struct user_values person = {{"見本", "一郎", "ミホン", "イチロウ", "疾病対策課", "03-0000-0000", "a@example.jp"}};

struct person_made {
    enum role role;
    int64_t municipality_id;
    struct user_registration credentials;
    int64_t account_id;
};

static enum result register_body(struct store *on, void *context)
{
    struct person_made *one = context;
    return user_register(on, arena, &one->credentials, &person, &one->account_id);
}

static struct person_made somebody(enum role role, int64_t municipality_id)
{
    struct person_made one = {.role = role, .municipality_id = municipality_id,
        .credentials = {.role = role, .municipality_id = municipality_id, .reference = token("R", 22),
            .login_id = token("L", 12),
            .sealed = {(const uint8_t *)"sealed", 6}, .valid_days = DAYS}};
    assert_int_equal(store_transaction(store, register_body, &one), OK);
    return one;
}

static void a_user_belongs_to_one_organisation(void **state)
{
    (void)state;
    static const enum role roles[] = {ROLE_MINISTRY_USER, ROLE_CONTRACTOR_USER, ROLE_OPERATOR_USER,
        ROLE_MUNICIPALITY_STAFF};
    for (size_t i = 0; i < 4; i++) {
        struct person_made one = somebody(roles[i], role_is_municipal(roles[i]) ? TOKYO : 0);
        test_count(store, 1, arena_format(arena, "account a JOIN auth_epoch e ON e.account_id = a.id JOIN "
            "initial_password p ON p.account_id = a.id AND p.slip_number = 1 WHERE a.reference = '%s' "
            "AND a.issue_state = 'unissued' AND a.kana_folded = 'みほんいちろう'", one.credentials.reference));
        for (size_t k = 0; k < 5; k++) {
            struct organisation asking = k < 4
                ? organisation_of(roles[k], TOKYO) : organisation_of(ROLE_MUNICIPALITY_STAFF, KYOTO);
            struct official_one_out row;
            assert_int_equal(official_find(store, arena, &asking, one.credentials.reference, &row),
                k == i ? OK : NOT_FOUND);
        }
        struct organisation institution = organisation_of(ROLE_MANAGER, TOKYO);
        struct official_one_out row;
        assert_int_equal(official_find(store, arena, &institution, one.credentials.reference, &row), NOT_FOUND);
    }
}

static void relations_follow_the_organisation(void **state)
{
    (void)state;
    struct person_made ministry = somebody(ROLE_MINISTRY_ADMINISTRATOR, 0);
    struct person_made colleague = somebody(ROLE_MINISTRY_USER, 0);
    struct person_made staff = somebody(ROLE_MUNICIPALITY_STAFF, TOKYO);
    struct account_asker minister = {ministry.account_id, ROLE_MINISTRY_ADMINISTRATOR, 0, 0};
    struct account_asker contractor = {ministry.account_id + 1000, ROLE_CONTRACTOR_ADMINISTRATOR, 0, 0};
    struct account_asker tokyo = {ministry.account_id + 1001, ROLE_MUNICIPALITY_ADMINISTRATOR, TOKYO, 0};
    struct account_asker kyoto = {ministry.account_id + 1002, ROLE_MUNICIPALITY_ADMINISTRATOR, KYOTO, 0};
    struct account_target target;
    assert_int_equal(account_target_find(store, arena, &minister, colleague.credentials.reference, &target), OK);
    assert_int_equal(target.relation, RELATION_OWN_ORGANISATION);
    assert_int_equal(account_target_find(store, arena, &minister, ministry.credentials.reference, &target), OK);
    assert_int_equal(target.relation, RELATION_SELF);
    assert_int_equal(account_target_find(store, arena, &minister, staff.credentials.reference, &target), NOT_FOUND);
    assert_int_equal(account_target_find(store, arena, &contractor, colleague.credentials.reference, &target),
        NOT_FOUND);
    assert_int_equal(account_target_find(store, arena, &tokyo, staff.credentials.reference, &target), OK);
    assert_int_equal(target.relation, RELATION_OWN_MUNICIPALITY);
    assert_int_equal(account_target_find(store, arena, &kyoto, staff.credentials.reference, &target), NOT_FOUND);
}

static void a_correction_is_made_on_the_version_that_was_seen(void **state)
{
    (void)state;
    struct person_made one = somebody(ROLE_MUNICIPALITY_STAFF, TOKYO);
    struct organisation organisation = organisation_of(one.role, TOKYO);
    struct official_one_out row;
    assert_int_equal(official_find(store, arena, &organisation, one.credentials.reference, &row), OK);
    assert_int_equal(official_correct(store, arena, row.account_id, row.version, &person), OK);
    assert_int_equal(official_correct(store, arena, row.account_id, row.version, &person), CONFLICT);
}

static int64_t load_list(int64_t loader, const char *mail)
{
    struct application applicant = {2, TOKYO, "both", person, "100-0001", "見本県見本市1"};
    applicant.person.values[USER_MAIL] = mail;
    struct applications applicants = {&applicant, 1, 1};
    struct application_list_insert_in list = {.reference = token("A", 22), .file_name = "list.csv",
        .file_sha256 = {(const uint8_t *)"01234567890123456789012345678901", 32}, .file_format = "utf8",
        .account_id = loader};
    int64_t id = 0;
    assert_int_equal(application_list_write(store, arena, &list, &applicants, &id), OK);
    return id;
}

static void a_list_goes_its_steps_by_two_persons(void **state)
{
    (void)state;
    int64_t loader = somebody(ROLE_MINISTRY_ADMINISTRATOR, 0).account_id;
    int64_t other = somebody(ROLE_MINISTRY_USER, 0).account_id;
    int64_t contractor = somebody(ROLE_CONTRACTOR_USER, 0).account_id;
    int64_t list = load_list(loader, "steps@example.jp");
    struct application_lists_rows seen;
    assert_int_equal(application_lists(store, arena, &(struct application_lists_in){.contractor = 1}, &seen), OK);
    assert_int_equal(seen.count, 0);
    assert_int_equal(application_step_take(store, list, other, APPLICATION_REQUEST, ""), CONFLICT);
    assert_int_equal(application_step_take(store, list, contractor, APPLICATION_ISSUE, ""), CONFLICT);
    assert_int_equal(application_step_take(store, list, loader, APPLICATION_APPROVE, ""), CONFLICT);
    assert_int_equal(application_step_take(store, list, other, APPLICATION_APPROVE, ""), OK);
    assert_int_equal(application_step_take(store, list, other, APPLICATION_APPROVE, ""), CONFLICT);
    assert_int_equal(application_step_take(store, list, loader, APPLICATION_REQUEST, ""), OK);
    assert_int_equal(application_lists(store, arena, &(struct application_lists_in){.contractor = 1}, &seen), OK);
    assert_int_equal(seen.count, 1);
    assert_int_equal(application_step_take(store, list, contractor, APPLICATION_ISSUE, ""), OK);
    assert_int_equal(application_step_take(store, list, contractor, APPLICATION_REJECT, "late"), CONFLICT);
    int64_t second = load_list(loader, "back@example.jp");
    assert_int_equal(application_step_take(store, second, other, APPLICATION_REJECT, "部署が違います"), OK);
    assert_int_equal(application_step_take(store, second, other, APPLICATION_APPROVE, ""), CONFLICT);
}

static void the_database_itself_demands_two_persons(void **state)
{
    (void)state;
    int64_t loader = somebody(ROLE_MINISTRY_USER, 0).account_id;
    int64_t list = load_list(loader, "two@example.jp");
    const char *problem = NULL;
    assert_int_not_equal(store_execute(store, arena, arena_format(arena,
        "UPDATE application_list SET state = 'approved', approved_by = loaded_by WHERE id = %lld",
        (long long)list), &problem), OK);
    assert_non_null(strstr(problem, "application_list_two_persons"));
    assert_int_not_equal(store_execute(store, arena, arena_format(arena,
        "UPDATE application_list SET state = 'issued' WHERE id = %lld", (long long)list), &problem), OK);
}

/* One who issues a list, on a connection of its own. */
struct racer {
    int64_t list;
    int64_t contractor;
    pthread_barrier_t *start;
    enum result result;
};

static enum result issue_body(struct store *on, void *context)
{
    struct racer *racer = context;
    struct arena *own = arena_new();
    struct application_rows_rows rows;
    int64_t account = 0;
    enum result result = application_step_take(on, racer->list, racer->contractor, APPLICATION_ISSUE, "");
    if (result == OK)
        result = application_rows(on, own, &(struct application_rows_in){.list_id = racer->list}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++) {
        struct user_registration registration = {.role = ROLE_MUNICIPALITY_ADMINISTRATOR,
            .municipality_id = rows.items[i].municipality_id, .created_by = racer->contractor,
            .reference = token_in(own, "R", 22), .login_id = token_in(own, "L", 12),
            .sealed = {(const uint8_t *)"sealed", 6}, .valid_days = DAYS};
        result = application_issue_one(on, own, racer->list, &rows.items[i], &registration, &account);
    }
    arena_free(&own);
    return result;
}

static pthread_mutex_t arena_lock = PTHREAD_MUTEX_INITIALIZER;

static void *race(void *context)
{
    struct racer *racer = context;
    struct arena *own = arena_new();
    pthread_mutex_lock(&arena_lock);
    struct store *mine = test_store_open(own);
    pthread_mutex_unlock(&arena_lock);
    pthread_barrier_wait(racer->start);
    racer->result = store_transaction(mine, issue_body, racer);
    arena_free(&own);
    return NULL;
}

static int winners_of(struct racer *racers)
{
    pthread_t threads[RACERS];
    pthread_barrier_t start;
    int winners = 0;
    pthread_barrier_init(&start, NULL, RACERS);
    for (int i = 0; i < RACERS; i++) {
        racers[i].start = &start;
        assert_int_equal(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
    }
    for (int i = 0; i < RACERS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(racers[i].result == OK || racers[i].result == CONFLICT);
        winners += racers[i].result == OK;
    }
    pthread_barrier_destroy(&start);
    return winners;
}

static int64_t requested_list(const char *mail, int64_t loader, int64_t other)
{
    int64_t list = load_list(loader, mail);
    assert_int_equal(application_step_take(store, list, other, APPLICATION_APPROVE, ""), OK);
    assert_int_equal(application_step_take(store, list, loader, APPLICATION_REQUEST, ""), OK);
    return list;
}

/* One list issued by four at once; then four lists that all name the same person. Each makes one account. */
static void of_several_at_once_one_issues(void **state)
{
    (void)state;
    int64_t loader = somebody(ROLE_MINISTRY_ADMINISTRATOR, 0).account_id;
    int64_t other = somebody(ROLE_MINISTRY_USER, 0).account_id;
    int64_t contractor = somebody(ROLE_CONTRACTOR_USER, 0).account_id;
    for (int round = 0; round < ROUNDS; round++) {
        const char *mail = arena_format(arena, "race%d@example.jp", round);
        bool same_list = round % 2 == 0;
        struct racer racers[RACERS];
        int64_t list = requested_list(mail, loader, other);
        for (int i = 0; i < RACERS; i++)
            racers[i] = (struct racer){
                .list = same_list || i == 0 ? list : requested_list(mail, loader, other), .contractor = contractor};
        assert_int_equal(winners_of(racers), 1);
        test_count(store, 1, arena_format(arena, "account a JOIN application_row r ON r.account_id = a.id WHERE "
            "a.contact_mail = '%s' AND a.role = 'municipality_administrator' AND a.issue_state = 'issued' "
            "AND a.municipality_id = 1", mail));
        test_count(store, 1, arena_format(arena, "account WHERE contact_mail = '%s'", mail));
    }
    test_count(store, 1, "municipality WHERE id = 1 AND postal_code = '100-0001' AND address = '見本県見本市1'");
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    store = test_store_open(arena);
    test_sql(store, "INSERT INTO municipality (id, code, name, kind, handles_nanbyo, handles_shoman) VALUES "
        "(1, '130001', '東京都', 'prefecture', 1, 1), (2, '260002', '京都府', 'prefecture', 1, 1)");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_user_belongs_to_one_organisation),
        cmocka_unit_test(relations_follow_the_organisation),
        cmocka_unit_test(a_correction_is_made_on_the_version_that_was_seen),
        cmocka_unit_test(a_list_goes_its_steps_by_two_persons),
        cmocka_unit_test(the_database_itself_demands_two_persons),
        cmocka_unit_test(of_several_at_once_one_issues),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
