/* Argon2id hashes: exact match (A01), unknown IDs take as long (A14), outdated parameters and the seal (C02). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "password.h"
#include "seal_place.h"
#include "text.h"

enum { ROUNDS = 25 };

static const char key_a[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
static const char key_b[] = "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

static struct arena *arena;
static struct keyring *keyring;

/* A ring with these lines of the purpose `seal`. */
static struct keyring *ring_of(const char *seals)
{
    char path[] = "/tmp/nsdb-keyring-XXXXXX";
    struct keyring *ring;
    int fd = mkstemp(path);
    const char *text = arena_format(arena, "%slog 1 %s\nlookup 1 %s\n", seals, key_a, key_a);
    assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text) && fchmod(fd, 0400) == 0 && close(fd) == 0);
    assert_int_equal(keyring_read(arena, path, &ring), OK);
    assert_int_equal(unlink(path), 0);
    return ring;
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new_wiping();
    keyring = ring_of(arena_format(arena, "seal 1 %s\n", key_a));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct bytes of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static struct bytes sealed(const char *place, const char *password)
{
    return password_seal(arena, keyring, place, password);
}

static enum result fits(const char *place, struct bytes stored, const char *password)
{
    return password_fits(arena, keyring, place, stored, password);
}

static void only_the_exact_password_fits(void **state)
{
    (void)state;
    char lengthy[129];
    memset(lengthy, 'x', 128);
    lengthy[128] = 0;
    assert_true(text_starts_with(password_hash(arena, lengthy), "$argon2id$v=19$m=19456,t=2,p=1$"));
    struct bytes stored = sealed("A", lengthy);
    assert_int_equal(fits("A", stored, lengthy), OK);
    lengthy[127] = 0;
    assert_int_equal(fits("A", stored, lengthy), REFUSED);
    lengthy[127] = 'X';
    assert_int_equal(fits("A", stored, lengthy), REFUSED);
    struct bytes japanese = sealed("A", "難病と小慢の合言葉");
    assert_int_equal(fits("A", japanese, "難病と小慢の合言葉"), OK);
    assert_int_equal(fits("A", japanese, "難病と小慢の合言葉。"), REFUSED);
    assert_string_not_equal(password_hash(arena, "a"), password_hash(arena, "a"));
}

/* What is stored tells neither hash nor salt, and fits the column. */
static void the_hash_is_sealed(void **state)
{
    (void)state;
    const char *hash = password_hash(arena, "password");
    struct bytes stored = password_close(arena, keyring, "A", hash);
    assert_int_equal(stored.size, strlen(hash) + SEAL_OVERHEAD_BYTES);
    assert_true(stored.size <= 255);
    assert_null(memmem(stored.data, stored.size, "argon2id", 8));
    assert_false(password_is_unsealed(stored));
    assert_int_equal(fits("A", stored, "password"), OK);
    assert_false(password_is_outdated(arena, keyring, "A", stored));
}

/* Of another account, of the other column, under a key that was lost, altered: it opens nowhere, and no password is "wrong". */
static void a_hash_fits_only_its_place(void **state)
{
    (void)state;
    const char *place = seal_place_password(arena, "AAAA");
    const char *const elsewhere[] = {seal_place_password(arena, "BBBB"), seal_place_answer(arena, "AAAA"),
        seal_place_password(arena, ""), ""};
    struct bytes stored = sealed(place, "password");
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        assert_int_equal(fits(elsewhere[i], stored, "password"), FAILED);
        assert_int_equal(fits(elsewhere[i], stored, "other"), FAILED);
    }
    struct keyring *another = ring_of(arena_format(arena, "seal 1 %s\n", key_b));
    struct keyring *unknown = ring_of(arena_format(arena, "seal 2 %s\n", key_b));
    assert_int_equal(password_fits(arena, another, place, stored, "password"), FAILED);
    assert_int_equal(password_fits(arena, unknown, place, stored, "password"), FAILED);
    uint8_t *altered = arena_copy(arena, stored.data, stored.size);
    altered[stored.size / 2] ^= 1;
    assert_int_equal(fits(place, (struct bytes){altered, stored.size}, "password"), FAILED);
    assert_int_equal(fits(place, (struct bytes){stored.data, 20}, "password"), FAILED);
    assert_int_equal(fits(place, of(""), ""), FAILED);
}

static void a_new_key_opens_what_the_old_one_sealed(void **state)
{
    (void)state;
    struct bytes stored = sealed("A", "password");
    struct keyring *rotated = ring_of(arena_format(arena, "seal 1 %s\nseal 2 %s\n", key_a, key_b));
    assert_int_equal(password_fits(arena, rotated, "A", stored, "password"), OK);
    struct bytes renewed = password_seal(arena, rotated, "A", "password");
    assert_int_equal(seal_key_id(renewed), 2);
    assert_int_equal(password_fits(arena, rotated, "A", renewed, "password"), OK);
}

static void missing_and_broken_hashes_never_fit(void **state)
{
    (void)state;
    static const char *const broken[] = {
        "$argon2id$", "$argon2id$v=19$m=19456,t=2,p=1$", "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5aGFzdGhpc3B3IQ$AAAA"};
    assert_int_equal(fits("A", BYTES_NONE, ""), REFUSED);
    assert_int_equal(fits("A", BYTES_NONE, "x"), REFUSED);
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        assert_int_equal(fits("A", of(broken[i]), ""), REFUSED);
        assert_int_equal(fits("A", password_close(arena, keyring, "A", broken[i]), "x"), REFUSED);
    }
}

/* As releases before the seal stored it: it goes on fitting, and is to be written anew. */
static void a_published_vector_fits(void **state)
{
    (void)state;
    /* from the reference implementation's test suite: t=2, m=64 MiB, p=1, "password" / "somesalt" */
    static const char hash[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assert_true(password_is_unsealed(of(hash)));
    assert_int_equal(fits("A", of(hash), "password"), OK);
    assert_int_equal(fits("A", of(hash), "Password"), REFUSED);
    assert_true(password_is_outdated(arena, keyring, "A", of(password_hash(arena, "password"))));
    /* sealed, it is only its parameters that are outdated */
    struct bytes stored = password_close(arena, keyring, "A", hash);
    assert_int_equal(fits("A", stored, "password"), OK);
    assert_true(password_is_outdated(arena, keyring, "A", stored));
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

static int64_t median_us(struct bytes stored)
{
    int64_t took[ROUNDS];
    for (size_t i = 0; i < ROUNDS; i++) {
        int64_t start = processor_us();
        assert_int_not_equal(fits("A", stored, "some password"), OK);
        took[i] = processor_us() - start;
    }
    qsort(took, ROUNDS, sizeof took[0], compare_numbers);
    return took[ROUNDS / 2];
}

static void an_unknown_id_takes_as_long_as_a_known_one(void **state)
{
    (void)state;
    int64_t known = median_us(sealed("A", "other"));
    int64_t unknown = median_us(BYTES_NONE);
    int64_t closed = median_us(sealed("B", "other"));
    print_message("Argon2id 19 MiB t=2, sealed: %.1f ms, unknown ID %.1f ms, does not open %.1f ms\n", (double)known / 1000,
        (double)unknown / 1000, (double)closed / 1000);
    assert_true(unknown > known / 2 && unknown < known * 2);
    assert_true(closed > known / 2 && closed < known * 2);
    assert_true(known > 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_exact_password_fits),
        cmocka_unit_test(the_hash_is_sealed),
        cmocka_unit_test(a_hash_fits_only_its_place),
        cmocka_unit_test(a_new_key_opens_what_the_old_one_sealed),
        cmocka_unit_test(missing_and_broken_hashes_never_fit),
        cmocka_unit_test(a_published_vector_fits),
        cmocka_unit_test(an_unknown_id_takes_as_long_as_a_known_one),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
