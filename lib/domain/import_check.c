/* A row goes: cells → form (with repairs) → rules → keys of the rows before. */
#include "import_check.h"

#include "excel_damage.h"
#include "key_rows.h"
#include "registration_answer.h"
#include "text.h"

struct import_check {
    struct arena *arena;
    struct designated_doctor_rules rules;
    struct import_report *report;
    struct import_columns columns;
    bool has_heading;
    int64_t rows;
    struct key_rows register_numbers;    /* with the scheme; the value: the name's parts */
    struct key_rows designation_numbers; /* with the kind */
    struct key_rows institution_names;   /* of each code */
};

/* One row under the check. */
struct row {
    struct import_check *check;
    struct arena *arena;
    int64_t number;
    const struct import_cell *cells;
    size_t count;
    bool faulty;
};

struct import_check *import_check_new(struct arena *arena, const struct designated_doctor_rules *rules,
    struct import_report *report)
{
    struct import_check *check = arena_make(arena, struct import_check);
    *check = (struct import_check){.arena = arena, .rules = *rules, .report = report,
        .register_numbers = key_rows_in(arena), .designation_numbers = key_rows_in(arena),
        .institution_names = key_rows_in(arena)};
    return check;
}

int64_t import_check_rows(const struct import_check *check)
{
    return check->rows;
}

const struct import_columns *import_check_columns(const struct import_check *check)
{
    return &check->columns;
}

static const char *cell_text(const struct row *row, size_t column)
{
    return column >= 1 && column <= row->count ? row->cells[column - 1].text : "";
}

static void add_line(struct row *row, enum doctor_field field, enum import_severity severity,
    const char *code, const char *repaired, const char *message)
{
    size_t column = field < DOCTOR_FIELD_COUNT ? row->check->columns.place[field] : 0;
    struct import_line line = {.row = row->number, .column = column, .severity = severity, .code = code,
        .column_name = field < DOCTOR_FIELD_COUNT ? doctor_field_spec(field)->label : "",
        .value = cell_text(row, column), .repaired = repaired, .message = message};
    import_report_add(row->check->report, &line);
    row->faulty = row->faulty || severity == IMPORT_ERROR;
}

static bool row_is_empty(const struct row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].formula || *text_trim(row->arena, row->cells[i].text) != 0)
            return false;
    return true;
}

static bool read_heading(struct row *row)
{
    const char **headings = arena_make_array(row->arena, const char *, row->count + 1);
    for (size_t i = 0; i < row->count; i++)
        headings[i] = row->cells[i].text;
    row->check->has_heading = true;
    return import_columns_read(row->arena, headings, row->count, row->number, &row->check->columns,
        row->check->report);
}

/* Something behind the last heading: the columns of this row are probably shifted. */
static void check_overhang(struct row *row)
{
    for (size_t column = row->check->columns.count + 1; column <= row->count; column++)
        if (*text_trim(row->arena, cell_text(row, column)) != 0) {
            struct import_line line = {.row = row->number, .column = column, .severity = IMPORT_ERROR,
                .code = "overhang", .value = cell_text(row, column),
                .message = "見出しのない列に値があります。列がずれていないか確かめ、余分な値を消してください。"};
            import_report_add(row->check->report, &line);
            row->faulty = true;
            return;
        }
}

static const char *value_of(struct row *row, enum doctor_field field)
{
    size_t column = row->check->columns.place[field];
    const char *value = cell_text(row, column);
    if (column >= 1 && column <= row->count && row->cells[column - 1].formula) {
        add_line(row, field, IMPORT_ERROR, "formula_cell", "",
            "計算式のセルです。コピーして「値の貼り付け」をし、値だけにしてください。");
        return NULL;
    }
    struct excel_damage damage;
    if (!excel_damage_find(row->arena, field, value, &damage))
        return value;
    add_line(row, field, IMPORT_REPAIR, damage.code, damage.repaired,
        arena_format(row->arena, "%s。", damage.reason));
    return damage.repaired;
}

const char *import_check_repaired(struct arena *arena, const struct import_columns *columns,
    enum doctor_field field, const struct import_cell *cells, size_t count)
{
    size_t column = columns->place[field];
    if (column == 0 || column > count)
        return "";
    struct excel_damage damage;
    const char *value = cells[column - 1].text;
    return excel_damage_find(arena, field, value, &damage) ? damage.repaired : value;
}

static void add_complaints(struct row *row, const struct complaints *complaints,
    enum import_severity severity, unsigned formula_fields)
{
    for (size_t i = 0; i < complaints->count; i++) {
        const struct complaint *complaint = &complaints->items[i];
        enum doctor_field field = doctor_field_from_name(complaint->field);
        bool formula = field < DOCTOR_FIELD_COUNT && (formula_fields >> field & 1U) != 0;
        if (!formula)
            add_line(row, field, severity, complaint->code, "", complaint->message);
    }
}

static void check_doctor(struct row *row, struct designated_doctor *doctor_out)
{
    struct designated_doctor_form form = {{NULL}};
    unsigned formula_fields = 0;
    for (enum doctor_field field = 0; field < DOCTOR_FIELD_COUNT; field++) {
        form.values[field] = value_of(row, field);
        if (form.values[field] == NULL)
            formula_fields |= 1U << field;
    }
    struct complaints problems = complaints_in(row->arena);
    struct complaints remarks = complaints_in(row->arena);
    designated_doctor_check(row->arena, &form, &row->check->rules, doctor_out, &problems, &remarks);
    add_complaints(row, &problems, IMPORT_ERROR, formula_fields);
    add_complaints(row, &remarks, IMPORT_WARNING, formula_fields);
}

enum { NAME_PARTS = 4 };

/* The parts of a name, one to a line: the check lets no line break into any of them. */
static const char *name_kept(struct arena *arena, const struct designated_doctor *doctor)
{
    return arena_format(arena, "%s\n%s\n%s\n%s", doctor->family_name, doctor->given_name, doctor->family_kana,
        doctor->given_kana);
}

static struct known_doctor name_known(struct arena *arena, const char *kept)
{
    const char *parts[NAME_PARTS];
    for (size_t i = 0; i < NAME_PARTS; i++) {
        size_t length = strcspn(kept, "\n");
        parts[i] = arena_text_part(arena, kept, length);
        kept += length + (kept[length] != 0);
    }
    return (struct known_doctor){
        .family_name = parts[0], .given_name = parts[1], .family_kana = parts[2], .given_kana = parts[3]};
}

static const char *register_key(struct arena *arena, enum scheme scheme, const char *register_number)
{
    return arena_format(arena, "%d %s", (int)scheme, register_number);
}

/* A doctor of both schemes has two rows and gets one login: they must name one person, as the database will ask. */
static void check_person(struct row *row, const struct designated_doctor *doctor)
{
    enum scheme other = doctor->scheme == SCHEME_NANBYO ? SCHEME_SHOMAN : SCHEME_NANBYO;
    const struct key_row *before = key_rows_find(&row->check->register_numbers,
        register_key(row->arena, other, doctor->medical_register_number));
    if (before == NULL)
        return;
    struct known_doctor known = name_known(row->arena, before->value);
    bool whole = !text_is_empty(known.family_name) && !text_is_empty(known.given_name) &&
                 !text_is_empty(known.family_kana) && !text_is_empty(known.given_kana);
    if (whole && !registration_is_same_person(row->arena, doctor, &known))
        add_line(row, DOCTOR_MEDICAL_REGISTER_NUMBER, IMPORT_ERROR, "person_differs", "",
            arena_format(row->arena,
                "医籍登録番号「%s」は%d行目にもあり、氏名が違います。同じ医師なら氏名をそろえ、別の医師なら番号を直してください。",
                doctor->medical_register_number, (int)before->row));
}

/* A key that an earlier row has is that row's question to the database. */
static void check_register_number(struct row *row, struct designated_doctor *doctor)
{
    if (text_is_empty(doctor->medical_register_number) || doctor->scheme == SCHEME_NONE)
        return;
    check_person(row, doctor);
    const struct key_row *before = key_rows_find_or_add(&row->check->register_numbers,
        register_key(row->arena, doctor->scheme, doctor->medical_register_number), row->number,
        name_kept(row->arena, doctor));
    if (before == NULL)
        return;
    add_line(row, DOCTOR_MEDICAL_REGISTER_NUMBER, IMPORT_ERROR, "double_doctor", "",
        arena_format(row->arena,
            "医籍登録番号「%s」は%d行目にもあります。同じ医師の行は一つだけ残し、別の医師なら番号を直してください。",
            doctor->medical_register_number, (int)before->row));
    doctor->medical_register_number = "";
}

static void check_designation_number(struct row *row, struct designated_doctor *doctor)
{
    if (text_is_empty(doctor->designation_number) || doctor->kind == KIND_NONE)
        return;
    const char *key = arena_format(row->arena, "%d %s", (int)doctor->kind, doctor->designation_number);
    const struct key_row *before = key_rows_find_or_add(&row->check->designation_numbers, key, row->number,
        NULL);
    if (before == NULL)
        return;
    add_line(row, DOCTOR_DESIGNATION_NUMBER, IMPORT_ERROR, "double_number", "",
        arena_format(row->arena, "指定医番号「%s」は%d行目にもあります。どちらかの番号を直してください。",
            doctor->designation_number, (int)before->row));
    doctor->designation_number = "";
}

static void check_institution_name(struct row *row, const struct designated_doctor *doctor)
{
    if (text_is_empty(doctor->institution_code) || text_is_empty(doctor->institution_name))
        return;
    const char *folded = text_fold(row->arena, doctor->institution_name);
    const struct key_row *before =
        key_rows_find_or_add(&row->check->institution_names, doctor->institution_code, row->number, folded);
    if (before != NULL && !text_equal(before->value, folded))
        add_line(row, DOCTOR_INSTITUTION_NAME, IMPORT_ERROR, "institution_name_differs", "",
            arena_format(row->arena,
                "医療機関番号「%s」の医療機関名が%d行目と違います。名前をそろえるか、番号を直してください。",
                doctor->institution_code, (int)before->row));
}

static bool too_many(struct row *row)
{
    if (++row->check->rows <= IMPORT_ROWS_MOST)
        return false;
    import_report_problem(row->check->report, row->number, 0, "too_many_rows",
        "1つのファイルに登録できるのは%d行までです。ファイルを分けてアップロードしてください。", IMPORT_ROWS_MOST);
    return true;
}

enum import_row_kind import_check_row(struct import_check *check, struct arena *arena, int64_t number,
    const struct import_cell *cells, size_t count, struct designated_doctor *doctor_out)
{
    struct row row = {check, arena, number, cells, count, false};
    if (!check->has_heading)
        return read_heading(&row) ? IMPORT_ROW_HEADING : IMPORT_ROW_STOP;
    if (row_is_empty(&row))
        return IMPORT_ROW_EMPTY;
    if (too_many(&row))
        return IMPORT_ROW_STOP;
    check_overhang(&row);
    check_doctor(&row, doctor_out);
    check_register_number(&row, doctor_out);
    check_designation_number(&row, doctor_out);
    check_institution_name(&row, doctor_out);
    return row.faulty ? IMPORT_ROW_FAULTY : IMPORT_ROW_DOCTOR;
}

void import_check_finish(struct import_check *check)
{
    if (!check->has_heading)
        import_report_problem(check->report, 0, 0, "empty_file",
            "ファイルが空です。1行目に見出し、2行目から指定医を入力したファイルを選んでください。");
    else if (check->rows == 0 && check->report->counts[IMPORT_ERROR] == 0)
        import_report_problem(check->report, 0, 0, "no_rows",
            "指定医の行がありません。2行目から1行に1人ずつ入力してください。");
}
