/* The check of 管理者権限のユーザID申請リスト (R-010): columns by heading, N and O in the file that we hand out, every problem
 * with its cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "application_list.h"
#include "text.h"

static struct application_municipality places[] = {
    {7, "980005", "見本県", true, true},
    {8, "130001", "東京都", true, false},
};
static const struct application_municipalities known = {places, 2, 2};

/* A file of one applicant whose cell `column` holds `value`. */
struct file {
    struct arena *arena;
    struct import_report *report;
    struct application_check *check;
    const struct applications *applicants;
};

static void read_row(struct file *file, int64_t number, const char *const *values, size_t count)
{
    struct import_cell cells[APPLICATION_COLUMN_COUNT + 1] = {{0}};
    for (size_t i = 0; i < count; i++)
        cells[i].text = values[i];
    application_check_row(file->check, number, cells, count);
}

static struct file file_with(enum application_column column, const char *value)
{
    const char *values[APPLICATION_COLUMN_COUNT];
    struct file file = {.arena = arena_new()};
    file.report = arena_make(file.arena, struct import_report);
    *file.report = import_report_in(file.arena);
    file.check = application_check_new(file.arena, &known, file.report);
    for (enum application_column i = 0; i < APPLICATION_COLUMN_COUNT; i++)
        values[i] = application_column_spec(i)->label;
    read_row(&file, 1, values, APPLICATION_COLUMN_COUNT);
    for (enum application_column i = 0; i < APPLICATION_COLUMN_COUNT; i++)
        values[i] = i == column ? value : application_column_spec(i)->sample;
    read_row(&file, 2, values, APPLICATION_COLUMN_COUNT);
    file.applicants = application_check_finish(file.check);
    return file;
}

static const struct {
    enum application_column column;
    const char *value;
    const char *code; /* "" when nothing is wrong */
    const char *letter;
} cases[] = {
    {APPLICATION_REMARKS, "", "", ""},
    {APPLICATION_MUNICIPALITY_CODE, "９８０００５", "", ""},
    {APPLICATION_MUNICIPALITY_CODE, "980006", "municipality_code", "B"},
    {APPLICATION_MUNICIPALITY_CODE, "98005", "municipality_code", "B"},
    {APPLICATION_MUNICIPALITY_CODE, "260002", "unknown_municipality", "B"},
    {APPLICATION_MUNICIPALITY_CODE, "", "required", "B"},
    {APPLICATION_MUNICIPALITY_NAME, "架空県", "municipality_name", "C"},
    {APPLICATION_MUNICIPALITY_NAME, "", "", ""},
    {APPLICATION_SCHEME, "難病", "", ""},
    {APPLICATION_SCHEME, "難病／小慢", "", ""},
    {APPLICATION_SCHEME, "成人", "scheme", "D"},
    {APPLICATION_DEPARTMENT, "", "required", "E"},
    {APPLICATION_FAMILY_NAME, "=SUM(A1)", "formula", "G"},
    {APPLICATION_FAMILY_NAME, "𠮷田", "", ""},
    {APPLICATION_FAMILY_KANA, "吉田", "not_katakana", "I"},
    {APPLICATION_FAMILY_KANA, "ﾖｼﾀﾞ", "", ""},
    {APPLICATION_TELEPHONE, "3.0E+09", "exponent", "K"},
    {APPLICATION_TELEPHONE, "", "required", "K"},
    {APPLICATION_MAIL, "someone@", "mail", "L"},
    {APPLICATION_MAIL, "", "required", "L"},
    {APPLICATION_POSTAL_CODE, "1000001", "", ""},
    {APPLICATION_POSTAL_CODE, "１００-０００１", "", ""},
    {APPLICATION_POSTAL_CODE, "600001", "postal_code", "N"},
    {APPLICATION_POSTAL_CODE, "1000-001", "postal_code", "N"},
    {APPLICATION_POSTAL_CODE, "10000011", "postal_code", "N"},
    {APPLICATION_ADDRESS, "", "required", "O"},
};

static void each_problem_names_its_cell(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct file file = file_with(cases[i].column, cases[i].value);
        bool fine = text_is_empty(cases[i].code);
        if (fine != (file.report->count == 0))
            print_error("case %zu (%s)\n", i, cases[i].value);
        assert_int_equal(file.report->count, fine ? 0 : 1);
        assert_int_equal(file.applicants->count, fine ? 1 : 0);
        if (!fine) {
            const struct import_line *line = &file.report->items[0];
            assert_string_equal(line->code, cases[i].code);
            assert_string_equal(import_column_letters(file.arena, line->column), cases[i].letter);
            assert_int_equal(line->row, 2);
        }
        arena_free(&file.arena);
    }
}

static void an_applicant_is_normalised(void **state)
{
    (void)state;
    struct file file = file_with(APPLICATION_POSTAL_CODE, "１０００００１");
    const struct application *applicant = &file.applicants->items[0];
    assert_int_equal(applicant->municipality_id, 7);
    assert_string_equal(applicant->scheme, "both");
    assert_string_equal(applicant->postal_code, "100-0001");
    assert_string_equal(applicant->person.values[USER_MAIL], "mihon@example.jp");
    arena_free(&file.arena);
}

static void the_format_has_n_and_o_where_the_seeds_say(void **state)
{
    (void)state;
    assert_string_equal(application_column_spec('N' - 'A')->label, "郵便番号");
    assert_string_equal(application_column_spec('O' - 'A')->label, "所属先住所");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_problem_names_its_cell),
        cmocka_unit_test(an_applicant_is_normalised),
        cmocka_unit_test(the_format_has_n_and_o_where_the_seeds_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
