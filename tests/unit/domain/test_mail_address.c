/* The grammar of mail addresses (I05): what passes, what is refused and why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "arena.h"
#include "mail_address.h"
#include "text.h"

static void plain_addresses_pass(void **state)
{
    (void)state;
    static const char *const fine[] = {"a@b.jp", "taro.yamada@hospital.example.jp", "x+tag@example.co.jp",
        "a_b-c@e-x.jp", "o'neil@example.com", "1@1.example", "UPPER@EXAMPLE.JP", "a@xn--wgv71a119e.xn--zckzah",
        "!#$%&'*+/=?^_`{|}~-@a.jp", "carrier..dots@example.ne.jp", "carrier.@example.ne.jp"};
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
        assert_null(mail_address_check(fine[i]));
        assert_true(mail_address_is_valid(fine[i]));
    }
    assert_string_equal(mail_address_domain("a@b.example.jp"), "b.example.jp");
}

static void everything_else_is_refused_with_a_sentence(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "a", "@", "a@", "@b.jp", "a@b", "a@b.", "a@.jp", "a@b..jp", "a@-b.jp",
        "a@b-.jp", ".a@b.jp", "-a@b.jp", "a b@b.jp", "a@b.jp ", " a@b.jp", "a@b@c.jp", "a@b.jp,c@d.jp",
        "a@b.jp;c@d.jp", "<a@b.jp>", "Taro <a@b.jp>", "\"a b\"@b.jp", "a@[192.0.2.1]", "a@192.0.2.1",
        "a@b.jp\r\nBcc: c@d.jp", "a@b.jp\n", "a\r@b.jp", "a@b.jp\t", "a(c)@b.jp", "a@b_c.jp", "山田@example.jp",
        "taro@例え.jp", "ａ@b.jp", "a@b.jp\x7f", "a\\@b.jp", "a@b.123", "a%0d%0aBcc:x@b.jp\x01", "a@b.jp?subject=x",
        "mailto:a@b.jp", "a:b@c.jp"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const char *message = mail_address_check(wrong[i]);
        assert_non_null(message);
        assert_false(mail_address_is_valid(wrong[i]));
        assert_string_equal(message + strlen(message) - strlen("。"), "。");
    }
    assert_non_null(mail_address_check(NULL));
}

static void lengths_are_limited(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char *local = arena_alloc(arena, 66);
    memset(local, 'a', 65);
    assert_non_null(mail_address_check(arena_format(arena, "%s@b.jp", local)));
    assert_null(mail_address_check(arena_format(arena, "%.64s@b.jp", local)));
    assert_non_null(mail_address_check(arena_format(arena, "a@%.64s.jp", local)));
    assert_null(mail_address_check(arena_format(arena, "a@%.63s.jp", local)));
    const char *domain = arena_format(arena, "%.63s.%.63s.%.63s.%.56s.jp", local, local, local, local);
    assert_null(mail_address_check(arena_format(arena, "a@%s", domain + 1)));
    assert_non_null(mail_address_check(arena_format(arena, "ab@a%s", domain)));
    arena_free(&arena);
}

/* Any byte anywhere: nothing that passes may hold a blank, a control or a second @. */
static void no_byte_smuggles_a_header(void **state)
{
    (void)state;
    for (size_t at = 0; at < 6; at++)
        for (int byte = 1; byte < 256; byte++) {
            char address[] = "a@b.jp";
            address[at] = (char)byte;
            if (mail_address_check(address) == NULL)
                assert_true(byte > ' ' && byte < 0x7f && strchr("\r\n<>,;:\"()[]\\ ", byte) == NULL);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_addresses_pass),
        cmocka_unit_test(everything_else_is_refused_with_a_sentence),
        cmocka_unit_test(lengths_are_limited),
        cmocka_unit_test(no_byte_smuggles_a_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
