/* The items of a user's account. */
#include "user_field.h"

static const struct item_spec specs[USER_FIELD_COUNT] = {
    [USER_FAMILY_NAME] = {"family_name", "氏名 姓", SHAPE_NAME, 100, true, "見本"},
    [USER_GIVEN_NAME] = {"given_name", "氏名 名", SHAPE_NAME, 100, true, "一郎"},
    [USER_FAMILY_KANA] = {"family_kana", "フリガナ 姓", SHAPE_KANA, 100, true, "ミホン"},
    [USER_GIVEN_KANA] = {"given_kana", "フリガナ 名", SHAPE_KANA, 100, true, "イチロウ"},
    [USER_DEPARTMENT] = {"department", "部署", SHAPE_NAME, 100, true, "疾病対策課"},
    [USER_TELEPHONE] = {"telephone", "電話", SHAPE_TELEPHONE, 20, false, "03-0000-0000"},
    [USER_MAIL] = {"mail", "メールアドレス", SHAPE_MAIL, 254, false, "mihon@example.jp"},
};

const struct item_spec *user_field_spec(enum user_field field)
{
    return &specs[field];
}

struct user_values user_check(struct arena *arena, const struct user_values *typed,
    struct complaints *problems)
{
    struct user_values checked;
    for (enum user_field field = 0; field < USER_FIELD_COUNT; field++)
        checked.values[field] = item_check(arena, &specs[field], typed->values[field], problems);
    return checked;
}
