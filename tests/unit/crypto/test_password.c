/* Argon2id hashes: exact match (A01), unknown IDs take as long (A14), outdated parameters (C02). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "password.h"
#include "text.h"

enum { ROUNDS = 25 };

static void only_the_exact_password_fits(void **state)
{
    (void)state;
    struct arena *arena = arena_new_wiping();
    char lengthy[129];
    memset(lengthy, 'x', 128);
    lengthy[128] = 0;
    const char *hash = password_hash(arena, lengthy);
    assert_true(text_starts_with(hash, "$argon2id$v=19$m=19456,t=2,p=1$"));
    assert_true(password_fits(hash, lengthy));
    lengthy[127] = 0;
    assert_false(password_fits(hash, lengthy));
    lengthy[127] = 'X';
    assert_false(password_fits(hash, lengthy));
    const char *japanese = password_hash(arena, "難病と小慢の合言葉");
    assert_true(password_fits(japanese, "難病と小慢の合言葉"));
    assert_false(password_fits(japanese, "難病と小慢の合言葉。"));
    assert_string_not_equal(password_hash(arena, "a"), password_hash(arena, "a"));
    arena_free(&arena);
}

static void broken_and_missing_hashes_never_fit(void **state)
{
    (void)state;
    static const char *const hashes[] = {NULL, "", "x", "$argon2id$", "$argon2id$v=19$m=19456,t=2,p=1$",
        "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5aGFzdGhpc3B3IQ$AAAA"};
    for (size_t i = 0; i < sizeof hashes / sizeof hashes[0]; i++) {
        assert_false(password_fits(hashes[i], ""));
        assert_false(password_fits(hashes[i], "x"));
    }
}

static void a_published_vector_fits(void **state)
{
    (void)state;
    /* from the reference implementation's test suite: t=2, m=64 MiB, p=1, "password" / "somesalt" */
    static const char hash[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assert_true(password_fits(hash, "password"));
    assert_false(password_fits(hash, "Password"));
    assert_true(password_is_outdated(hash));
    struct arena *arena = arena_new();
    assert_false(password_is_outdated(password_hash(arena, "password")));
    assert_true(password_is_outdated("garbage"));
    arena_free(&arena);
}

static int compare_numbers(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* Work, not time: other programs do not count. */
static int64_t processor_us(void)
{
    struct timespec used;
    assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used), 0);
    return (int64_t)used.tv_sec * 1000000 + used.tv_nsec / 1000;
}

static int64_t median_us(const char *hash)
{
    int64_t took[ROUNDS];
    for (size_t i = 0; i < ROUNDS; i++) {
        int64_t start = processor_us();
        (void)password_fits(hash, "some password");
        took[i] = processor_us() - start;
    }
    qsort(took, ROUNDS, sizeof took[0], compare_numbers);
    return took[ROUNDS / 2];
}

static void an_unknown_id_takes_as_long_as_a_known_one(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    int64_t known = median_us(password_hash(arena, "other"));
    int64_t unknown = median_us(NULL);
    print_message("Argon2id 19 MiB t=2: %.1f ms, unknown ID %.1f ms\n", (double)known / 1000, (double)unknown / 1000);
    assert_true(unknown > known / 2 && unknown < known * 2);
    assert_true(known > 2000);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_exact_password_fits),
        cmocka_unit_test(broken_and_missing_hashes_never_fit),
        cmocka_unit_test(a_published_vector_fits),
        cmocka_unit_test(an_unknown_id_takes_as_long_as_a_known_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
