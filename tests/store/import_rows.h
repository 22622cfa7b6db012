/* Uploaded lists with rows of doctors, and what the import lane reports of them. */
#ifndef NSDB_IMPORT_ROWS_H
#define NSDB_IMPORT_ROWS_H

#include "import_kit.h"

#include "buffer.h"

static struct lane lane;

/* The lane, 東京都 with its officer, and 京都府; before the first test. */
static inline void import_begin(void)
{
    kit_begin();
    lane = kit_lane("ONE");
    test_municipalities(lane.store);
}

static inline struct bytes of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

/* As the history shows it. */
static inline struct import_shown_out shown(const struct kit_upload *of_upload)
{
    struct import_shown_rows rows;
    assert_int_equal(import_one(lane.store, kit_arena, &(struct import_one_in){1, of_upload->reference}, &rows), OK);
    assert_int_equal(rows.count, 1);
    return rows.items[0];
}

/* The report as "12C error code" and so on. */
static inline const char *report(const struct kit_upload *of_upload)
{
    struct import_lines_rows lines;
    struct buffer all = buffer_in(kit_arena);
    assert_int_equal(import_lines(lane.store, kit_arena, &(struct import_lines_in){of_upload->id, 0, 1000},
        &lines), OK);
    for (size_t i = 0; i < lines.count; i++)
        buffer_format(&all, "%s%d%s %s %s", i > 0 ? ", " : "", (int)lines.items[i].row_in_file,
            lines.items[i].column_letter, lines.items[i].severity, lines.items[i].code);
    return buffer_text(&all);
}

#define HEADING                                                                                          \
    "指定医の種別,公共団体コード,難病/小慢,医療機関番号,医療機関名,部署(部門/診療科),指定医番号,医籍登録番号," \
    "認定登録年月日,有効期限年月日,氏名 姓,氏名 名,フリガナ 姓,フリガナ 名,電話,メールアドレス\r\n"

/* A right row of doctor `number`. */
static inline const char *row(int number, const char *institution)
{
    return arena_format(kit_arena, "難病指定医,130001,難病,%s,見本%s病院,小児科,N%d,%d,2026/4/1,2099/3/31,山田,太郎%d,ヤマダ,タロウ,"
        "03-1234-5678,a@example.jp\r\n", institution, institution, number, number, number);
}

/* A whole file. */
static inline const char *file(const char *rows)
{
    return arena_format(kit_arena, "\xEF\xBB\xBF" HEADING "%s", rows);
}

/* `text` with the first `from` changed. */
static inline const char *replaced(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    assert_non_null(at);
    return arena_format(kit_arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

/* The lane checks the file and finds this, which does not stop it. */
static inline void expect_checked(const struct kit_upload *sent, const char *expected)
{
    import_lane_small(&lane);
    assert_string_equal(report(sent), expected);
    assert_string_equal(shown(sent).state, "checked");
}

#endif
