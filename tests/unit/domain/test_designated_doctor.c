/* The rules of a designated doctor's registration (R-003, R-023, R-024; I06–I09): each row of the table changes one
 * item of a right form and names the complaint that must come, and that no other comes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bigram.h"
#include "buffer.h"
#include "designated_doctor.h"
#include "institution_code.h"
#include "kana.h"
#include "mail_address.h"
#include "municipality_code.h"

static const struct designated_doctor_rules rules = {"130001", "東京都", true, true, {2026, 11, 21}, {2026, 11, 19}};
static const struct designated_doctor_rules nanbyo_only = {"130001", "東京都", true, false, {2026, 11, 21}, {0}};

static struct designated_doctor_form right_form(void)
{
    struct designated_doctor_form form;
    for (enum doctor_field field = 0; field < DOCTOR_FIELD_COUNT; field++)
        form.values[field] = doctor_field_spec(field)->sample;
    return form;
}

#define A25 "あああああああああああああああああああああああああ"
#define A100 A25 A25 A25 A25

static const struct {
    enum doctor_field field;
    const char *value;
    const char *problem; /* field:code, NULL for none */
    const char *remark;
} cases[] = {
    {DOCTOR_KIND, "協力難病指定医", NULL, NULL},
    {DOCTOR_KIND, "協力指定医", NULL, NULL},
    {DOCTOR_KIND, "", "kind:required", NULL},
    {DOCTOR_KIND, "医師", "kind:kind", NULL},
    {DOCTOR_KIND, "小慢指定医", "kind:kind_scheme", NULL},
    {DOCTOR_SCHEME, "小慢", "kind:kind_scheme", NULL},
    {DOCTOR_SCHEME, "がん", "scheme:scheme", NULL},
    {DOCTOR_MUNICIPALITY_CODE, "011002", "municipality_code:foreign_municipality", NULL},
    {DOCTOR_MUNICIPALITY_CODE, "130002", "municipality_code:municipality_code", NULL},
    {DOCTOR_MUNICIPALITY_CODE, "13000", "municipality_code:municipality_code", NULL},
    {DOCTOR_MUNICIPALITY_CODE, "13000１", "municipality_code:municipality_code", NULL},
    {DOCTOR_INSTITUTION_CODE, "1310110113", NULL, "institution_code:check_digit"},
    {DOCTOR_INSTITUTION_CODE, "110113719", "institution_code:institution_code", NULL},
    {DOCTOR_INSTITUTION_CODE, "01101137190", "institution_code:institution_code", NULL},
    {DOCTOR_INSTITUTION_CODE, "1.31E+09", "institution_code:exponent", NULL},
    {DOCTOR_INSTITUTION_CODE, "", "institution_code:required", NULL},
    {DOCTOR_INSTITUTION_NAME, A100, NULL, NULL},
    {DOCTOR_INSTITUTION_NAME, A100 "あ", "institution_name:too_long", NULL},
    {DOCTOR_INSTITUTION_NAME, "=1+1", "institution_name:formula", NULL},
    {DOCTOR_INSTITUTION_NAME, "＠病院", "institution_name:formula", NULL},
    {DOCTOR_DEPARTMENT, "", NULL, NULL},
    {DOCTOR_DEPARTMENT, "内科\n外科", "department:control", NULL},
    {DOCTOR_DEPARTMENT, "-", "department:formula", NULL},
    {DOCTOR_DESIGNATION_NUMBER, "12345678901234567890", NULL, NULL},
    {DOCTOR_DESIGNATION_NUMBER, "123456789012345678901", "designation_number:too_long", NULL},
    {DOCTOR_DESIGNATION_NUMBER, "第12号", "designation_number:designation_number", NULL},
    {DOCTOR_DESIGNATION_NUMBER, "1.2E+11", "designation_number:exponent", NULL},
    {DOCTOR_MEDICAL_REGISTER_NUMBER, "1234567", "medical_register_number:medical_register_number", NULL},
    {DOCTOR_MEDICAL_REGISTER_NUMBER, "000000", "medical_register_number:medical_register_number", NULL},
    {DOCTOR_MEDICAL_REGISTER_NUMBER, "12 345", "medical_register_number:medical_register_number", NULL},
    {DOCTOR_MEDICAL_REGISTER_NUMBER, "1", NULL, NULL},
    {DOCTOR_CERTIFIED_ON, "2023-02-30", "certified_on:date", NULL},
    {DOCTOR_CERTIFIED_ON, "令和0年1月1日", "certified_on:date", NULL},
    {DOCTOR_CERTIFIED_ON, "2026-04-01", NULL, NULL},
    {DOCTOR_CERTIFIED_ON, "20260401", NULL, NULL},
    {DOCTOR_CERTIFIED_ON, "令和8年4月1日", NULL, NULL},
    {DOCTOR_CERTIFIED_ON, "2031-03-31", NULL, "certified_on:certified_later"},
    {DOCTOR_EXPIRES_ON, "2026/11/21", NULL, NULL},
    {DOCTOR_EXPIRES_ON, "2026/11/20", "expires_on:expired", NULL},
    {DOCTOR_EXPIRES_ON, "2026/11/19", NULL, NULL}, /* as it is stored (R-037) */
    {DOCTOR_EXPIRES_ON, "2026/3/31", "expires_on:days_order", NULL},
    {DOCTOR_EXPIRES_ON, "1e3", "expires_on:date", NULL},
    {DOCTOR_FAMILY_NAME, "", "family_name:required", NULL},
    {DOCTOR_FAMILY_NAME, "　 ", "family_name:required", NULL},
    {DOCTOR_FAMILY_NAME, "𠮷野", NULL, NULL},
    {DOCTOR_FAMILY_NAME, A100 A100 A100 A100, "family_name:too_long", NULL},
    {DOCTOR_FAMILY_NAME, "山\xE2\x80\xAE田", "family_name:invisible", NULL},
    {DOCTOR_FAMILY_NAME, "山\xEE\x80\x80", "family_name:private_character", NULL},
    {DOCTOR_FAMILY_NAME, "\xC0\xAF", "family_name:not_utf8", NULL},
    {DOCTOR_FAMILY_KANA, "ﾔﾏﾀﾞ", NULL, NULL},
    {DOCTOR_FAMILY_KANA, "やまだ", "family_kana:not_katakana", NULL},
    {DOCTOR_GIVEN_KANA, "", "given_kana:required", NULL},
    {DOCTOR_TELEPHONE, "", NULL, NULL},
    {DOCTOR_TELEPHONE, "0312345678", NULL, NULL},
    {DOCTOR_TELEPHONE, "312345678", "telephone:telephone", NULL},
    {DOCTOR_TELEPHONE, "03-1234-567", "telephone:telephone", NULL},
    {DOCTOR_TELEPHONE, "代表03-1234-5678", "telephone:telephone", NULL},
    {DOCTOR_MAIL, "", NULL, NULL},
    {DOCTOR_MAIL, "a@b", "mail:mail", NULL},
    {DOCTOR_MAIL, "a@b.jp,c@d.jp", "mail:mail", NULL},
    {DOCTOR_MAIL, "a b@c.jp", "mail:mail", NULL},
};

static const char *told(struct arena *arena, const struct complaints *complaints)
{
    struct buffer all = buffer_in(arena);
    for (size_t i = 0; i < complaints->count; i++)
        buffer_format(&all, "%s%s:%s", i > 0 ? " " : "", complaints->items[i].field, complaints->items[i].code);
    return buffer_text(&all);
}

static void each_item_is_checked(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_new();
        struct designated_doctor_form form = right_form();
        form.values[cases[i].field] = cases[i].value;
        struct designated_doctor doctor;
        struct complaints problems = complaints_in(arena);
        struct complaints remarks = complaints_in(arena);
        designated_doctor_check(arena, &form, &rules, &doctor, &problems, &remarks);
        assert_string_equal(told(arena, &problems), cases[i].problem == NULL ? "" : cases[i].problem);
        assert_string_equal(told(arena, &remarks), cases[i].remark == NULL ? "" : cases[i].remark);
        arena_free(&arena);
    }
}

static void right_form_becomes_a_doctor(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct designated_doctor_form form = right_form();
    form.values[DOCTOR_FAMILY_KANA] = " ﾐﾎﾝﾊﾟ ";
    form.values[DOCTOR_MEDICAL_REGISTER_NUMBER] = "42";
    form.values[DOCTOR_GIVEN_NAME] = "か\xE3\x82\x99"; /* NFD, as macOS writes it */
    struct designated_doctor doctor;
    struct complaints problems = complaints_in(arena);
    designated_doctor_check(arena, &form, &rules, &doctor, &problems, &problems);
    assert_int_equal(problems.count, 0);
    assert_int_equal(doctor.kind, KIND_NANBYO);
    assert_int_equal(doctor.scheme, SCHEME_NANBYO);
    assert_string_equal(doctor.medical_register_number, "000042");
    assert_string_equal(doctor.family_kana, "ミホンパ");
    assert_string_equal(doctor.given_name, "が");
    assert_int_equal(doctor.expires_on.year, 2031);
    arena_free(&arena);
}

static void scheme_must_be_handled(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct designated_doctor_form form = right_form();
    form.values[DOCTOR_KIND] = "小児慢性特定疾病指定医";
    form.values[DOCTOR_SCHEME] = "小慢";
    struct designated_doctor doctor;
    struct complaints problems = complaints_in(arena);
    designated_doctor_check(arena, &form, &nanbyo_only, &doctor, &problems, &problems);
    assert_string_equal(told(arena, &problems), "scheme:scheme_not_handled");
    arena_free(&arena);
}

static void an_empty_form_names_every_required_item(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct designated_doctor_form form = {{NULL}};
    struct designated_doctor doctor;
    struct complaints problems = complaints_in(arena);
    designated_doctor_check(arena, &form, &rules, &doctor, &problems, &problems);
    assert_int_equal(problems.count, 13);
    for (size_t i = 0; i < problems.count; i++)
        assert_string_equal(problems.items[i].code, "required");
    arena_free(&arena);
}

static void check_digits(void **state)
{
    (void)state;
    assert_true(institution_code_fits("0110113719"));
    assert_false(institution_code_fits("0110113718"));
    assert_false(institution_code_fits("1011037191"));
    assert_true(municipality_code_fits("130001"));
    assert_true(municipality_code_fits("011002"));
    assert_true(municipality_code_fits("462012"));
    assert_false(municipality_code_fits("462022"));
    assert_false(municipality_code_is_shaped("46201"));
}

static void kana_becomes_full_width(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(kana_widen(arena, "ｶﾞｷﾞﾊﾟｳﾞｰ･ｦ"), "ガギパヴー・ヲ");
    assert_string_equal(kana_widen(arena, "abcカ"), "abcカ");
    arena_free(&arena);
}

static void mail_addresses(void **state)
{
    (void)state;
    static const char *const good[] = {"a@b.jp", "a.b+c@x-y.example.jp", "a..b.@docomo.example.jp"};
    static const char *const bad[] = {"", "@b.jp", "a@", "a@b", "a@b..jp", "a@-b.jp", "a@b.jp\r\nBcc: x@y.jp",
        "\"a\"@b.jp", "a@b.jp ", "-f@b.jp", "a@b@c.jp", "山@b.jp", "a@[1.2.3.4]"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(mail_address_is_valid(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(mail_address_is_valid(bad[i]));
}

static void bigrams_stand_once_each(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct bigrams bigrams = {0};
    bigrams_add(arena, &bigrams, "ああああ");
    bigrams_add(arena, &bigrams, "あい");
    bigrams_add(arena, &bigrams, "𠮷");
    bigrams_add(arena, &bigrams, "");
    assert_int_equal(bigrams.count, 3);
    assert_string_equal(bigrams.items[0], "ああ");
    assert_string_equal(bigrams.items[1], "あい");
    assert_string_equal(bigrams.items[2], "𠮷");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_item_is_checked),
        cmocka_unit_test(right_form_becomes_a_doctor),
        cmocka_unit_test(scheme_must_be_handled),
        cmocka_unit_test(an_empty_form_names_every_required_item),
        cmocka_unit_test(check_digits),
        cmocka_unit_test(kana_becomes_full_width),
        cmocka_unit_test(mail_addresses),
        cmocka_unit_test(bigrams_stand_once_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
