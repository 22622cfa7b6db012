/* SHA-256 (FIPS 180-4 examples), HMAC-SHA-256 (RFC 4231), base64url (RFC 4648) and comparison (C06). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "digest.h"

static struct bytes of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static void sha256_examples(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const struct {
        const char *text;
        const char *hex;
    } cases[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct digest digest = digest_of_text(cases[i].text);
        assert_string_equal(digest_hex(arena, digest_bytes(&digest)), cases[i].hex);
    }
    struct digest none = digest_of(BYTES_NONE);
    assert_string_equal(digest_hex(arena, digest_bytes(&none)), cases[0].hex);
    arena_free(&arena);
}

static void hmac_examples(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    uint8_t key[131];
    memset(key, 0x0b, 20);
    struct digest first = digest_hmac((struct bytes){key, 20}, of("Hi There"));
    assert_string_equal(digest_hex(arena, digest_bytes(&first)),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    struct digest second = digest_hmac(of("Jefe"), of("what do ya want for nothing?"));
    assert_string_equal(digest_hex(arena, digest_bytes(&second)),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    memset(key, 0xaa, sizeof key);
    struct digest sixth = digest_hmac((struct bytes){key, sizeof key},
        of("Test Using Larger Than Block-Size Key - Hash Key First"));
    assert_string_equal(digest_hex(arena, digest_bytes(&sixth)),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    struct digest empty = digest_hmac(BYTES_NONE, BYTES_NONE);
    assert_string_equal(digest_hex(arena, digest_bytes(&empty)),
        "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    arena_free(&arena);
}

static void files_are_digested_and_left_where_they_were(void **state)
{
    (void)state;
    static uint8_t content[200000];
    for (size_t i = 0; i < sizeof content; i++)
        content[i] = (uint8_t)(i * 7);
    FILE *file = tmpfile();
    assert_non_null(file);
    int fd = fileno(file);
    assert_int_equal(write(fd, content, sizeof content), sizeof content);
    assert_int_equal(lseek(fd, 17, SEEK_SET), 17);
    struct digest digest;
    assert_true(digest_of_file(fd, &digest));
    struct digest expected = digest_of((struct bytes){content, sizeof content});
    assert_memory_equal(digest.bytes, expected.bytes, DIGEST_BYTES);
    assert_int_equal(lseek(fd, 0, SEEK_CUR), 17);
    fclose(file);
    assert_false(digest_of_file(-1, &digest));
}

static void base64url_examples(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const struct {
        const char *plain;
        const char *text;
    } cases[] = {{"", ""}, {"f", "Zg"}, {"fo", "Zm8"}, {"foo", "Zm9v"}, {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"},
        {"foobar", "Zm9vYmFy"}, {"\xfb\xff\xbf", "-_-_"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct bytes back;
        assert_string_equal(digest_base64url(arena, of(cases[i].plain)), cases[i].text);
        assert_true(digest_from_base64(arena, cases[i].text, &back));
        assert_int_equal(back.size, strlen(cases[i].plain));
        assert_memory_equal(back.data, cases[i].plain, back.size);
    }
    arena_free(&arena);
}

static void base64_accepts_the_other_alphabet_and_refuses_the_rest(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct bytes back;
    assert_true(digest_from_base64(arena, "+/+/", &back));
    assert_memory_equal(back.data, "\xfb\xff\xbf", 3);
    assert_true(digest_from_base64(arena, "Zg==", &back));
    assert_true(digest_from_base64(arena, "Zm8=", &back));
    static const char *const wrong[] = {"Z", "Zg=", "Zg===", "=", "====", "Zh", "Zm9", "Zm9v Zm9v", "Zm9v\n", "Z=g=",
        "あいう", "Zm9vY"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(digest_from_base64(arena, wrong[i], &back));
    arena_free(&arena);
}

static void comparison(void **state)
{
    (void)state;
    assert_true(digest_equal(of("abc"), of("abc")));
    assert_true(digest_equal(BYTES_NONE, of("")));
    assert_false(digest_equal(of("abc"), of("abd")));
    assert_false(digest_equal(of("abc"), of("ab")));
    assert_false(digest_equal(of("abc"), BYTES_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_examples),
        cmocka_unit_test(hmac_examples),
        cmocka_unit_test(files_are_digested_and_left_where_they_were),
        cmocka_unit_test(base64url_examples),
        cmocka_unit_test(base64_accepts_the_other_alphabet_and_refuses_the_rest),
        cmocka_unit_test(comparison),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
