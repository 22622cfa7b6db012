/* The check of a file (R-022…R-027, T24): repairs of Excel damage, headings, rows against each other; every line
 * of the report with its row, column, severity and code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buffer.h"
#include "excel_damage.h"
#include "import_check.h"

static const struct {
    enum doctor_field field;
    const char *value;
    const char *repaired; /* NULL: no repair */
    const char *code;
} damages[] = {
    {DOCTOR_INSTITUTION_CODE, "110113719", "0110113719", "leading_zero"},
    {DOCTOR_INSTITUTION_CODE, "0110113719", NULL, NULL},
    {DOCTOR_INSTITUTION_CODE, "11011371", NULL, NULL},
    {DOCTOR_INSTITUTION_CODE, "０１１０１１３７１９", "0110113719", "full_width"},
    {DOCTOR_INSTITUTION_CODE, " 0110113719　", "0110113719", "blank"},
    {DOCTOR_INSTITUTION_CODE, "01-1011371-9", "0110113719", "hyphen"},
    {DOCTOR_INSTITUTION_CODE, "1.310110113E+9", "1310110113", "exponent"},
    {DOCTOR_INSTITUTION_CODE, "1.310110113E+09", "1310110113", "exponent"},
    {DOCTOR_INSTITUTION_CODE, "1.31E+09", NULL, NULL},
    {DOCTOR_INSTITUTION_CODE, "1310110113.0", "1310110113", "decimals"},
    {DOCTOR_INSTITUTION_CODE, "=\"0110113719\"", "0110113719", "formula_text"},
    {DOCTOR_INSTITUTION_CODE, "=A1", NULL, NULL},
    {DOCTOR_MUNICIPALITY_CODE, "11002", "011002", "leading_zero"},
    {DOCTOR_MEDICAL_REGISTER_NUMBER, "12345", NULL, NULL},
    {DOCTOR_MEDICAL_REGISTER_NUMBER, "１２ ３４５", "12345", "full_width"},
    {DOCTOR_TELEPHONE, "312345678", "0312345678", "leading_zero"},
    {DOCTOR_TELEPHONE, "9012345678", "09012345678", "leading_zero"},
    {DOCTOR_TELEPHONE, "03－1234−5678", "03-1234-5678", "full_width"},
    {DOCTOR_TELEPHONE, "03ー1234ー5678", "03-1234-5678", "hyphen"},
    {DOCTOR_TELEPHONE, "03-1234-5678", NULL, NULL},
    {DOCTOR_CERTIFIED_ON, "45159", "2023-08-21", "serial_day"},
    {DOCTOR_CERTIFIED_ON, "45159.0", "2023-08-21", "decimals"},
    {DOCTOR_CERTIFIED_ON, "令和5年8月21日", "2023-08-21", "japanese_day"},
    {DOCTOR_CERTIFIED_ON, "R5.8.21", "2023-08-21", "japanese_day"},
    {DOCTOR_CERTIFIED_ON, "2023年8月21日", "2023-08-21", "japanese_day"},
    {DOCTOR_CERTIFIED_ON, "2023.8.21", "2023-08-21", "japanese_day"},
    {DOCTOR_CERTIFIED_ON, "2023/8/21 0:00", "2023/8/21", "time"},
    {DOCTOR_CERTIFIED_ON, "2023/8/21", NULL, NULL},
    {DOCTOR_CERTIFIED_ON, "２０２３／８／２１", "2023/8/21", "full_width"},
    {DOCTOR_CERTIFIED_ON, "平成31年5月1日", NULL, NULL},
    {DOCTOR_CERTIFIED_ON, "2023/2/30", NULL, NULL},
    {DOCTOR_FAMILY_NAME, " 山田\n", "山田", "blank"},
    {DOCTOR_FAMILY_NAME, "ＡＢＣ", NULL, NULL},
    {DOCTOR_FAMILY_NAME, "   ", NULL, NULL},
    {DOCTOR_DESIGNATION_NUMBER, "Ｎ１３‐０００１", "N13-0001", "full_width"},
    {DOCTOR_MAIL, "ａ＠ｂ．jp", "a@b.jp", "full_width"},
};

static void damage_is_undone_only_when_certain(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof damages / sizeof damages[0]; i++) {
        struct arena *arena = arena_new();
        struct excel_damage damage;
        bool found = excel_damage_find(arena, damages[i].field, damages[i].value, &damage);
        assert_int_equal(found, damages[i].repaired != NULL);
        if (found) {
            assert_string_equal(damage.repaired, damages[i].repaired);
            assert_string_equal(damage.code, damages[i].code);
            struct excel_damage again;
            assert_false(excel_damage_find(arena, damages[i].field, damage.repaired, &again));
        }
        arena_free(&arena);
    }
}

/* The report as "row/column/severity/code" lines. */
static const char *told(struct arena *arena, const struct import_report *report)
{
    struct buffer all = buffer_in(arena);
    for (size_t i = 0; i < report->count; i++)
        buffer_format(&all, "%s%d%s %s %s", i > 0 ? ", " : "", (int)report->items[i].row,
            import_column_letters(arena, report->items[i].column), import_severity_word(report->items[i].severity),
            report->items[i].code);
    return buffer_text(&all);
}

static const struct designated_doctor_rules rules = {"130001", "東京都", true, true, {2026, 11, 21}, {0}};

struct trial {
    struct arena *arena;
    struct import_report report;
    struct import_check *check;
    int64_t row;
    struct import_cell cells[40];
};

static struct trial *trial_new(void)
{
    struct arena *arena = arena_new();
    struct trial *trial = arena_make(arena, struct trial);
    trial->arena = arena;
    trial->report = import_report_in(arena);
    trial->check = import_check_new(arena, &rules, &trial->report);
    return trial;
}

static enum import_row_kind put(struct trial *trial, size_t count)
{
    struct designated_doctor doctor;
    return import_check_row(trial->check, trial->arena, ++trial->row, trial->cells, count, &doctor);
}

static enum import_row_kind put_heading(struct trial *trial)
{
    for (enum doctor_field field = 0; field < DOCTOR_FIELD_COUNT; field++)
        trial->cells[field].text = doctor_field_spec(field)->label;
    return put(trial, DOCTOR_FIELD_COUNT);
}

/* A right row that differs from others of `number`. */
static void fill(struct trial *trial, int number)
{
    for (enum doctor_field field = 0; field < DOCTOR_FIELD_COUNT; field++)
        trial->cells[field] = (struct import_cell){doctor_field_spec(field)->sample, false};
    trial->cells[DOCTOR_MEDICAL_REGISTER_NUMBER].text = arena_format(trial->arena, "%d", number);
    trial->cells[DOCTOR_DESIGNATION_NUMBER].text = arena_format(trial->arena, "N%d", number);
}

static void trial_end(struct trial *trial, const char *expected)
{
    assert_string_equal(told(trial->arena, &trial->report), expected);
    struct arena *arena = trial->arena;
    arena_free(&arena);
}

static void headings_in_any_order_and_shape(void **state)
{
    (void)state;
    struct trial *trial = trial_new();
    for (enum doctor_field field = 0; field < DOCTOR_FIELD_COUNT; field++)
        trial->cells[DOCTOR_FIELD_COUNT - 1 - field].text = doctor_field_spec(field)->label;
    trial->cells[DOCTOR_FIELD_COUNT - 1 - DOCTOR_DEPARTMENT].text = "部署（部門／診療科）";
    trial->cells[DOCTOR_FIELD_COUNT - 1 - DOCTOR_FAMILY_NAME].text = " 氏名\n姓 ";
    trial->cells[DOCTOR_FIELD_COUNT - 1 - DOCTOR_SCHEME].text = "難病／小慢";
    trial->cells[DOCTOR_FIELD_COUNT].text = IMPORT_REMARK_HEADING;
    trial->cells[DOCTOR_FIELD_COUNT + 1].text = "";
    assert_int_equal(put(trial, DOCTOR_FIELD_COUNT + 2), IMPORT_ROW_HEADING);
    assert_int_equal(import_check_columns(trial->check)->place[DOCTOR_KIND], DOCTOR_FIELD_COUNT);
    assert_int_equal(import_check_columns(trial->check)->place[DOCTOR_MAIL], 1);
    trial_end(trial, "");
}

static void headings_missing_doubled_unknown(void **state)
{
    (void)state;
    struct trial *trial = trial_new();
    for (enum doctor_field field = 0; field < DOCTOR_FIELD_COUNT; field++)
        trial->cells[field].text = doctor_field_spec(field)->label;
    trial->cells[DOCTOR_MAIL].text = "備考";
    trial->cells[DOCTOR_GIVEN_NAME].text = "氏名姓";
    assert_int_equal(put(trial, DOCTOR_FIELD_COUNT), IMPORT_ROW_STOP);
    trial_end(trial,
        "1L error heading_double, 1P warning heading_unknown, 1 error heading_missing, 1 warning heading_missing");
}

/* what is likelier than thirteen missing columns is told in one line. */
static void rows_that_hold_no_heading(void **state)
{
    (void)state;
    static const struct { const char *first; const char *remedy; } starts[] = {
        {"指定医名簿（令和8年度）", "題名などの行があれば消し"}, {"難病指定医", "見出しがなければ1行目に加えて"}, {"", "別のファイルを選んでいないか"},
        {"指定医の種別\t公共団体コード\t医療機関番号", "タブで区切られています"}};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct trial *trial = trial_new();
        trial->cells[0].text = starts[i].first;
        trial->cells[1].text = "備考";
        assert_int_equal(put(trial, 2), IMPORT_ROW_STOP);
        assert_non_null(strstr(trial->report.items[0].message, starts[i].remedy));
        trial_end(trial, "1A error heading_none");
    }
}

static void good_rows_pass_and_empty_ones_count(void **state)
{
    (void)state;
    struct trial *trial = trial_new();
    assert_int_equal(put_heading(trial), IMPORT_ROW_HEADING);
    fill(trial, 1);
    assert_int_equal(put(trial, DOCTOR_FIELD_COUNT), IMPORT_ROW_DOCTOR);
    trial->cells[0].text = " ";
    assert_int_equal(put(trial, 1), IMPORT_ROW_EMPTY);
    fill(trial, 2);
    trial->cells[DOCTOR_FIELD_COUNT] = (struct import_cell){"", false};
    trial->cells[DOCTOR_GIVEN_NAME].text = "";
    assert_int_equal(put(trial, DOCTOR_FIELD_COUNT + 1), IMPORT_ROW_FAULTY);
    import_check_finish(trial->check);
    assert_int_equal(import_check_rows(trial->check), 2);
    trial_end(trial, "4L error required");
}

static void rows_are_compared_with_each_other(void **state)
{
    (void)state;
    struct trial *trial = trial_new();
    put_heading(trial);
    fill(trial, 1);
    put(trial, DOCTOR_FIELD_COUNT);
    fill(trial, 2);
    trial->cells[DOCTOR_MEDICAL_REGISTER_NUMBER].text = "000001"; /* the same doctor as row 2 */
    trial->cells[DOCTOR_INSTITUTION_NAME].text = "別の病院";
    assert_int_equal(put(trial, DOCTOR_FIELD_COUNT), IMPORT_ROW_FAULTY);
    fill(trial, 1);
    trial->cells[DOCTOR_KIND].text = "小慢"; /* the other scheme is another designation */
    trial->cells[DOCTOR_SCHEME].text = "小慢";
    assert_int_equal(put(trial, DOCTOR_FIELD_COUNT), IMPORT_ROW_DOCTOR);
    fill(trial, 3);
    trial->cells[DOCTOR_DESIGNATION_NUMBER].text = "N1";
    assert_int_equal(put(trial, DOCTOR_FIELD_COUNT), IMPORT_ROW_FAULTY);
    trial_end(trial, "3H error double_doctor, 3E error institution_name_differs, 5G error double_number");
}

static void cells_that_cannot_be_taken(void **state)
{
    (void)state;
    struct trial *trial = trial_new();
    put_heading(trial);
    fill(trial, 1);
    trial->cells[DOCTOR_INSTITUTION_CODE].formula = true;
    trial->cells[DOCTOR_FIELD_COUNT + 2] = (struct import_cell){"x", false};
    trial->cells[DOCTOR_FIELD_COUNT] = trial->cells[DOCTOR_FIELD_COUNT + 1] = (struct import_cell){"", false};
    assert_int_equal(put(trial, DOCTOR_FIELD_COUNT + 3), IMPORT_ROW_FAULTY);
    fill(trial, 2);
    trial->cells[DOCTOR_INSTITUTION_CODE].text = "110113719";
    assert_int_equal(put(trial, DOCTOR_FIELD_COUNT), IMPORT_ROW_DOCTOR);
    trial_end(trial, "2S error overhang, 2D error formula_cell, 3D repair leading_zero");
}

static void empty_files_and_too_many_rows(void **state)
{
    (void)state;
    struct trial *trial = trial_new();
    import_check_finish(trial->check);
    trial_end(trial, "0 error empty_file");

    trial = trial_new();
    put_heading(trial);
    import_check_finish(trial->check);
    trial_end(trial, "0 error no_rows");

    trial = trial_new();
    put_heading(trial);
    struct arena *rows = arena_new();
    struct arena *kept = trial->arena;
    enum import_row_kind kind = IMPORT_ROW_DOCTOR;
    for (int i = 1; i <= IMPORT_ROWS_MOST + 1 && kind == IMPORT_ROW_DOCTOR; i++) {
        trial->arena = rows;
        fill(trial, i);
        kind = put(trial, DOCTOR_FIELD_COUNT);
        arena_reset(rows);
    }
    trial->arena = kept;
    assert_int_equal(kind, IMPORT_ROW_STOP);
    arena_free(&rows);
    trial_end(trial, "20002 error too_many_rows");
}

static void the_report_keeps_a_thousand_lines_and_counts_all(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct import_report report = import_report_in(arena);
    for (int i = 0; i < IMPORT_LINES_MOST + 5; i++)
        import_report_problem(&report, i, 0, "x", "%0700d", i);
    assert_int_equal(report.count, IMPORT_LINES_MOST);
    assert_int_equal(report.counts[IMPORT_ERROR], IMPORT_LINES_MOST + 5);
    assert_true(strlen(report.items[0].message) <= 602);
    assert_string_equal(import_column_letters(arena, 28), "AB");
    assert_string_equal(import_severity_label(import_severity_word(IMPORT_WARNING)), "注意");
    arena_free(&arena);
}

static void repairs_hide_no_problem_and_lines_are_sorted(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct import_report report = import_report_in(arena);
    for (int i = 0; i < 2 * IMPORT_MILD_LINES_MOST; i++)
        import_report_add(&report, &(struct import_line){.row = 10 + i, .column = 2, .severity = IMPORT_REPAIR,
            .code = "r", .message = "m"});
    import_report_problem(&report, 12, 1, "first", "x");
    import_report_problem(&report, 12, 2, "second", "x");
    import_report_problem(&report, 1, 0, "zeroth", "x");
    assert_int_equal(report.count, IMPORT_MILD_LINES_MOST + 3);
    assert_int_equal(report.counts[IMPORT_REPAIR], 2 * IMPORT_MILD_LINES_MOST);
    import_report_sort(&report);
    assert_string_equal(report.items[0].code, "zeroth");
    assert_string_equal(report.items[3].code, "first");
    assert_string_equal(report.items[4].code, "r");
    assert_string_equal(report.items[5].code, "second");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damage_is_undone_only_when_certain),
        cmocka_unit_test(headings_in_any_order_and_shape),
        cmocka_unit_test(headings_missing_doubled_unknown),
        cmocka_unit_test(rows_that_hold_no_heading),
        cmocka_unit_test(good_rows_pass_and_empty_ones_count),
        cmocka_unit_test(rows_are_compared_with_each_other),
        cmocka_unit_test(cells_that_cannot_be_taken),
        cmocka_unit_test(empty_files_and_too_many_rows),
        cmocka_unit_test(the_report_keeps_a_thousand_lines_and_counts_all),
        cmocka_unit_test(repairs_hide_no_problem_and_lines_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
