/* The table of R-023. The samples are invented; the codes carry right check digits. */
#include "doctor_field.h"

#include "text.h"

static const struct item_spec specs[DOCTOR_FIELD_COUNT] = {
    [DOCTOR_KIND] = {"kind", "指定医の種別", SHAPE_LABEL, 20, true, "難病指定医"},
    [DOCTOR_MUNICIPALITY_CODE] = {"municipality_code", "公共団体コード", SHAPE_DIGITS, 6, true, "130001"},
    [DOCTOR_SCHEME] = {"scheme", "難病/小慢", SHAPE_LABEL, 10, true, "難病"},
    [DOCTOR_INSTITUTION_CODE] = {"institution_code", "医療機関番号", SHAPE_DIGITS, 10, true, "0110113719"},
    [DOCTOR_INSTITUTION_NAME] = {"institution_name", "医療機関名", SHAPE_NAME, 100, true, "見本病院"},
    [DOCTOR_DEPARTMENT] = {"department", "部署(部門/診療科)", SHAPE_NAME, 100, false, "小児科"},
    [DOCTOR_DESIGNATION_NUMBER] = {"designation_number", "指定医番号", SHAPE_CODE, 20, true, "N13-000123"},
    [DOCTOR_MEDICAL_REGISTER_NUMBER] =
        {"medical_register_number", "医籍登録番号", SHAPE_DIGITS, 6, true, "012345"},
    [DOCTOR_CERTIFIED_ON] = {"certified_on", "認定登録年月日", SHAPE_DAY, 20, true, "2026/4/1"},
    [DOCTOR_EXPIRES_ON] = {"expires_on", "有効期限年月日", SHAPE_DAY, 20, true, "2031/3/31"},
    [DOCTOR_FAMILY_NAME] = {"family_name", "氏名 姓", SHAPE_NAME, 100, true, "見本"},
    [DOCTOR_GIVEN_NAME] = {"given_name", "氏名 名", SHAPE_NAME, 100, true, "一郎"},
    [DOCTOR_FAMILY_KANA] = {"family_kana", "フリガナ 姓", SHAPE_KANA, 100, true, "ミホン"},
    [DOCTOR_GIVEN_KANA] = {"given_kana", "フリガナ 名", SHAPE_KANA, 100, true, "イチロウ"},
    [DOCTOR_TELEPHONE] = {"telephone", "電話", SHAPE_TELEPHONE, 20, false, "03-0000-0000"},
    [DOCTOR_MAIL] = {"mail", "メールアドレス", SHAPE_MAIL, 254, false, "mihon@example.jp"},
};

const struct item_spec *doctor_field_spec(enum doctor_field field)
{
    return &specs[field];
}

enum doctor_field doctor_field_from_name(const char *name)
{
    enum doctor_field field = 0;
    while (field < DOCTOR_FIELD_COUNT && !text_equal(specs[field].name, name))
        field++;
    return field;
}
