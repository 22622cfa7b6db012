/* What the import lane finds in a list (R-020…R-026, R-027, R-040, F04, T22): a corpus of bad files, each
 * with the line of the report that must come (row, column, severity, code) and with nothing stored. */
#include "import_rows.h"

static void expect_refused(struct bytes content, const char *expected)
{
    struct kit_upload sent = kit_upload(&lane, content);
    import_lane_small(&lane);
    assert_string_equal(report(&sent), expected);
    assert_string_equal(shown(&sent).state, "refused");
}

static const struct {
    const char *from;
    const char *to;
    const char *report;
} bad_values[] = {
    {"難病指定医", "", "2A error required"},
    {"130001", "260002", "2B error foreign_municipality"},
    {",難病,", ",小慢,", "2A error kind_scheme"},
    {"0110113719", "1.31E+09", "2D error exponent"},
    {"0110113719", "", "2D error required"},
    {"0110113719", "=A1", "2D error institution_code"},
    {"見本0110113719病院", "=HYPERLINK(1)", "2E error formula"},
    {"見本0110113719病院", "", "2E error required"},
    {",N1,", ",№1,", "2G error designation_number"},
    {",1,", ",ABC,", "2H error medical_register_number"},
    {"2026/4/1", "2026/2/30", "2I error date"},
    {"2099/3/31", "2020/3/31", "2J error days_order"},
    {"山田", "", "2K error required"},
    {"太郎1", "太\xE2\x80\x8B郎", "2L error invisible"},
    {"太郎1", "\xE3\x85\xA4", "2L error invisible"},
    {"太郎1", "太\xCD\x8F郎", "2L error invisible"},
    {"太郎1", "?郎", "2L error lost_character"},
    {"山田", "#REF!", "2K error spreadsheet_error"},
    {"小児科", "#N/A", "2F error spreadsheet_error"},
    {"小児科", "########", "2F error spreadsheet_error"},
    {"ヤマダ", "やまだ", "2M error not_katakana"},
    {"03-1234-5678", "1234", "2O error telephone"},
    {"a@example.jp", "a@", "2P error mail"},
    {"a@example.jp", "a@example.jp,余分", "2Q error overhang"},
    {"氏名 名", "氏名 姓", "1 error heading_missing, 1L error heading_double"},
    {"医療機関番号", "医療機関", "1 error heading_missing, 1D warning heading_unknown"},
    {"太郎1", "\"太郎", "2L error unterminated"},
    {"太郎1", "太\"郎", "2L error stray_quote"},
    {"太郎1", "\"太\"郎", "2L error after_quote"},
    {"太郎1", "太\r郎", "2L error bare_cr"},
    {"山田", "\x80\xFF", "2 error encoding"},
};

static void bad_values_are_named_by_cell(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_values / sizeof bad_values[0]; i++)
        expect_refused(of(replaced(file(row(1, "0110113719")), bad_values[i].from, bad_values[i].to)),
            bad_values[i].report);
    test_count(lane.store, 0, "designation");
    test_count(lane.store, 0, "medical_institution");
}

static const char *two(const char *first, const char *second)
{
    return file(arena_format(kit_arena, "%s%s", first, second));
}

/* A file that breaks in the middle: the report names heading and value, and no corrected file is offered, because it would
 * lack the rows behind. */
static void broken_files_have_no_known_length(void **state)
{
    (void)state;
    struct kit_upload sent = kit_upload(&lane, of(two(row(1, "0110113719"), replaced(row(2, "0110113719"), "太郎2", "太\"郎"))));
    import_lane_small(&lane);
    struct import_lines_rows lines;
    assert_int_equal(import_lines(lane.store, kit_arena, &(struct import_lines_in){sent.id, 0, 1000}, &lines), OK);
    assert_int_equal(lines.count, 1);
    assert_int_equal(lines.items[0].row_in_file, 3);
    assert_string_equal(lines.items[0].column_name, "氏名 名");
    assert_string_equal(lines.items[0].value, "太");
    assert_string_equal(lines.items[0].code, "stray_quote");
    assert_int_equal(shown(&sent).rows_total, 0);
    struct kit_upload wrong = kit_upload(&lane, of(two(row(1, "0110113719"), replaced(row(2, "0110113719"), "太郎2", ""))));
    import_lane_small(&lane);
    assert_int_equal(shown(&wrong).rows_total, 2);
}

static const char *long_name(void)
{
    struct buffer name = buffer_in(kit_arena);
    for (int i = 0; i < 400; i++)
        buffer_add_text(&name, "名");
    return buffer_text(&name);
}

static void bad_files_are_explained(void **state)
{
    (void)state;
    expect_refused(of(""), "0 error empty_file");
    expect_refused(of(file("")), "0 error no_rows");
    expect_refused(of("\xFF\xFEx"), "0 error utf16");
    expect_refused(of("\xD0\xCF\x11\xE0rest of it"), "0 error old_excel");
    expect_refused(of("PK\x03\x04rest of it"), "0 error xlsx_broken");
    expect_refused((struct bytes){(const uint8_t *)"abcdefghijklmnop\0\r\n", 19}, "1A error nul");
    expect_refused(of(file(replaced(row(1, "0110113719"), "太郎1", long_name()))), "2L error too_long");
    expect_refused(of(file(arena_format(kit_arena, "%s%s", row(1, "0110113719"), row(1, "0110113719")))),
        "3G error double_number, 3H error double_doctor");
    expect_refused(of(file(arena_format(kit_arena, "%s\r\n%s", row(1, "0110113719"),
        replaced(row(2, "0110113719"), "見本0110113719", "別の")))), "4E error institution_name_differs");
    test_count(lane.store, 0, "designation");
}

static const char *of_shoman(const char *text)
{
    return replaced(replaced(text, "難病指定医", "小慢指定医"), ",難病,", ",小慢,");
}

static const char *named(const char *text, const char *family, const char *given, const char *family_kana, const char *given_kana)
{
    const char *renamed = replaced(replaced(text, "山田", family), ",太郎", given);
    return replaced(replaced(renamed, "ヤマダ", family_kana), "タロウ", given_kana);
}

/* R-027: one report says what is wrong with the row and what the database knows of it. */
static void faulty_rows_are_asked_about(void **state)
{
    (void)state;
    struct kit_upload sent = kit_upload(&lane, of(two(row(501, "0110113719"), row(502, "0110113719"))));
    expect_checked(&sent, "");
    kit_commit(&sent, 0);
    assert_true(import_lane_small(&lane));
    const char *known = replaced(row(501, "0110113719"), "03-1234-5678", "1234");
    expect_refused(of(file(known)), "2H error already_here, 2O error telephone");
    expect_refused(of(file(replaced(known, "見本0110113719", "別の"))),
        "2E warning institution_name, 2H error already_here, 2O error telephone");
    expect_refused(of(file(replaced(known, "0110113719", "=A1"))),
        "2D error institution_code, 2H error primary_elsewhere, 2O error telephone");
    expect_refused(of(file(replaced(known, "ヤマダ", "やまだ"))),
        "2H error already_here, 2M error not_katakana, 2O error telephone");
    const char *taken = replaced(replaced(row(503, "0110113719"), "N503", "N501"), "03-1234-5678", "1234");
    expect_refused(of(two(taken, row(502, "0110113719"))), "2G error number_taken, 2O error telephone, 3H error already_here");
    /* What cannot be read, and what an earlier row asked, asks nothing. */
    expect_refused(of(file(replaced(known, ",501,", ",ABC,"))), "2H error medical_register_number, 2O error telephone");
    expect_refused(of(file(replaced(known, "N501,501", "№1,ABC"))),
        "2G error designation_number, 2H error medical_register_number, 2O error telephone");
    expect_refused(of(two(known, known)), "2H error already_here, 2O error telephone, 3G error double_number, "
        "3H error double_doctor, 3O error telephone");
    test_sql(lane.store, "UPDATE designation SET municipality_id = 2");
    expect_refused(of(file(known)), "2H error other_municipality, 2O error telephone");
    test_count(lane.store, 1, "operation_log WHERE action = 'doctor_foreign_told'");
    expect_refused(of(file(of_shoman(named(known, "鈴木", ",花子", "スズキ", "ハナコ")))), "2H error other_person, 2O error telephone");
    test_count(lane.store, 2, "operation_log WHERE action = 'doctor_foreign_told'"); /* R-040 */
}

/* The two rows of a new doctor of both schemes become one login: what the registration would refuse the check refuses. */
static void one_number_is_one_person(void **state)
{
    (void)state;
    const char *first = row(601, "0110113719");
    const char *second = of_shoman(first);
    expect_refused(of(two(first, named(second, "鈴木", ",花子", "スズキ", "ハナコ"))), "3H error person_differs");
    struct kit_upload married = kit_upload(&lane, of(two(first, replaced(replaced(second, "山田", "鈴木"), "ヤマダ", "スズキ"))));
    expect_checked(&married, "");
    expect_refused(of(two(replaced(first, "山田", ""), named(second, "鈴木", ",花子", "スズキ", "ハナコ"))),
        "2K error required"); /* what is missing is not held against it */
}

int main(void)
{
    import_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_values_are_named_by_cell),
        cmocka_unit_test(bad_files_are_explained),
        cmocka_unit_test(broken_files_have_no_known_length),
        cmocka_unit_test(faulty_rows_are_asked_about),
        cmocka_unit_test(one_number_is_one_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
