/* 強制ログアウト (R-045, R-046, R-059, R-065, S05): what one person does in one session ends another person's sessions
 * with their very next request, in every browser; no interval, no polling. The programs are the real ones; how long
 * it took is printed. NSDB_ROUNDS says how often (5). */
#include "world_site.h"

#include <string.h>

#include "clock.h"
#include "text.h"

static const char *const programs[] = {"account", "institution", "municipality", "staff", NULL};

enum { ROUNDS = 5 };


struct deed {
    const char *words;
    enum role actor;
    const char *path;
    const char *field;
    int64_t target; /* as the field names it */
    const char *more;
    int64_t ended;  /* whose sessions end; 0: nobody's */
};

static const struct deed deeds[] = {
    {"削除（転出）", ROLE_MUNICIPALITY_STAFF, "/institution/users/delete", "designation", WORLD_DESIGNATION(WORLD_DOCTOR, 0), "&confirmed=yes", WORLD_DOCTOR},
    {"有効期限延長", ROLE_MUNICIPALITY_STAFF, "/institution/users/extend", "designation", WORLD_DESIGNATION(WORLD_DOCTOR, 0), "&expires_on=2032-03-31", WORLD_DOCTOR},
    {"有効期限延長（選択分）", ROLE_MUNICIPALITY_STAFF, "/institution/users/bulk/extend", "designation",
        WORLD_DESIGNATION(WORLD_DOCTOR, 0),
        "&step=apply&expires_on=2032-03-31", WORLD_DOCTOR},
    {"移管の承認", ROLE_MUNICIPALITY_STAFF, "/institution/transfers/approve", "transfer", WORLD_RECEIVED, "&confirmed=yes", WORLD_CANDIDATE},
    {"暗号化鍵再発行 by the 自治体", ROLE_MUNICIPALITY_STAFF, "/institution/users/key", "account", WORLD_DOCTOR, "", WORLD_DOCTOR},
    {"パスワード初期化 by the 自治体", ROLE_MUNICIPALITY_STAFF, "/institution/users/reset", "account", WORLD_DOCTOR, "", WORLD_DOCTOR},
    {"暗号化鍵再発行 by the 責任者", ROLE_MANAGER, "/staff/users/key", "account", WORLD_CLERK, "", WORLD_CLERK},
    {"アカウント削除 by a 指定医", ROLE_DOCTOR, "/staff/users/delete", "account", WORLD_CLERK, "", WORLD_CLERK},
    {"責任者の変更", ROLE_MANAGER, "/staff/users/manager", "account", WORLD_DOCTOR, "", WORLD_ACTOR},
    {"アカウント削除 of a 職員", ROLE_MUNICIPALITY_ADMINISTRATOR, "/municipality/users/delete", "account", WORLD_COLLEAGUE, "", WORLD_COLLEAGUE},
    /* The counter-proof: what ends nothing. */
    {"アカウントロック解除", ROLE_MUNICIPALITY_STAFF, "/institution/users/unlock", "account", WORLD_DOCTOR, "", 0},
    {"主たる勤務先の変更", ROLE_MUNICIPALITY_STAFF, "/institution/users/primary", "designation",
        WORLD_DESIGNATION(WORLD_DOCTOR, 0),
        "&institution_code=2610000014", 0},
};

static bool is_signed_in(struct arena *arena, const struct guest *guest)
{
    struct answer answer = site_get(site, arena, guest, "/account/");
    if (answer.status == 200)
        return true;
    assert_int_equal(answer.status, 303);
    assert_non_null(strstr(answer.head, "\r\nLocation: /signin/"));
    return false;
}

/* Gives the microseconds from the answer to the deed to the answer of the next request. */
static int64_t try_deed(struct arena *arena, const struct deed *deed)
{
    struct store *store = visitor.app.store;
    int64_t person = deed->ended == 0 ? WORLD_DOCTOR : deed->ended;
    world_remake(&world);
    test_sql(store, arena_format(arena, "UPDATE account SET issue_state = 'active' "
        "WHERE id = %lld", (long long)person));
    struct guest actor = site_guest(arena, store, WORLD_ACTOR);
    struct guest browsers[2] = {site_guest(arena, store, person), site_guest(arena, store, person)};
    for (size_t i = 0; i < 2; i++)
        assert_true(is_signed_in(arena, &browsers[i]));
    struct answer done = site_post(site, arena, &actor, deed->path, arena_format(arena, "%s=%s%s", deed->field,
        world_reference(arena, deed->target), deed->more));
    int64_t at = clock_monotonic_us();
    assert_true(done.status == 303 || done.status == 200);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(is_signed_in(arena, &browsers[i]), deed->ended == 0);
    return clock_monotonic_us() - at;
}

static void the_next_request_is_signed_out(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        int64_t worst = 0;
        world_make(&world, &visitor, deeds[i].actor);
        for (int round = 0; round < test_rounds(ROUNDS); round++, arena_reset(arena)) {
            int64_t took = try_deed(arena, &deeds[i]);
            worst = took > worst ? took : worst;
        }
        print_message("%s: %s; two browsers asked again within %lld us at worst of %d\n", deeds[i].words,
            deeds[i].ended == 0 ? "nobody is signed out" : "signed out with the next request", (long long)worst,
            test_rounds(ROUNDS));
    }
    arena_free(&arena);
}

static int open_site(void **state)
{
    (void)state;
    open_world_site(programs, "");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_next_request_is_signed_out)};
    return cmocka_run_group_tests(tests, open_site, close_world_site);
}
