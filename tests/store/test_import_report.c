/* What the import lane finds in a list (R-020…R-026, F04, T22): a corpus of bad files, each with the line of the
 * report that must come (row, column, severity, code) and with nothing stored. */
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

int main(void)
{
    import_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_values_are_named_by_cell),
        cmocka_unit_test(bad_files_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
