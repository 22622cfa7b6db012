/* Headings are compared in their folded form, without line breaks. */
#include "import_columns.h"

#include "buffer.h"
#include "text.h"

static const struct {
    const char *heading;
    enum doctor_field field;
} other_headings[] = {
    {"種別", DOCTOR_KIND},
    {"難病・小慢", DOCTOR_SCHEME},
    {"公共団体ID", DOCTOR_MUNICIPALITY_CODE},
    {"医療機関コード", DOCTOR_INSTITUTION_CODE},
    {"部署", DOCTOR_DEPARTMENT},
    {"部署(部門・診療科)", DOCTOR_DEPARTMENT},
    {"認定登録日", DOCTOR_CERTIFIED_ON},
    {"有効期限", DOCTOR_EXPIRES_ON},
    {"姓", DOCTOR_FAMILY_NAME},
    {"名", DOCTOR_GIVEN_NAME},
    {"電話番号", DOCTOR_TELEPHONE},
    {"メール", DOCTOR_MAIL},
};

static const char *folded(struct arena *arena, const char *heading)
{
    struct buffer one_line = buffer_in(arena);
    for (; *heading != 0; heading++)
        if (strchr("\r\n\t", *heading) == NULL)
            buffer_add(&one_line, heading, 1);
    return text_fold(arena, buffer_text(&one_line));
}

static bool same(struct arena *arena, const char *key, const char *heading)
{
    return text_equal(key, folded(arena, heading));
}

static enum doctor_field field_of(struct arena *arena, const char *heading)
{
    const char *key = folded(arena, heading);
    for (enum doctor_field field = 0; field < DOCTOR_FIELD_COUNT; field++)
        if (same(arena, key, doctor_field_spec(field)->label))
            return field;
    for (size_t i = 0; i < sizeof other_headings / sizeof other_headings[0]; i++)
        if (same(arena, key, other_headings[i].heading))
            return other_headings[i].field;
    return DOCTOR_FIELD_COUNT;
}

struct reading {
    struct arena *arena;
    struct import_columns *columns;
    struct import_report *report;
    int64_t row;
};

static void add_line(struct reading *reading, size_t column, enum import_severity severity, const char *code,
    const char *value, const char *message)
{
    struct import_line line = {.row = reading->row, .column = column, .column_name = value,
        .severity = severity, .code = code, .value = value, .message = message};
    import_report_add(reading->report, &line);
}

static bool place(struct reading *reading, enum doctor_field field, size_t column, const char *heading)
{
    size_t before = reading->columns->place[field];
    if (before == 0) {
        reading->columns->place[field] = column;
        return true;
    }
    add_line(reading, column, IMPORT_ERROR, "heading_double", heading,
        arena_format(reading->arena, "見出し「%s」の列が二つあります（%s列と%s列）。どちらか一方を消してください。",
            doctor_field_spec(field)->label, import_column_letters(reading->arena, before),
            import_column_letters(reading->arena, column)));
    return false;
}

static bool read_heading(struct reading *reading, size_t column, const char *heading)
{
    const char *key = folded(reading->arena, heading);
    if (*key == 0 || same(reading->arena, key, IMPORT_REMARK_HEADING))
        return true;
    enum doctor_field field = field_of(reading->arena, heading);
    if (field != DOCTOR_FIELD_COUNT)
        return place(reading, field, column, heading);
    add_line(reading, column, IMPORT_WARNING, "heading_unknown", heading,
        "この見出しの列は使いません。この列は読み飛ばしました。");
    return true;
}

static bool complain_of_missing(struct reading *reading, enum doctor_field field)
{
    const struct item_spec *spec = doctor_field_spec(field);
    const char *remedy = spec->required
        ? "1行目の見出しを確かめ、列を加えてください（見本のファイルがダウンロードできます）"
        : "この項目は空として扱います";
    add_line(reading, 0, spec->required ? IMPORT_ERROR : IMPORT_WARNING, "heading_missing", spec->label,
        arena_format(reading->arena, "見出し「%s」の列がありません。%s。", spec->label, remedy));
    return !spec->required;
}

static bool knows_one(struct reading *reading, const char *const *headings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (field_of(reading->arena, headings[i]) != DOCTOR_FIELD_COUNT)
            return true;
    return false;
}

/* A title above the headings, no headings, tabs, another file: a line for each item that is missing would hide it. */
static void complain_of_none(struct reading *reading, const char *const *headings, size_t count)
{
    const char *first = count > 0 ? headings[0] : "";
    const char *message = strchr(first, '\t') != NULL
        ? "決められた見出しがありません。値がコンマではなくタブで区切られています。Excelの「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んで"
          "保存し直してください。"
        : "決められた見出し（「指定医の種別」「医療機関番号」など）が一つもありません。上に題名などの行があれば消し、見出しがなければ1行目に加えて"
          "ください。別のファイルを選んでいないかも確かめてください（見本のファイルがダウンロードできます）。";
    struct import_line line = {.row = reading->row, .column = count > 0, .column_name = "", .severity = IMPORT_ERROR,
        .code = "heading_none", .value = first, .message = message};
    import_report_add(reading->report, &line);
}

bool import_columns_read(struct arena *arena, const char *const *headings, size_t count, int64_t row,
    struct import_columns *columns_out, struct import_report *report)
{
    *columns_out = (struct import_columns){.count = count};
    struct reading reading = {arena, columns_out, report, row};
    bool fine = true;
    if (!knows_one(&reading, headings, count)) {
        complain_of_none(&reading, headings, count);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        fine = read_heading(&reading, i + 1, headings[i]) && fine;
    for (enum doctor_field field = 0; field < DOCTOR_FIELD_COUNT; field++)
        if (columns_out->place[field] == 0)
            fine = complain_of_missing(&reading, field) && fine;
    return fine;
}

const char *import_columns_label(const struct import_columns *columns, size_t column)
{
    for (enum doctor_field field = 0; field < DOCTOR_FIELD_COUNT; field++)
        if (column > 0 && columns->place[field] == column)
            return doctor_field_spec(field)->label;
    return "";
}
