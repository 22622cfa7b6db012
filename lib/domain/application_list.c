/* The check of an application list. */
#include "application_list.h"

#include "municipality_code.h"
#include "number.h"
#include "text.h"

static const struct item_spec specs[APPLICATION_COLUMN_COUNT] = {
    [APPLICATION_NUMBER] = {"number", "番号", SHAPE_LABEL, 10, false, "1"},
    [APPLICATION_MUNICIPALITY_CODE] = {"municipality_code", "公共団体コード", SHAPE_DIGITS, 6, true, "980005"},
    [APPLICATION_MUNICIPALITY_NAME] = {"municipality_name", "公共団体名", SHAPE_NAME, 60, false, "見本県"},
    [APPLICATION_SCHEME] = {"scheme", "難病/小慢", SHAPE_LABEL, 10, true, "難病・小慢"},
    [APPLICATION_DEPARTMENT] = {"department", "部署", SHAPE_NAME, 100, true, "疾病対策課"},
    [APPLICATION_POSITION] = {"position", "役職", SHAPE_NAME, 100, false, "係長"},
    [APPLICATION_FAMILY_NAME] = {"family_name", "氏名 姓", SHAPE_NAME, 100, true, "見本"},
    [APPLICATION_GIVEN_NAME] = {"given_name", "氏名 名", SHAPE_NAME, 100, true, "一郎"},
    [APPLICATION_FAMILY_KANA] = {"family_kana", "フリガナ 姓", SHAPE_KANA, 100, true, "ミホン"},
    [APPLICATION_GIVEN_KANA] = {"given_kana", "フリガナ 名", SHAPE_KANA, 100, true, "イチロウ"},
    [APPLICATION_TELEPHONE] = {"telephone", "電話", SHAPE_TELEPHONE, 20, true, "03-0000-0000"},
    [APPLICATION_MAIL] = {"mail", "メールアドレス", SHAPE_MAIL, 254, true, "mihon@example.jp"},
    [APPLICATION_REMARKS] = {"remarks", "備考", SHAPE_LABEL, 400, false, ""},
    [APPLICATION_POSTAL_CODE] = {"postal_code", "郵便番号", SHAPE_DIGITS, 8, true, "100-0001"},
    [APPLICATION_ADDRESS] = {"address", "所属先住所", SHAPE_NAME, 200, true, "見本県見本市見本1-1"},
};

struct application_check {
    struct arena *arena;
    const struct application_municipalities *known;
    struct import_report *report;
    size_t place[APPLICATION_COLUMN_COUNT]; /* column from 1; 0 when the file has none */
    bool has_headings;
    int64_t rows;
    struct applications applications;
};

/* One row under check. */
struct checked_row {
    struct application_check *check;
    int64_t number;
    const char *raw[APPLICATION_COLUMN_COUNT];
    const char *values[APPLICATION_COLUMN_COUNT];
    struct complaints problems;
};

const struct item_spec *application_column_spec(enum application_column column)
{
    return &specs[column];
}

struct application_check *application_check_new(struct arena *arena, const struct application_municipalities *known,
    struct import_report *report)
{
    struct application_check *check = arena_make(arena, struct application_check);
    *check = (struct application_check){.arena = arena, .known = known, .report = report};
    return check;
}

static bool read_headings(struct application_check *check, int64_t number, const struct import_cell *cells,
    size_t count)
{
    bool usable = true;
    for (size_t i = 0; i < count; i++) {
        const char *heading = text_fold(check->arena, text_trim(check->arena, text_or(cells[i].text, "")));
        for (enum application_column column = 0; column < APPLICATION_COLUMN_COUNT; column++)
            if (check->place[column] == 0 && text_equal(heading, text_fold(check->arena, specs[column].label)))
                check->place[column] = i + 1;
    }
    for (enum application_column column = 0; column < APPLICATION_COLUMN_COUNT; column++)
        if (check->place[column] == 0 && specs[column].required) {
            import_report_problem(check->report, number, 0, "heading_missing",
                "見出し「%s」の列がありません。様式の1行目の見出しを変えずに使ってください。", specs[column].label);
            usable = false;
        }
    return usable;
}

static void check_code(struct checked_row *row)
{
    const char *value = text_half_width(row->check->arena, row->values[APPLICATION_MUNICIPALITY_CODE]);
    row->values[APPLICATION_MUNICIPALITY_CODE] = value;
    if (!municipality_code_is_shaped(value) || !municipality_code_fits(value))
        complain(&row->problems, "municipality_code", "municipality_code",
            "公共団体コードは検査数字を含む半角数字6桁で入力してください。%s",
            number_is_digits(value, 5) ? "Excelで先頭の0が消えた可能性があります。" : "");
}

static const struct application_municipality *municipality_of(struct checked_row *row)
{
    const struct application_municipalities *known = row->check->known;
    const char *code = row->values[APPLICATION_MUNICIPALITY_CODE];
    const char *name = row->values[APPLICATION_MUNICIPALITY_NAME];
    if (text_is_empty(code) || complaint_about(&row->problems, "municipality_code") != NULL)
        return NULL;
    for (size_t i = 0; i < known->count; i++) {
        if (!text_equal(known->items[i].code, code))
            continue;
        if (!text_is_empty(name) && !text_equal(name, known->items[i].name))
            complain(&row->problems, "municipality_name", "municipality_name",
                "公共団体コード「%s」は%sのものです。コードか公共団体名を直してください。", code, known->items[i].name);
        return &known->items[i];
    }
    complain(&row->problems, "municipality_code", "unknown_municipality",
        "公共団体コード「%s」の自治体は登録されていません。コードを確かめてください。", code);
    return NULL;
}

static const char *scheme_of(struct checked_row *row, const struct application_municipality *municipality)
{
    static const struct {
        const char *label;
        const char *word;
    } words[] = {{"難病", "nanbyo"}, {"小慢", "shoman"}, {"難病・小慢", "both"}, {"難病/小慢", "both"}, {"両方", "both"}};
    const char *label = text_half_width(row->check->arena, row->values[APPLICATION_SCHEME]);
    const char *word = "";
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(words[i].label, label))
            word = words[i].word;
    if (!text_is_empty(label) && text_is_empty(word))
        complain(&row->problems, "scheme", "scheme", "難病/小慢は「難病」「小慢」「難病・小慢」のどれかを入力してください。");
    bool nanbyo = text_equal(word, "nanbyo") || text_equal(word, "both");
    bool shoman = text_equal(word, "shoman") || text_equal(word, "both");
    if (municipality != NULL
        && ((nanbyo && !municipality->handles_nanbyo) || (shoman && !municipality->handles_shoman)))
        complain(&row->problems, "scheme", "scheme_not_handled", "%sは、この制度の指定医の指定を行う自治体ではありません。",
            municipality->name);
    return word;
}

/* 1000001 and 100-0001, full-width digits too, become 100-0001. */
static void check_postal_code(struct checked_row *row)
{
    struct arena *arena = row->check->arena;
    const char *value = text_half_width(arena, row->values[APPLICATION_POSTAL_CODE]);
    char digits[8] = {0};
    size_t count = 0;
    for (const char *at = value; *at != 0; at++) {
        bool digit = *at >= '0' && *at <= '9';
        if (digit && count < 7)
            digits[count] = *at;
        count += digit;
        if (!digit && !(*at == '-' && count == 3))
            count = sizeof digits;
    }
    if (count == 7)
        row->values[APPLICATION_POSTAL_CODE] = arena_format(arena, "%.3s-%s", digits, digits + 3);
    else
        complain(&row->problems, "postal_code", "postal_code", "郵便番号は数字7桁で入力してください（例 100-0001）。%s",
            number_is_digits(value, 6) ? "Excelで先頭の0が消えた可能性があります。" : "");
}

static enum application_column column_of(const char *name)
{
    enum application_column column = 0;
    while (column < APPLICATION_COLUMN_COUNT && !text_equal(specs[column].name, name))
        column++;
    return column;
}

static void report_problems(const struct checked_row *row)
{
    for (size_t i = 0; i < row->problems.count; i++) {
        const struct complaint *problem = &row->problems.items[i];
        enum application_column column = column_of(problem->field);
        import_report_add(row->check->report, &(struct import_line){
            .row = row->number,
            .column = row->check->place[column],
            .column_name = specs[column].label,
            .severity = IMPORT_ERROR,
            .code = problem->code,
            .value = row->raw[column],
            .repaired = "",
            .message = problem->message,
        });
    }
}

static void complain_of_double(struct checked_row *row, const struct application *applicant)
{
    const struct applications *others = &row->check->applications;
    for (size_t i = 0; i < others->count; i++)
        if (others->items[i].municipality_id == applicant->municipality_id &&
            text_equal(others->items[i].person.values[USER_MAIL], applicant->person.values[USER_MAIL])) {
            complain(&row->problems, "mail", "double",
                "%lld行目と同じ自治体・同じメールアドレスです。同じ人のときはどちらかの行を消し、別の人のときは本人のメールアドレスを入力してください。",
                (long long)others->items[i].row);
            return;
        }
}

static struct application applicant_of(struct checked_row *row)
{
    const struct application_municipality *municipality = municipality_of(row);
    const char *const *values = row->values;
    return (struct application){
        .row = row->number,
        .municipality_id = municipality == NULL ? 0 : municipality->id,
        .scheme = scheme_of(row, municipality),
        .person = {{values[APPLICATION_FAMILY_NAME], values[APPLICATION_GIVEN_NAME], values[APPLICATION_FAMILY_KANA],
            values[APPLICATION_GIVEN_KANA], values[APPLICATION_DEPARTMENT], values[APPLICATION_TELEPHONE],
            values[APPLICATION_MAIL]}},
        .postal_code = values[APPLICATION_POSTAL_CODE],
        .address = values[APPLICATION_ADDRESS],
    };
}

/* Takes the cells; false when nothing stands in them. */
static bool read_cells(struct checked_row *row, const struct import_cell *cells, size_t count)
{
    bool filled = false;
    for (enum application_column column = 0; column < APPLICATION_COLUMN_COUNT; column++) {
        size_t place = row->check->place[column];
        row->raw[column] = place == 0 || place > count
            ? "" : arena_text(row->check->arena, text_or(cells[place - 1].text, ""));
        filled = filled || (column != APPLICATION_NUMBER
            && !text_is_empty(text_trim(row->check->arena, row->raw[column])));
        if (place != 0 && place <= count && cells[place - 1].formula)
            complain(&row->problems, specs[column].name, "formula_cell", "計算式が入っています。値に置き換えてください。");
    }
    return filled;
}

static void check_applicant(struct checked_row *row)
{
    for (enum application_column column = 0; column < APPLICATION_COLUMN_COUNT; column++)
        row->values[column] = item_check(row->check->arena, &specs[column], row->raw[column], &row->problems);
    if (!text_is_empty(row->values[APPLICATION_MUNICIPALITY_CODE]))
        check_code(row);
    if (!text_is_empty(row->values[APPLICATION_POSTAL_CODE]))
        check_postal_code(row);
    struct application applicant = applicant_of(row);
    complain_of_double(row, &applicant);
    if (row->problems.count == 0)
        *list_push(row->check->arena, &row->check->applications) = applicant;
}

bool application_check_row(struct application_check *check, int64_t number, const struct import_cell *cells,
    size_t count)
{
    if (!check->has_headings) {
        check->has_headings = true;
        return read_headings(check, number, cells, count);
    }
    struct checked_row row = {.check = check, .number = number, .problems = complaints_in(check->arena)};
    if (!read_cells(&row, cells, count))
        return true;
    if (++check->rows > APPLICATION_ROWS_MOST) {
        import_report_problem(check->report, number, 0, "too_many_rows", "1つのファイルは%d行までです。分けてください。",
            APPLICATION_ROWS_MOST);
        return false;
    }
    check_applicant(&row);
    report_problems(&row);
    return true;
}

const struct applications *application_check_finish(struct application_check *check)
{
    if (check->rows == 0 && check->report->count == 0)
        import_report_problem(check->report, 0, 0, "empty",
            "申請する人が1人もいません。1行目に見出し、2行目から1行に1人ずつ入力してください。");
    return &check->applications;
}

void application_check_taken(struct application_check *check, const struct application *applicant)
{
    import_report_add(check->report, &(struct import_line){
        .row = applicant->row,
        .column = check->place[APPLICATION_MAIL],
        .column_name = specs[APPLICATION_MAIL].label,
        .severity = IMPORT_ERROR,
        .code = "taken",
        .value = applicant->person.values[USER_MAIL],
        .repaired = "",
        .message = "この自治体には、このメールアドレスの自治体管理者がすでに登録されています。行を消すか、別のメールアドレスにしてください。",
    });
}

const char *application_scheme_label(const char *word)
{
    return text_equal(word, "nanbyo") ? "難病" : text_equal(word, "shoman") ? "小慢" : "難病・小慢";
}
