/* Sealing and the key file of the ring (C03, C05): every flipped bit, swapped rows, rotation, refused key files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "digest.h"
#include "seal.h"
#include "text.h"

static const char key_a[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
static const char key_b[] = "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

static struct bytes of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

/* Reads a ring from a file with this content and mode. */
static enum result ring_from(struct arena *arena, const char *content, mode_t mode, struct keyring **ring_out)
{
    char path[] = "/tmp/nsdb-keyring-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, content, strlen(content)), (ssize_t)strlen(content));
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
    enum result result = keyring_read(arena, path, ring_out);
    unlink(path);
    return result;
}

static struct keyring *new_ring(struct arena *arena)
{
    struct keyring *ring;
    assert_int_equal(ring_from(arena, keyring_make(arena), 0400, &ring), OK);
    return ring;
}

static void a_sealed_value_opens_again(void **state)
{
    (void)state;
    struct arena *arena = arena_new_wiping();
    struct keyring *ring = new_ring(arena);
    static uint8_t large[1 << 20];
    const struct bytes cases[] = {of(""), of("パスワード"), BYTES_NONE, {large, sizeof large}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct bytes plain;
        struct bytes sealed = seal_close(arena, ring, cases[i], "account 1");
        assert_int_equal(sealed.size, cases[i].size + SEAL_OVERHEAD_BYTES);
        assert_int_equal(seal_open(arena, ring, sealed, "account 1", &plain), OK);
        assert_true(digest_equal(plain, cases[i]));
        assert_int_equal(plain.data[plain.size], 0);
    }
    arena_free(&arena);
}

static void equal_values_seal_differently(void **state)
{
    (void)state;
    struct arena *arena = arena_new_wiping();
    struct keyring *ring = new_ring(arena);
    struct bytes first = seal_close(arena, ring, of("same"), "");
    struct bytes second = seal_close(arena, ring, of("same"), "");
    assert_memory_not_equal(first.data + 1, second.data + 1, 12);
    assert_false(digest_equal(first, second));
    arena_free(&arena);
}

static void every_flipped_bit_is_refused(void **state)
{
    (void)state;
    struct arena *arena = arena_new_wiping();
    struct keyring *ring = new_ring(arena);
    struct bytes plain;
    struct bytes sealed = seal_close(arena, ring, of("k7mp-x3wd"), "account 1");
    for (size_t bit = 0; bit < sealed.size * 8; bit++) {
        uint8_t *copy = arena_copy(arena, sealed.data, sealed.size);
        copy[bit / 8] = (uint8_t)(copy[bit / 8] ^ 1u << bit % 8);
        assert_int_equal(seal_open(arena, ring, (struct bytes){copy, sealed.size}, "account 1", &plain), REFUSED);
        assert_null(plain.data);
    }
    for (size_t size = 0; size < sealed.size; size++)
        assert_int_equal(seal_open(arena, ring, (struct bytes){sealed.data, size}, "account 1", &plain), REFUSED);
    arena_free(&arena);
}

static void values_cannot_be_swapped_between_rows(void **state)
{
    (void)state;
    struct arena *arena = arena_new_wiping();
    struct keyring *ring = new_ring(arena);
    struct bytes plain;
    struct bytes sealed = seal_close(arena, ring, of("secret"), "account 1 issue 1");
    static const char *const other[] = {"account 2 issue 1", "account 1 issue 2", "account 1 issue 1 ", ""};
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        assert_int_equal(seal_open(arena, ring, sealed, other[i], &plain), REFUSED);
    assert_int_equal(seal_open(arena, new_ring(arena), sealed, "account 1 issue 1", &plain), REFUSED);
    arena_free(&arena);
}

static void the_known_answer_of_aes_256_gcm(void **state)
{
    (void)state;
    /* NIST's GCM test case 14: zero key, zero nonce, one zero block, no associated data */
    struct arena *arena = arena_new_wiping();
    struct keyring *ring;
    static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";
    const char *file = arena_format(arena, "seal 1 %s\nlog 1 %s\nlookup 1 %s\n", zeros, key_a, key_a);
    assert_int_equal(ring_from(arena, file, 0440, &ring), OK);
    static const uint8_t sealed[45] = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xce, 0xa7, 0x40, 0x3d, 0x4d, 0x60, 0x6b,
        0x6e, 0x07, 0x4e, 0xc5, 0xd3, 0xba, 0xf3, 0x9d, 0x18, 0xd0, 0xd1, 0xc8, 0xa7, 0x99, 0x99, 0x6b, 0xf0, 0x26,
        0x5b, 0x98, 0xb5, 0xd4, 0x8a, 0xb9, 0x19};
    static const uint8_t expected[16];
    struct bytes plain;
    assert_int_equal(seal_open(arena, ring, (struct bytes){sealed, sizeof sealed}, "", &plain), OK);
    assert_true(digest_equal(plain, (struct bytes){expected, sizeof expected}));
    arena_free(&arena);
}

static void a_rotated_ring_opens_old_values_and_seals_under_the_new_key(void **state)
{
    (void)state;
    struct arena *arena = arena_new_wiping();
    struct keyring *old;
    struct keyring *rotated;
    struct bytes plain;
    const char *rest = arena_format(arena, "log 1 %s\nlog 3 %s\nlookup 1 %s\n", key_a, key_b, key_a);
    const char *before = arena_format(arena, "seal 1 %s\n%s", key_a, rest);
    assert_int_equal(ring_from(arena, before, 0400, &old), OK);
    assert_int_equal(ring_from(arena, arena_format(arena, "%sseal 7 %s\n", before, key_b), 0400, &rotated), OK);
    struct bytes sealed_before = seal_close(arena, old, of("old"), "x");
    struct bytes sealed_after = seal_close(arena, rotated, of("new"), "x");
    assert_int_equal(sealed_before.data[0], 1);
    assert_int_equal(sealed_after.data[0], 7);
    assert_int_equal(seal_open(arena, rotated, sealed_before, "x", &plain), OK);
    assert_int_equal(seal_open(arena, old, sealed_after, "x", &plain), REFUSED);
    assert_int_equal(keyring_log_key(rotated).data[0], 0xff);
    assert_int_equal(keyring_log_key_aged(rotated, 0).data[0], 0xff);
    assert_int_equal(keyring_log_key_aged(rotated, 1).data[0], 0x00);
    assert_null(keyring_log_key_aged(rotated, 2).data);
    assert_int_equal(keyring_lookup_key(rotated).size, 32);
    arena_free(&arena);
}

static void wrong_key_files_are_refused(void **state)
{
    (void)state;
    struct arena *arena = arena_new_wiping();
    struct keyring *ring;
    const char *fine = arena_format(arena, "seal 1 %s\nlog 1 %s\nlookup 1 %s\n", key_a, key_a, key_a);
    const char *const wrong[] = {
        "", "garbage\n",
        arena_format(arena, "seal 1 %s\nlog 1 %s\n", key_a, key_a),
        arena_format(arena, "%sseal 1 %s\n", fine, key_b),
        arena_format(arena, "%sseal 0 %s\n", fine, key_b),
        arena_format(arena, "%sseal 256 %s\n", fine, key_b),
        arena_format(arena, "%sseal -2 %s\n", fine, key_b),
        arena_format(arena, "%sother 2 %s\n", fine, key_b),
        arena_format(arena, "%sseal 2 %s00\n", fine, key_b),
        arena_format(arena, "%sseal 2 %.62s\n", fine, key_b),
        arena_format(arena, "%sseal 2 zz%.62s\n", fine, key_b),
        arena_format(arena, "%sseal 2 %s more\n", fine, key_b),
        arena_format(arena, "%sseal 2\n", fine),
        arena_format(arena, "%s# %0300d\n", fine, 0),
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(ring_from(arena, wrong[i], 0400, &ring), FAILED);
    static const mode_t modes[] = {0600, 0404, 0444, 0640, 0460, 0500};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
        assert_int_equal(ring_from(arena, fine, modes[i], &ring), FAILED);
    assert_int_equal(ring_from(arena, fine, 0440, &ring), OK);
    assert_int_equal(keyring_read(arena, "/nonexistent/keys", &ring), FAILED);
    assert_int_equal(keyring_read(arena, "/tmp", &ring), FAILED);
    arena_free(&arena);
}

static size_t count_of(struct keyring_keys keys, const char *purpose, enum keyring_use use)
{
    size_t found = 0;
    for (size_t i = 0; i < keys.count; i++)
        found += keys.items[i].use == use && strcmp(keys.items[i].purpose, purpose) == 0;
    return found;
}

/* nsdb-admin keys rotate: what a step writes, a program reads. At no step is there a value that only one of two
 * rings opens. */
static void keys_are_replaced_step_by_step(void **state)
{
    (void)state;
    static const struct {
        enum keyring_step step;
        unsigned seals;                  /* id of the key that seals */
        size_t works, opens, waits, log_opens;
    } cases[] = {
        {KEYRING_NEXT, 1, 1, 0, 1, 0}, {KEYRING_CURRENT, 2, 1, 1, 0, 1}, {KEYRING_RETIRE, 2, 1, 0, 0, 1},
        {KEYRING_NEXT, 2, 1, 0, 1, 1}};
    struct arena *arena = arena_new_wiping();
    struct keyring *ring = new_ring(arena);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct keyring *changed;
        struct bytes plain;
        assert_int_equal(ring_from(arena, keyring_changed(arena, ring, cases[i].step), 0400, &changed), OK);
        struct keyring_keys keys = keyring_list(arena, changed);
        struct bytes sealed = seal_close(arena, changed, of("x"), "a");
        assert_int_equal(seal_newest_key_id(changed), cases[i].seals);
        assert_int_equal(seal_key_id(sealed), cases[i].seals);
        assert_int_equal(count_of(keys, "seal", KEYRING_WORKS), cases[i].works);
        assert_int_equal(count_of(keys, "seal", KEYRING_OPENS), cases[i].opens);
        assert_int_equal(count_of(keys, "seal", KEYRING_WAITS), cases[i].waits);
        assert_int_equal(count_of(keys, "log", KEYRING_OPENS), cases[i].log_opens);
        assert_int_equal(seal_open(arena, ring, sealed, "a", &plain), OK);
        if (cases[i].step != KEYRING_RETIRE)
            assert_int_equal(seal_open(arena, changed, seal_close(arena, ring, of("x"), "a"), "a", &plain), OK);
        ring = changed;
    }
    arena_free(&arena);
}

static void an_escrow_copy_opens_with_its_passphrase_only(void **state)
{
    (void)state;
    struct arena *arena = arena_new_wiping();
    struct bytes plain;
    struct bytes sealed = seal_close_passphrase(arena, of("seal 1 00\n"), "a long passphrase", "nsdb keys");
    assert_int_equal(seal_open_passphrase(arena, sealed, "a long passphrase", "nsdb keys", &plain), OK);
    assert_true(digest_equal(plain, of("seal 1 00\n")));
    assert_int_equal(seal_open_passphrase(arena, sealed, "a long passphrasf", "nsdb keys", &plain), REFUSED);
    assert_int_equal(seal_open_passphrase(arena, sealed, "a long passphrase", "other", &plain), REFUSED);
    assert_int_equal(seal_open_passphrase(arena, (struct bytes){sealed.data, 20}, "x", "nsdb keys", &plain), REFUSED);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sealed_value_opens_again),
        cmocka_unit_test(equal_values_seal_differently),
        cmocka_unit_test(every_flipped_bit_is_refused),
        cmocka_unit_test(values_cannot_be_swapped_between_rows),
        cmocka_unit_test(the_known_answer_of_aes_256_gcm),
        cmocka_unit_test(a_rotated_ring_opens_old_values_and_seals_under_the_new_key),
        cmocka_unit_test(wrong_key_files_are_refused),
        cmocka_unit_test(keys_are_replaced_step_by_step),
        cmocka_unit_test(an_escrow_copy_opens_with_its_passphrase_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
