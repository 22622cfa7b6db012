/* The items of an official's account. */
#include "official_field.h"

static const struct doctor_field_spec specs[OFFICIAL_FIELD_COUNT] = {
    [OFFICIAL_FAMILY_NAME] = {"family_name", "氏名 姓", SHAPE_NAME, 100, true, "見本"},
    [OFFICIAL_GIVEN_NAME] = {"given_name", "氏名 名", SHAPE_NAME, 100, true, "一郎"},
    [OFFICIAL_FAMILY_KANA] = {"family_kana", "フリガナ 姓", SHAPE_KANA, 100, true, "ミホン"},
    [OFFICIAL_GIVEN_KANA] = {"given_kana", "フリガナ 名", SHAPE_KANA, 100, true, "イチロウ"},
    [OFFICIAL_DEPARTMENT] = {"department", "部署", SHAPE_NAME, 100, true, "疾病対策課"},
    [OFFICIAL_TELEPHONE] = {"telephone", "電話", SHAPE_TELEPHONE, 20, false, "03-0000-0000"},
    [OFFICIAL_MAIL] = {"mail", "メールアドレス", SHAPE_MAIL, 254, false, "mihon@example.jp"},
};

const struct doctor_field_spec *official_field_spec(enum official_field field)
{
    return &specs[field];
}

struct official_values official_check(struct arena *arena, const struct official_values *typed,
    struct complaints *problems)
{
    struct official_values checked;
    for (enum official_field field = 0; field < OFFICIAL_FIELD_COUNT; field++)
        checked.values[field] = item_check(arena, &specs[field], typed->values[field], problems);
    return checked;
}
