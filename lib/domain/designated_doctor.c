/* The check walks the items by their shape, then looks at what must agree between them. */
#include "designated_doctor.h"

#include "institution_code.h"
#include "item_check.h"
#include "municipality_code.h"
#include "number.h"
#include "text.h"

struct check {
    struct arena *arena;
    const struct designated_doctor_rules *rules;
    const char *values[DOCTOR_FIELD_COUNT]; /* normalised; "" when absent or unusable */
    struct complaints *problems;
    struct complaints *remarks;
};

#define problem(check, field, code, ...)                                                                \
    complain((check)->problems, doctor_field_spec(field)->name, (code), __VA_ARGS__)
#define remark(check, field, code, ...)                                                                 \
    complain((check)->remarks, doctor_field_spec(field)->name, (code), __VA_ARGS__)

static const char *label_of(enum doctor_field field)
{
    return doctor_field_spec(field)->label;
}

static void check_designation_number(struct check *check)
{
    const char *value = check->values[DOCTOR_DESIGNATION_NUMBER];
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    bool shaped = value[0] != '-' && strspn(value, allowed) == strlen(value);
    if (!shaped)
        check->values[DOCTOR_DESIGNATION_NUMBER] = "";
    if (!shaped && !item_complain_of_exponent(check->problems, doctor_field_spec(DOCTOR_DESIGNATION_NUMBER), value))
        problem(check, DOCTOR_DESIGNATION_NUMBER, "designation_number",
            "指定医番号は半角の英数字とハイフンで、20文字以内で入力してください。");
}

static void check_institution_code(struct check *check)
{
    const char *value = check->values[DOCTOR_INSTITUTION_CODE];
    if (institution_code_is_shaped(value)) {
        if (!institution_code_fits(value))
            remark(check, DOCTOR_INSTITUTION_CODE, "check_digit",
                "医療機関番号「%s」の検証番号（最後の1桁）が合いません。打ち間違いでないか確かめてください。このままでも登録できます。", value);
        return;
    }
    check->values[DOCTOR_INSTITUTION_CODE] = "";
    if (item_complain_of_exponent(check->problems, doctor_field_spec(DOCTOR_INSTITUTION_CODE), value))
        return;
    bool short_digits = number_is_digits(value, 9);
    problem(check, DOCTOR_INSTITUTION_CODE, "institution_code",
        "医療機関番号は半角数字10桁で入力してください（都道府県2桁＋点数表1桁＋医療機関コード7桁）。%s",
        short_digits ? "Excelで先頭の0が消えた可能性があります。" : "");
}

static void check_municipality_code(struct check *check)
{
    const char *value = check->values[DOCTOR_MUNICIPALITY_CODE];
    const struct designated_doctor_rules *rules = check->rules;
    if (item_complain_of_exponent(check->problems, doctor_field_spec(DOCTOR_MUNICIPALITY_CODE), value))
        return;
    if (!municipality_code_is_shaped(value) || !municipality_code_fits(value))
        problem(check, DOCTOR_MUNICIPALITY_CODE, "municipality_code",
            "公共団体コードは検査数字を含む半角数字6桁で入力してください（%sは「%s」です）。", rules->municipality_name,
            rules->municipality_code);
    else if (!text_equal(value, rules->municipality_code))
        problem(check, DOCTOR_MUNICIPALITY_CODE, "foreign_municipality",
            "公共団体コード「%s」はほかの自治体のものです。登録できるのは自分の自治体（%s %s）が指定した指定医だけです。", value,
            rules->municipality_code, rules->municipality_name);
}

static void check_register_number(struct check *check)
{
    const char *value = check->values[DOCTOR_MEDICAL_REGISTER_NUMBER];
    bool digits = number_is_digits(value, 6);
    if (digits && strspn(value, "0") < strlen(value)) {
        check->values[DOCTOR_MEDICAL_REGISTER_NUMBER] =
            arena_format(check->arena, "%.*s%s", (int)(6 - strlen(value)), "000000", value);
        return;
    }
    check->values[DOCTOR_MEDICAL_REGISTER_NUMBER] = "";
    if (!item_complain_of_exponent(check->problems, doctor_field_spec(DOCTOR_MEDICAL_REGISTER_NUMBER), value))
        problem(check, DOCTOR_MEDICAL_REGISTER_NUMBER, "medical_register_number",
            "医籍登録番号は半角数字6桁以内で入力してください（今の値は「%s」です）。", value);
}

static struct day read_day(struct check *check, enum doctor_field field)
{
    const char *value = check->values[field];
    struct day day = DAY_NONE;
    if (*value == 0 || day_read(value, &day) || day_read_japanese(value, &day))
        return day;
    problem(check, field, "date", "%s「%s」は日付として読めません。実際にある日付を「2026/4/1」の形で入力してください。",
        label_of(field), value);
    return DAY_NONE;
}

static void check_days(struct check *check, struct designated_doctor *doctor)
{
    doctor->certified_on = read_day(check, DOCTOR_CERTIFIED_ON);
    doctor->expires_on = read_day(check, DOCTOR_EXPIRES_ON);
    bool certified = !day_is_none(doctor->certified_on);
    bool expires = !day_is_none(doctor->expires_on);
    if (certified && expires && day_compare(doctor->certified_on, doctor->expires_on) > 0)
        problem(check, DOCTOR_EXPIRES_ON, "days_order",
            "有効期限年月日が認定登録年月日より前です。二つの日付を確かめて、入れ替わっていれば直してください。");
    else if (expires && day_compare(doctor->expires_on, check->rules->today) < 0 &&
             day_compare(doctor->expires_on, check->rules->expires_before) != 0)
        problem(check, DOCTOR_EXPIRES_ON, "expired",
            "有効期限年月日（%s）を過ぎています。指定の更新が済んでから、新しい期限で登録してください。",
            day_japanese(check->arena, doctor->expires_on));
    if (certified && day_compare(doctor->certified_on, check->rules->today) > 0)
        remark(check, DOCTOR_CERTIFIED_ON, "certified_later",
            "認定登録年月日（%s）は今日より後です。間違いでないか確かめてください。このままでも登録できます。",
            day_japanese(check->arena, doctor->certified_on));
}

static void check_scheme_handled(struct check *check, enum scheme scheme)
{
    bool handled = scheme == SCHEME_NANBYO ? check->rules->handles_nanbyo : check->rules->handles_shoman;
    if (!handled)
        problem(check, DOCTOR_SCHEME, "scheme_not_handled",
            "%sは%sの指定医の指定を行う自治体ではありません。都道府県など、指定した自治体が登録します。",
            check->rules->municipality_name, scheme == SCHEME_NANBYO ? "難病" : "小慢");
}

static void check_kind_and_scheme(struct check *check, struct designated_doctor *doctor)
{
    const char *kind = check->values[DOCTOR_KIND];
    const char *scheme = check->values[DOCTOR_SCHEME];
    doctor->kind = designation_kind_from_label(kind);
    doctor->scheme = designation_scheme_from_label(scheme);
    if (*kind != 0 && doctor->kind == KIND_NONE)
        problem(check, DOCTOR_KIND, "kind",
            "指定医の種別「%s」は使えません。「難病指定医」「協力難病指定医」「小児慢性特定疾病指定医」のどれかを入力してください。", kind);
    if (*scheme != 0 && doctor->scheme == SCHEME_NONE)
        problem(check, DOCTOR_SCHEME, "scheme", "難病/小慢「%s」は使えません。「難病」か「小慢」を入力してください。", scheme);
    if (doctor->scheme == SCHEME_NONE)
        return;
    if (doctor->kind != KIND_NONE && designation_kind_scheme(doctor->kind) != doctor->scheme)
        problem(check, DOCTOR_KIND, "kind_scheme", "指定医の種別「%s」と難病/小慢「%s」が合いません。どちらかを直してください。", kind,
            scheme);
    else
        check_scheme_handled(check, doctor->scheme);
}

static void check_shape(struct check *check, enum doctor_field field)
{
    switch (field) {
    case DOCTOR_INSTITUTION_CODE: check_institution_code(check); break;
    case DOCTOR_MUNICIPALITY_CODE: check_municipality_code(check); break;
    case DOCTOR_MEDICAL_REGISTER_NUMBER: check_register_number(check); break;
    case DOCTOR_DESIGNATION_NUMBER: check_designation_number(check); break;
    default: break;
    }
}

static void fill(const struct check *check, struct designated_doctor *doctor)
{
    doctor->institution_code = check->values[DOCTOR_INSTITUTION_CODE];
    doctor->institution_name = check->values[DOCTOR_INSTITUTION_NAME];
    doctor->department = check->values[DOCTOR_DEPARTMENT];
    doctor->designation_number = check->values[DOCTOR_DESIGNATION_NUMBER];
    doctor->medical_register_number = check->values[DOCTOR_MEDICAL_REGISTER_NUMBER];
    doctor->family_name = check->values[DOCTOR_FAMILY_NAME];
    doctor->given_name = check->values[DOCTOR_GIVEN_NAME];
    doctor->family_kana = check->values[DOCTOR_FAMILY_KANA];
    doctor->given_kana = check->values[DOCTOR_GIVEN_KANA];
    doctor->telephone = check->values[DOCTOR_TELEPHONE];
    doctor->mail = check->values[DOCTOR_MAIL];
}

void designated_doctor_check(struct arena *arena, const struct designated_doctor_form *form,
    const struct designated_doctor_rules *rules, struct designated_doctor *doctor_out, struct complaints *problems,
    struct complaints *remarks)
{
    struct check check = {.arena = arena, .rules = rules, .problems = problems, .remarks = remarks};
    *doctor_out = (struct designated_doctor){0};
    for (enum doctor_field field = 0; field < DOCTOR_FIELD_COUNT; field++) {
        check.values[field] = item_check(arena, doctor_field_spec(field), form->values[field], problems);
        if (*check.values[field] != 0)
            check_shape(&check, field);
    }
    check_kind_and_scheme(&check, doctor_out);
    check_days(&check, doctor_out);
    fill(&check, doctor_out);
}
