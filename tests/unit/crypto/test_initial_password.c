/* 初期パスワード: what was sealed for one account and slip opens there and nowhere else; and the words that
 * bind sealed values, which stored values depend on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "initial_password.h"
#include "seal_place.h"
#include "text.h"

static struct arena *arena;
static struct keyring *keyring;

static int set_up(void **state)
{
    (void)state;
    char path[] = "/tmp/nsdb-keyring-XXXXXX";
    int fd = mkstemp(path);
    arena = arena_new_wiping();
    const char *text = keyring_make(arena);
    assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text) && fchmod(fd, 0400) == 0
        && close(fd) == 0);
    assert_int_equal(keyring_read(arena, path, &keyring), OK);
    assert_int_equal(unlink(path), 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void a_password_opens_where_it_was_sealed(void **state)
{
    (void)state;
    const char *made;
    const char *opened;
    struct bytes sealed = initial_password_seal(arena, arena, keyring, "ACCOUNT", 3, &made);
    assert_int_equal(strlen(made), 12);
    assert_int_equal(initial_password_open(arena, keyring, "ACCOUNT", 3, sealed, &opened), OK);
    assert_string_equal(opened, made);
    assert_true(initial_password_fits(arena, keyring, "ACCOUNT", 3, sealed, made));
    assert_false(initial_password_fits(arena, keyring, "ACCOUNT", 3, sealed, "abcdefghjkmn"));
    assert_false(initial_password_fits(arena, keyring, "ACCOUNT", 3, sealed, ""));
}

static void it_fits_as_the_notice_prints_it(void **state)
{
    (void)state;
    const char *made;
    struct bytes sealed = initial_password_seal(arena, arena, keyring, "ACCOUNT", 3, &made);
    const char *parts[3];
    for (size_t i = 0; i < 3; i++)
        parts[i] = arena_text_part(arena, made + 4 * i, 4);
    static const char *const gaps[] = {" ", "-", "　", "  "};
    for (size_t i = 0; i < 4; i++) {
        const char *gap = gaps[i];
        assert_true(initial_password_fits(arena, keyring, "ACCOUNT", 3, sealed,
            arena_format(arena, "%s%s%s%s%s", parts[0], gap, parts[1], gap, parts[2])));
        assert_false(initial_password_fits(arena, keyring, "ACCOUNT", 3, sealed,
            arena_format(arena, "%s%s%s", parts[0], gap, parts[1])));
    }
    assert_false(initial_password_fits(arena, keyring, "ACCOUNT", 3, sealed,
        arena_format(arena, "%s_%s_%s", parts[0], parts[1], parts[2])));
    assert_false(initial_password_fits(arena, keyring, "ACCOUNT", 3, sealed, " - "));
}

/* so that leaving them out takes nothing away. */
static void it_has_neither_blank_nor_hyphen(void **state)
{
    (void)state;
    for (int i = 0; i < 1000; i++) {
        const char *made;
        (void)initial_password_seal(arena, arena, keyring, "ACCOUNT", 3, &made);
        assert_string_equal(text_ungrouped(arena, made), made);
    }
}

static void and_nowhere_else(void **state)
{
    (void)state;
    static const struct {
        const char *account;
        int64_t slip;
    } elsewhere[] = {{"ANOTHER", 3}, {"ACCOUNT", 4}, {"ACCOUNT", 30}, {"ACCOUNT:3", 3}, {"", 3}};
    const char *made;
    struct bytes sealed = initial_password_seal(arena, arena, keyring, "ACCOUNT", 3, &made);
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        const char *opened = "";
        assert_int_equal(initial_password_open(arena, keyring, elsewhere[i].account, elsewhere[i].slip, sealed,
            &opened), REFUSED);
        assert_null(opened);
        assert_false(initial_password_fits(arena, keyring, elsewhere[i].account, elsewhere[i].slip, sealed, made));
    }
}

/* Values of running sites are bound by these very words. */
static void the_words_stay(void **state)
{
    (void)state;
    assert_string_equal(seal_place_initial_password(arena, "A", 12), "initial_password:A:12");
    assert_string_equal(seal_place_passphrase(arena, "A"), "passphrase:A");
    assert_string_equal(seal_place_password(arena, "A"), "password:A");
    assert_string_equal(seal_place_answer(arena, "A"), "answer:A");
    assert_string_equal(seal_place_import_piece(arena, "I", 0), "bulk_import:I:0");
    assert_string_equal(seal_place_mail(arena, "M"), "outbox:M");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_password_opens_where_it_was_sealed),
        cmocka_unit_test(it_fits_as_the_notice_prints_it),
        cmocka_unit_test(it_has_neither_blank_nor_hyphen),
        cmocka_unit_test(and_nowhere_else),
        cmocka_unit_test(the_words_stay),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
